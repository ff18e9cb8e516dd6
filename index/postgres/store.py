"""The store of an address: what ``index.store.stores.Store`` asks, of PostgreSQL."""

import datetime
import weakref
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import psycopg

from corpus.errors import BusyStoreError, StoreError
from index.postgres import check, leftovers, publishing, tables
from index.postgres.address import Address
from index.postgres.connections import WRITER, Connection, close_all, connect, connect_to_read, key, told
from index.postgres.dark import is_dark, server_of
from index.postgres.earlier import earlier
from index.postgres.opening import Manifest, check_format, open_published, published_manifest
from index.postgres.tidying import tidy
from index.store.earlier import Earlier
from index.store.generation import EncoderMark, Generation
from index.store.history import NAMED, Change
from index.store.leftovers import Vectors

Found = TypeVar("Found")

_SHOWN = 1000
_NO_HISTORY = "SELECT to_regclass(format('%I.history', current_setting('pykala.schema'))) IS NULL"
_PUBLISHED = "SELECT name FROM generation WHERE number = (SELECT generation FROM current)"


class PostgresStore:
    """A store in the database of an address; as text, the address without any password."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._writer: Connection | None = None
        self._looking: list[Connection] = []
        weakref.finalize(self, close_all, self._looking)
        self._seen: Hashable | None = None

    @classmethod
    def at(cls, written: str) -> "PostgresStore":
        """The store of an address as a person wrote it; nothing is opened yet.

        Raises:
            StoreError: it cannot be read.
        """
        return cls(Address.of(written))

    def __str__(self) -> str:
        return str(self.address)

    @property
    def folder(self) -> Path:
        return self.address.folder

    def load(self) -> Generation:
        return open_published(self.address)

    def publication(self) -> Hashable | None:
        """What changes whenever another generation is published.

        While the server cannot be asked it is what it was: what is open goes on answering.
        """
        try:
            if self._looking and is_dark(*server_of(self._looking[0])):
                close_all(self._looking)
            if not self._looking:
                self._looking.append(connect_to_read(self.address))
            self._seen = self._looking[0].execute(_PUBLISHED).fetchone()
        except psycopg.errors.UndefinedTable:
            return self._seen  # nothing was ever published
        except psycopg.Error:
            close_all(self._looking)
        return self._seen

    def published(self) -> str | None:
        return self.current_name()

    def current_name(self) -> str | None:
        manifest = self._manifest()
        return manifest.name if manifest else None

    def recorded_name(self) -> str | None:
        manifest = self._manifest()
        return manifest.encoder.name if manifest else None

    def is_empty(self) -> bool:
        return self._manifest() is None

    def refuse_outdated(self) -> None:
        manifest = self._manifest()
        if manifest is not None:
            check_format(self.address, manifest)

    def problems(self) -> Iterator[str]:
        return check.problems(self.address)

    def mending(self) -> str:
        return (
            "have the database restored, or run “pykala index” with the folders that you had indexed and "
            "another schema (…?schema=NAME)"
        )

    def earlier(self, *, thorough: bool = True) -> tuple[Earlier, ...]:  # noqa: ARG002 - all stays there
        manifest = self._manifest()
        return () if manifest is None else earlier(self.address, manifest)

    @contextmanager
    def writing(self) -> Iterator[None]:
        with told(self.address):
            connection = connect(self.address)
            try:
                if connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,):
                    raise StoreError(
                        f"{self.address}: this server is a replica, which only answers; index into the "
                        "primary, or add target_session_attrs=read-write to the address"
                    )
                locked = connection.execute(
                    "SELECT pg_try_advisory_lock(%s, %s)", (key(self.address), WRITER)
                ).fetchone()
                if locked != (True,):
                    raise BusyStoreError(
                        f"{self.address}: another pykala is indexing into this store; wait until it is done"
                    )
                tables.make_schema(connection, self.address)
                tidy(connection, self.address)
                self._writer = connection
                yield
            finally:
                self._writer = None
                with suppress(psycopg.Error):  # what a closed connection held goes only a moment later
                    connection.execute("SELECT pg_advisory_unlock_all()")
                connection.close()

    def workroom(self) -> Path | None:
        return None

    def publish(self, generation: Generation) -> str:
        with told(self.address):
            name = publishing.write(self._writing, self.address, generation)
            tidy(self._writing, self.address)
            return name

    def note(self, added: Sequence[str], changed: Sequence[str], removed: Sequence[str]) -> None:
        if not added and not changed and not removed:
            return
        named = [list(ids[:NAMED]) for ids in (added, changed, removed)]
        counts = [len(added), len(changed), len(removed)]
        with told(self.address):
            self._writing.execute(
                "INSERT INTO history (added, changed, removed, counts) VALUES (%s, %s, %s, %s)",
                (*named, counts),
            )

    def changes(self) -> tuple[Change, ...]:
        def fetch(connection: Connection) -> list[tuple[Any, ...]]:
            if connection.execute(_NO_HISTORY).fetchone() == (True,):
                return []
            query = "SELECT at, added, changed, removed, counts FROM history ORDER BY number DESC LIMIT %s"
            return connection.execute(query, (_SHOWN,)).fetchall()

        found = []
        for at, added, changed, removed, (one, two, three) in self._asked(fetch):
            when = at.astimezone(datetime.UTC).isoformat(timespec="seconds")
            found.append(Change(when, tuple(added), tuple(changed), tuple(removed), (one, two, three)))
        return tuple(found)

    def keep(self, encoder: EncoderMark, digests: Sequence[bytes], vectors: Vectors) -> None:
        with told(self.address):
            leftovers.keep(self._writing, encoder, digests, vectors)

    def keep_removed(
        self, encoder: EncoderMark, digests: Sequence[bytes], vectors: Vectors, today: datetime.date
    ) -> None:
        with told(self.address):
            leftovers.keep(self._writing, encoder, digests, vectors, today)

    def recall(
        self, encoder: EncoderMark, wanted: Collection[bytes], today: datetime.date
    ) -> Mapping[bytes, Vectors]:
        with told(self.address):
            return leftovers.recall(self._writing, encoder, wanted, today)

    def forget(self) -> None:
        with told(self.address):
            leftovers.forget(self._writing)

    @property
    def _writing(self) -> Connection:
        if self._writer is None:
            raise StoreError(f"{self.address}: not open for writing")
        return self._writer

    def _manifest(self) -> Manifest | None:
        return self._asked(published_manifest)

    def _asked(self, work: Callable[[Connection], Found]) -> Found:
        with told(self.address):
            if self._writer is not None:
                return work(self._writer)
            connection = connect(self.address)
            try:
                return work(connection)
            finally:
                connection.close()

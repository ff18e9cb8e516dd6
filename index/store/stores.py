"""Stores: what a build and a search ask of one, whether it lies in files or in PostgreSQL."""

import datetime
import os
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.errors import DamagedStoreError
from index.store import check, history, leftovers, store
from index.store.earlier import Earlier, earlier
from index.store.generation import EncoderMark, Generation
from index.store.history import Change
from index.store.leftovers import Vectors
from index.store.manifest import read_manifest

_DATABASE = ("postgresql://", "postgres://")


class Store(Protocol):
    """Generations, of which one is published; as text, where it is, without any password.

    What stands below ``writing`` is called inside it. Everything raises StoreError.
    """

    @property
    def folder(self) -> Path:
        """The folder on this machine that holds what is kept beside the index, as feedback."""
        ...

    def load(self) -> Generation:
        """The published generation; raises what ``index.store.store.load`` raises."""
        ...

    def publication(self) -> Hashable | None:
        """What changes whenever another generation is published; None where nothing is."""
        ...

    def published(self) -> str | None:
        """The name of the published generation, None where nothing has been published."""
        ...

    def recorded_name(self) -> str | None:
        """The name of the encoder that the published generation was made with; None where there is none."""
        ...

    def is_empty(self) -> bool:
        """Whether nothing has been indexed yet."""
        ...

    def current_name(self) -> str | None:
        """The name that is told to be published, whether or not that generation is there."""
        ...

    def refuse_outdated(self) -> None:
        """See that no earlier version of Pykälä wrote what is published; raises OutdatedStoreError."""
        ...

    def problems(self) -> Iterator[str]:
        """What is wrong with what it holds, a sentence each."""
        ...

    def mending(self) -> str:
        """What to do where something is."""
        ...

    def changes(self) -> tuple[Change, ...]:
        """What was added and removed, the newest first."""
        ...

    def earlier(self, *, thorough: bool = True) -> tuple[Earlier, ...]:
        """What a build may take over, the published generation first.

        Unless it is to be ``thorough``, what stays where it is need not be looked at.
        """
        ...

    def writing(self) -> AbstractContextManager[None]:
        """The right to write; raises BusyStoreError where another process has it."""
        ...

    def workroom(self) -> Path | None:
        """The folder for what a build makes before it is published; None for that of the system."""
        ...

    def publish(self, generation: Generation) -> str:
        """Write a generation aside, see that it is whole, make it the published one; its name."""
        ...

    def note(self, added: Sequence[str], changed: Sequence[str], removed: Sequence[str]) -> None:
        """Note the ids of documents that a publication changed."""
        ...

    def keep(self, encoder: EncoderMark, digests: Sequence[bytes], vectors: Vectors) -> None:
        """Keep what was encoded until now, in case the build is cut off."""
        ...

    def keep_removed(
        self, encoder: EncoderMark, digests: Sequence[bytes], vectors: Vectors, today: datetime.date
    ) -> None:
        """Keep the vectors of passages that are removed, for a week."""
        ...

    def recall(
        self, encoder: EncoderMark, wanted: Collection[bytes], today: datetime.date
    ) -> Mapping[bytes, Vectors]:
        """The vectors that were kept of the passages of these digests."""
        ...

    def forget(self) -> None:
        """Let go of what builds that were cut off had encoded: it has been published."""
        ...


@dataclass(frozen=True, slots=True)
class FileStore:
    """A store in a folder."""

    folder: Path

    def __str__(self) -> str:
        return str(self.folder)

    def load(self) -> Generation:
        return store.load(self.folder)

    def publication(self) -> Hashable | None:
        return store.publication(self.folder)

    def published(self) -> str | None:
        return store.published(self.folder)

    def recorded_name(self) -> str | None:
        return store.recorded_name(self.folder)

    def is_empty(self) -> bool:
        return store.is_empty(self.folder)

    def current_name(self) -> str | None:
        return store.current_name(self.folder)

    def refuse_outdated(self) -> None:
        name = self.current_name()
        try:
            if name is not None:
                read_manifest(store.generation_folder(self.folder, name))
        except DamagedStoreError:
            return

    def problems(self) -> Iterator[str]:
        return check.problems(self.folder)

    def mending(self) -> str:
        return check.mending(self.folder)

    def changes(self) -> tuple[Change, ...]:
        return history.changes(self.folder)

    def earlier(self, *, thorough: bool = True) -> tuple[Earlier, ...]:
        return earlier(self.folder, thorough=thorough)

    def writing(self) -> AbstractContextManager[None]:
        return store.writing(self.folder)

    def workroom(self) -> Path | None:
        return store.workroom(self.folder)

    def publish(self, generation: Generation) -> str:
        return store.publish(self.folder, generation)

    def note(self, added: Sequence[str], changed: Sequence[str], removed: Sequence[str]) -> None:
        history.note(self.folder, added, changed, removed)

    def keep(self, encoder: EncoderMark, digests: Sequence[bytes], vectors: Vectors) -> None:
        leftovers.keep(self.folder, encoder, digests, vectors)

    def keep_removed(
        self, encoder: EncoderMark, digests: Sequence[bytes], vectors: Vectors, today: datetime.date
    ) -> None:
        leftovers.keep_removed(self.folder, encoder, digests, vectors, today)

    def recall(
        self, encoder: EncoderMark, wanted: Collection[bytes], today: datetime.date
    ) -> Mapping[bytes, Vectors]:
        return leftovers.recall(self.folder, encoder, wanted, today)

    def forget(self) -> None:
        leftovers.forget(self.folder)


def store_at(place: "str | Path | Store") -> Store:
    """The store of a folder or of a ``postgresql://`` address; a store is itself.

    Raises:
        ExtraError: it is an address, and what reads PostgreSQL is not installed.
        StoreError: it is no address that can be read.
    """
    if isinstance(place, str) and place.startswith(_DATABASE):
        from index.postgres.store import PostgresStore  # only who names a database needs it

        return PostgresStore.at(place)
    return FileStore(Path(place)) if isinstance(place, str | Path) else place


def usual_store() -> Store:
    """The store that ``PYKALA_STORE`` names, else a folder of the user's own data."""
    return store_at(os.environ.get("PYKALA_STORE") or store.default_store())

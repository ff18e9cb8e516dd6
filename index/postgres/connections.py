"""Connections to a database: kept open for the next question, tried again where the server goes away."""

import threading
import time
import weakref
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
from psycopg import conninfo

from corpus.errors import GoneGenerationError, StoreError
from index.postgres.address import Address

Connection = psycopg.Connection[tuple[Any, ...]]
Found = TypeVar("Found")

PATIENCE = 10.0
"""The seconds that a question waits for a server that went away."""

_FIRST_WAIT, _LONGEST_WAIT = 0.05, 1.0
_CONNECT_SECONDS = "3"
_KEPT = 8
WRITER = 0
"""The number of the lock that a build holds; a reader holds that of its generation."""

_LOOKED_AT = "1000"
"""The passages that HNSW keeps in sight, as many as it may: of 300 questions to 20,420 passages of law 284
had the same first five in the same order as in files with 400, and all but one or none with 1,000."""

_SETTINGS = {
    "hnsw.ef_search": _LOOKED_AT,
    "hnsw.iterative_scan": "strict_order",
    "application_name": "pykala",
}


def connect(address: Address, **more: Any) -> Connection:
    """A new connection, each statement by itself, that looks for tables in the address's schema.

    Raises:
        psycopg.Error: there is none to be had.
    """
    given = conninfo.conninfo_to_dict(address.target)
    connection = psycopg.connect(
        address.target,
        autocommit=True,
        connect_timeout=given.get("connect_timeout", _CONNECT_SECONDS),
        **more,
    )
    try:
        path = f'"{address.schema}", public'
        settings = {"search_path": path, "pykala.schema": address.schema, **_SETTINGS}
        calls = ", ".join(["set_config(%s, %s, false)"] * len(settings))
        connection.execute(f"SELECT {calls}", [part for pair in settings.items() for part in pair])
    except BaseException:
        connection.close()
        raise
    return connection


def key(address: Address) -> int:
    """The first half of the keys of this store's locks, a signed number of 32 bits."""
    return int.from_bytes(zlib.crc32(f"pykala {address.schema}".encode()).to_bytes(4, "big"), signed=True)


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Errors of the database as errors of the store, without any password.

    Raises:
        GoneGenerationError: a table is not there any more.
        StoreError: anything else.
    """
    try:
        yield
    except psycopg.errors.UndefinedTable as error:
        raise GoneGenerationError(f"{address}: {address.without_secrets(str(error))}") from None
    except psycopg.Error as error:
        raise StoreError(
            f"{address}: {address.without_secrets(str(error)) or type(error).__name__}; see that the server "
            "is up, that the address is right and that its user may do this"
        ) from None


class Connections:
    """Connections for readers of one generation: each holds a lock that says that somebody reads it.

    Several threads may ask at once. They are closed when nothing needs this any more.
    """

    def __init__(self, address: Address, generation: int) -> None:
        self._address, self._generation = address, generation
        self._idle: list[Connection] = []
        self._lock = threading.Lock()
        weakref.finalize(self, close_all, self._idle)

    def run(self, work: Callable[[Connection], Found], patience: float | None = None) -> Found:
        """What some work that only reads finds; where the server goes away, it is done again.

        It is tried for so many seconds, ``PATIENCE`` where none are given.

        Raises:
            GoneGenerationError: the generation is not there any more.
            StoreError: the server is not there for so many seconds, or refuses.
        """
        with told(self._address):
            return self._tried(work, PATIENCE if patience is None else patience)

    def _tried(self, work: Callable[[Connection], Found], patience: float) -> Found:
        until, wait = time.monotonic() + patience, _FIRST_WAIT
        while True:
            try:
                connection = self._taken()
                try:
                    found = work(connection)
                except BaseException:
                    connection.close()
                    raise
            except (psycopg.OperationalError, psycopg.InterfaceError):
                close_all(self._idle)  # the others are of the same server
                if time.monotonic() + wait > until:
                    raise
                time.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)
                continue
            with self._lock:
                if len(self._idle) < _KEPT:
                    self._idle.append(connection)
                    return found
            connection.close()
            return found

    def _taken(self) -> Connection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        connection = connect(self._address)
        try:
            connection.execute(
                "SELECT pg_advisory_lock_shared(%s, %s)", (key(self._address), self._generation)
            )
        except BaseException:
            connection.close()
            raise
        return connection


def close_all(connections: list[Connection]) -> None:
    """Close connections and forget them."""
    while connections:
        try:
            connections.pop().close()
        except (psycopg.Error, IndexError):
            continue

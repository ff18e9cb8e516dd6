"""Connections to a database: kept open for the next question, tried again where the server goes away."""

import threading
import time
import weakref
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from corpus.errors import ExtraError, GoneGenerationError, StoreError
from index.postgres.address import Address

try:
    import psycopg
    from psycopg import conninfo
except ImportError as error:  # psycopg without libpq raises it too
    raise ExtraError(
        f"a store in PostgreSQL needs the extra “postgres” ({error}): pip install 'pykala[postgres]'"
    ) from None

Connection = psycopg.Connection[tuple[Any, ...]]
Found = TypeVar("Found")

PATIENCE = 10.0
"""The seconds that a question waits for a server that went away."""

_FIRST_WAIT, _LONGEST_WAIT = 0.05, 1.0
_CONNECT_SECONDS = "3"
_KEPT = 8
WRITER = 0
"""The number of the lock that a build holds; a reader holds that of its generation."""

_SETTINGS = {"hnsw.ef_search": "400", "hnsw.iterative_scan": "strict_order", "application_name": "pykala"}


def connect(address: Address, **more: Any) -> Connection:
    """A new connection, each statement by itself, that looks for tables in the address's schema.

    Raises:
        psycopg.Error: there is none to be had.
    """
    given = conninfo.conninfo_to_dict(address.target)
    connection = psycopg.connect(
        address.target,
        autocommit=True,
        **{"connect_timeout": given.get("connect_timeout", _CONNECT_SECONDS)},
        **more,
    )
    try:
        settings = {"search_path": f'"{address.schema}", public', **_SETTINGS}
        calls = ", ".join(["set_config(%s, %s, false)"] * len(settings))
        connection.execute(f"SELECT {calls}", [part for pair in settings.items() for part in pair])  # type: ignore[arg-type]
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
        weakref.finalize(self, _close, self._idle)

    def run(self, work: Callable[[Connection], Found], patience: float = PATIENCE) -> Found:
        """What some work that only reads finds; where the server goes away, it is done again.

        Raises:
            GoneGenerationError: the generation is not there any more.
            StoreError: the server is not there for so many seconds, or refuses.
        """
        with told(self._address):
            return self._tried(work, patience)

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
                _close(self._idle)  # the others are of the same server
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


def _close(connections: list[Connection]) -> None:
    while connections:
        try:
            connections.pop().close()
        except (psycopg.Error, IndexError):
            continue

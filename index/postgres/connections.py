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

from corpus.errors import AwayStoreError, GoneGenerationError, StoreError
from index.postgres.address import Address
from index.postgres.dark import QUIET, Watched, is_dark, lively, server_of

Connection = psycopg.Connection[tuple[Any, ...]]
Found = TypeVar("Found")

PATIENCE = 10.0
"""The seconds that a question waits for a server that went away."""

_FIRST_WAIT, _LONGEST_WAIT = 0.05, 1.0
MOST = 8
"""The connections of one process for reading; who needs one more waits. Another thread for each question
would only share the processor: opening a connection costs the server 20 ms of it, a question 10."""

_ALIVE = {
    "connect_timeout": "2",
    "keepalives_idle": "3",
    "keepalives_interval": "1",
    "keepalives_count": "3",
    "tcp_user_timeout": "5000",
}
"""Options of libpq where the address has no others: a machine that went dark is given up after seconds."""

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


def connect(address: Address, patience: float = PATIENCE, *, also_dark: bool = True) -> Connection:
    """A new connection, each statement by itself, that looks for tables in the address's schema.

    A server that goes dark is given up after so many seconds. One that was dark before is asked where no
    other will do, as for a build that wants the primary, unless ``also_dark`` forbids it.

    Raises:
        psycopg.Error: there is none to be had.
    """
    options = _ALIVE | conninfo.conninfo_to_dict(address.target)
    chosen = lively(options)
    try:
        connection = Watched.connect(conninfo.make_conninfo("", **chosen), autocommit=True)
    except psycopg.OperationalError:
        if chosen == options or not also_dark:
            raise
        connection = Watched.connect(conninfo.make_conninfo("", **options), autocommit=True)
    connection.patience = patience
    try:
        path = f'"{address.schema}", public'
        settings = {"search_path": path, "pykala.schema": address.schema, **_SETTINGS}
        calls = ", ".join(["set_config(%s, %s, false)"] * len(settings))
        connection.execute(f"SELECT {calls}", [part for pair in settings.items() for part in pair])
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(address: Address) -> Connection:
    """As ``connect``; one that is dark is given up at once where there is another server to ask."""
    return connect(address, QUIET if address.has_others else PATIENCE, also_dark=False)


def key(address: Address) -> int:
    """The first half of the keys of this store's locks, a signed number of 32 bits."""
    return int.from_bytes(zlib.crc32(f"pykala {address.schema}".encode()).to_bytes(4, "big"), signed=True)


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Errors of the database as errors of the store, without any password.

    Raises:
        AwayStoreError: the server is not there, or broke off.
        GoneGenerationError: a table is not there any more.
        StoreError: anything else.
    """
    try:
        yield
    except psycopg.errors.UndefinedTable as error:
        raise GoneGenerationError(f"{address}: {address.without_secrets(str(error))}") from None
    except psycopg.Error as error:
        away = isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))
        raise (AwayStoreError if away else StoreError)(
            f"{address}: {address.without_secrets(str(error)) or type(error).__name__}; see that the server "
            "is up, that the address is right and that its user may do this"
        ) from None


class Connections:
    """Connections for readers of one generation: each holds a lock that says that somebody reads it.

    Several threads may ask at once, ``MOST`` of them are served at once. The connections are closed when
    nothing needs this any more.
    """

    def __init__(self, address: Address, generation: int, name: str = "") -> None:
        """For the generation of a number and a name; one without a name need not be there."""
        self._address, self._generation, self._name = address, generation, name
        self._idle: list[Connection] = []
        self._places = threading.BoundedSemaphore(MOST)
        weakref.finalize(self, close_all, self._idle)

    def run(self, work: Callable[[Connection], Found], patience: float | None = None) -> Found:
        """What some work that only reads finds; where the server goes away, it is done again.

        It is tried for so many seconds, ``PATIENCE`` where none are given, after growing pauses. Another
        server of the address may answer then, or a replica that became the primary.

        Raises:
            AwayStoreError: no server is there, or no connection free, for so many seconds.
            GoneGenerationError: the generation is not there any more, or not on this server.
            StoreError: the server refuses.
        """
        until, wait = time.monotonic() + (PATIENCE if patience is None else patience), _FIRST_WAIT
        with told(self._address):
            while True:
                try:
                    return self._once(work, until)
                except (psycopg.OperationalError, psycopg.InterfaceError):
                    if time.monotonic() + wait > until:
                        raise
                time.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)

    def _once(self, work: Callable[[Connection], Found], until: float) -> Found:
        if not self._places.acquire(timeout=max(until - time.monotonic(), 0)):
            raise AwayStoreError(
                f"{self._address}: all {MOST} connections of this program were busy; ask again in a moment"
            )
        try:
            connection = self._taken()
            try:
                found = work(connection)
            except BaseException:
                if connection.broken:
                    close_all(self._idle)  # the others are of the same server
                connection.close()
                raise
            self._idle.append(connection)
            return found
        finally:
            self._places.release()

    def _taken(self) -> Connection:
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                break
            if not is_dark(*server_of(connection)):
                return connection
            connection.close()
        connection = connect_to_read(self._address)
        try:
            connection.execute(
                "SELECT pg_advisory_lock_shared(%s, %s)", (key(self._address), self._generation)
            )
            if self._name:
                self._see_that_it_is_there(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _see_that_it_is_there(self, connection: Connection) -> None:
        """A server may be behind, or have another generation of this number: it was a replica before."""
        query = "SELECT FROM generation WHERE (number, name) = (%s, %s)"
        if connection.execute(query, (self._generation, self._name)).fetchone() is None:
            raise GoneGenerationError(
                f"{self._address}: generation {self._name} is not there (any more); ask again"
            )


def close_all(connections: list[Connection]) -> None:
    """Close connections and forget them."""
    while connections:
        try:
            connections.pop().close()
        except (psycopg.Error, IndexError):
            continue

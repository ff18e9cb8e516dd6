"""Contexts and vectors of passages, fetched by need, many in one journey, and kept at hand for a while."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from psycopg import sql

from corpus.errors import GoneGenerationError
from index.postgres.connections import Connection, Connections
from index.postgres.digests import Digests
from index.store.held.records import ByNumber

Rows = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]

_KEPT = 32_768
"""The passages that are kept at hand: 80 MB of vectors and contexts, those of some hundred questions."""

_AT_ONCE = 1024
_AHEAD = 64
"""The passages that are fetched at once by who reads one after another."""

_WIDE = 16  # bytes of a digest

FETCHED = "digest, context, exact"


class Passages:
    """The passages of a generation by their rows: contexts and vectors as they were encoded.

    Several threads may ask at once.
    """

    def __init__(
        self, connections: Connections, table: str, digests: npt.NDArray[np.uint8], width: int
    ) -> None:
        self.connections, self.table, self.digests, self.width = connections, table, digests, width
        self._marks = digests.tobytes()
        self._kept: OrderedDict[bytes, tuple[str, bytes]] = OrderedDict()
        self._lock = threading.Lock()
        self._sorted: tuple[npt.NDArray[Any], Rows] | None = None
        self._read = -1

    def __len__(self) -> int:
        return len(self.digests)

    def context(self, row: int) -> str:
        """The context of a row; who reads one after another gets those ahead in the same journey.

        Raises:
            IndexError: there is no such row.
            StoreError: it cannot be fetched.
        """
        digest = self._digest(range(len(self))[row])
        with self._lock:
            found = self._kept.get(digest)
        ahead = _AHEAD if row == self._read + 1 else 1
        self._read = row
        if found is None:
            asked = [self._digest(at) for at in range(row, min(row + ahead, len(self)))]
            found = self._fetched(asked)[digest]
        return found[0]

    def vectors(self, rows: Sequence[int] | Rows) -> Vectors:
        """The vectors of rows, in their order: float32 ``(rows, width)``.

        Raises:
            IndexError: there is no such row.
            StoreError: they cannot be fetched.
        """
        wanted = self.digests_of(rows)
        vectors = np.empty((len(wanted), self.width), np.float32)
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            found = self._found(some)
            joined = b"".join(found[digest][1] for digest in some)
            vectors[start : start + len(some)] = np.frombuffer(joined, "<f4").reshape(-1, self.width)
        return vectors

    def fetch(self, rows: Rows) -> None:
        """Have rows at hand, in one journey where they are few; raises what ``vectors`` raises."""
        wanted = self.digests_of(rows)
        for start in range(0, len(wanted), _AT_ONCE):
            self._found(wanted[start : start + _AT_ONCE])

    def take(self, found: Iterable[tuple[bytes, str, bytes]]) -> tuple[Rows, int]:
        """Keep passages that a search has brought along; the rows of those that are of this generation.

        The second is how many are not: those of the generation before that the one after has again.
        """
        brought = {digest: (context, exact) for digest, context, exact in found}
        self._keep(brought)
        each = self._rows_of_each(brought)
        rows = np.sort(np.concatenate(each)).astype(np.int64) if each else np.zeros(0, np.int64)
        return rows, sum(not len(found) for found in each)

    def _rows_of_each(self, digests: Iterable[bytes]) -> list[Rows]:
        """For each digest its rows in this generation."""
        asked = np.frombuffer(b"".join(digests), f"S{_WIDE}")
        marks, order = self._by_digest()
        firsts, lasts = (np.searchsorted(marks, asked, side) for side in ("left", "right"))
        return [order[first:last] for first, last in zip(firsts, lasts, strict=True)]

    def digests_of(self, rows: Sequence[int] | Rows) -> list[bytes]:
        """The digests of rows, in their order; raises IndexError."""
        known = np.asarray(rows, np.int64)
        if known.size and not 0 <= known.min() <= known.max() < len(self):
            raise IndexError(f"rows from {known.min()} to {known.max()} of {len(self)} passages")
        return [self._marks[at : at + _WIDE] for at in (known * _WIDE).tolist()]

    def _by_digest(self) -> tuple[npt.NDArray[Any], Rows]:
        if self._sorted is None:
            marks = np.frombuffer(self._marks, f"S{_WIDE}")
            order = np.argsort(marks, kind="stable")
            self._sorted = marks[order], order
        return self._sorted

    def _digest(self, row: int) -> bytes:
        return self._marks[row * _WIDE : (row + 1) * _WIDE]

    def _found(self, digests: Sequence[bytes]) -> dict[bytes, tuple[str, bytes]]:
        """What there is of digests, at hand or fetched."""
        with self._lock:
            found = {digest: self._kept[digest] for digest in digests if digest in self._kept}
        missing = [digest for digest in dict.fromkeys(digests) if digest not in found]
        return found | self._fetched(missing) if missing else found

    def _fetched(self, digests: Sequence[bytes]) -> dict[bytes, tuple[str, bytes]]:
        query = sql.SQL("SELECT {} FROM {} WHERE digest = ANY(%s)").format(
            sql.SQL(FETCHED), sql.Identifier(self.table)
        )

        def fetch(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(query, (Digests.of(digests),), binary=True).fetchall()

        found = {
            bytes(digest): (context, bytes(exact)) for digest, context, exact in self.connections.run(fetch)
        }
        if len(found) != len(set(digests)):
            raise GoneGenerationError(
                f"{self.table}: passages of this index are not there any more; ask again"
            )
        self._keep(found)
        return found

    def _keep(self, found: dict[bytes, tuple[str, bytes]]) -> None:
        with self._lock:
            for digest, held in found.items():
                self._kept[digest] = held
                self._kept.move_to_end(digest)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)


class StoredContexts(ByNumber[str]):
    """The contexts of a generation's passages."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages

    def __len__(self) -> int:
        return len(self._passages)

    def at(self, number: int) -> str:
        return self._passages.context(number)

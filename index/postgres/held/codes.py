"""Codes of the vectors of a generation in several parts, each written once, and fetched once by a process."""

import hashlib
import io
import threading
import weakref
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from psycopg import sql

from corpus.errors import DamagedStoreError
from index.near import Near, Places, Rows
from index.postgres.connections import Connection, Connections
from index.postgres.held.postings import Segment
from index.words.postings.segments import staying

_WIDE = 16  # bytes of a digest


class Codes:
    """Codes of a store, fetched when they are first searched; several threads may ask."""

    def __init__(self, connections: Connections, written: Segment, places: Places, width: int) -> None:
        """``places`` are the rows of the vectors in the generation, -1 for those that it has not."""
        self._connections, self.written, self.places, self._width = connections, written, places, width
        self._near: Near | None = None
        self._whole: Near | None = None  # held here, so that other generations find it

    @property
    def near(self) -> Near:
        """The codes, placed on the generation's rows.

        Raises:
            DamagedStoreError: they are not what was written.
            StoreError: they cannot be fetched.
        """
        if self._near is None:
            with _fetching:
                self._whole = _at_hand.get(self.written.mark)
                if self._whole is None:
                    self._whole = _at_hand[self.written.mark] = self._fetched()
            self._near = self._whole.placed(self.places)
        return self._near

    def altered(self) -> bool:
        """Whether the database does not hold what was written."""
        return hashlib.sha256(self._bytes()).hexdigest() != self.written.mark

    def _fetched(self) -> Near:
        data, one = self._bytes(), self.written
        if hashlib.sha256(data).hexdigest() != one.mark:
            raise DamagedStoreError(
                f"{one.table}: the codes are not what was written; have the database restored"
            )
        return Near.load(io.BytesIO(data).read, one.table, one.passages, self._width)

    def _bytes(self) -> bytes:
        query = sql.SQL("SELECT bytes FROM {} ORDER BY place").format(sql.Identifier(self.written.table))

        def fetch(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(query, binary=True).fetchall()

        return b"".join(piece for (piece,) in self._connections.run(fetch))


_at_hand: "weakref.WeakValueDictionary[str, Near]" = weakref.WeakValueDictionary()
"""The codes that something holds, by their marks: the next generation has most of them again."""

_fetching = threading.Lock()


def kept(
    codes: Sequence[Codes], before: npt.NDArray[np.uint8], now: npt.NDArray[np.uint8]
) -> list[tuple[Segment, Places]]:
    """The codes that stay, each with the rows of its vectors among passages now, -1 for those that are gone.

    ``before`` and ``now`` are the digests of the passages, ``(n, 16)``.
    """
    moved = _moved(before, now)
    placed = [np.where(one.places >= 0, moved[one.places], np.int32(-1)) for one in codes]
    alive = [int(np.count_nonzero(places >= 0)) for places in placed]
    stay = staying(alive, [one.written.passages for one in codes], len(now) - sum(alive))
    return [(codes[at].written, placed[at]) for at in stay]


def _moved(before: npt.NDArray[np.uint8], now: npt.NDArray[np.uint8]) -> Places:
    """The row that each passage before has now, -1 where it is gone; of those alike, one for one."""
    names = np.concatenate([before, now]).view(f"S{_WIDE}").ravel()
    names = np.unique(names, return_inverse=True)[1].astype(np.int64)
    one, other = (_numbered(each, len(names)) for each in (names[: len(before)], names[len(before) :]))
    order = np.argsort(other)
    if not len(other):
        return np.full(len(one), -1, np.int32)
    found = order[np.minimum(np.searchsorted(other[order], one), len(other) - 1)]
    return np.where(other[found] == one, found, -1).astype(np.int32)


def _numbered(names: Rows, most: int) -> Rows:
    """Names that are numbers, each made another one by how often it stands before: all are different."""
    order = np.argsort(names, kind="stable")
    ordered = names[order]
    times = np.empty(len(names), np.int64)
    times[order] = np.arange(len(names)) - np.searchsorted(ordered, ordered)
    return names * most + times

"""The vectors of a generation in its parts: those of each part are searched by themselves."""

from collections.abc import Iterator, Sequence

import numpy as np

from index.dense import Dense, Rows, Vectors, best_of
from index.near import nearest
from index.store.held.part import Ints, is_all


class PartedDense(Dense):
    """Vectors that lie in parts; rows and scores are as ``Dense`` gives them, to the last bit."""

    def __init__(self, parts: Sequence[tuple[Dense, Ints]], total: int, width: int) -> None:
        """Parts with the row of each of their vectors, rising, -1 for one that is gone, of ``total`` rows."""
        super().__init__(None)
        self._parts, self._width = tuple(parts), width
        self._part, self._own = np.full(total, -1, np.int16), np.zeros(total, np.int32)
        for number, (_, rows) in enumerate(self._parts):
            there = rows >= 0
            self._part[rows[there]], self._own[rows[there]] = number, np.flatnonzero(there)
        self._near = [dense.near.placed(rows) for dense, rows in self._parts if dense.near is not None]

    def __len__(self) -> int:
        return len(self._part)

    @property
    def width(self) -> int:
        """The length of a vector."""
        return self._width

    @property
    def held(self) -> Rows:
        """The rows whose vectors are there, rising: all, but where a part is damaged."""
        return np.flatnonzero(self._part >= 0)

    def search(
        self, question: Vectors, k: int, among: Rows | None = None, *, exact: bool = False
    ) -> tuple[Rows, Vectors]:
        """As ``Dense.search``: of each part its best, and of these the best."""
        if among is not None:
            return best_of(among, self.scores(question, among), k)
        found = [
            _best(dense, rows, question, k) for dense, rows in self._parts if exact or dense.near is None
        ]
        if self._near and not exact:
            rows = nearest(self._near, question, k)
            found.append((rows, self.scores(question, rows)))
        rows = np.concatenate([np.zeros(0, np.int64), *(rows for rows, _ in found)])
        return best_of(rows, np.concatenate([np.zeros(0, np.float32), *(each for _, each in found)]), k)

    def scores(self, question: Vectors, rows: Sequence[int] | Rows) -> Vectors:
        """As ``Dense.scores``."""
        known = self._known(rows)
        found = np.empty(len(known), np.float32)
        for dense, here, own in self._by_part(known):
            found[here] = dense.scores(question, own)
        return found

    def vectors(self, rows: Sequence[int] | Rows) -> Vectors:
        """As ``Dense.vectors``."""
        known = self._known(rows)
        found = np.empty((len(known), self.width), np.float32)
        for dense, here, own in self._by_part(known):
            found[here] = dense.vectors(own)
        return found

    def _by_part(self, rows: Rows) -> Iterator[tuple[Dense, Rows, Rows]]:
        """For each part that has some of the rows, which of them, and what they are there."""
        parts, own = self._part[rows], self._own[rows]
        for number, (dense, _) in enumerate(self._parts):
            here = np.flatnonzero(parts == number)
            if len(here):
                yield dense, here, own[here].astype(np.int64)


def _best(dense: Dense, rows: Ints, question: Vectors, k: int) -> tuple[Rows, Vectors]:
    """The rows of a part that score best, and their scores; all of its are compared."""
    among = None if np.all(rows >= 0) else np.flatnonzero(rows >= 0)
    own, scores = dense.search(question, k, among, exact=True)
    return rows[own].astype(np.int64), scores


def joined_dense(parts: Sequence[tuple[Dense, Ints]], total: int, width: int) -> Dense:
    """The vectors of parts, each with the rows of its own, as one."""
    if len(parts) == 1 and is_all(parts[0][1], total):
        return parts[0][0]
    return PartedDense(parts, total, width)

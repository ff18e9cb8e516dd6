"""Vectors that are read from their file by need: those of a large index, of which a question needs few."""

import numpy as np
import numpy.typing as npt

from index.store.held.file_array import FileArray

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

_AT_ONCE = 65_536
"""The rows that are read in one go, where most of them are needed."""

_MOST_ONE_BY_ONE = 2_000


class VectorFile:
    """Vectors of one width in rows from 0, in a file, floats of any precision."""

    def __init__(self, floats: FileArray, width: int) -> None:
        self._floats, self.d = floats, width
        self.ntotal = len(floats) // width

    def vectors(self, rows: Rows) -> Vectors:
        """The vectors of some rows, in their order, float32 ``(len(rows), width)``.

        Raises:
            DamagedStoreError: the file has been cut short.
        """
        if len(rows) <= _MOST_ONE_BY_ONE:
            return self._floats.stretches((rows * self.d).tolist(), self.d).astype(np.float32)
        found = np.empty((len(rows), self.d), np.float32)
        order = np.argsort(rows, kind="stable")
        ordered = rows[order]
        for first in range(0, self.ntotal, _AT_ONCE):
            start, end = np.searchsorted(ordered, [first, first + _AT_ONCE])
            if start < end:
                low, high = int(ordered[start]), int(ordered[end - 1]) + 1
                block = self._floats[low * self.d : high * self.d].reshape(-1, self.d)
                found[order[start:end]] = block[ordered[start:end] - low]
        return found

"""The dense side: vectors of passages in FAISS, and the exact inner products with a question's vector."""

import struct
from collections.abc import Sequence
from typing import Any, BinaryIO, Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

# What stands before the vectors of a flat index in FAISS's format: kind, width, count, two numbers
# without use, whether it is trained, metric (0 is the inner product), and how many floats follow.
_HEADER = struct.Struct("<4siqqq?iQ")
_FLOAT = 4  # bytes
_AGAIN = "index again"


class Writable(Protocol):
    """A file to write bytes to."""

    def write(self, data: bytes) -> int:
        """Write bytes; how many there were."""
        ...


class Dense:
    """Vectors in rows from 0, searched exactly by inner product (FAISS ``IndexFlatIP``), on one thread."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @staticmethod
    def build(vectors: Vectors) -> "Dense":
        """The vectors, finite float32 ``(n, width)``, in their order; ``n`` may be 0."""
        index = _faiss().IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, np.float32))
        return Dense(index)

    @staticmethod
    def load(file: BinaryIO) -> "Dense":
        """What ``save`` wrote, from a file that is open at its beginning.

        Raises:
            DamagedStoreError: it is cut short, lengthened, or of another kind.
        """
        faiss = _faiss()
        try:
            _check_header(file)
            return Dense(faiss.read_index(faiss.PyCallbackIOReader(file.read)))
        except (OSError, RuntimeError) as error:  # FAISS raises RuntimeError for what it cannot read
            raise DamagedStoreError(f"{file.name}: cannot be read ({error}); {_AGAIN}") from None

    def save(self, file: Writable) -> None:
        """Write the vectors in FAISS's own format.

        FAISS may swallow what ``file.write`` raises; the file tells it again at its end.
        """
        faiss = _faiss()
        try:
            faiss.write_index(self._index, faiss.PyCallbackIOWriter(file.write))
        except RuntimeError as error:  # as FAISS tells what the file raised
            raise OSError(str(error)) from None

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def width(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    def search(self, question: Vectors, k: int, among: Rows | None = None) -> tuple[Rows, Vectors]:
        """The ``k`` rows that score best, all where there are fewer, and their scores, best first.

        ``question`` is one vector, ``(width,)``. Rows of equal score stand by their number. Only those of
        ``among`` are found, rising numbers of rows, if any are given.
        """
        if among is not None:
            return best_of(among, self.scores(question, among), k)
        _faiss()
        k = min(k, len(self))
        if k < 1:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        one = self._one(question)
        scores, rows = (found[0] for found in self._index.search(one, min(k + 1, len(self))))
        if len(rows) > k and scores[k] == scores[k - 1]:
            # Which of the rows with the last score get in is chance: take all of them, then cut by number.
            below = float(np.nextafter(scores[k], np.float32(-np.inf)))
            _, scores, rows = self._index.range_search(one, below)
        return best_of(rows, scores, k)

    def scores(self, question: Vectors, rows: Sequence[int] | Rows) -> Vectors:
        """The scores of the rows with a question's vector, in their order: float32 ``(len(rows),)``.

        They are, to the last bit, those that ``search`` gives.

        Raises:
            IndexError: there is no such row.
        """
        faiss = _faiss()
        known, one = self._known(rows), self._one(question)
        scores = np.zeros(len(known), np.float32)
        if len(known):
            pointers = (faiss.swig_ptr(array) for array in (scores, known))
            self._index.compute_distance_subset(1, faiss.swig_ptr(one), len(known), *pointers)
        return scores

    def vectors(self, rows: Sequence[int] | Rows) -> Vectors:
        """The vectors of the rows, in their order: float32 ``(len(rows), width)``.

        Raises:
            IndexError: there is no such row.
        """
        _faiss()
        found: Vectors = self._index.reconstruct_batch(self._known(rows))
        return found

    def _one(self, question: Vectors) -> Vectors:
        return np.ascontiguousarray(question, np.float32).reshape(1, self.width)

    def _known(self, rows: Sequence[int] | Rows) -> Rows:
        known = np.ascontiguousarray(rows, np.int64)
        # FAISS would read beyond its memory.
        if known.size and not 0 <= known.min() <= known.max() < len(self):
            raise IndexError(f"rows from {known.min()} to {known.max()} of an index of {len(self)}")
        return known


def best_of(rows: Rows, scores: Vectors, k: int) -> tuple[Rows, Vectors]:
    """The ``k`` best of some rows and their scores, best first; those of equal score by their number."""
    if 0 < k < len(scores):  # not all of many are put in order
        some = np.flatnonzero(scores >= np.partition(scores, len(scores) - k)[len(scores) - k])
        rows, scores = rows[some], scores[some]
    order = np.lexsort((rows, -scores))[:k]
    return rows[order], scores[order]


def _check_header(file: BinaryIO) -> None:
    """See, before FAISS makes room for what a file announces, that the file holds just that."""
    head = file.read(_HEADER.size)
    size = file.seek(0, 2)
    file.seek(0)
    if len(head) < _HEADER.size:
        raise DamagedStoreError(f"{file.name}: {size} bytes are too few for an index of vectors; {_AGAIN}")
    kind, width, count, _, _, trained, metric, floats = _HEADER.unpack(head)
    if (kind, trained, metric) != (b"IxFI", True, 0) or width < 1 or count < 0 or floats != width * count:
        raise DamagedStoreError(f"{file.name}: not an index of vectors by inner product; {_AGAIN}")
    expected = _HEADER.size + _FLOAT * floats
    if size != expected:
        raise DamagedStoreError(
            f"{file.name}: {size} bytes, where {count} vectors of {width} take {expected}; {_AGAIN}"
        )


def _faiss() -> Any:
    """FAISS, held to one thread in the calling one; a new thread starts with one for each core."""
    import faiss  # a sixth of a second

    faiss.omp_set_num_threads(1)
    return faiss

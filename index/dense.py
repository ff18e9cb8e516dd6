"""The dense side: vectors of passages in FAISS, and the exact inner products with a question's vector."""

import struct
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from index.near import AGAIN, Near, one_thread, write_index
from index.store.held.file_array import FileArray, FileBytes, Writable
from index.store.held.vector_file import VectorFile

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

# What stands before the vectors of a flat index in FAISS's format: kind, width, count, two numbers
# without use, whether it is trained, metric (0 is the inner product), and how many floats follow.
_HEADER = struct.Struct("<4siqqq?iQ")
_FLOAT = 4  # bytes


class Dense:
    """Vectors in rows from 0, searched by inner product on one thread.

    Few are compared one by one (FAISS ``IndexFlatIP``), and ``near`` is None. Of many, the nearest are found
    by its codes, and scored exactly.
    """

    def __init__(self, index: Any, near: Near | None = None) -> None:
        self._index, self.near = index, near

    @staticmethod
    def build(vectors: Vectors) -> "Dense":
        """The vectors, finite float32 ``(n, width)``, in their order; ``n`` may be 0."""
        index = one_thread().IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, np.float32))
        return Dense(index, Near.of(vectors))

    @staticmethod
    def load_by_need(file: BinaryIO, near: BinaryIO | None) -> "Dense":
        """What ``save`` and ``Near.save`` wrote; vectors are read from the first file, which stays open.

        Without the second one, all are looked through.

        Raises:
            DamagedStoreError: one is cut short, lengthened, or of another kind.
        """
        with ExitStack() as unless_kept:
            unless_kept.enter_context(file)
            with near or nullcontext():
                width, count = _check_header(file)
                codes = None if near is None else Near.load(near.read, near.name, count, width)
            file.seek(_HEADER.size)
            unless_kept.pop_all()
        floats = FileArray(FileBytes(file), np.dtype(np.float32), width * count)
        return Dense(VectorFile(floats, width), codes)

    @staticmethod
    def load(file: BinaryIO) -> "Dense":
        """What ``save`` wrote, from a file that is open at its beginning.

        Raises:
            DamagedStoreError: it is cut short, lengthened, or of another kind.
        """
        faiss = one_thread()
        try:
            _check_header(file)
            return Dense(faiss.read_index(faiss.PyCallbackIOReader(file.read)))
        except (OSError, RuntimeError) as error:  # FAISS raises RuntimeError for what it cannot read
            raise DamagedStoreError(f"{file.name}: cannot be read ({error}); {AGAIN}") from None

    def save(self, file: Writable) -> None:
        """Write the vectors in FAISS's own format.

        FAISS may swallow what ``file.write`` raises; the file tells it again at its end.
        """
        write_index(self._index, file)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def width(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    def search(
        self, question: Vectors, k: int, among: Rows | None = None, *, exact: bool = False
    ) -> tuple[Rows, Vectors]:
        """The ``k`` rows that score best, all where there are fewer, and their scores, best first.

        ``question`` is one vector, ``(width,)``. Rows of equal score stand by their number. Only those of
        ``among`` are found, rising numbers of rows, if any are given. Else, where there are codes, some of
        the rows may be missed, unless it is to be ``exact``.
        """
        if among is not None:
            return best_of(among, self.scores(question, among), k)
        one_thread()
        k = min(k, len(self))
        if k < 1:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if self.near is not None and not exact:
            rows = self.near.search(question, k)
            return best_of(rows, self.scores(question, rows), k)
        one = self._one(question)
        if isinstance(self._index, VectorFile):
            return best_of(np.arange(len(self)), self.scores(question, np.arange(len(self))), k)
        scores, rows = (found[0] for found in self._index.search(one, min(k + 1, len(self))))
        if len(rows) > k and scores[k] == scores[k - 1]:
            # Which of the rows with the last score get in is chance: take all of them, then cut by number.
            below = float(np.nextafter(scores[k], np.float32(-np.inf)))
            _, scores, rows = self._index.range_search(one, below)
        return best_of(rows, scores, k)

    def begun(
        self, question: Vectors, k: int, among: Rows | None = None, *, exact: bool = False
    ) -> Callable[[Rows], tuple[Rows, Vectors]]:
        """What gives the result of ``search``, which may go on elsewhere until it is asked for.

        It is given the rows whose scores will be asked for next.
        """
        return lambda _next: self.search(question, k, among, exact=exact)

    def scores(self, question: Vectors, rows: Sequence[int] | Rows) -> Vectors:
        """The scores of the rows with a question's vector, in their order: float32 ``(len(rows),)``.

        They are, to the last bit, those that ``search`` gives.

        Raises:
            IndexError: there is no such row.
        """
        known, one = self._known(rows), self._one(question)
        if isinstance(self._index, VectorFile):
            return self._index.scores(one, known, _distances)
        return _distances(self._index, one, known)

    def vectors(self, rows: Sequence[int] | Rows) -> Vectors:
        """The vectors of the rows, in their order: float32 ``(len(rows), width)``.

        Raises:
            IndexError: there is no such row.
        """
        one_thread()
        known = self._known(rows)
        found: Vectors = (
            self._index.vectors(known)
            if isinstance(self._index, VectorFile)
            else self._index.reconstruct_batch(known)
        )
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
        least = np.partition(scores, len(scores) - k)[len(scores) - k]
        rows, scores = rows[scores >= least], scores[scores >= least]
    order = np.lexsort((rows, -scores))[:k]
    return rows[order], scores[order]


def scores_of(vectors: Vectors, question: Vectors) -> Vectors:
    """The scores of vectors, ``(n, width)``, with a question's, to the last bit those of ``Dense.scores``."""
    index = one_thread().IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    one = np.ascontiguousarray(question, np.float32).reshape(1, vectors.shape[1])
    return _distances(index, one, np.arange(len(vectors), dtype=np.int64))


def _distances(index: Any, one: Vectors, known: Rows) -> Vectors:
    """The inner products of a vector with those of some rows of a flat index."""
    faiss = one_thread()
    scores = np.zeros(len(known), np.float32)
    if len(known):
        pointers = (faiss.swig_ptr(array) for array in (scores, known))
        index.compute_distance_subset(1, faiss.swig_ptr(one), len(known), *pointers)
    return scores


def _check_header(file: BinaryIO) -> tuple[int, int]:
    """See, before FAISS makes room for what a file announces, that it holds just that; width and count."""
    head = file.read(_HEADER.size)
    size = file.seek(0, 2)
    file.seek(0)
    if len(head) < _HEADER.size:
        raise DamagedStoreError(f"{file.name}: {size} bytes are too few for an index of vectors; {AGAIN}")
    kind, width, count, _, _, trained, metric, floats = _HEADER.unpack(head)
    if (kind, trained, metric) != (b"IxFI", True, 0) or width < 1 or count < 0 or floats != width * count:
        raise DamagedStoreError(f"{file.name}: not an index of vectors by inner product; {AGAIN}")
    expected = _HEADER.size + _FLOAT * floats
    if size != expected:
        raise DamagedStoreError(
            f"{file.name}: {size} bytes, where {count} vectors of {width} take {expected}; {AGAIN}"
        )
    return width, count

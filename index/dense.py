"""The dense side: vectors of passages in FAISS, and the exact inner products with a question's vector."""

import struct
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from index.near import AGAIN, Floats, Near, add_vectors, one_thread
from index.store.held.file_array import FileArray, FileBytes, Writable
from index.store.held.vector_file import VectorFile

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

_HEADER = struct.Struct("<4siqqq?iiifQQQQ")
"""What stands before vectors in FAISS's format of ``IndexScalarQuantizer``: kind, width, count, two numbers
without use, whether it is trained, metric (0 is the inner product), how a number is written (4 is half
precision), two numbers without use, width, bytes of a vector, what was learned (nothing), bytes of all."""

_FLAT_HEADER = struct.Struct("<4siqqq?iQ")
"""The same of ``IndexFlatIP``, which earlier versions wrote: its last number is how many floats follow."""


_AT_ONCE = 65_536
"""The vectors that are written, or read from their file to be scored, at a time."""


class Dense:
    """Vectors in rows from 0, in half precision, searched by inner product on one thread.

    Few are compared one by one (FAISS ``IndexFlatIP``), and ``near`` is None. Of many, the nearest are found
    by its codes, and scored exactly.
    """

    def __init__(self, index: Any, near: Near | None = None) -> None:
        self._index, self.near = index, near

    @staticmethod
    def build(vectors: Vectors) -> "Dense":
        """The vectors, float32 ``(n, width)`` within ±65,504, in their order; ``n`` may be 0."""
        rounded = vectors.astype(np.float16)
        return Dense(_flat(rounded), Near.of(rounded))

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
                held = _checked(file)
                codes = None if near is None else Near.load(near.read, near.name, held.count, held.width)
            file.seek(held.start)
            unless_kept.pop_all()
        floats = FileArray(FileBytes(file), held.dtype, held.width * held.count)
        return Dense(VectorFile(floats, held.width), codes)

    @staticmethod
    def load(file: BinaryIO) -> "Dense":
        """What ``save`` wrote, from a file that is open at its beginning.

        Raises:
            DamagedStoreError: it is cut short, lengthened, or of another kind.
        """
        held = _checked(file)
        file.seek(held.start)
        floats = np.frombuffer(file.read(held.width * held.count * held.dtype.itemsize), held.dtype)
        return Dense(_flat(floats.reshape(held.count, held.width)))

    def save(self, file: Writable) -> None:
        """Write the vectors as FAISS writes an ``IndexScalarQuantizer`` of half precision; raises OSError."""
        wide = 2 * self.width
        of = (b"IxSQ", self.width, len(self), 1 << 20, 1 << 20, True, 0, 4, 0, 0.0)
        file.write(_HEADER.pack(*of, self.width, wide, 0, wide * len(self)))
        for start in range(0, len(self), _AT_ONCE):
            some = self.vectors(np.arange(start, min(start + _AT_ONCE, len(self))))
            file.write(some.astype("<f2").tobytes())

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
        if not isinstance(self._index, VectorFile):
            return _distances(self._index, one, known)
        goes = (known[start : start + _AT_ONCE] for start in range(0, len(known), _AT_ONCE))
        found = (scores_of(self._index.vectors(some), question) for some in goes)
        return np.concatenate([np.zeros(0, np.float32), *found])

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
    one = np.ascontiguousarray(question, np.float32).reshape(1, vectors.shape[1])
    return _distances(_flat(vectors), one, np.arange(len(vectors), dtype=np.int64))


def _distances(index: Any, one: Vectors, known: Rows) -> Vectors:
    """The inner products of a vector with those of some rows of a flat index."""
    faiss = one_thread()
    scores = np.zeros(len(known), np.float32)
    if len(known):
        pointers = (faiss.swig_ptr(array) for array in (scores, known))
        index.compute_distance_subset(1, faiss.swig_ptr(one), len(known), *pointers)
    return scores


@dataclass(frozen=True, slots=True)
class _Held:
    """So many vectors of a width in a file: where they begin, and how a number is written."""

    width: int
    count: int
    start: int
    dtype: np.dtype[Any]


def _checked(file: BinaryIO) -> _Held:
    """See that a file holds just what it announces."""
    head = file.read(_HEADER.size)
    size = file.seek(0, 2)
    flat = head[:4] == b"IxFI"
    header, dtype = (_FLAT_HEADER, np.dtype("<f4")) if flat else (_HEADER, np.dtype("<f2"))
    if len(head) < header.size:
        raise DamagedStoreError(f"{file.name}: {size} bytes are too few for an index of vectors; {AGAIN}")
    kind, width, count, _, _, trained, metric, *rest = header.unpack(head[: header.size])
    announced = (kind, trained, metric, *rest[:1], *rest[3:])
    wide = 2 * width
    expected = (
        (b"IxFI", True, 0, width * count) if flat else (b"IxSQ", True, 0, 4, width, wide, 0, wide * count)
    )
    if announced != expected or width < 1 or count < 0:
        raise DamagedStoreError(f"{file.name}: not an index of vectors by inner product; {AGAIN}")
    needed = header.size + dtype.itemsize * width * count
    if size != needed:
        raise DamagedStoreError(
            f"{file.name}: {size} bytes, where {count} vectors of {width} take {needed}; {AGAIN}"
        )
    return _Held(width, count, header.size, dtype)


def _flat(vectors: Floats) -> Any:
    """Vectors as FAISS compares them one by one."""
    index = one_thread().IndexFlatIP(vectors.shape[1])
    add_vectors(index, vectors)
    return index

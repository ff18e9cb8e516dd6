"""Short codes of many vectors: which of their rows are to be scored for a question."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from index.store.held.file_array import Writable

Vectors = npt.NDArray[np.float32]
Floats = npt.NDArray[np.floating[Any]]
Rows = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

NEAR_FROM = 100_000
"""The vectors from which on they have codes."""

_MORE = 2
"""So many times as many rows are found by their codes as are asked for. Of 102,000 passages of law, for 460
headings and questions, that finds .999 of the hundred best; codes for two numbers each find .95."""

_BITS = 4
_LEARNED = 4096
"""The codes are learned from so many vectors at most; from 65,536 they find no more."""

_AT_ONCE = 65_536
"""The vectors that are added to an index at a time."""

AGAIN = "index again"


class Near:
    """Vectors in codes of 4 bits a number, all of which are looked through for a question.

    Product quantization (Jégou et al. 2011) with tables that stay in registers (André et al. 2017), FAISS
    ``IndexPQFastScan``. What is found are rows of the vectors that were coded, or, once ``placed``, rows of
    others.
    """

    def __init__(self, codes: Any, places: Places | None = None) -> None:
        self._codes, self.places = codes, places
        self._there = np.ones(len(self), np.bool_) if places is None else places >= 0

    @staticmethod
    def of(vectors: Floats) -> "Near | None":
        """The codes of vectors where there are many, ``NEAR_FROM`` or more, else None."""
        return Near.build(vectors) if len(vectors) >= NEAR_FROM else None

    @staticmethod
    def build(vectors: Floats) -> "Near":
        """The codes of vectors, floats ``(n, width)``, at least one; the same for the same vectors."""
        faiss = one_thread()
        count, width = vectors.shape
        codes = faiss.IndexPQFastScan(width, width, _BITS, faiss.METRIC_INNER_PRODUCT)
        codes.pq.cp.min_points_per_centroid = 1  # it would print that there are few
        chosen = np.random.default_rng(0).choice(count, min(count, _LEARNED), replace=False)
        # It takes one vector at least for each value of a code.
        codes.train(
            np.resize(vectors[np.sort(chosen)], (max(len(chosen), 2**_BITS), width)).astype(np.float32)
        )
        add_vectors(codes, vectors)
        return Near(codes)

    @staticmethod
    def load(read: Callable[[int], bytes], name: str, count: int, width: int) -> "Near":
        """What ``save`` wrote of so many vectors of a width.

        ``read`` gives the next bytes, at most so many; ``name`` is told where they are not as they should.

        Raises:
            DamagedStoreError: it is cut short, or not these codes.
        """
        faiss = one_thread()
        try:
            codes = faiss.read_index(faiss.PyCallbackIOReader(read))
        except (OSError, RuntimeError) as error:  # FAISS raises RuntimeError for what it cannot read
            raise DamagedStoreError(f"{name}: cannot be read ({error}); {AGAIN}") from None
        if not isinstance(codes, faiss.IndexPQFastScan) or (codes.d, codes.ntotal) != (width, count):
            raise DamagedStoreError(f"{name}: not the codes of {count} vectors of {width}; {AGAIN}")
        return Near(codes)

    def save(self, file: Writable) -> None:
        """Write the codes in FAISS's own format, not where they are placed; raises OSError."""
        faiss = one_thread()
        try:
            faiss.write_index(self._codes, faiss.PyCallbackIOWriter(file.write))
        except RuntimeError as error:  # as FAISS tells what the file raised
            raise OSError(str(error)) from None

    def placed(self, places: Places) -> "Near":
        """The same codes for other rows: of each vector the row that it has now, -1 where it is gone.

        ``places`` is int32 ``(n,)``, in the order of the vectors that were coded.

        Raises:
            ValueError: it is of another length.
        """
        if len(places) != len(self):
            raise ValueError(f"places of {len(places)} for the codes of {len(self)} vectors")
        return Near(self._codes, places)

    def __len__(self) -> int:
        """The vectors that were coded, those that are gone included."""
        return int(self._codes.ntotal)

    @property
    def width(self) -> int:
        """The length of a vector."""
        return int(self._codes.d)

    def search(self, question: Vectors, k: int) -> Rows:
        """The rows to be scored exactly so that the ``k`` best are hardly missed, best first.

        ``question`` is one vector, ``(width,)``.
        """
        return self.found(question, k)[0]

    def found(self, question: Vectors, k: int, wanted: Flags | None = None) -> tuple[Rows, Vectors]:
        """The rows that ``search`` gives, and about their scores, best first.

        Only rows that are ``wanted``, a flag for each row, are found, where that is given.
        """
        one_thread()
        there = self._there
        if wanted is not None:
            there = there & (wanted if self.places is None else wanted[self.places])
        one = np.ascontiguousarray(question, np.float32).reshape(1, self.width)
        left = int(np.count_nonzero(there))
        most = min(_MORE * k, left)
        # What is passed over takes the places of others, so that more have to be found.
        count = math.ceil(most * len(self) / max(left, 1))
        rows, scores = np.zeros(0, np.int64), np.zeros(0, np.float32)
        while len(rows) < most:
            scores, rows = (each[0] for each in self._codes.search(one, count))
            known = (rows >= 0) & there[rows]
            scores, rows = scores[known], rows[known]
            if count == len(self) and len(rows) < most:  # FAISS never finds those that score least
                last = np.setdiff1d(np.flatnonzero(there), rows)
                rows, scores = np.append(rows, last), np.append(scores, np.full(len(last), -np.inf, "f"))
            count = min(2 * count, len(self))
        rows, scores = rows[:most], scores[:most]
        return (rows if self.places is None else self.places[rows].astype(np.int64)), scores


def nearest(codes: Sequence[Near], question: Vectors, k: int, wanted: Flags | None = None) -> Rows:
    """The rows to be scored exactly, of several codes of different rows; as ``Near.found`` of one."""
    found = [one.found(question, k, wanted) for one in codes]
    if len(found) == 1:
        return found[0][0]
    rows, scores = (np.concatenate(each) for each in zip(*found, strict=True))
    return rows[np.argsort(-scores, kind="stable")[: _MORE * k]]


def add_vectors(index: Any, vectors: Floats) -> None:
    """Add vectors to an index of FAISS, some at a time: it takes numbers of 32 bits."""
    for start in range(0, len(vectors), _AT_ONCE):
        index.add(np.ascontiguousarray(vectors[start : start + _AT_ONCE], np.float32))


def one_thread() -> Any:
    """FAISS, held to one thread in the calling one; a new thread starts with one for each core."""
    import faiss  # a sixth of a second

    faiss.omp_set_num_threads(1)
    return faiss

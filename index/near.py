"""Lists of vectors, 8 bits a number: which of many rows are to be scored for a question."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from index.store.held.file_array import Writable

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

NEAR_FROM = 100_000
"""The vectors from which on they are kept in 8 bits a number, too, in lists."""

_SOME = 1 / 2
"""The share of so many vectors' lists that is looked through; of fewer all are. Of the ten best of 102,000
passages of law, for 460 headings and questions, a quarter of the lists finds .968, three eighths .987, half
.997; of 250,000, for 640, three eighths .990."""

_NEAR = 200
"""The rows that are found by 8-bit vectors, and then scored exactly."""

_LIST = 500
_LEARNED = 64
"""A list holds about so many vectors, and is learned from at most so many."""

AGAIN = "index again"


class Near:
    """Vectors in lists by direction, 8 bits a number (FAISS ``IndexIVFScalarQuantizer``; Jégou et al. 2011).

    What they find are rows of the vectors that they were made of, or, once ``placed``, rows of others.
    """

    def __init__(self, lists: Any, places: Places | None = None) -> None:
        self._lists, self.places = lists, places
        share = _SOME if len(self) >= NEAR_FROM else 1.0
        lists.nprobe = math.ceil(share * int(lists.nlist))
        self._there = places >= 0 if places is not None and np.any(places < 0) else None

    @staticmethod
    def of(vectors: Vectors) -> "Near | None":
        """Lists of vectors where there are many, ``NEAR_FROM`` or more, else None."""
        return Near.build(vectors) if len(vectors) >= NEAR_FROM else None

    @staticmethod
    def build(vectors: Vectors) -> "Near":
        """Lists of vectors, float32 ``(n, width)``, at least one; the same for the same vectors."""
        faiss = one_thread()
        count, width = vectors.shape
        lists = max(count // _LIST, 1)
        near = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(width),
            width,
            lists,
            faiss.ScalarQuantizer.QT_8bit,
            faiss.METRIC_INNER_PRODUCT,
            False,
        )
        near.cp.spherical = True
        near.cp.min_points_per_centroid, near.cp.max_points_per_centroid = (
            1,
            _LEARNED,
        )  # of fewer it would warn
        chosen = np.random.default_rng(0).choice(count, min(count, _LEARNED * lists), replace=False)
        near.train(np.ascontiguousarray(vectors[np.sort(chosen)], np.float32))
        near.add(np.ascontiguousarray(vectors, np.float32))
        return Near(near)

    @staticmethod
    def load(read: Callable[[int], bytes], name: str, count: int, width: int) -> "Near":
        """What ``save`` wrote of so many vectors of a width.

        ``read`` gives the next bytes, at most so many; ``name`` is told where they are not as they should.

        Raises:
            DamagedStoreError: it is cut short, or not these lists.
        """
        faiss = one_thread()
        try:
            lists = faiss.read_index(faiss.PyCallbackIOReader(read))
        except (OSError, RuntimeError) as error:  # FAISS raises RuntimeError for what it cannot read
            raise DamagedStoreError(f"{name}: cannot be read ({error}); {AGAIN}") from None
        if not isinstance(lists, faiss.IndexIVF) or (lists.d, lists.ntotal) != (width, count):
            raise DamagedStoreError(f"{name}: not the lists of {count} vectors of {width}; {AGAIN}")
        return Near(lists)

    def save(self, file: Writable) -> None:
        """Write the lists in FAISS's own format, not where they are placed; raises OSError."""
        write_index(self._lists, file)

    def placed(self, places: Places) -> "Near":
        """The same lists for other rows: of each vector the row that it has now, -1 where it is gone.

        ``places`` is int32 ``(n,)``, in the order of the vectors that the lists were made of.

        Raises:
            ValueError: it is of another length.
        """
        if len(places) != len(self):
            raise ValueError(f"places of {len(places)} for lists of {len(self)} vectors")
        return Near(self._lists, places)

    def __len__(self) -> int:
        """The vectors that the lists were made of, those that are gone included."""
        return int(self._lists.ntotal)

    @property
    def width(self) -> int:
        """The length of a vector."""
        return int(self._lists.d)

    def search(self, question: Vectors, k: int) -> Rows:
        """The rows to be scored exactly so that the ``k`` best are hardly missed, in no certain order.

        ``question`` is one vector, ``(width,)``.
        """
        return self.found(question, k)[0]

    def found(self, question: Vectors, k: int, wanted: Flags | None = None) -> tuple[Rows, Vectors]:
        """The rows that ``search`` gives, and about their scores, best first.

        Only rows that are ``wanted``, a flag for each row, are found, where that is given; all lists are
        looked through then.
        """
        faiss = one_thread()
        there, lists = self._there, self._lists.nprobe
        if wanted is not None:
            own = wanted if self.places is None else wanted[self.places]
            there = own if there is None else own & there
            lists = self._lists.nlist
        one = np.ascontiguousarray(question, np.float32).reshape(1, self.width)
        how = None
        if there is not None:
            chosen = faiss.IDSelectorBitmap(np.packbits(there, bitorder="little"))
            how = faiss.SearchParametersIVF(nprobe=lists, sel=chosen)  # does not hold what it names
        scores, rows = (one[0] for one in self._lists.search(one, max(_NEAR, k), params=how))
        rows, scores = rows[rows >= 0], scores[rows >= 0]
        return (rows if self.places is None else self.places[rows].astype(np.int64)), scores


def nearest(lists: Sequence[Near], question: Vectors, k: int, wanted: Flags | None = None) -> Rows:
    """The rows to be scored exactly, of several lists of different rows; as ``Near.found`` of one."""
    found = [one.found(question, k, wanted) for one in lists]
    if len(found) == 1:
        return found[0][0]
    rows, scores = (np.concatenate(each) for each in zip(*found, strict=True))
    return rows[np.argsort(-scores, kind="stable")[: max(_NEAR, k)]]


def write_index(index: Any, file: Writable) -> None:
    """Write an index in FAISS's own format; raises OSError."""
    faiss = one_thread()
    try:
        faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))
    except RuntimeError as error:  # as FAISS tells what the file raised
        raise OSError(str(error)) from None


def one_thread() -> Any:
    """FAISS, held to one thread in the calling one; a new thread starts with one for each core."""
    import faiss  # a sixth of a second

    faiss.omp_set_num_threads(1)
    return faiss

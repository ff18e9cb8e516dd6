"""Lists of vectors, 8 bits a number: which of many rows are to be scored for a question."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from index.store.held.file_array import Writable

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]

NEAR_FROM = 100_000
"""The vectors from which on they are kept in 8 bits a number, too, in lists."""

_SOME = 1 / 2
"""The share of the lists that is looked through. Of the ten best of 102,000 passages of law, for 460 headings
and questions, a quarter of the lists finds .968, three eighths .987, half .997; of 250,000, for 640, three
eighths .990."""

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
        lists.nprobe = math.ceil(_SOME * int(lists.nlist))
        self._how: Any = None
        if places is not None and np.any(places < 0):
            faiss = one_thread()
            there = faiss.IDSelectorBitmap(np.packbits(places >= 0, bitorder="little"))
            self._how = faiss.SearchParametersIVF(nprobe=lists.nprobe, sel=there)

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
        near.cp.spherical, near.cp.max_points_per_centroid = True, _LEARNED
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
        one_thread()
        one = np.ascontiguousarray(question, np.float32).reshape(1, self.width)
        found: Rows = self._lists.search(one, max(_NEAR, k), params=self._how)[1][0]
        found = found[found >= 0]
        return found if self.places is None else self.places[found].astype(np.int64)


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

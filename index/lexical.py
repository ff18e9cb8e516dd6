"""The lexical side: BM25 over terms, arrays in and arrays out."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError

K1 = 0.9
"""How soon a term's repetition stops counting: 0.9 was a point better than 1.5 in Swedish and English."""

B = 0.75
"""How much a passage's length counts."""

_ARRAYS = (("terms", np.str_), ("starts", np.int64), ("rows", np.int32), ("scores", np.float32))
_NO_ROWS = np.empty(0, np.int32)
_NO_SCORES = np.empty(0, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Lexical:
    """The postings of ``size`` passages: for each term the passages it occurs in, with its BM25 score.

    ``terms`` is sorted, str of fixed width (T,). ``starts`` is int64 (T + 1,): the postings of term ``t``
    are ``starts[t]`` to ``starts[t + 1]`` in ``rows``, int32, the passages in order, and ``scores``,
    float32. BM25 as Lucene has it (Kamphuis et al. 2020), computed when the index is made (Lù 2024).
    """

    size: int
    terms: npt.NDArray[np.str_]
    starts: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int32]
    scores: npt.NDArray[np.float32]

    @classmethod
    def build(cls, passages: Iterable[Iterable[str]]) -> "Lexical":
        """The postings of passages, each given as its terms in order, repetitions included.

        It takes 4 bytes of memory for each term of each passage, and 40 or so for each posting.
        """
        numbers: dict[str, int] = {}
        numbered = [array("i", (numbers.setdefault(t, len(numbers)) for t in terms)) for terms in passages]
        if not numbers:
            return cls(len(numbered), np.empty(0, "<U1"), np.zeros(1, np.int64), _NO_ROWS, _NO_SCORES)
        terms = np.array(list(numbers))
        order = np.argsort(terms)
        places = np.empty(len(order), np.int32)
        places[order] = np.arange(len(order), dtype=np.int32)
        placed: list[Sequence[int]] = [
            array("i", places[np.frombuffer(found, np.int32)].tobytes()) for found in numbered
        ]
        return cls(len(placed), terms[order], *_postings(placed, len(terms)))

    @classmethod
    def load(cls, folder: Path) -> "Lexical":
        """The postings that ``save`` wrote; they are mapped into memory, not read.

        Raises:
            DamagedStoreError: a file is missing, cut short, no array, or does not fit the others.
        """
        try:
            size = int(np.load(folder / "size.npy", allow_pickle=False))
            arrays = [
                np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name, _ in _ARRAYS
            ]
        except (OSError, ValueError, EOFError, TypeError) as error:
            raise _damaged(folder, str(error)) from None
        for (name, kind), found in zip(_ARRAYS, arrays, strict=True):
            if found.ndim != 1 or not np.issubdtype(found.dtype, kind):
                raise _damaged(folder, f"{name}.npy holds {found.dtype} in {found.ndim} dimensions")
        terms, starts, rows, scores = arrays
        if len(starts) != len(terms) + 1 or len(scores) != len(rows):
            raise _damaged(folder, "its arrays do not fit together")
        if starts[0] != 0 or starts[-1] != len(rows) or np.any(np.diff(starts) < 0):
            raise _damaged(folder, "the starts of the postings do not rise from 0 to their number")
        return cls(size, terms, starts, rows, scores)

    def save(self, folder: Path) -> None:
        """Write the postings into a folder that exists, as five numpy files."""
        np.save(folder / "size.npy", np.int64(self.size), allow_pickle=False)
        for name, _ in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)

    def __len__(self) -> int:
        return self.size

    def score(self, weights: Mapping[str, float]) -> npt.NDArray[np.float32]:
        """For each passage the weighted sum of the terms' BM25, float32 (size,), 0 where none occurs."""
        found = np.zeros(self.size, np.float32)
        numbers, known = self._numbers(list(weights))
        shares = np.fromiter(weights.values(), np.float32, len(weights))[known]
        starts, ends = self.starts[numbers].tolist(), self.starts[numbers + 1].tolist()
        rows, scores = np.asarray(self.rows), np.asarray(self.scores)
        for start, end, share in zip(starts, ends, shares, strict=True):
            found[rows[start:end]] += share * scores[start:end]
        return found

    def idf(self, terms: Sequence[str]) -> npt.NDArray[np.float32]:
        """How informative each term is, ``ln(1 + (N - n + 0.5) / (n + 0.5))`` for n of N passages.

        Float32 (terms,); a term that occurs nowhere has n = 0, the highest value.
        """
        occurs = np.zeros(len(terms))
        numbers, known = self._numbers(terms)
        occurs[known] = self.starts[numbers + 1] - self.starts[numbers]
        return np.log1p((self.size - occurs + 0.5) / (occurs + 0.5)).astype(np.float32)

    def _numbers(self, terms: Sequence[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """The numbers of those terms that occur, and their places in the sequence."""
        width = self.terms.dtype.itemsize // 4
        # A longer term occurs nowhere, and would make numpy copy all of ``terms`` to its own width.
        short = np.array([at for at, term in enumerate(terms) if term and len(term) <= width], np.intp)
        asked = np.array([terms[at] for at in short], self.terms.dtype)
        numbers = np.searchsorted(self.terms, asked)
        inside = numbers < len(self.terms)
        found = inside.copy()
        found[inside] = self.terms[numbers[inside]] == asked[inside]
        return numbers[found], short[found]


def _postings(
    passages: list[Sequence[int]], terms: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Starts, rows and scores of passages that are given as numbers of terms below ``terms``."""
    # Only building needs bm25s, and importing it takes longer than a question.
    import bm25s

    bm25 = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy", csc_backend="numpy")
    vocabulary = {number: number for number in range(terms)}
    bm25.index((passages, vocabulary), create_empty_token=False, show_progress=False)
    found = bm25.scores
    return (
        found["indptr"].astype(np.int64, copy=False),
        found["indices"].astype(np.int32, copy=False),
        found["data"].astype(np.float32, copy=False),
    )


def _damaged(folder: Path, what: str) -> DamagedStoreError:
    return DamagedStoreError(f"{folder}: {what}; index again with “pykala index”")

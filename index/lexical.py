"""The lexical side: BM25 over terms, arrays in and arrays out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from index.store.file_array import FileArray, array_by_need, save_array, whole_array
from index.words.postings import Postings

K1 = 0.9
"""How soon a term's repetition stops counting: 0.9 was a point better than 1.5 in Swedish and English."""

B = 0.75
"""How much a passage's length counts."""

_ARRAYS = (("terms", np.str_), ("starts", np.int64), ("rows", np.int32), ("scores", np.float32))

Posting = tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]
"""The rows of the passages that a term occurs in, rising, and its score in each."""

NO_ROWS = np.empty(0, np.int32)
NO_SCORES = np.empty(0, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Lexical:
    """The postings of ``size`` passages: for each term the passages it occurs in, with its BM25 score.

    ``terms`` is sorted, str of fixed width (T,). ``starts`` is int64 (T + 1,): the postings of term ``t``
    are ``starts[t]`` to ``starts[t + 1]`` in ``rows``, int32, the passages in order, and ``scores``,
    float32; of a large index these two are read from their files by need. BM25 as Lucene has it (Kamphuis
    et al. 2020), computed when the index is made (Lù 2024).
    """

    size: int
    terms: npt.NDArray[np.str_]
    starts: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int32] | FileArray
    scores: npt.NDArray[np.float32] | FileArray

    @classmethod
    def build(cls, passages: Iterable[Iterable[str]], folder: Path | None = None) -> "Lexical":
        """The postings of passages, each given as its terms in order, repetitions included.

        Where there are many they lie in temporary files, in a folder if one is given.
        """
        postings = Postings(folder)
        for terms in passages:
            postings.add(terms)
        merged = postings.merged(K1, B)
        return cls(merged.size, merged.terms, merged.starts, merged.rows, merged.scores)

    @classmethod
    def load(cls, opened: Callable[[str], BinaryIO]) -> "Lexical":
        """The postings that ``save`` wrote; ``opened`` gives each file by its name, open at its beginning.

        Raises:
            DamagedStoreError: a file is no such array, or does not fit the others.
        """
        try:
            size, terms, starts = (whole_array(opened(f"{name}.npy")) for name in ("size", "terms", "starts"))
            rows, scores = (array_by_need(opened(f"{name}.npy")) for name in ("rows", "scores"))
        except (ValueError, EOFError, TypeError) as error:
            raise _damaged(str(error)) from None
        for (name, kind), found in zip(_ARRAYS, (terms, starts, rows, scores), strict=True):
            if found.ndim != 1 or not np.issubdtype(found.dtype, kind):
                raise _damaged(f"{name}.npy holds {found.dtype} in {found.ndim} dimensions")
        if len(starts) != len(terms) + 1 or len(scores) != len(rows):
            raise _damaged("the arrays do not fit together")
        if starts[0] != 0 or starts[-1] != len(rows) or np.any(np.diff(starts) < 0):
            raise _damaged("the starts do not rise from 0 to the number of postings")
        return cls(int(size), terms, starts, rows, scores)

    def save(self, written: Callable[[str], AbstractContextManager[Any]]) -> None:
        """Write the postings as five numpy files; ``written`` gives each, by its name, to be written to."""
        arrays = {"size": np.array(self.size, np.int64), **{name: getattr(self, name) for name, _ in _ARRAYS}}
        for name, values in arrays.items():
            with written(f"{name}.npy") as file:
                save_array(file, values)

    def __len__(self) -> int:
        return self.size

    def score(self, weights: Mapping[str, float]) -> npt.NDArray[np.float32]:
        """For each passage the weighted sum of the terms' BM25, float32 (size,), 0 where none occurs."""
        found = np.zeros(self.size, np.float32)
        numbers, known = self._numbers(list(weights))
        shares = np.fromiter(weights.values(), np.float32, len(weights))[known]
        for (rows, scores), share in zip(self.postings(numbers), shares, strict=True):
            found[rows] += share * scores
        return found

    def postings(self, numbers: npt.NDArray[np.intp]) -> Iterator[Posting]:
        """Rows and scores of the terms of these numbers, in their order."""
        starts, ends = self.starts[numbers].tolist(), self.starts[numbers + 1].tolist()
        return (
            (self.rows[start:end], self.scores[start:end]) for start, end in zip(starts, ends, strict=True)
        )

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


def _damaged(what: str) -> DamagedStoreError:
    return DamagedStoreError(f"the postings cannot be read: {what}; index again with “pykala index”")

"""The lexical side: BM25 over terms, arrays in and arrays out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from corpus.language import Language
from index.store.held.file_array import array_by_need, save_array, whole_array
from index.words.analyzer import LANGUAGE_MARKS, in_language
from index.words.postings.blocks import Postings
from index.words.postings.coded import Coded, numbers_in

K1 = 0.9
"""How soon a term's repetition stops counting: 0.9 was a point better than 1.5 in Swedish and English."""

B = 0.75
"""How much a passage's length counts."""

_MOST_KNOWN = 1 << 16
"""The terms of which it is kept at hand how informative they are."""

_WHOLE = (("terms", np.str_), ("occurs", np.int32), ("starts", np.int64), ("lengths", np.int32))
_BY_NEED = (("gaps", np.uint16), ("counts", np.uint8))

Posting = tuple[npt.NDArray[np.integer[Any]], npt.NDArray[np.uint8]]
"""The rows of the passages that a term occurs in, each once, and how often it occurs in each."""


class Lexical:
    """The postings of ``size`` passages: for each term the passages it occurs in, with its BM25 score.

    ``terms`` is sorted, str of fixed width (T,); ``occurs`` is in how many passages each occurs, int32 (T,).
    A term may be told by the language of the passages that it occurs in (``in_language``).
    BM25 as Lucene has it (Kamphuis et al. 2020).
    """

    def __init__(self, coded: Coded) -> None:
        self.coded = coded
        self._know(coded.terms, coded.occurs, coded.lengths)

    def _know(
        self, terms: npt.NDArray[np.str_], occurs: npt.NDArray[np.int32], lengths: npt.NDArray[np.int32]
    ) -> None:
        """Take what scores are made of besides the postings: as ``Coded`` has it."""
        self.size, self.terms, self.occurs, self.lengths = len(lengths), terms, occurs, lengths
        mean = lengths.mean() if self.size else 1.0
        norms = K1 * ((1 - B) + B * lengths / mean) if mean else np.full(self.size, K1)
        self._norms = norms.astype(np.float32)
        marks = list(LANGUAGE_MARKS.values())
        firsts, lasts = (np.searchsorted(terms, [chr(ord(mark) + at) for mark in marks]) for at in (0, 1))
        told = [mark for mark, first, last in zip(marks, firsts, lasts, strict=True) if first < last]
        self._marks = told if np.sum(lasts - firsts) == len(terms) else ["", *told]
        self._known: dict[str, float] = {}

    @classmethod
    def build(cls, passages: Iterable[Iterable[str]], folder: Path | None = None) -> "Lexical":
        """The postings of passages, each given as its terms in order, repetitions included.

        Where there are many they lie in temporary files, in a folder if one is given.
        """
        postings = Postings(folder)
        for terms in passages:
            postings.add(terms)
        return cls(postings.merged())

    @classmethod
    def load(cls, opened: Callable[[str], BinaryIO]) -> "Lexical":
        """The postings that ``save`` wrote; ``opened`` gives each file by its name, open at its beginning.

        Raises:
            DamagedStoreError: a file is no such array, or does not fit the others.
        """
        try:
            found = {name: whole_array(opened(f"{name}.npy")) for name, _ in _WHOLE}
            coded = Coded(**found, **{name: array_by_need(opened(f"{name}.npy")) for name, _ in _BY_NEED})  # type: ignore[arg-type]
        except (ValueError, EOFError, TypeError) as error:
            raise _damaged(str(error)) from None
        for name, kind in (*_WHOLE, *_BY_NEED):
            held = getattr(coded, name)
            if held.ndim != 1 or not np.issubdtype(held.dtype, kind):
                raise _damaged(f"{name}.npy holds {held.dtype} in {held.ndim} dimensions")
        starts = coded.starts
        if len(starts) != len(coded.terms) + 1 or len(coded.occurs) != len(coded.terms):
            raise _damaged("the arrays do not fit together")
        if len(coded.counts) != len(coded.gaps):
            raise _damaged("the arrays do not fit together")
        if starts[0] != 0 or starts[-1] != len(coded.gaps) or np.any(np.diff(starts) < 0):
            raise _damaged("the starts do not rise from 0 to the number of postings")
        return cls(coded)

    def save(self, written: Callable[[str], AbstractContextManager[Any]]) -> None:
        """Write the postings as six numpy files; ``written`` gives each, by its name, to be written to."""
        for name, _ in (*_WHOLE, *_BY_NEED):
            with written(f"{name}.npy") as file:
                save_array(file, getattr(self.coded, name))

    def __len__(self) -> int:
        return self.size

    def score(
        self, weights: Mapping[str, float], language: Language | None = None
    ) -> npt.NDArray[np.float32]:
        """For each passage the weighted sum of the terms' BM25, float32 (size,), 0 where none occurs.

        Only passages in a language, if one is given; else those whose terms are told without.
        """
        shares = np.fromiter(weights.values(), np.float32, len(weights)) * self.idf(list(weights))
        numbers, known = self._numbers(in_language(weights, language) if language else list(weights))
        return self._summed(numbers, shares[known])

    def _summed(
        self, numbers: npt.NDArray[np.intp], shares: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]:
        """For each passage the sum of what terms score there without their idf, each times its share."""
        found = np.zeros(self.size, np.float32)
        add_scores(found, self._norms, self._read(numbers), shares)
        return found

    def _read(self, numbers: npt.NDArray[np.intp]) -> Iterator[Posting]:
        """The same as ``postings``, perhaps with rows in which a term occurs 0 times."""
        return map(self.coded.read, numbers.tolist())

    def postings(self, numbers: npt.NDArray[np.intp]) -> Iterator[Posting]:
        """The postings of the terms of these numbers, in their order."""
        return map(self.coded.posting, numbers.tolist())

    def idf(self, terms: Sequence[str]) -> npt.NDArray[np.float32]:
        """How informative each term is, ``ln(1 + (N - n + 0.5) / (n + 0.5))`` for n of N passages.

        Float32 (terms,); passages in all languages count, and a term that occurs nowhere has n = 0, the
        highest value.
        """
        known = self._known
        if len(known) > _MOST_KNOWN:
            known = self._known = {}
        new = [term for term in dict.fromkeys(terms) if term not in known]
        if new:
            occurs = np.zeros(len(new))
            for mark in self._marks:
                numbers, there = self._numbers([mark + term for term in new])
                occurs[there] += self.occurs[numbers]
            idf = np.log1p((self.size - occurs + 0.5) / (occurs + 0.5))
            known.update(zip(new, idf.tolist(), strict=True))
        return np.fromiter(map(known.__getitem__, terms), np.float32, len(terms))

    def _numbers(self, terms: Sequence[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """The numbers of those terms that occur, and their places in the sequence."""
        numbers = numbers_in(self.terms, terms)
        known = np.flatnonzero(numbers >= 0)
        return numbers[known], known


def add_scores(
    found: npt.NDArray[np.float32],
    norms: npt.NDArray[np.float32],
    postings: Iterable[Posting],
    shares: Iterable[np.float32],
) -> None:
    """Add to what passages have what terms score there, by their norms, each times its share.

    Where a term occurs 0 times, nothing is added.
    """
    for (rows, counts), share in zip(postings, shares, strict=True):
        times, scores = counts.astype(np.float32), norms.take(rows)
        scores += times
        np.divide(times, scores, out=scores)
        scores *= share
        np.add.at(found, rows, scores)  # takes two thirds of ``found[rows] += scores``


def _damaged(what: str) -> DamagedStoreError:
    return DamagedStoreError(f"the postings cannot be read: {what}; index again with “pykala index”")

"""Postings in three bytes each: of a passage the distance to the one before it, and how often a term occurs.

A distance has two bytes. A larger one is made up of several: between two passages stand others in which the
term occurs 0 times, and which thereby count for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.store.held.file_array import FileArray

MOST_APART = np.iinfo(np.uint16).max
"""The largest distance between the passages of two postings that follow each other."""

MOST_TIMES = np.iinfo(np.uint8).max
"""A term that occurs more often in a passage counts as if it occurred so often."""

Rows = npt.NDArray[np.int64]
Terms = npt.NDArray[np.int32]
Counts = npt.NDArray[np.uint8]
Gaps = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some postings by term and then by row: number of the term, row of the passage, times, all ``(n,)``."""

    terms: Terms
    rows: Rows
    counts: Counts

    def __len__(self) -> int:
        return len(self.terms)


def encoded(part: Part) -> tuple[Terms, Gaps, Counts]:
    """Postings of whole terms, the first of each term told by its distance from row 0.

    Of each posting, those that only make up a distance included: its term, its distance and its count.
    """
    gaps = np.diff(part.rows, prepend=0)
    first = np.diff(part.terms, prepend=-1) != 0
    gaps[first] = part.rows[first]
    between = np.maximum(gaps - 1, 0) // MOST_APART
    if not between.any():
        return part.terms, gaps.astype(np.uint16), part.counts
    places = np.arange(len(part)) + np.cumsum(between)
    size = int(places[-1]) + 1
    coded, counts = np.full(size, MOST_APART, np.uint16), np.zeros(size, np.uint8)
    coded[places], counts[places] = gaps - between * MOST_APART, part.counts
    return np.repeat(part.terms, between + 1), coded, counts


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """The postings of passages, those of a term one after another.

    ``terms`` is sorted, str of fixed width (T,). ``occurs`` is int32 (T,): in how many passages each occurs.
    ``starts`` is int64 (T + 1,): the postings of term ``t`` are ``starts[t]`` to ``starts[t + 1]`` in
    ``gaps``, uint16, and ``counts``, uint8; of a large index these two are read from their files by need.
    ``lengths`` is int32 (passages,): how many terms each passage has, repetitions included.
    """

    terms: npt.NDArray[np.str_]
    occurs: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    gaps: Gaps | FileArray
    counts: Counts | FileArray
    lengths: npt.NDArray[np.int32]

    def read(self, term: int) -> tuple[Rows, Counts]:
        """The same as ``posting``, with rows between them in which the term occurs 0 times."""
        part = slice(int(self.starts[term]), int(self.starts[term + 1]))
        return np.cumsum(self.gaps[part], dtype=np.int64), self.counts[part]

    def posting(self, term: int) -> tuple[Rows, Counts]:
        """The rows that a term occurs in, rising, and how often it occurs in each."""
        rows, counts = self.read(term)
        if len(counts) != self.occurs[term]:  # some only make up a distance
            rows, counts = rows[counts > 0], counts[counts > 0]
        return rows, counts


def numbers_in(known: npt.NDArray[np.str_], terms: Sequence[str]) -> npt.NDArray[np.intp]:
    """The place of each term among known ones, which are sorted, -1 where it is none of them: (terms,)."""
    width = known.dtype.itemsize // 4
    # A longer term is not there, and would make numpy copy all that are to its own width.
    asked = np.array([each if len(each) <= width else "" for each in terms], known.dtype)
    numbers = np.searchsorted(known, asked)
    there = (numbers < len(known)) & (asked != "")
    there[there] = known[numbers[there]] == asked[there]
    return np.where(there, numbers, -1)

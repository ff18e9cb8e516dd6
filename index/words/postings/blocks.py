"""Postings: the terms of many passages sorted by term, in memory that does not grow with them.

Passages are counted in blocks; each block is sorted by term and lies in a temporary file until all are
merged, some terms at a time (blocked sort-based indexing; Manning, Raghavan and Schütze 2008, section 4.2).
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.store.held.file_array import FileArray
from index.words.postings.coded import MOST_TIMES, Coded, Counts, Part, Terms, encoded
from index.words.postings.growing import Growing
from index.words.postings.tally import Tally

IN_A_BLOCK = 4_000_000
"""The postings of a block, and those that are merged at a time: 8 bytes each, some 100 while they are."""

_ROWS_IN_A_BLOCK = 1 << 24

_Packed = npt.NDArray[np.uint64]
"""Postings of a block: from the highest bit on 32 for the term, 24 for its row there, 8 for the count."""
Strings = npt.NDArray[np.str_]


class _Numbers(dict[str, int]):
    """Terms by number, in the order in which they were first asked for."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Postings of the passages from a row on."""

    row: int
    packed: _Packed | FileArray

    def __len__(self) -> int:
        return len(self.packed)

    def before(self, start: int, term: int) -> int:
        """How many postings of the block, which is sorted, are from one on of a term before this one."""
        low, high = start, len(self)
        while low < high:
            middle = (low + high) // 2
            if int(self.packed[middle : middle + 1][0]) >> 32 < term:
                low = middle + 1
            else:
                high = middle
        return low - start

    def part(self, start: int, end: int) -> Part:
        """Its postings from one to another."""
        packed = self.packed[start:end]
        rows = (packed >> np.uint64(8)).astype(np.int64) & (_ROWS_IN_A_BLOCK - 1)
        return Part((packed >> np.uint64(32)).astype(np.int32), rows + self.row, packed.astype(np.uint8))


class Postings:
    """The postings of passages that are added one by one."""

    def __init__(self, folder: Path | None = None) -> None:
        """Temporary files lie in a folder, by default in that of the system."""
        self._folder = folder
        self._numbers = _Numbers()
        self._lengths = array("i")
        self._rows, self._distinct = array("i"), array("i")
        self._terms: list[Terms] = []
        self._counts: list[Counts] = []
        self._waiting = 0
        self._kept = Growing(folder, np.uint64)
        self._blocks: list[tuple[int, int, int]] = []

    def add(self, terms: Iterable[str]) -> None:
        """Add the next passage, given as its terms, repetitions included."""
        numbers = np.fromiter(map(self._numbers.__getitem__, terms), np.int32)
        found, counts = np.unique(numbers, return_counts=True)
        self._make_room(1)
        self._rows.append(len(self._lengths))
        self._lengths.append(len(numbers))
        self._distinct.append(len(found))
        self._terms.append(found)
        self._counts.append(np.minimum(counts, MOST_TIMES).astype(np.uint8))
        self._waiting += len(found)
        if self._waiting >= IN_A_BLOCK:
            self._put_away()

    def add_tally(self, tally: Tally) -> None:
        """Add the next passages, given as their tally."""
        self._make_room(len(tally.lengths))
        first = len(self._lengths)
        numbers = np.fromiter(map(self._numbers.__getitem__, tally.terms), np.int32, len(tally.terms))
        self._rows.extend(range(first, first + len(tally.lengths)))
        self._lengths.frombytes(tally.lengths.tobytes())
        self._distinct.frombytes(tally.distinct.tobytes())
        self._terms.append(numbers[tally.numbers])
        self._counts.append(tally.counts)
        self._waiting += len(tally.numbers)
        if self._waiting >= IN_A_BLOCK:
            self._put_away()

    def _make_room(self, passages: int) -> None:
        """See that so many more passages fit into the block."""
        if self._rows and len(self._lengths) + passages - self._rows[0] > _ROWS_IN_A_BLOCK:
            self._put_away()

    def _put_away(self) -> None:
        """Put the passages of a block in the temporary file, their terms by the numbers of now."""
        if self._waiting:
            rows, distinct = np.frombuffer(self._rows, np.int32), np.frombuffer(self._distinct, np.int32)
            block = np.concatenate(self._terms).astype(np.uint64) << np.uint64(32)
            block |= np.repeat((rows - rows[0]).astype(np.uint64) << np.uint64(8), distinct)
            block |= np.concatenate(self._counts)
            start = len(self._kept)
            self._kept.add(block)
            self._blocks.append((self._rows[0], start, len(self._kept)))
        self._terms.clear()
        self._counts.clear()
        self._rows, self._distinct = array("i"), array("i")
        self._waiting = 0

    def merged(self) -> Coded:
        """All postings; it can be asked for once."""
        self._put_away()
        terms, places = _terms_and_places(self._numbers)
        self._numbers.clear()
        blocks, most = self._sorted(places, len(terms))
        sizes, occurs = np.zeros(len(most), np.int64), np.zeros(len(most), np.int32)
        gaps, counts = Growing(self._folder, np.uint16), Growing(self._folder, np.uint8)
        for first, last, part in self._in_turn(blocks, most):
            occurs[first:last] = np.bincount(part.terms - first, minlength=last - first)
            term, apart, times = encoded(part)
            sizes[first:last] = np.bincount(term - first, minlength=last - first)
            gaps.add(apart)
            counts.add(times)
        return Coded(
            terms=terms,
            occurs=occurs,
            starts=np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]),
            gaps=gaps.all(),
            counts=counts.all(),
            lengths=np.array(self._lengths, np.int32),
        )

    def _sorted(self, places: Terms, terms: int) -> tuple[list[_Block], npt.NDArray[np.int64]]:
        """The blocks, each sorted by the places of its terms, and how many postings each term has."""
        found = np.zeros(terms, np.int64)
        held, self._kept = self._kept.all(), Growing(self._folder, np.uint64)
        blocks: list[_Block] = []
        for row, start, end in self._blocks:
            block = held[start:end]
            term = places[block >> np.uint64(32)]
            found += np.bincount(term, minlength=terms)
            order = _ordered(term)
            packed = (term.astype(np.uint64) << np.uint64(32) | block & np.uint64(0xFFFFFFFF))[order]
            kept = Growing(self._folder, np.uint64, always=len(self._blocks) > 1)
            kept.add(packed)
            blocks.append(_Block(row, kept.all()))
        return blocks, found

    def _in_turn(
        self, blocks: Sequence[_Block], most: npt.NDArray[np.int64]
    ) -> Iterator[tuple[int, int, Part]]:
        """The postings by term and then by row, those of some terms at a time: from one, before another.

        ``most`` is how many each term has at most.
        """
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(most)])
        at = [0] * len(blocks)
        first = 0
        while first < len(most):
            last = max(int(np.searchsorted(starts, starts[first] + IN_A_BLOCK, side="right")) - 1, first + 1)
            parts: list[Part] = []
            for number, block in enumerate(blocks):
                end = at[number] + block.before(at[number], last)
                parts.append(block.part(at[number], end))
                at[number] = end
            yield first, last, _in_order(parts, first)
            first = last


_NO_TERMS = np.empty(0, "<U1")


def _terms_and_places(counted: Iterable[str]) -> tuple[Strings, Terms]:
    """Terms sorted, and the places there of each, in the order in which they were counted."""
    named = np.array(list(counted) or _NO_TERMS)
    order = np.argsort(named)
    places = np.empty(len(named), np.int32)
    places[order] = np.arange(len(named), dtype=np.int32)
    return named[order], places


def _in_order(parts: Sequence[Part], first: int) -> Part:
    """Parts that are in order each, their rows behind those of the one before, as one that is.

    ``first`` is the least of their terms.
    """
    some = [part for part in parts if len(part)] or list(parts[:1])
    if len(some) == 1:
        return some[0]
    terms, rows, counts = (
        np.concatenate([getattr(part, name) for part in some]) for name in ("terms", "rows", "counts")
    )
    order = _ordered(terms - np.int32(first))
    return Part(terms[order], rows[order], counts[order])


def _ordered(numbers: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int64]:
    """The places of numbers from 0 up, below 2³², in their order; those that are alike stay as they stand.

    By sixteen bits at a time, which numpy sorts by counting: four times as fast as all bits at once.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    above = numbers >> 16
    return order[np.argsort(above.astype(np.uint16)[order], kind="stable")] if above.any() else order

"""Postings: the terms of many passages sorted by term, in memory that does not grow with them.

Passages are counted in blocks; each block is sorted by term and lies in a temporary file until all are
merged, some terms at a time (blocked sort-based indexing; Manning, Raghavan and Schütze 2008, section 4.2).
"""

import tempfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from index.store.file_array import FileArray, FileBytes

IN_A_BLOCK = 4_000_000
"""The postings of a block, and those that are merged at a time: 10 bytes each, some 100 while they are."""

_POSTING = np.dtype([("term", "<i4"), ("row", "<i4"), ("count", "<u2")])
_MOST = np.iinfo(np.uint16).max

_Block = npt.NDArray[Any] | FileArray
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """Postings by term and then by row: ``terms`` sorted, ``starts`` of each in ``rows`` and ``scores``."""

    size: int
    terms: npt.NDArray[np.str_]
    starts: npt.NDArray[np.int64]
    rows: Ints | FileArray
    scores: Floats | FileArray


class _Numbers(dict[str, int]):
    """Terms by number, in the order in which they were first asked for."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


class Postings:
    """The postings of passages that are added one by one; temporary files lie in a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._numbers = _Numbers()
        self._lengths = array("i")
        self._distinct = array("i")
        self._terms: list[Ints] = []
        self._counts: list[npt.NDArray[np.uint16]] = []
        self._waiting = 0
        self._first = 0
        self._kept = _Kept(folder, _POSTING)
        self._blocks: list[tuple[int, int]] = []

    def add(self, terms: Iterable[str]) -> None:
        """Add the next passage, given as its terms, repetitions included."""
        numbers = np.fromiter(map(self._numbers.__getitem__, terms), np.int32)
        found, counts = np.unique(numbers, return_counts=True)
        self._lengths.append(len(numbers))
        self._distinct.append(len(found))
        self._terms.append(found)
        self._counts.append(np.minimum(counts, _MOST).astype(np.uint16))
        self._waiting += len(found)
        if self._waiting >= IN_A_BLOCK:
            self._put_away()

    def _put_away(self) -> None:
        """Put the passages of a block in the temporary file, their terms by the numbers of now."""
        if not self._waiting:
            return
        block = np.empty(self._waiting, _POSTING)
        block["term"], block["count"] = np.concatenate(self._terms), np.concatenate(self._counts)
        rows = np.arange(self._first, len(self._lengths), dtype=np.int32)
        block["row"] = np.repeat(rows, np.frombuffer(self._distinct, np.int32))
        start = len(self._kept)
        self._kept.add(block)
        self._blocks.append((start, len(self._kept)))
        self._terms.clear()
        self._counts.clear()
        self._distinct = array("i")
        self._waiting, self._first = 0, len(self._lengths)

    def merged(self, k1: float, b: float) -> Merged:
        """All postings with their BM25 as Lucene has it (Kamphuis et al. 2020); it can be asked for once."""
        self._put_away()
        size = len(self._lengths)
        if not self._numbers:
            return Merged(size, np.empty(0, "<U1"), np.zeros(1, np.int64), np.empty(0, np.int32), _none())
        terms = np.array(list(self._numbers))
        order = np.argsort(terms)
        terms = terms[order]
        places = np.empty(len(order), np.int32)
        places[order] = np.arange(len(order), dtype=np.int32)
        self._numbers.clear()
        blocks, found = self._sorted(places)
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(found)])
        lengths = np.frombuffer(self._lengths, np.int32)
        idf = np.log(1 + (size - found + 0.5) / (found + 0.5)).astype(np.float32).astype(np.float64)
        norms = k1 * ((1 - b) + b * lengths / lengths.mean())
        rows, scores = _Kept(self._folder, np.dtype(np.int32)), _Kept(self._folder, np.dtype(np.float32))
        for part in _in_turn(blocks, starts):
            term, row, count = part["term"], part["row"], part["count"]
            rows.add(row)
            scores.add((idf[term] * (count / (count + norms[row]))).astype(np.float32))
        return Merged(size, terms, starts, rows.all(), scores.all())

    def _sorted(self, places: Ints) -> tuple[list[_Block], npt.NDArray[np.int64]]:
        """The blocks, each sorted by the places of its terms, and how many postings each term has."""
        found = np.zeros(len(places), np.int64)
        held, self._kept = self._kept.all(), _Kept(self._folder, _POSTING)
        blocks: list[_Block] = []
        for start, end in self._blocks:
            block = np.array(held[start:end])
            block["term"] = places[block["term"]]
            found += np.bincount(block["term"], minlength=len(places))
            kept = _Kept(self._folder, _POSTING, always=len(self._blocks) > 1)
            kept.add(block[np.argsort(block["term"], kind="stable")])
            blocks.append(kept.all())
        return blocks, found


def _in_turn(blocks: list[_Block], starts: npt.NDArray[np.int64]) -> Iterator[npt.NDArray[Any]]:
    """The postings of sorted blocks by term and then by row, those of some terms at a time."""
    at = [0] * len(blocks)
    first = 0
    while first < len(starts) - 1:
        last = max(int(np.searchsorted(starts, starts[first] + IN_A_BLOCK, side="right")) - 1, first + 1)
        parts = []
        for number, block in enumerate(blocks):
            end = at[number] + _before(block, at[number], last)
            parts.append(block[at[number] : end])
            at[number] = end
        part = np.concatenate(parts)
        yield part[np.argsort(part["term"], kind="stable")] if len(blocks) > 1 else part
        first = last


def _before(block: _Block, start: int, term: int) -> int:
    """How many postings of a sorted block, from one on, are of a term before this one."""
    low, high = start, len(block)
    while low < high:
        middle = (low + high) // 2
        if int(block[middle : middle + 1]["term"][0]) < term:
            low = middle + 1
        else:
            high = middle
    return low - start


class _Kept:
    """Values in one dimension that are added piece by piece: few in memory, many in a temporary file."""

    def __init__(self, folder: Path | None, dtype: np.dtype[Any], *, always: bool = False) -> None:
        self._folder, self._dtype, self._always = folder, dtype, always
        self._parts: list[npt.NDArray[Any]] = []
        self._file: BinaryIO | None = None
        self._held: FileBytes | None = None
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, values: npt.NDArray[Any]) -> None:
        """Add values; raises OSError."""
        self._count += len(values)
        self._parts.append(values)
        if self._always or self._file is not None or self._count > IN_A_BLOCK:
            if self._file is None:
                self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed with ``_held``
                self._held = FileBytes(self._file)
            for part in self._parts:
                self._file.write(part.tobytes())
            self._parts.clear()

    def all(self) -> npt.NDArray[Any] | FileArray:
        """All values; nothing may be added after that."""
        if self._file is None or self._held is None:
            return np.concatenate(self._parts) if self._parts else np.empty(0, self._dtype)
        self._file.flush()
        return FileArray(self._held, self._dtype, self._count)


def _none() -> Floats:
    return np.empty(0, np.float32)

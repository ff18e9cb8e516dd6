"""Segments: the postings of a generation in several parts, each written once, for whoever has its passages.

As in a log-structured merge (O'Neil et al. 1996): what a build adds becomes a segment of its own, together
with the segments that are small beside it, so that there are few, and a passage is seldom written again.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.lexical import Lexical, Posting
from index.postgres.held.postings import Places, Postings, Segment
from index.words.postings.blocks import Postings as Counted
from index.words.postings.coded import Coded
from index.words.postings.tally import Tally

_LARGER = 3
"""A segment stays where it holds more passages than so many times those that are written now."""

Ints = npt.NDArray[np.int32]
Strings = npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """Postings that are not written yet, and the row of each of their passages, int32 ``(passages,)``."""

    coded: Coded
    rows: Ints


class StoredLexical(Lexical):
    """The postings of a generation's passages, which ``held`` fetches; what a build adds is in ``fresh``."""

    def __init__(
        self, terms: Strings, occurs: Ints, lengths: Ints, held: Postings, fresh: Fresh | None = None
    ) -> None:
        self._know(terms, occurs, lengths)
        self.held, self.fresh = held, fresh

    def postings(self, numbers: npt.NDArray[np.intp]) -> Iterator[Posting]:
        """The postings of the terms of these numbers, in their order; the rows in any."""
        asked = dict(zip(self.terms[numbers].tolist(), numbers.tolist(), strict=True))
        found = self.held.of(asked, lambda term, places: self._made(asked[term], term, places))
        return (found[term] for term in asked)

    def _made(self, number: int, term: str, places: Places) -> Posting:
        """The postings of a term, of what the segments have of it."""
        rows, counts = [rows for rows, _ in places], [counts for _, counts in places]
        if self.fresh is not None:
            coded = self.fresh.coded
            at = int(np.searchsorted(coded.terms, term))
            if at < len(coded.terms) and coded.terms[at] == term:
                own, times = coded.posting(at)
                rows.append(self.fresh.rows[own])
                counts.append(times)
        every = np.concatenate([np.zeros(0, np.int32), *rows])
        times = np.concatenate([np.zeros(0, np.uint8), *counts])
        there = (every >= 0) & (times > 0)
        self.held.see_that_all_are_there(term, int(np.count_nonzero(there)), int(self.occurs[number]))
        return every[there].astype(np.int64), times[there]

    def going_on(self, folder: Path | None, terms: Callable[[int], Sequence[str]]) -> "GoingOn":
        return GoingOn(self, folder, terms)


class GoingOn:
    """Passages that are counted, and those that stay of a stored generation, which keep their segments."""

    def __init__(
        self, before: StoredLexical, folder: Path | None, terms: Callable[[int], Sequence[str]]
    ) -> None:
        """``terms`` gives those of a row before."""
        self._before, self._terms = before, terms
        self._counted = Counted(folder)
        self._rows: list[int] = []
        self._now = np.full(len(before), -1, np.int32)
        self._count = 0

    def add_tally(self, tally: Tally) -> None:
        """Add the next passages, given as their tally."""
        self._counted.add_tally(tally)
        end = self._count + len(tally.lengths)
        self._rows += range(self._count, end)
        self._count = end

    def take(self, start: int, end: int) -> None:
        """Add as the next passages those that stand there from one row to another."""
        self._now[start:end] = np.arange(self._count, self._count + end - start, dtype=np.int32)
        self._count += end - start

    def lexical(self) -> StoredLexical:
        """The postings of all; raises StoreError where what goes cannot be read."""
        before = self._before
        kept = self._kept()
        held = before.held.of_segments([(one, _moved(rows, self._now)) for one, rows in kept])
        counts_no_more = self._now < 0
        for one, rows in before.held.segments:
            if one not in {each for each, _ in kept}:
                counts_no_more[rows[rows >= 0]] = True
        less: Counter[str] = Counter()
        for row in np.flatnonzero(counts_no_more).tolist():
            own = self._terms(row)
            less.update(set(own))
            if self._now[row] >= 0:
                self._counted.add(own)
                self._rows.append(int(self._now[row]))
        coded = self._counted.merged()
        rows = np.array(self._rows, np.int32)
        lengths = np.zeros(self._count, np.int32)
        lengths[rows] = coded.lengths
        stays = self._now >= 0
        lengths[self._now[stays]] = before.lengths[stays]
        terms, occurs = _together(before, less, coded)
        return StoredLexical(terms, occurs, lengths, held, Fresh(coded, rows) if len(rows) else None)

    def _kept(self) -> list[tuple[Segment, Ints]]:
        """The segments that stay, from large to small, by how many of their passages do."""
        held = self._before.held.segments
        alive = [int(np.count_nonzero(_moved(rows, self._now) >= 0)) for _, rows in held]
        return [held[at] for at in staying(alive, [one.passages for one, _ in held], len(self._rows))]


def staying(alive: Sequence[int], of: Sequence[int], written: int) -> list[int]:
    """Which of some segments stay beside so many passages that are written now, from large to small.

    ``alive`` is how many passages of each are there still, ``of`` how many it was written with.
    """
    kept: list[int] = []
    for at in sorted(range(len(alive)), key=alive.__getitem__):
        if alive[at] > _LARGER * written and 2 * alive[at] > of[at]:
            kept.append(at)
        else:
            written += alive[at]
    return kept[::-1]


def _moved(rows: Ints, now: Ints) -> Ints:
    """The rows of a segment's passages now, -1 for those that are gone."""
    found = np.full(len(rows), -1, np.int32)
    found[rows >= 0] = now[rows[rows >= 0]]
    return found


def _together(before: Lexical, less: Counter[str], coded: Coded) -> tuple[Strings, Ints]:
    """The terms of what was there and of what is new, sorted, and in how many passages each occurs."""
    terms = np.union1d(before.terms, coded.terms)
    occurs = np.zeros(len(terms), np.int32)
    occurs[np.searchsorted(terms, before.terms)] = before.occurs
    if less:
        gone = np.array(list(less), terms.dtype)
        occurs[np.searchsorted(terms, gone)] -= np.fromiter(less.values(), np.int32, len(less))
    occurs[np.searchsorted(terms, coded.terms)] += coded.occurs
    terms, occurs = terms[occurs > 0], occurs[occurs > 0]
    width = max(int(np.char.str_len(terms).max(initial=1)), 1)
    return terms.astype(f"<U{width}", copy=False), occurs

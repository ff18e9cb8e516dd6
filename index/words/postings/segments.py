"""Segments: the postings of a generation in several parts, each written once, for whoever has its passages.

As in a log-structured merge (O'Neil et al. 1996): what a build adds becomes a segment of its own, together
with the segments that are small beside it, so that there are few, and a passage is seldom written again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.lexical import Lexical, Posting
from index.words.postings.coded import Coded, numbers_in

LARGER = 3
"""A segment stays where it holds more passages than so many times those that are written now."""

Ints = npt.NDArray[np.int32]
Strings = npt.NDArray[np.str_]
Places = Sequence[Posting]
"""What segments have of a term: the rows of the generation in which it occurs, and how often in each."""


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """What becomes of the segments of a generation in the next one.

    ``kept`` are the numbers of those that stay, from large to small, and ``rows`` the rows that their
    passages have then, -1 for those that are gone. ``now`` are the rows of all passages of the earlier
    generation then. ``fresh`` are the rows, rising, that are written anew.
    """

    kept: tuple[int, ...]
    rows: tuple[Ints, ...]
    now: Ints
    fresh: Ints


def moved(segments: Sequence[Ints], now: Ints, total: int) -> Moved:
    """What becomes of segments, told by the rows of their passages until now.

    ``now`` are the rows of all passages in the next generation, which has ``total``; -1 for what is gone.
    """
    rows = [_moved(each, now) for each in segments]
    alive = [int(np.count_nonzero(each >= 0)) for each in rows]
    kept = staying(alive, [len(each) for each in rows], total - int(np.count_nonzero(now >= 0)))
    stays = np.zeros(total, np.bool_)
    for number in kept:
        stays[rows[number][rows[number] >= 0]] = True
    fresh = np.flatnonzero(~stays).astype(np.int32)
    return Moved(tuple(kept), tuple(rows[number] for number in kept), now, fresh)


def staying(alive: Sequence[int], of: Sequence[int], written: int) -> list[int]:
    """Which of some segments stay beside so many passages that are written now, from large to small.

    ``alive`` is how many passages of each are there still, ``of`` how many it was written with.
    """
    kept: list[int] = []
    for at in sorted(range(len(alive)), key=alive.__getitem__):
        if alive[at] > LARGER * written and 2 * alive[at] > of[at]:
            kept.append(at)
        else:
            written += alive[at]
    return kept[::-1]


def _moved(rows: Ints, now: Ints) -> Ints:
    """The rows of a segment's passages now, -1 for those that are gone."""
    found = np.full(len(rows), -1, np.int32)
    found[rows >= 0] = now[rows[rows >= 0]]
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """Postings that are not written yet, and the row of each of their passages, int32 ``(passages,)``."""

    coded: Coded
    rows: Ints


class Held(Protocol):
    """The postings in the segments of a generation."""

    @property
    def rows(self) -> Sequence[Ints]:
        """The rows that the passages of each segment have, -1 for those that are gone."""
        ...

    def going_on(self, moved: Moved) -> "Held":
        """The postings of those segments that stay."""
        ...

    def of(self, terms: Sequence[str], made: Callable[[str, Places], Posting]) -> Iterator[Posting]:
        """What is ``made`` of each of some terms, in their order; raises StoreError."""
        ...


class SegmentedLexical(Lexical):
    """The postings of a generation's passages, which ``held`` fetches; what a build adds is in ``fresh``."""

    def __init__(
        self, terms: Strings, occurs: Ints, lengths: Ints, held: Held, fresh: Fresh | None = None
    ) -> None:
        self._know(terms, occurs, lengths)
        self.held, self.fresh = held, fresh

    def postings(self, numbers: npt.NDArray[np.intp]) -> Iterator[Posting]:
        """The postings of the terms of these numbers, in their order; the rows in any."""
        asked = dict(zip(self.terms[numbers].tolist(), self.occurs[numbers].tolist(), strict=True))
        return self.held.of(list(asked), lambda term, places: self._joined(term, asked[term], places))

    def _joined(self, term: str, occurs: int, places: Places) -> Posting:  # noqa: ARG002 - of stored ones
        """The postings of a term, which occurs in so many passages, of what the segments have of it."""
        found = [*places, *self._of_fresh(term)]
        if len(found) == 1:
            return found[0]
        rows = np.concatenate([np.zeros(0, np.int64), *(rows for rows, _ in found)])
        return rows, np.concatenate([np.zeros(0, np.uint8), *(counts for _, counts in found)])

    def _of_fresh(self, term: str) -> Places:
        if self.fresh is None:
            return ()
        coded = self.fresh.coded
        (number,) = numbers_in(coded.terms, [term]).tolist()
        if number < 0:
            return ()
        own, counts = coded.posting(number)
        return ((self.fresh.rows[own], counts),)

    def _read(self, numbers: npt.NDArray[np.intp]) -> Iterator[Posting]:
        return self.postings(numbers)

    def going_on(self, moved: Moved, coded: Coded, less: Mapping[str, int]) -> "SegmentedLexical":
        """The postings of the next generation, of those that stay and of the passages that are written.

        ``coded`` are the postings of the latter. ``less`` says in how many passages a term occurred of those
        that are gone or are among the latter, too.
        """
        stay = sum(int(np.count_nonzero(rows >= 0)) for rows in moved.rows)
        lengths = np.zeros(stay + len(moved.fresh), np.int32)
        lengths[moved.now[moved.now >= 0]] = self.lengths[moved.now >= 0]
        lengths[moved.fresh] = coded.lengths
        terms, occurs = _together(self, less, coded)
        fresh = Fresh(coded, moved.fresh) if len(moved.fresh) else None
        return type(self)(terms, occurs, lengths, self.held.going_on(moved), fresh)


def _together(before: Lexical, less: Mapping[str, int], coded: Coded) -> tuple[Strings, Ints]:
    """The terms of what was there and of what is new, sorted, and in how many passages each occurs."""
    at = np.searchsorted(before.terms, coded.terms)
    known = np.zeros(len(at), np.bool_)
    inside = at < len(before.terms)
    known[inside] = before.terms[at[inside]] == coded.terms[inside]
    new = at[~known]
    width = np.promote_types(before.terms.dtype, coded.terms.dtype)
    terms = np.insert(before.terms.astype(width, copy=False), new, coded.terms[~known])
    occurs = np.insert(before.occurs, new, 0)
    if less:
        gone = np.array(list(less), width)
        occurs[np.searchsorted(terms, gone)] -= np.fromiter(less.values(), np.int32, len(less))
    occurs[np.searchsorted(terms, coded.terms)] += coded.occurs
    there = occurs > 0
    terms = terms if there.all() else terms[there]
    widest = max(int(np.char.str_len(terms).max(initial=1)), 1)
    return terms.astype(f"<U{widest}", copy=False), occurs[there]

"""The postings of a generation in those of its parts."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from index.lexical import Posting
from index.store.held.part import Ints, Part, is_all
from index.words.postings.segments import Moved, Places


class PartPostings:
    """The postings in some parts, each with the rows of its passages in a generation of so many."""

    def __init__(self, parts: Sequence[Part], rows: Sequence[Ints], total: int) -> None:
        self.rows = tuple(rows)
        self._parts = tuple(parts)
        # None where a part has all passages, as they are. Numbers of 64 bits are what arrays are indexed by.
        self._now = [None if is_all(each, total) else each.astype(np.int64) for each in rows]
        self._gone = [bool(np.any(each < 0)) for each in rows]

    def going_on(self, moved: Moved) -> "PartPostings":
        """The postings of those parts that stay."""
        total = len(moved.fresh) + sum(int(np.count_nonzero(rows >= 0)) for rows in moved.rows)
        return PartPostings([self._parts[number] for number in moved.kept], moved.rows, total)

    def of(self, terms: Sequence[str], made: Callable[[str, Places], Posting]) -> Iterator[Posting]:
        """What is ``made`` of each of some terms, in their order; raises DamagedStoreError."""
        numbers = [_numbers(part, terms) for part in self._parts]
        for at, term in enumerate(terms):
            places = ((part, each[at]) for part, each in enumerate(numbers))
            yield made(term, [self._posting(part, number) for part, number in places if number >= 0])

    def _posting(self, part: int, number: int) -> Posting:
        """The rows of the generation in which a term of a part occurs, and how often."""
        own, counts = self._parts[part].coded.posting(number)
        now = self._now[part]
        if now is None:
            return own, counts
        rows = now[own]
        if not self._gone[part]:
            return rows, counts
        there = rows >= 0
        return rows[there], counts[there]


def _numbers(part: Part, terms: Sequence[str]) -> list[int]:
    """The number of each term in a part, -1 where it has none."""
    known = part.coded.terms
    width = known.dtype.itemsize // 4
    # A longer term is not there, and would make numpy copy all that are to its own width.
    asked = np.array([each if len(each) <= width else "" for each in terms], known.dtype)
    at = np.searchsorted(known, asked)
    there = (at < len(known)) & (asked != "")
    there[there] = known[at[there]] == asked[there]
    found: list[int] = np.where(there, at, -1).tolist()
    return found

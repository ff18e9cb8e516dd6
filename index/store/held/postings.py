"""The postings of a generation in those of its parts."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from index.lexical import Posting, add_scores
from index.store.held.part import Ints, Part
from index.words.postings.coded import numbers_in
from index.words.postings.segments import Fresh, Moved, Places, SegmentedLexical, Strings

Floats = npt.NDArray[np.float32]

_MOST_RUNS = 2_000


class PartPostings:
    """The postings in some parts, each with the rows of its passages in a generation."""

    def __init__(self, parts: Sequence[Part], rows: Sequence[Ints]) -> None:
        self.parts, self.rows = tuple(parts), tuple(rows)

    def going_on(self, moved: Moved) -> "PartPostings":
        """The postings of those parts that stay."""
        return PartPostings([self.parts[number] for number in moved.kept], moved.rows)

    def of(self, terms: Sequence[str], made: Callable[[str, Places], Posting]) -> Iterator[Posting]:
        """What is ``made`` of each of some terms, in their order; raises DamagedStoreError."""
        numbers = [numbers_in(part.coded.terms, terms).tolist() for part in self.parts]
        for at, term in enumerate(terms):
            places = ((part, each[at]) for part, each in enumerate(numbers))
            yield made(term, [self._posting(part, number) for part, number in places if number >= 0])

    def _posting(self, part: int, number: int) -> Posting:
        """The rows of the generation in which a term of a part occurs, and how often."""
        own, counts = self.parts[part].coded.posting(number)
        rows = self.rows[part][own]
        there = rows >= 0
        return rows[there].astype(np.int64), counts[there]


class PartedLexical(SegmentedLexical):
    """The postings of a generation's passages in parts; those of each part are scored by themselves."""

    held: PartPostings

    def __init__(
        self, terms: Strings, occurs: Ints, lengths: Ints, held: PartPostings, fresh: Fresh | None = None
    ) -> None:
        super().__init__(terms, occurs, lengths, held, fresh)
        norms = np.append(self._norms, np.float32(1))  # the last is of those that are gone
        self._norms_in = [norms[rows] for rows in held.rows]
        self._runs = [_runs(rows) for rows in held.rows]

    def _summed(self, numbers: npt.NDArray[np.intp], shares: npt.NDArray[np.float32]) -> Floats:
        if self.fresh is not None:
            return super()._summed(numbers, shares)
        found = np.zeros(self.size, np.float32)
        terms: list[str] = self.terms[numbers].tolist()
        for at, (part, rows) in enumerate(zip(self.held.parts, self.held.rows, strict=True)):
            held, runs = part.coded.terms, self._runs[at]
            known = numbers if held is self.terms else numbers_in(held, terms)
            # Where all passages of a part stand one after another, they are scored in their places.
            one = runs[0][2] if runs is not None and runs[0][:2] == (0, len(rows)) else None
            own = np.zeros(len(rows), np.float32) if one is None else found[one : one + len(rows)]
            there = known >= 0
            postings = map(part.coded.read, known[there].tolist())
            add_scores(own, self._norms_in[at], postings, shares[there])
            if one is None:
                _put(own, rows, runs, found)
        return found


def _runs(rows: Ints) -> Sequence[tuple[int, int, int]] | None:
    """Passages of a part from one, before another, that stand one after another from a row on.

    None where there are so many of these runs that each row is looked at sooner.
    """
    there = np.flatnonzero(rows >= 0)
    ends = np.flatnonzero((np.diff(there) != 1) | (np.diff(rows[there]) != 1)) + 1
    if len(ends) > _MOST_RUNS or not len(there):
        return None
    groups = np.split(there, ends)
    return [(int(group[0]), int(group[-1]) + 1, int(rows[group[0]])) for group in groups]


def _put(own: Floats, rows: Ints, runs: Sequence[tuple[int, int, int]] | None, found: Floats) -> None:
    """Put what the passages of a part have in the places of their rows."""
    if runs is None:
        there = rows >= 0
        found[rows[there]] = own[there]
    else:
        for start, end, row in runs:
            found[row : row + end - start] = own[start:end]

"""Postings of an earlier index: those of the passages that stay, under the rows that these have now."""

from array import array

import numpy as np
import numpy.typing as npt

from index.words.postings.coded import Coded, Part, decoded

Places = npt.NDArray[np.int32]


class Renewed:
    """The postings of passages of an earlier index that are told stretch by stretch, in their order."""

    def __init__(self, before: Coded) -> None:
        self.before = before
        self._now = np.full(len(before.lengths), -1, np.int32)

    def take(self, start: int, end: int, now: int) -> None:
        """The passages from one row to another stay, under rows from ``now`` on."""
        self._now[start:end] = np.arange(now, now + end - start, dtype=np.int32)

    def lengths(self, start: int, end: int) -> "array[int]":
        """How many terms each of those passages has."""
        return array("i", self.before.lengths[start:end].astype("i").tobytes())

    def part(self, low: int, high: int, places: Places) -> Part:
        """What stays of the postings of terms ``low`` to ``high``; ``places`` are their numbers now."""
        starts = self.before.starts[low : high + 1]
        start, end = int(starts[0]), int(starts[-1])
        rows = self._now[decoded(starts - start, self.before.gaps[start:end])]
        terms = np.repeat(places[low:high], np.diff(starts))
        counts = self.before.counts[start:end]
        stay = (rows >= 0) & (counts > 0)
        if stay.all():
            return Part(terms, rows.astype(np.int64), counts)
        return Part(terms[stay], rows[stay].astype(np.int64), counts[stay])

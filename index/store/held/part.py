"""Parts: documents that were written together, once, and are held by every generation that has them.

A part has all that is large of its documents: what stands of them, their texts, what stands above their
passages, vectors and postings, under numbers of its own, from 0. Its documents are in the order of their ids.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.dense import Dense
from index.heads import Heads
from index.store.held.records import Records
from index.words.postings.coded import Coded

if TYPE_CHECKING:  # they know what a generation is, which knows its parts
    from index.store.checked import CheckedFiles
    from index.store.manifest import PartMark

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part that is open.

    ``heads`` are what is known of its documents. Record ``i`` of ``lines`` and of ``texts`` is of document
    ``i``; its passages are those from
    ``firsts[i, 0]`` on, and what stands above them from ``firsts[i, 1]`` on in ``above``; ``firsts`` is int64
    (documents + 1, 2). Row ``j`` of ``dense`` and of ``coded`` is passage ``j``. ``files`` are its files.
    """

    mark: "PartMark"
    files: "CheckedFiles"
    heads: Heads
    lines: Records
    texts: Records
    above: Records
    firsts: Longs
    dense: Dense
    coded: Coded


@dataclass(frozen=True, slots=True)
class Run:
    """Documents of a generation from one number, before another, that stand one after another in a part.

    ``part`` is the number of the part, ``place`` that of the first in it.
    """

    first: int
    last: int
    part: int
    place: int

    @property
    def end(self) -> int:
        """The number behind that of the last document in the part."""
        return self.place + self.last - self.first


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The parts of a generation, and where its documents lie: int32 (documents, 2), part and number there.

    The part behind the last of ``held`` is that which is not written yet, of whose passages ``fresh`` are the
    vectors and postings.
    """

    held: tuple[Part, ...]
    places: Ints
    fresh: tuple[Dense, Coded] | None = None

    def rows(self, starts: Longs) -> list[Ints]:
        """For each part the rows that its passages have in the generation, -1 for those that are gone.

        ``starts`` are the rows at which the passages of the generation's documents begin, and their end.

        Raises:
            ValueError: the documents do not lie there, or have other passages there.
        """
        return [
            rows_of(number, part.firsts[:, 0], self.places, starts) for number, part in enumerate(self.held)
        ]

    def runs(self) -> Iterator[Run]:
        """All documents in runs."""
        return runs_of(self.places)


def runs_of(places: Ints) -> Iterator[Run]:
    """Documents in runs by their parts and numbers there, int32 (documents, 2)."""
    if len(places):
        goes_on = (np.diff(places[:, 0]) == 0) & (np.diff(places[:, 1]) == 1)
        firsts = [0, *(np.flatnonzero(~goes_on) + 1).tolist()]
        for first, last in zip(firsts, [*firsts[1:], len(places)], strict=True):
            part, place = places[first].tolist()
            yield Run(first, last, part, place)


def rows_of(part: int, firsts: Longs, places: Ints, starts: Longs) -> Ints:
    """The rows that the passages of a part have in a generation; as ``Parts.rows``."""
    documents = np.flatnonzero(places[:, 0] == part)
    numbers = places[documents, 1]
    fit = len(numbers) == 0 or (numbers[0] >= 0 and numbers[-1] < len(firsts) - 1)
    if not fit or np.any(np.diff(numbers) <= 0):
        raise ValueError(f"not the numbers of documents of part {part}")
    counts = np.diff(starts)[documents]
    if not np.array_equal(counts, np.diff(firsts)[numbers]):
        raise ValueError(f"not the passages of part {part}")
    rows = np.full(int(firsts[-1]), -1, np.int32)
    rows[ranges(firsts[numbers], counts)] = ranges(starts[documents], counts)
    return rows


def ranges(starts: Longs, counts: Longs) -> Longs:
    """So many numbers from each start on, one after another."""
    behind = np.cumsum(counts)
    return np.arange(int(behind[-1]) if len(behind) else 0) + np.repeat(starts - behind + counts, counts)


def is_all(rows: Ints, total: int) -> bool:
    """Whether rows are all of so many in their order."""
    return len(rows) == total and bool(np.array_equal(rows, np.arange(total)))


def starts_of(documents: Sequence[int] | Ints, count: int) -> Longs:
    """Where the passages of each of so many documents begin, and their end, by the document of each."""
    return np.searchsorted(documents, np.arange(count + 1)).astype(np.int64)

"""What stays where it is: segments of an earlier generation, and in files its parts, which are these."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from index.building.cutting import Cut
from index.building.stretches import NEW
from index.dense import Dense
from index.lexical import Lexical
from index.passages import context_digest
from index.store.generation import EncoderMark, Generation
from index.store.held.dense import joined_dense
from index.store.held.part import Parts
from index.store.manifest import MEND
from index.words.postings.blocks import Postings
from index.words.postings.segments import Moved, SegmentedLexical, moved
from index.words.postings.tally import Tally, Tallying

Rows = npt.NDArray[np.int64]

WHOLE = 4000
"""An index in files of no more passages is written whole, in a second or two: so the generation before has
copies of its own of all that it holds, and answers where a file of the newer one is damaged."""

_AT_ONCE = 256
"""The passages that are counted in one go."""


@dataclass(frozen=True, slots=True, eq=False)
class Staying:
    """The generation ``before``, ``held`` its postings, and what becomes of their segments in the next one.

    ``passages`` is how many that has.
    """

    before: Generation
    held: SegmentedLexical
    moved: Moved
    passages: int

    @property
    def gone(self) -> Rows:
        """The rows of the passages of the generation before that are gone."""
        return np.flatnonzero(self.moved.now < 0)


def staying(before: Generation | None, made: Cut, encoder: EncoderMark) -> Staying | None:
    """What stays of the generation that passages were taken from; None where nothing does.

    Raises:
        DamagedStoreError: what is written anew is not what was written once.
    """
    if before is None or not isinstance(before.lexical, SegmentedLexical):
        return None
    if before.parts is not None and (before.encoder != encoder or len(made.digests) <= WHOLE):
        return None  # the vectors of another one are in them, or all is small
    now = np.full(len(before.places), -1, np.int32)
    for one in made.stretches:
        if one.before is not None:
            now[one.before : one.before + one.last - one.first] = np.arange(one.first, one.last)
    rows, total = before.lexical.held.rows, len(made.digests)
    found = Staying(before, before.lexical, moved(rows, now, total), total)
    for number, part in enumerate(before.parts.held if before.parts else ()):
        if number not in found.moved.kept:
            part.files.check_again()
        elif np.any(now[rows[number][rows[number] >= 0]] < 0):
            part.files.check_again(("dense.faiss",))  # what goes of it is kept for a while
    return found


def postings_of(made: Cut, stays: Staying | None = None, folder: Path | None = None) -> Lexical:
    """The postings of passages; those that are written now lie in temporary files, in a folder if any.

    Raises:
        OSError: they cannot be written.
        DamagedStoreError: what goes is not what was written.
        StoreError: it cannot be read.
    """
    postings, rows = Postings(folder), written(stays, len(made.digests))
    if stays is None:
        for tally in made.tallies(rows):
            postings.add_tally(tally)
        return Lexical(postings.merged())
    less, at = Counter[str](), 0
    stood = np.zeros(stays.passages, np.bool_)
    stood[stays.moved.now[stays.moved.now >= 0]] = True
    for tally in made.tallies(rows):
        postings.add_tally(tally)
        if stood[rows[at]]:  # its segment goes
            _count(less, tally)
        at += len(tally.lengths)
    tallying = Tallying()
    for start in range(0, len(stays.gone), _AT_ONCE):
        some = stays.gone[start : start + _AT_ONCE].tolist()
        _count(less, tallying.of((context_in(stays.before, row), stays.before.language(row)) for row in some))
    return stays.held.going_on(stays.moved, postings.merged(), less)


def _count(found: Counter[str], tally: Tally) -> None:
    """Count in how many passages of a tally each term occurs."""
    times = np.bincount(tally.numbers, minlength=len(tally.terms)).tolist()
    found.update(dict(zip(tally.terms, times, strict=True)))


def context_in(before: Generation, row: int) -> str:
    """The context of a passage of an earlier generation.

    Raises:
        DamagedStoreError: it is not what was written.
        StoreError: it cannot be read.
    """
    context = before.contexts[row]
    if context_digest(context) != before.digests[row].tobytes():
        raise DamagedStoreError(f"{before.passage(row).id}: not what was written; {MEND}")
    return context


def written(stays: Staying | None, passages: int) -> Rows:
    """The rows of those passages that are written now, rising."""
    return np.arange(passages) if stays is None else stays.moved.fresh.astype(np.int64)


def in_parts(
    documents: int, kept: Sequence[int], stays: Staying | None, dense: Dense, lexical: Lexical
) -> tuple[Dense, Parts]:
    """The vectors of all passages, and the parts that so many documents are to lie in.

    ``kept`` are the numbers of the documents in the generation before, or ``NEW``; ``dense`` are the vectors
    of those passages that are written now.
    """
    places = np.zeros((documents, 2), np.int32)
    if stays is None or stays.before.parts is None:
        places[:, 1] = np.arange(documents)
        return dense, Parts((), places, (dense, lexical.coded))
    before, became = stays.before.parts, stays.moved
    held = tuple(before.held[number] for number in became.kept)
    numbers = np.full(len(before.held), len(held), np.int32)
    numbers[list(became.kept)] = np.arange(len(held))
    known = np.array(kept, np.int64)
    there = known != NEW
    places[there] = before.places[known[there]]
    places[:, 0] = np.where(there, numbers[places[:, 0]], len(held))
    fresh = places[:, 0] == len(held)
    places[fresh, 1] = np.arange(np.count_nonzero(fresh))
    every = [(part.dense, rows) for part, rows in zip(held, became.rows, strict=True)]
    postings = lexical.fresh if isinstance(lexical, SegmentedLexical) else None
    coded = Postings().merged() if postings is None else postings.coded
    joined = joined_dense([*every, (dense, became.fresh)], stays.passages, dense.width)
    return joined, Parts(held, places, (dense, coded))

"""What stays where it is: segments of an earlier generation, and in files its parts, which are these."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from index.building.stretches import NEW
from index.dense import Dense
from index.lexical import Lexical
from index.passages import context_digest
from index.store.generation import EncoderMark, Generation
from index.store.held.dense import joined_dense
from index.store.held.part import Parts, ranges, starts_of
from index.store.held.records import offsets_of
from index.store.manifest import MEND
from index.words.postings.blocks import Postings
from index.words.postings.coded import Coded
from index.words.postings.segments import Moved, SegmentedLexical, moved

Rows = npt.NDArray[np.int64]


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

    @property
    def is_written(self) -> npt.NDArray[np.bool_]:
        """Of each passage whether it is written now."""
        found = np.zeros(self.passages, np.bool_)
        found[self.moved.fresh] = True
        return found

    def lexical(self, coded: Coded, less: Mapping[str, int]) -> Lexical:
        """All postings; ``coded`` and ``less`` are as ``SegmentedLexical.going_on`` takes them."""
        return self.held.going_on(self.moved, coded, less)


def staying(
    before: Generation | None, kept: Sequence[int], passages: Callable[[int], int], encoder: EncoderMark
) -> Staying | None:
    """What stays of the generation that passages are taken from; None where nothing does.

    ``kept`` are the numbers of all documents there, or ``NEW``; ``passages`` gives how many a new one has, by
    its number.

    Raises:
        DamagedStoreError: what is written anew is not what was written once.
        and what ``passages`` raises.
    """
    if before is None or not isinstance(before.lexical, SegmentedLexical):
        return None
    if before.parts is not None and before.encoder != encoder:
        return None  # the vectors of another one are in them
    now, total = _now(before, kept, passages)
    rows = before.lexical.held.rows
    found = Staying(before, before.lexical, moved(rows, now, total), total)
    for number, part in enumerate(before.parts.held if before.parts else ()):
        if number not in found.moved.kept:
            part.files.check_again()
        elif np.any(now[rows[number][rows[number] >= 0]] < 0):
            part.files.check_again(("dense.faiss",))  # what goes of it is kept for a while
    return found


def _now(
    before: Generation, kept: Sequence[int], passages: Callable[[int], int]
) -> tuple[npt.NDArray[np.int32], int]:
    """The rows now of the passages of the generation before, -1 where one is gone; how many there are."""
    starts = starts_of(before.places[:, 0], len(before.documents))
    numbers = np.array(kept, np.int64)
    there = numbers != NEW
    counts = np.zeros(len(numbers), np.int64)
    counts[there] = np.diff(starts)[numbers[there]]
    counts[~there] = [passages(number) for number in np.flatnonzero(~there).tolist()]
    begin = offsets_of(counts)
    now = np.full(len(before.places), -1, np.int32)
    now[ranges(starts[numbers[there]], counts[there])] = ranges(begin[:-1][there], counts[there])
    return now, int(begin[-1])


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

"""A vector for each passage: from the generation before, from a build that was cut off, or encoded now."""

import datetime
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from index.building.cutting import Cut
from index.dense import Dense
from index.encoders import Encoder
from index.store.earlier import Earlier, Vectors
from index.store.generation import EncoderMark
from index.store.stores import Store

Progress = Callable[[str, int, int], None]
"""Called with what is done (``read``, ``scan``, ``encode``), how much of it is done and how much there is.

Where a build goes on from one that was cut off, ``resume`` tells once how much of the encoding that one did.
"""

AT_ONCE = 512
"""The passages that are encoded in one go; of what is cut off, at most so many are encoded again."""

WORTH_KEEPING = 1.0
"""The seconds from which on it pays to keep on disk what was encoded in one go."""


@dataclass(frozen=True, slots=True)
class Vectored:
    """The vectors of passages in their order; how many were encoded now, and by a build cut off."""

    dense: Dense
    encoded: int
    resumed: int


def vectors_of(
    store: Store, cut: Cut, before: Sequence[Earlier], encoder: Encoder, tell: Progress
) -> Vectored:
    """The passages' vectors, in their order; what is encoded here is kept as the store's leftovers.

    ``before`` are earlier generations of any encoder. Call it inside ``index.store.store.writing``.

    Raises:
        EncoderError: the encoder does not run.
    """
    mark = mark_of(encoder)
    digests = [digest.tobytes() for digest in cut.digests]
    vectors = np.zeros((len(digests), encoder.width), np.float32)
    new = list(range(len(digests)))
    joined: Callable[[npt.NDArray[np.float32]], Dense] = Dense.build
    for known in (one.vectors for one in before if one.encoder == mark):
        if known is not None and known.joined is not None:
            rows = _rows(known, digests)
            joined, new = partial(known.joined, rows), np.flatnonzero(rows < 0).tolist()
            break
        if known is not None:
            new = _taken_over(known, digests, new, vectors)
    left = store.recall(mark, {digests[at] for at in new}, _today())
    resumed = [at for at in new if digests[at] in left]
    for at in resumed:
        vectors[at] = left[digests[at]]
    if resumed:
        tell("resume", len(resumed), len(new))
    missing = [at for at in new if digests[at] not in left]
    if missing:
        tell("encode", len(resumed), len(new))
    for start in range(0, len(missing), AT_ONCE):
        some = missing[start : start + AT_ONCE]
        told = _going_on(tell, len(resumed) + start, len(new))
        began = time.monotonic()
        vectors[some] = encoder.encode_passages([cut.contexts[at] for at in some], told)
        if time.monotonic() - began >= WORTH_KEEPING:
            store.keep(mark, [digests[at] for at in some], vectors[some])
    return Vectored(joined(vectors), len(missing), len(resumed))


def keep_what_goes(store: Store, cut: Cut, before: Sequence[Earlier], encoder: Encoder) -> None:
    """Keep for a week the vectors of the published generation that none of the passages has.

    Call it inside ``index.store.store.writing``; raises OSError.
    """
    for one in before[:1]:
        if one.encoder == mark_of(encoder) and one.vectors is not None:
            stay = {digest.tobytes() for digest in cut.digests}
            rows = {digest.tobytes(): row for row, digest in enumerate(one.vectors.digests)}
            gone = [digest for digest in rows if digest not in stay]
            vectors = one.vectors.dense.vectors([rows[digest] for digest in gone])
            store.keep_removed(one.encoder, gone, vectors, _today())


def _taken_over(
    known: Vectors, digests: Sequence[bytes], new: Sequence[int], vectors: npt.NDArray[np.float32]
) -> list[int]:
    """Put known vectors in the places of those passages that are new still; the places of the others."""
    rows = _rows(known, [digests[at] for at in new])
    there = rows >= 0
    places = np.array(new, np.int64)
    if there.any():
        vectors[places[there]] = known.dense.vectors(rows[there])
    fresh: list[int] = places[~there].tolist()
    return fresh


def _rows(known: Vectors, digests: Sequence[bytes]) -> npt.NDArray[np.int64]:
    """The row of each passage of a digest among known ones, -1 where it has none: int64 ``(digests,)``."""
    rows = {digest.tobytes(): row for row, digest in enumerate(known.digests)}
    return np.array([rows.get(digest, -1) for digest in digests], np.int64)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def mark_of(encoder: Encoder) -> EncoderMark:
    """What a generation remembers of its encoder."""
    return EncoderMark(encoder.name, encoder.digest, encoder.width)


def _going_on(tell: Progress, done: int, total: int) -> Callable[[int], None]:
    """What tells of some more encoded passages, after so many of a total."""
    return lambda more: tell("encode", done + more, total)

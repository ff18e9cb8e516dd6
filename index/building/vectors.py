"""A vector for each passage: from the generation before, from a build that was cut off, or encoded now."""

import datetime
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.building.cutting import Cut
from index.dense import Dense
from index.encoders import Encoder
from index.store.earlier import Earlier, Vectors
from index.store.generation import EncoderMark
from index.store.stores import Store

Digests = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

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
    """The vectors of passages that are written, or of all where some stay in a database, in their order.

    Of them ``encoded`` were encoded now, and ``resumed`` by a build cut off.
    """

    dense: Dense
    encoded: int
    resumed: int


def vectors_of(
    store: Store, cut: Cut, written: Rows, before: Sequence[Earlier], encoder: Encoder, tell: Progress
) -> Vectored:
    """The vectors of those passages that are ``written``; what is encoded is kept as the store's leftovers.

    ``before`` are earlier generations of any encoder. Call it inside ``index.store.store.writing``.

    Raises:
        EncoderError: the encoder does not run.
    """
    mark = mark_of(encoder)
    known = [one.vectors for one in before if one.encoder == mark and one.vectors is not None]
    for one in known:
        if one.joined is not None:
            rows = rows_of(one.digests, cut.digests)
            vectors, *counts = _new_vectors(store, cut, np.flatnonzero(rows < 0), (), encoder, tell)
            return Vectored(one.joined(rows, vectors), *counts)
    vectors, *counts = _new_vectors(store, cut, written, known, encoder, tell)
    return Vectored(Dense.build(vectors), *counts)


def _new_vectors(
    store: Store, cut: Cut, rows: Rows, before: Sequence[Vectors], encoder: Encoder, tell: Progress
) -> tuple[Floats, int, int]:
    """The vectors of the passages of some rows; how many were encoded now, and how many earlier."""
    mark, of = mark_of(encoder), cut.digests[rows]
    vectors = np.zeros((len(rows), encoder.width), np.float32)
    left_over = np.arange(len(rows))
    for known in before:
        found = rows_of(known.digests, of[left_over])
        there = found >= 0
        vectors[left_over[there]] = known.of(found[there])
        left_over = left_over[~there]
    new: list[int] = left_over.tolist()
    digests = {at: of[at].tobytes() for at in new}
    left = store.recall(mark, set(digests.values()), _today())
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
        vectors[some] = encoder.encode_passages([cut.contexts[int(rows[at])] for at in some], told)
        if time.monotonic() - began >= WORTH_KEEPING:
            store.keep(mark, [digests[at] for at in some], vectors[some])
    return vectors, len(missing), len(resumed)


def keep_what_goes(
    store: Store, cut: Cut, before: Sequence[Earlier], encoder: Encoder, gone: Rows | None = None
) -> None:
    """Keep for a week the vectors of the published generation that none of the passages has.

    ``gone`` are the rows of the passages that it alone has, where that is known. Call it inside
    ``index.store.store.writing``.

    Raises:
        DamagedStoreError: they are not what was written.
        OSError: they cannot be written.
    """
    for one in before[:1]:
        if one.encoder == mark_of(encoder) and one.vectors is not None:
            known = one.vectors
            rows = np.arange(len(known.digests)) if gone is None else gone
            rows = rows[rows_of(cut.digests, known.digests[rows]) < 0]
            digests = {known.digests[row].tobytes(): row for row in rows}
            if digests:
                vectors = known.of(np.array(list(digests.values())))
                store.keep_removed(one.encoder, list(digests), vectors, _today())


def rows_of(known: Digests, wanted: Digests) -> Rows:
    """The row of each of some digests among known ones, -1 where it has none: int64 ``(wanted,)``.

    Both are uint8, 16 a row; it costs what is wanted, and a look at what is known.
    """
    left, right = (np.ascontiguousarray(each).view("<u8")[:, 0] for each in (known, wanted))
    asked = np.unique(right)
    at = np.searchsorted(asked, left)
    maybe = at < len(asked)
    maybe[maybe] = asked[at[maybe]] == left[maybe]
    rows = {known[row].tobytes(): row for row in np.flatnonzero(maybe).tolist()}
    return np.array([rows.get(digest.tobytes(), -1) for digest in wanted], np.int64)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def mark_of(encoder: Encoder) -> EncoderMark:
    """What a generation remembers of its encoder."""
    return EncoderMark(encoder.name, encoder.digest, encoder.width)


def _going_on(tell: Progress, done: int, total: int) -> Callable[[int], None]:
    """What tells of some more encoded passages, after so many of a total."""
    return lambda more: tell("encode", done + more, total)

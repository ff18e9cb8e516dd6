"""A vector for each passage: from the generation before, from a build that was cut off, or encoded now."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.encoders import Encoder
from index.passages import Passage
from index.store.leftovers import keep, recall
from index.store.store import EncoderMark, Generation

Progress = Callable[[str, int, int], None]
"""Called with what is being done (``read`` or ``encode``), how much of it is done, and how much there is.

Where a build goes on from one that was cut off, ``resume`` tells once how much of the encoding that one did.
"""

AT_ONCE = 512
"""The passages that are encoded in one go; of what is cut off, at most so many are encoded again."""

WORTH_KEEPING = 1.0
"""The seconds from which on it pays to keep on disk what was encoded in one go."""


@dataclass(frozen=True, slots=True)
class Vectored:
    """Vectors of passages, ``(passages, width)``; how many were encoded now, and by a build cut off."""

    vectors: npt.NDArray[np.float32]
    encoded: int
    resumed: int


def vectors_of(
    store: Path, passages: Sequence[Passage], before: Generation | None, encoder: Encoder, tell: Progress
) -> Vectored:
    """The passages' vectors, in their order; what is encoded here is kept as the store's leftovers.

    ``before`` is an earlier generation of any encoder. Call it inside ``index.store.store.writing``.

    Raises:
        EncoderError: the encoder does not run.
    """
    mark = mark_of(encoder)
    digests = [passage.digest for passage in passages]
    vectors = np.zeros((len(passages), encoder.width), np.float32)
    earlier = before if before is not None and before.encoder == mark else None
    rows = {digest.tobytes(): row for row, digest in enumerate(earlier.digests)} if earlier else {}
    known = [(at, rows[digest]) for at, digest in enumerate(digests) if digest in rows]
    if earlier and known:
        vectors[[at for at, _ in known]] = earlier.dense.vectors([row for _, row in known])
    new = [at for at, digest in enumerate(digests) if digest not in rows]
    left = recall(store, mark, {digests[at] for at in new})
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
        vectors[some] = encoder.encode_passages([passages[at].context for at in some], told)
        if time.monotonic() - began >= WORTH_KEEPING:
            keep(store, mark, [digests[at] for at in some], vectors[some])
    return Vectored(vectors, len(missing), len(resumed))


def mark_of(encoder: Encoder) -> EncoderMark:
    """What a generation remembers of its encoder."""
    return EncoderMark(encoder.name, encoder.digest, encoder.width)


def _going_on(tell: Progress, done: int, total: int) -> Callable[[int], None]:
    """What tells of some more encoded passages, after so many of a total."""
    return lambda more: tell("encode", done + more, total)

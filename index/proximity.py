"""Proximity: how much of a question a single sentence says, where a passage says it in pieces."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.asked import Scores, Sought
from index.cues import Kind, has_kind
from index.passages import Passage
from index.sentences import sentences

KIND_WEIGHT = 0.2
"""What a sentence gains by holding what is asked for: 0.1 to 0.35 are alike. It leaves the item that is
found first as it was, and of that item brings the passage with the answer forward."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What a passage says of the words of a question, each from 0 to 1, float32 (words,).

    ``sentence`` is of the sentence that says most, ``share`` how much of the whole question that is, and
    ``passage`` of all sentences; all are read under the headings. ``answering`` is the share of the best
    sentence with what it gains by holding the kind of thing that is asked for; it can pass 1.
    """

    sentence: Scores
    share: float
    passage: Scores
    answering: float


def said(passage: Passage, sought: Sought, kind: Kind | None = None) -> Said:
    """What a passage says of a question that asks for a kind of thing.

    The headings count for every sentence: under *Päätös* none says again that it is a decision. A thing
    of the kind that is asked for counts in the sentence, and half as much in the one before or after it.
    """
    text = passage.text
    above = sought.held(passage.context.removesuffix(text))
    parts = [span.of(text) for span in sentences(text)]
    own = [sought.held(part) for part in parts]
    held = np.array([above, *(above | one for one in own)])
    covered = sought.covered(np.vstack([held, held.any(axis=0)]))
    shares = sought.share(covered[:-1])
    best = int(shares.argmax())
    answering = shares + KIND_WEIGHT * _kinds(parts, kind)
    return Said(covered[best], float(shares[best]), covered[-1], float(answering.max()))


def _kinds(parts: Sequence[str], kind: Kind | None) -> Scores:
    """How surely the headings, then each sentence, give a thing of a kind, from 0 to 1."""
    if not kind:
        return np.zeros(len(parts) + 1, np.float32)
    own = np.array([0, *(has_kind(part, kind) for part in parts), 0], np.float32)
    beside = np.maximum(own[:-2], own[2:])
    return np.append(np.float32(0), np.maximum(own[1:-1], beside / 2))

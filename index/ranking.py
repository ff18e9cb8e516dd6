"""Ranked candidates: the dense and the lexical side brought together, then looked at sentence by sentence."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.asked import Sought
from index.confidence import Evidence
from index.proximity import Said

DENSE_WEIGHT = 0.55
"""The dense side's share of a fused score: 0.5 to 0.6 are alike, more costs Swedish, less NQ's Finnish."""

SENTENCE_WEIGHT = 0.35
"""The share of what the best sentence says of the question: 0.3 to 0.4 are alike."""

HINT_WEIGHT = 0.2
"""What a passage gains that stands where the question says: at its date, in its body, under its §."""

LOOKED_AT = 30
"""The first candidates, whose sentences are looked at."""

_LEAST_SPREAD = 1e-6

Scores = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Candidates, best first: rows of the generation with their fused, dense and lexical scores.

    ``first`` is what the first of them says of the question, None where there is no candidate.
    """

    rows: Rows
    scores: Scores
    dense: Scores
    lexical: Scores
    first: Said | None


def ranked(
    rows: Rows,
    dense: Scores,
    lexical: Scores,
    hinted: npt.NDArray[np.bool_] | None,
    look: Callable[[int], Said],
) -> Ranked:
    """Candidates in the order of one weighted sum of both sides, of hints and of the best sentence.

    Each side is brought to the range from 0 to 1. ``look`` gives what the passage of a row says of the
    question.
    """
    fused: Scores = DENSE_WEIGHT * spread(dense) + (1 - DENSE_WEIGHT) * spread(lexical)
    if hinted is not None:
        fused += HINT_WEIGHT * hinted
    first = np.argsort(-fused, kind="stable")[:LOOKED_AT]
    looked = [look(int(rows[at])) for at in first]
    shares = np.zeros_like(fused)
    shares[first] = [one.answering for one in looked]
    scores = (1 - SENTENCE_WEIGHT) * fused + SENTENCE_WEIGHT * shares
    order = np.argsort(-scores, kind="stable")
    best: Said | None = None
    if len(order):
        at = np.flatnonzero(first == order[0])
        best = looked[int(at[0])] if len(at) else look(int(rows[order[0]]))
    return Ranked(rows[order], scores[order], dense[order], lexical[order], best)


def spread(scores: Scores) -> Scores:
    """Scores brought to the range from 0 to 1 (min-max); all 0 where they are all alike."""
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)


def evidence(found: Ranked, sought: Sought, size: int, lead: float) -> Evidence | None:
    """What speaks for the first candidate, None where there is none.

    ``sought`` are the question's words in the language of that candidate, ``size`` is the number of
    passages that were searched, ``lead`` what the first is ahead of the next.
    """
    if found.first is None:
        return None
    dense = found.dense
    named = found.first.passage[sought.named]
    return Evidence(
        cosine=float(dense[0]),
        crowd=float((dense[0] - dense.mean()) / max(float(dense.std()), _LEAST_SPREAD)),
        sentence=found.first.share,
        unnamed=float(1 - named.min()) if len(named) else 0.0,
        agreed=float(dense.argmax() == found.lexical.argmax()),
        length=float(np.log1p(len(sought.telling))),
        size=float(np.log1p(size)),
        lead=lead,
    )

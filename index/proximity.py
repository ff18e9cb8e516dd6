"""Proximity: how much of a question a single sentence says, where a passage says it in pieces."""

from dataclasses import dataclass

import numpy as np

from index.asked import Scores, Sought
from index.passages import Passage
from index.sentences import sentences


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What a passage says of the words of a question, each from 0 to 1, float32 (words,).

    ``sentence`` is of the sentence that says most, ``share`` how much of the whole question that is, and
    ``passage`` of all sentences; all are read under the headings.
    """

    sentence: Scores
    share: float
    passage: Scores


def said(passage: Passage, sought: Sought) -> Said:
    """What a passage says of a question.

    The headings count for every sentence: under *Päätös* none says again that it is a decision.
    """
    text = passage.text
    above = sought.held(passage.context.removesuffix(text))
    own = [sought.held(span.of(text)) for span in sentences(text)]
    held = np.array([above, *(above | one for one in own)])
    covered = sought.covered(np.vstack([held, held.any(axis=0)]))
    shares = sought.share(covered[:-1])
    best = int(shares.argmax())
    return Said(covered[best], float(shares[best]), covered[-1])

"""Evidence: what speaks for the first candidate of a search, and against it."""

from collections.abc import Callable

import numpy as np

from index.confidence import Evidence
from index.extractor.reading import certainty
from index.extractor.windows import Reading
from index.ranking import Ranked, say_the_same
from index.words.question import Sought

_LEAST_SPREAD = 1e-6


def evidence(
    found: Ranked, sought: Sought, size: int, lead: float, reading: Reading | None = None
) -> Evidence | None:
    """What speaks for the first candidate, None where there is none.

    ``sought`` are the question's words in the language of that candidate, ``size`` is the number of
    passages that were searched, ``lead`` what the first is ahead of the next, and ``reading`` what was read
    in it.
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
        certain=certainty(reading) if reading else 0.0,
        answerable=reading.answerable if reading else 0.0,
    )


def lead(found: Ranked, text: Callable[[int], str]) -> float:
    """How far the first candidate is ahead of the next that says something else; 0 where none does.

    What two meetings say in the same words is no reason to doubt it. ``text`` gives what a row says.
    """
    first = text(int(found.rows[0]))
    for row, score in zip(found.rows[1:].tolist(), found.scores[1:], strict=True):
        if not say_the_same(first, text(row)):
            return float(found.scores[0] - score)
    return 0.0

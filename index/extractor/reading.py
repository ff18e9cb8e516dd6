"""Reading: the first candidates read with the question, and what that changes in their order."""

import math
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from corpus.document import Span
from index.extractor import Extractor
from index.extractor.windows import Reading
from index.passages import Passage
from index.ranking import Look, Ranked

CANDIDATES = 4
"""The first candidates that are read: 4 to 8 are alike, and each costs 60 ms or more."""

CERTAIN_WEIGHT = 0.2
"""What a candidate gains that is certain to hold the answer: 0.15 to 0.25 are alike."""

LEAST_CERTAIN = 0.5
"""The probability from which words are told as the answer: three of five of them stand in the sentence that
answers, from 0.2 on half."""


def read_first(
    found: Ranked,
    question: str,
    extractor: Extractor,
    passage: Callable[[int], Passage],
    look: Look,
) -> tuple[Ranked, Mapping[int, Reading]]:
    """Candidates in the order of what was read in the first of them, and that by their rows.

    ``passage`` gives the passage of a row. No candidate that was not
    read comes before one that was.
    """
    rows = found.rows[:CANDIDATES].tolist()
    told = extractor.read(question, [passage(row) for row in rows])
    scores = found.scores.copy()
    scores[: len(rows)] += [CERTAIN_WEIGHT * certainty(reading) for reading in told]
    order = np.argsort(-scores, kind="stable")
    sorted_rows = found.rows[order]
    first = look(sorted_rows[:1].tolist())[0] if len(rows) else None
    ranked = Ranked(sorted_rows, scores[order], found.dense[order], found.lexical[order], first)
    return ranked, dict(zip(rows, told, strict=True))


def certainty(reading: Reading) -> float:
    """The probability that the answer stands in this text, of all that were read together, from 0 to 1."""
    return min(sum(math.exp(scored.certain) for scored in reading.spans), 1.0)


def least_certain(readings: Iterable[Reading | None], *, several: bool) -> float:
    """The probability from which words are told as an answer, by all that was read of a question.

    Where the question asks for ``several``, what answers shares its probability among them: then those at
    least half as likely as the likeliest are told, if they are it together.
    """
    found = [math.exp(scored.certain) for reading in readings if reading for scored in reading.spans[:1]]
    if not several or not found:
        return LEAST_CERTAIN
    least = max(found) / 2
    together = sum(certain for certain in found if certain >= least)
    return min(least, LEAST_CERTAIN) if together >= LEAST_CERTAIN else LEAST_CERTAIN


def answer_in(reading: Reading | None, quote: Span, least: float = LEAST_CERTAIN) -> Span | None:
    """The words of a quote that answer, None where none does with a probability of ``least`` or more.

    Spans are of the passage's text.
    """
    if reading is None:
        return None
    for scored in reading.spans:
        if quote.start <= scored.span.start and scored.span.end <= quote.end:
            return scored.span if math.exp(scored.certain) >= least else None
    return None

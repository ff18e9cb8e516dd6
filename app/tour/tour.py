"""The tour of one document: its sections in order, its decisions, and the names that recur."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.tour.central import Weigh, central_sentence
from app.tour.names import Name, recurring_names
from app.tour.wording.capitals import Capitals
from corpus.assemble import HEADERS
from corpus.document import Document, Span
from corpus.minutes.grammar import is_routine
from corpus.minutes.outcomes.outcome import Outcome, outcomes
from corpus.minutes.outcomes.wording import UNTOLD
from index.words.analyzer import grams

Decision = tuple[int, Outcome]
"""An item, as the index of its section, and what became of it."""


@dataclass(frozen=True, slots=True)
class Tour:
    """What a newcomer is shown of a document: its sections in reading order, decisions, names that recur.

    ``sentences`` are the sections by their indexes, each with the span of its central sentence, None for a
    bare heading. ``capitals`` tell its names from its common words.
    """

    document: Document
    sentences: Mapping[int, Span | None]
    decisions: tuple[Decision, ...]
    names: tuple[Name, ...]
    capitals: Capitals


def tour_of(document: Document) -> Tour:
    """The tour of a document; it costs some 0.1 s of processor time for every 50,000 characters."""
    weigh = _weights(document)
    sentences = {
        number: central_sentence(document, number, weigh)
        for number, section in enumerate(document.sections)
        if not (section.kind == "furniture" and section.title == HEADERS)
    }
    capitals = Capitals.of(document)
    return Tour(
        document,
        sentences,
        decisions(document),
        recurring_names(document, capitals),
        capitals,
    )


def decisions(document: Document) -> tuple[Decision, ...]:
    """What the meeting decided, in reading order, formal items last; none of what it did not settle."""
    known = [(item, became) for item, became in outcomes(document).items() if became.kind not in UNTOLD]
    return tuple(sorted(known, key=lambda each: (is_routine(document.sections[each[0]].title), each[0])))


def _weights(document: Document) -> Weigh:
    """What a term tells in a document: the logarithm of how few of its paragraphs hold it (idf)."""
    paragraphs = [
        frozenset(grams(paragraph.of(document.text)))
        for section in document.sections
        for paragraph in section.paragraphs
    ]
    holding = Counter(term for terms in paragraphs for term in terms)
    count = len(paragraphs)

    def weigh(terms: Sequence[str]) -> npt.NDArray[np.float64]:
        return np.array(
            [math.log1p((count - holding[term] + 0.5) / (holding[term] + 0.5)) for term in terms], np.float64
        )

    return weigh

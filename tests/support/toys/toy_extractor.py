"""A toy extractor whose readings the eye can see."""

import re
from collections.abc import Sequence

from corpus.document import Span
from index.extractor.windows import Reading, ScoredSpan
from index.passages import Passage
from index.words.sentences import sentences


class ToyExtractor:
    """Reads every number of a text as what may answer, the first of each sentence.

    A number is ``certain`` at -1, and at 0 where its sentence has one of the question's words; a text with
    a number at 0 answers with the odds e to 1, another with 1 to e. It keeps what it was asked in ``asked``.
    """

    digest = "toy"

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        self.asked.append((question, len(passages)))
        return [_reading(question, passage.text) for passage in passages]


def _reading(question: str, text: str) -> Reading:
    words = set(re.findall(r"\w+", question.lower()))
    found = []
    for unit in sentences(text):
        number = re.search(r"\d+", unit.of(text))
        if number:
            near = not words.isdisjoint(re.findall(r"\w+", unit.of(text).lower()))
            span = Span(unit.start + number.start(), unit.start + number.end())
            found.append(ScoredSpan(span, 0.0 if near else -1.0))
    found.sort(key=lambda scored: -scored.certain)
    return Reading(tuple(found), 1.0 if found and found[0].certain == 0 else -1.0)

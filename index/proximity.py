"""Proximity: how much of a question a single sentence says, where a passage says it in pieces."""

from collections.abc import Mapping

from index.analyzer import grams
from index.confidence import coverage
from index.passages import Passage
from index.sentences import sentences


def sentence_coverage(passage: Passage, terms: Mapping[str, float]) -> float:
    """The most that one sentence of a passage, read under its headings, covers of a question, from 0 to 1.

    ``terms`` are the question's terms with what each tells. The headings count for every sentence: under
    *Päätös* none says again that it is a decision.
    """
    text = passage.text
    above = set(grams(passage.context.removesuffix(text)))
    said = (coverage(terms, above.union(grams(span.of(text)))) for span in sentences(text))
    return max(said, default=coverage(terms, above))

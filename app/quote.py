"""Quotes: the sentence of a passage that answers best."""

from collections.abc import Mapping

from corpus.document import Span
from index.analyzer import grams
from index.sentences import sentences

_NORM = 1000.0


def best_sentence(text: str, terms: Mapping[str, float]) -> Span:
    """The span of the sentence that shares most with the question; of two alike, the first.

    ``terms`` are the question's terms with what each tells. A sentence counts each term once, and a
    long one a little less.
    """
    found = sentences(text)
    scores = [_score(span.of(text), terms) for span in found]
    return found[scores.index(max(scores))]


def _score(sentence: str, terms: Mapping[str, float]) -> float:
    present = grams(sentence)
    shared = sum(terms[term] for term in set(present) if term in terms)
    return shared / (_NORM + len(present))

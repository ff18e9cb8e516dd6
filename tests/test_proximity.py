"""Proximity: what one sentence covers, under its headings, worked out by hand."""

import pytest

from corpus.document import Span
from index.analyzer import word_grams
from index.passages import Passage
from index.proximity import sentence_coverage


def passage(text: str, above: str = "") -> Passage:
    return Passage("a.md", 0, Span(0, len(text)), text, above + text)


def terms(*words: str) -> dict[str, float]:
    """Each word's 4-grams, telling one together."""
    return {gram: 1 / len(word_grams(word)) for word in words for gram in word_grams(word)}


def test_a_question_said_in_one_sentence_is_covered_more_than_one_said_in_two() -> None:
    asked = terms("omena", "vene")
    assert sentence_coverage(passage("Omena on tässä. Vene on tuolla."), asked) == pytest.approx(0.5)
    assert sentence_coverage(passage("Talo on tässä. Omena vene."), asked) == pytest.approx(1.0)


def test_headings_count_for_every_sentence() -> None:
    asked = terms("omena", "vene")
    assert sentence_coverage(passage("Talo on tässä. Omena on tuolla.", "Vene > "), asked) == pytest.approx(1)
    assert sentence_coverage(passage("Talo on tässä.", "Vene > "), asked) == pytest.approx(0.5)


def test_what_says_nothing_of_the_question_covers_nothing() -> None:
    assert sentence_coverage(passage("Talo on tässä."), terms("omena")) == 0
    assert sentence_coverage(passage("Talo on tässä."), {}) == 0
    assert sentence_coverage(passage(""), terms("omena")) == 0

"""Twins: what one document says twice."""

from index.twins import are_twins, say_the_same

from corpus.document import Span
from index.passages import Passage

TEXT = "Virkamies Virtanen vastaa asiasta, puhelin 09 310 1111"


def passage(text: str, document: str = "a.md") -> Passage:
    return Passage(document, 0, Span(0, len(text)), text, text)


def test_the_same_words_in_one_document_are_twins() -> None:
    assert are_twins(passage(TEXT), passage(TEXT))
    assert are_twins(passage(TEXT), passage(TEXT.replace("asiasta,", "asiasta -")))
    assert not are_twins(passage(TEXT), passage(TEXT, "b.md"))
    assert say_the_same(passage(TEXT), passage(TEXT, "b.md"))


def test_twins_have_the_same_numbers() -> None:
    assert not are_twins(passage(TEXT), passage(TEXT.replace("1111", "1112")))


def test_a_longer_text_is_no_twin_of_its_beginning() -> None:
    assert not are_twins(passage(TEXT), passage(f"{TEXT} ja sähköposti virtanen@example.fi"))

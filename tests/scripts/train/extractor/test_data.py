"""What the extractor learns from: read, and cut around the answer."""

import random

import pytest

from corpus.document import Span
from scripts.train.extractor.data import (
    Asked,
    Texts,
    cut,
    likely_span,
    rare_stems,
    read_texts,
    stems,
)
from tests.support.toys.tiny_extractor import HEADINGS, PASSAGES, save_texts

TEXT = "Eka lause on tässä. Toka on lyhyt. Kolmas lause kertoo 5 euroa. Neljäs."


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    return read_texts(save_texts(tmp_path_factory.mktemp("texts")))


def test_texts_are_read_in_the_order_of_the_articles(texts: Texts) -> None:
    assert texts.searched == [
        Asked(
            PASSAGES[2],
            (Span(36, 44),),
            (("milloin silta valmistui", "when was the bridge completed"),),
            (),
        )
    ]
    assert [asked.text for asked in texts.article] == [PASSAGES[1], PASSAGES[0]]  # passages 0 and 1
    assert texts.article[1].answered == (
        ("Montako ihmistä Espoossa asuu?", "How many people live in Espoo?"),
        ("Milloin kaupungin perusti kuningas?", ""),
    )
    assert texts.article[1].unanswered == (("Montako ihmistä asuu Vantaalla?", "How many live in Vantaa?"),)


def test_headings_are_told_from_their_statute_and_paraphrases_left_out(texts: Texts) -> None:
    assert texts.headings == [
        ("Valvonta", "Vesilaki", HEADINGS[0][2]),
        ("Korvaus", "Vesilaki", HEADINGS[1][2]),
        ("Konkurssi Määräaika", "", HEADINGS[2][2]),
    ]
    assert texts.of_statute == {"Vesilaki": [0, 1]}


@pytest.mark.parametrize(
    ("most", "stretches"),
    [
        (1, {"Kolmas lause kertoo 5 euroa."}),
        (6, {"Kolmas lause kertoo 5 euroa. Neljäs."}),
        (8, {"Toka on lyhyt. Kolmas lause kertoo 5 euroa.", "Kolmas lause kertoo 5 euroa. Neljäs."}),
        (9, {"Toka on lyhyt. Kolmas lause kertoo 5 euroa. Neljäs."}),
        (100, {TEXT}),
    ],
)
def test_a_stretch_grows_by_whole_sentences(most: int, stretches: set[str]) -> None:
    kept = Span(TEXT.index("5 euroa"), TEXT.index("5 euroa") + 7)
    found = {cut(TEXT, kept, most, random.Random(seed)).of(TEXT) for seed in range(20)}
    assert found == stretches


def test_a_span_over_two_sentences_keeps_both() -> None:
    kept = Span(TEXT.index("tässä"), TEXT.index("lyhyt") + 5)
    assert cut(TEXT, kept, 1, random.Random(0)).of(TEXT) == "Eka lause on tässä. Toka on lyhyt."


def test_the_likely_span_stands_in_the_sentence_with_the_questions_words() -> None:
    spans = [Span(4, 9), Span(TEXT.index("5"), TEXT.index("5") + 7)]
    for seed in range(5):
        assert likely_span("Montako euroa kertoo?", TEXT, spans, random.Random(seed)) == spans[1]
    drawn = {likely_span("Xyz?", TEXT, spans, random.Random(seed)) for seed in range(20)}
    assert drawn == set(spans)  # nothing tells them apart


def test_stems_that_few_passages_have_lead_to_them(texts: Texts) -> None:
    assert stems("Kaupungin 12 sillat, EU") == {"kaupu", "12", "silla", "eu"}
    assert texts.rare["silta"] == [0]
    assert texts.rare["oli"] == [1]  # of the articles, which come after what was searched
    assert texts.passage(0) == texts.searched[0]
    assert texts.passage(1) == texts.article[0]


def test_what_many_passages_have_is_not_rare() -> None:
    passages = [Asked(f"Yhteinen alku{number}", (), (), ()) for number in range(301)]
    assert set(rare_stems(passages[:300])) > {"yhtei"}
    assert "yhtei" not in rare_stems(passages)
    assert rare_stems(passages)["alku7"] == [7, *range(70, 80)]  # five letters

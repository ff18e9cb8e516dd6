"""Examples of the extractor: read, cut around the answer, and drawn by number."""

import random
from collections import Counter
from pathlib import Path

import pytest

from corpus.document import Span
from scripts.train.extractor.data import (
    SHARES,
    Asked,
    Example,
    Texts,
    cut,
    likely_span,
    read_texts,
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


def test_the_same_number_gives_the_same_example(texts: Texts) -> None:
    first = [texts.example(0, number) for number in range(50)]
    assert [texts.example(0, number) for number in range(50)] == first
    assert [texts.example(1, number) for number in range(50)] != first


def test_examples_hold_what_their_kind_says(texts: Texts) -> None:
    right = {
        "Montako ihmistä Espoossa asuu?": "300000",
        "How many people live in Espoo?": "300000",
        "Milloin kaupungin perusti kuningas?": "1972",
        "Paljonko oli avustus?": "500 euroa",
        "How much was the grant?": "500 euroa",
        "milloin silta valmistui": "keväällä",
        "when was the bridge completed": "keväällä",
    }
    drawn = [texts.example(3, number) for number in range(600)]
    titles = {title: text for title, _, text in texts.headings}
    for example in drawn:
        told = [span.of(example.text) for span in example.spans]
        if example.question in titles:
            assert told == []
            assert (example.text == titles[example.question]) == example.answerable
        elif example.answerable:
            assert right[example.question] in told
        else:
            assert told == []
            assert right.get(example.question, "–") not in example.text


def test_context_stands_before_some_passages_and_ends_with_its_sign(texts: Texts) -> None:
    contexts = Counter(example.context for example in (texts.example(3, n) for n in range(400)))
    assert set(contexts) == {
        "",
        "Vesilaki > ",
        "Vesilaki > Valvonta > ",
        "Vesilaki > Korvaus > ",
        "Konkurssi Määräaika > ",
    }
    assert 0.15 < 1 - contexts[""] / 400 < 0.35


def test_the_shares_are_a_whole() -> None:
    assert sum(SHARES.values()) == pytest.approx(1)


def test_an_example_is_a_value() -> None:
    assert Example("q", "", "t", (), answerable=False) == Example("q", "", "t", (), answerable=False)


def test_a_passage_without_neighbours_still_gives_examples(tmp_path: Path) -> None:
    texts = read_texts(save_texts(tmp_path))
    lone = Texts(texts.searched, texts.article[1:], texts.headings, texts.of_statute)
    assert all(lone.example(0, number).question for number in range(50))

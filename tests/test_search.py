"""Searching, by a toy encoder whose neighbours the eye can see."""

import numpy as np
import pytest

from corpus.errors import EncoderMismatchError, QuestionError, UnknownDocumentError
from index.build import build
from index.proximity import sentence_coverage
from index.search import Index, are_twins, spread
from index.store import load
from tests.toy import ToyEncoder

MINUTES = """\
# Kokous

## § 1

## Eläinten hoito

#### Päätös

Kissa ja koira saavat ruokaa joka päivä kello kahdeksan aamulla ja illalla.

#### Lisätiedot

Virkamies Virtanen, puhelin 09 310 1111

## § 2

## Veneiden talvisäilytys

#### Päätös

Vene siirretään talon pihalle, kun omenat on kerätty ja juna on lähtenyt asemalta.

#### Lisätiedot

Virkamies Virtanen, puhelin 09 310 1111
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("minutes")
    (folder / "kokous.md").write_text(MINUTES, encoding="utf-8")
    (folder / "toinen.md").write_text(MINUTES.replace("Vene ", "Kirja "), encoding="utf-8")
    build(folder / "store", [folder / "kokous.md", folder / "toinen.md"], ToyEncoder())
    return Index(load(folder / "store"), ToyEncoder())


def test_both_sides_agree_on_the_best_passage(index: Index) -> None:
    result = index.search("Mitä kissa ja koira saavat?")
    assert (result.language, result.looked_for) == ("fi", None)
    best = result.hits[0]
    assert best.passage.text.startswith("Kissa ja koira saavat ruokaa")
    # Both sides have it first; its one sentence says not all of the question.
    assert best.score == pytest.approx(0.7 + 0.3 * sentence_coverage(best.passage, result.terms["fi"]))
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_dense_side_finds_what_shares_no_letters_with_the_question(index: Index) -> None:
    assert "kirja" in "".join(hit.passage.text.lower() for hit in index.search("kirja").hits[:1])


def test_a_score_is_the_weighted_sum_of_both_sides_and_the_best_sentence(index: Index) -> None:
    generation = index.generation
    question = "kissa"
    dense = (
        generation.dense.vectors(list(range(len(generation.places))))
        @ ToyEncoder().encode_questions([question])[0]
    )
    terms = {"_kis": 2**-0.5, "kis_": 2**-0.5}  # of the stem kis
    both = 0.55 * spread(dense) + 0.45 * spread(generation.lexical.score(terms))
    told = dict(zip(terms, generation.lexical.idf(list(terms)), strict=True))
    expected = {
        passage.id: 0.7 * fused + 0.3 * sentence_coverage(passage, told)
        for row, fused in enumerate(both)
        for passage in [generation.passage(row)]
    }
    hits = index.search(question, top=20).hits
    assert {hit.passage.id: pytest.approx(hit.score) for hit in hits}.items() <= expected.items()
    assert hits[0].score == pytest.approx(max(expected.values()))
    assert sum(1 + len(hit.twins) for hit in hits) == len(expected)


def test_twins_of_one_document_fold_into_one_hit_and_others_do_not(index: Index) -> None:
    hits = [
        hit
        for hit in index.search("Virkamies Virtanen puhelin", top=20).hits
        if "Virtanen" in hit.passage.text
    ]
    assert sorted(hit.passage.document_id for hit in hits) == ["kokous.md", "toinen.md"]
    assert [len(hit.twins) for hit in hits] == [1, 1]


def test_twins_have_the_same_numbers(index: Index) -> None:
    rows = [index.generation.passage(row) for row in range(len(index.generation.places))]
    first, second = [p for p in rows if p.document_id == "kokous.md" and "Virtanen" in p.text]
    assert are_twins(first, second)
    other = type(second)(
        second.document_id, second.section, second.span, second.text.replace("1111", "1112"), ""
    )
    assert not are_twins(first, other)


def test_top_limits_the_hits(index: Index) -> None:
    assert len(index.search("kissa", top=1).hits) == 1


@pytest.mark.parametrize("question", ["", "  \n\t"])
def test_an_empty_question_is_refused(index: Index, question: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        index.search(question)


def test_a_question_without_end_is_refused(index: Index) -> None:
    with pytest.raises(QuestionError, match="10001 characters"):
        index.search("a" * 10_001)
    assert index.search("kissa " * 1_600).hits


def test_a_question_that_is_no_text_is_refused(index: Index) -> None:
    with pytest.raises(QuestionError, match="no text"):
        index.search("kissa \udce4")


@pytest.mark.parametrize("question", ["😀😀", "???", "مرحبا بالعالم", "<script>alert(1)</script>", "§ 31"])
def test_any_text_is_a_question(index: Index, question: str) -> None:
    assert 0 <= index.search(question).confidence <= 1


def test_another_encoder_is_refused(index: Index) -> None:
    other = Index(index.generation, ToyEncoder(salt="other"))
    with pytest.raises(EncoderMismatchError, match="was made with the encoder toy"):
        other.search("kissa")


def test_documents_are_found_by_id_path_and_the_beginning_of_an_id(index: Index) -> None:
    document = index.document("kokous.md")
    assert index.find_document("kok") == index.find_document(document.path) == document
    with pytest.raises(UnknownDocumentError, match="kadonnut"):
        index.document("kadonnut")
    with pytest.raises(UnknownDocumentError, match="no single document"):
        index.find_document("o")


def test_spread_brings_scores_between_0_and_1() -> None:
    np.testing.assert_array_equal(spread(np.array([2, 4, 3], np.float32)), np.array([0, 1, 0.5], np.float32))
    np.testing.assert_array_equal(spread(np.array([2, 2], np.float32)), np.zeros(2, np.float32))
    assert len(spread(np.empty(0, np.float32))) == 0

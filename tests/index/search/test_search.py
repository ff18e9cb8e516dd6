"""Searching, by a toy encoder whose neighbours the eye can see."""

import pytest

from corpus.errors import EncoderMismatchError, QuestionError, UnknownDocumentError
from index.building.build import build
from index.ranking import DENSE_WEIGHT, SENTENCE_WEIGHT, said, spread
from index.search import Index
from index.store.store import load
from index.words.question import Sought
from index.words.wording import wording
from tests.support.toys.toy import ToyEncoder

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
    # Both sides have it first; its one sentence says nearly all of the question.
    assert result.evidence is not None
    assert best.score == pytest.approx(1 - SENTENCE_WEIGHT * (1 - result.evidence.sentence))
    assert (result.evidence.agreed, result.evidence.unnamed) == (1.0, 0.0)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_first_passage_is_ahead_of_the_next_that_says_something_else(index: Index) -> None:
    question = "Mitä kissa ja koira saavat?"
    first, again, other, *_ = index.search(question).hits
    assert (first.passage.text, first.score) == (again.passage.text, again.score)  # of two meetings
    assert first.passage.text != other.passage.text
    for top in (1, 5):
        speaks = index.search(question, top).evidence
        assert speaks is not None
        assert speaks.lead == pytest.approx(first.score - other.score)


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
    both = DENSE_WEIGHT * spread(dense) + (1 - DENSE_WEIGHT) * spread(generation.lexical.score(terms, "fi"))
    sought = Sought.of(wording(question, "fi", "fi").words, generation.lexical)
    expected = {
        passage.id: (1 - SENTENCE_WEIGHT) * fused + SENTENCE_WEIGHT * said([passage], sought)[0].share
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

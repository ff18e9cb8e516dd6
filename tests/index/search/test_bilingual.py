"""Minutes in more than one language: each section has one, and a question in any finds all of them."""

from pathlib import Path

import numpy as np
import pytest

from app.answer.answer import answer
from corpus.language import Language
from index.building.build import build
from index.search import Index
from index.store.store import load
from index.words.question import understand
from index.words.wording import wording
from tests.support.toys.toy import ToyEncoder

FINNISH = """\
# Kokous

## Koulun piha

Kaupunginhallitus päätti, että koulun piha kunnostetaan ja valaistaan. Matti Virtanen esitteli asian.

## Lainaamo

Lainaamon aukioloaikoja pidennetään lauantaisin, ja lasten osasto muuttaa.

## Yhteystiedot

Matti Virtanen, 09 310 1641
"""
SWEDISH = """
## Skolans gård

Stadsstyrelsen beslutade att skolans gård rustas upp och belyses. Matti Virtanen föredrog ärendet.

## Utlåning

Utlåningens öppettider förlängs på lördagar.
"""
ENGLISH = """
## In English

The school yard will be repaired and lit.
"""
YARD = {
    "fi": "Kaupunginhallitus päätti, että koulun piha",
    "sv": "Stadsstyrelsen beslutade att skolans gård",
    "en": "The school yard",
}
QUESTIONS: dict[Language, str] = {
    "fi": "Mitä koulun pihalla tehdään?",
    "sv": "Vad görs på skolans gård?",
    "en": "What is done in the school yard?",
}


def opened(folder: Path, text: str) -> Index:
    (folder / "kokous.md").write_text(text, encoding="utf-8")
    build(folder / "store", [folder / "kokous.md"], ToyEncoder())
    return Index(load(folder / "store"), ToyEncoder())


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return opened(tmp_path_factory.mktemp("bilingual"), FINNISH + SWEDISH + ENGLISH)


@pytest.fixture(scope="module")
def finnish(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return opened(tmp_path_factory.mktemp("finnish"), FINNISH)


@pytest.fixture(scope="module")
def swedish(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return opened(tmp_path_factory.mktemp("swedish"), SWEDISH)


def test_every_passage_has_its_sections_language(bilingual: Index, finnish: Index, swedish: Index) -> None:
    # The telephone number has that of most of the document.
    assert bilingual.generation.languages.tolist() == [0, 0, 0, 1, 1, 2]
    assert bilingual.languages == ("fi", "sv", "en")
    assert finnish.languages == ("fi",)
    assert swedish.languages == ("sv",)


@pytest.mark.parametrize("asked", ["fi", "sv", "en"])
def test_a_question_in_any_language_finds_the_section_in_each(bilingual: Index, asked: Language) -> None:
    result = bilingual.search(QUESTIONS[asked], top=10)
    assert result.language == asked
    assert {hit.language for hit in result.hits[:3]} == {"fi", "sv", "en"}
    for hit in result.hits[:3]:
        assert hit.passage.text.startswith(YARD[hit.language])


def test_a_passage_is_scored_by_the_terms_of_its_language(bilingual: Index) -> None:
    query = understand("Vad görs på skolans gård?", ("fi", "sv", "en"))
    assert {language: wording(query.text, "sv", language).terms for language in query.terms} == query.terms
    lexical = bilingual.generation.lexical
    found = bilingual.lexical(query)
    for row, score in enumerate(found):
        language = bilingual.generation.language(row)
        terms = query.terms[language]
        telling = np.array(list(terms.values())) * lexical.idf(list(terms))
        assert score == pytest.approx(lexical.score(terms, language)[row] / np.linalg.norm(telling))
    assert found[3] == found.max()


def test_a_finnish_index_scores_as_if_there_were_no_other_language(finnish: Index) -> None:
    for asked, question in QUESTIONS.items():
        query = understand(question, finnish.languages)
        assert list(query.terms) == ["fi"]
        if asked != "fi":
            assert query.terms["fi"] == wording(question, asked, "fi").terms
        expected = finnish.generation.lexical.score(query.terms["fi"], "fi")
        assert expected.any()
        np.testing.assert_array_equal(finnish.lexical(query), expected)


def test_no_lexicon_is_opened_that_no_passage_needs(
    finnish: Index, swedish: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[tuple[str, str]] = []

    def shipped(source: Language, target: Language) -> None:
        asked_for.append((source, target))

    monkeypatch.setattr("index.words.wording.shipped", shipped)
    finnish.search(QUESTIONS["fi"])
    swedish.search(QUESTIONS["sv"])
    assert asked_for == []
    swedish.search(QUESTIONS["en"])
    finnish.search(QUESTIONS["sv"])
    assert asked_for == [("en", "sv"), ("sv", "fi")]


def test_looked_for_are_finnish_words_where_there_are_finnish_passages(
    bilingual: Index, swedish: Index
) -> None:
    assert bilingual.search(QUESTIONS["fi"]).looked_for is None
    assert bilingual.search(QUESTIONS["sv"]).looked_for == wording(QUESTIONS["sv"], "sv", "fi").looked_for
    assert swedish.search(QUESTIONS["sv"]).looked_for is None
    assert swedish.search(QUESTIONS["en"]).looked_for is None


def test_the_finnish_words_move_the_vector_only_where_there_are_finnish_passages(
    bilingual: Index, swedish: Index
) -> None:
    question = "Where is the dog?"
    plain = ToyEncoder().encode_questions([question])[0]
    np.testing.assert_array_equal(swedish.vector(understand(question, swedish.languages)), plain)
    assert not np.array_equal(bilingual.vector(understand(question, bilingual.languages)), plain)


@pytest.mark.parametrize(
    ("asked", "quote"),
    [("sv", "Matti Virtanen föredrog ärendet."), ("en", "Matti Virtanen föredrog ärendet.")],
)
def test_the_quote_is_chosen_by_the_terms_of_the_passages_language(
    swedish: Index, asked: str, quote: str
) -> None:
    question = {"sv": "Vem föredrog ärendet?", "en": "Who presented the matter?"}[asked]
    best = answer(swedish, question).passages[0]
    assert best.quote.of(best.text) == quote


def test_confidence_follows_the_best_passages_language(bilingual: Index) -> None:
    certain = {language: bilingual.search(question).confidence for language, question in QUESTIONS.items()}
    assert all(0.2 < value < 1 for value in certain.values())
    strange = bilingual.search("Hur många hästar drar vagnen?").confidence
    assert strange < min(certain.values())


MINUTES = """\
## § 7 Koulun piha – Skolans gård

#### Päätös

Kaupunginhallitus päätti, että koulun piha kunnostetaan ja valaistaan.

#### Tiedoksi

Matti Virtanen

#### Beslut

Stadsstyrelsen beslutade att skolans gård rustas upp.

#### Delges

Eva Lindström
"""


def test_the_parts_of_minutes_are_found_in_each_language(tmp_path: Path) -> None:
    index = opened(tmp_path, MINUTES)
    (document,) = index.documents()
    languages = {
        document.sections[section].title: index.generation.language(row)
        for row, (_, section, _, _) in enumerate(index.generation.places)
    }
    assert languages == {"Päätös": "fi", "Tiedoksi": "fi", "Beslut": "sv", "Delges": "sv"}
    assert index.search("Kenelle päätös lähetetään?").hits[0].passage.text == "Matti Virtanen"
    swedish = index.search("Vem sänds beslutet till?").hits[0].passage
    assert swedish.text == "Eva Lindström"
    assert "Delges (vem beslutet sänds till, mottagare)" in swedish.context

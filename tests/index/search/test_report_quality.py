"""The questions on the shipped report, searched with the shipped encoder: what must not become worse."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.readers import shipped_reports
from index.building.build import build
from index.encoders import load_encoder
from index.search import Index
from tests.support.questions import followup_questions, report_questions

_WITHIN_THREE = {"fi": 0.97, "en": 0.97, "sv": 0.9}
_FIRST = 0.8


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    store = tmp_path_factory.mktemp("store")
    build(store, shipped_reports(), load_encoder())
    return Index.open(store, extractor=False)


def rank(index: Index, question: str, right: str, before: str | None = None) -> int | None:
    """The place of the first right section among the sections that are found, from 1."""
    found = dict.fromkeys(
        index.document(passage.document_id).sections[passage.section].title
        for hit in index.search(question, top=20, before=before).hits
        for passage in (hit.passage, *hit.twins)
    )
    return next((place for place, title in enumerate(found, start=1) if title == right), None)


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_the_right_section_is_found(index: Index, language: str) -> None:
    asked = [row for row in report_questions() if row["language"] == language and "section" in row]
    ranks = {row["q"]: rank(index, row["q"], row["section"]) for row in asked}
    missed = {question: place for question, place in ranks.items() if place != 1}
    assert sum(place == 1 for place in ranks.values()) >= _FIRST * len(asked), missed
    within = sum(place is not None and place <= 3 for place in ranks.values())
    assert within >= _WITHIN_THREE[language] * len(asked), missed


def test_a_question_that_goes_on_finds_what_it_means(index: Index) -> None:
    # Alone the second questions reach 0.75, and 25 of 30 are within three.
    pairs = followup_questions()
    ranks = {row["q"]: rank(index, row["q"], row["sections"][0], row["first"]) for row in pairs}
    missed = {question: place for question, place in ranks.items() if place != 1}
    assert sum(1 / place for place in ranks.values() if place) >= 0.94 * len(pairs), missed
    assert all(place is not None and place <= 3 for place in ranks.values()), missed


def test_ten_who_ask_at_once_get_the_answers_they_would_get_alone(index: Index) -> None:
    asked = [row["q"] for row in report_questions()][:20]
    alone = [index.search(question) for question in asked]
    with ThreadPoolExecutor(10) as threads:
        at_once = list(threads.map(index.search, asked))
    for one, other in zip(alone, at_once, strict=True):
        assert [hit.passage for hit in one.hits] == [hit.passage for hit in other.hits]
        assert one.confidence == pytest.approx(other.confidence, abs=1e-6)

"""Answers, by a toy encoder: what is cited, quoted and folded, and the JSON that programs rely on."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.answer.answer import MAYBE, answer, answer_of, verdict
from app.answer.json_answer import to_json
from app.answer.place import find
from corpus.document import Span
from index.building.build import build
from index.search import Index
from index.store.store import load
from tests.support.library import MadeLibrary
from tests.support.toys.toy import ToyEncoder
from tests.support.toys.toy_extractor import ToyExtractor

MINUTES = """\
Pöytäkirja kissoista



## § 5

## Kissojen talo

HEL 2025-000123

#### Päätös

Kissa saa **talon**, jossa on vene. Koira ei saa ta-



loa eikä omenaa.

#### Lisätiedot

Virkamies Virtanen, puhelin 09 310 1111

#### Perustelut

Juna toi kirjan.

#### Lisätiedot

Virkamies Virtanen, puhelin 09 310 1111
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("minutes") / "kissat-2025-01-31.md"
    path.write_text(MINUTES, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def index(file: Path) -> Index:
    store = file.parent / "store"
    build(store, [file], ToyEncoder())
    return Index(load(store), ToyEncoder())


def test_the_json_of_an_answer(index: Index, file: Path) -> None:
    found = json.loads(json.dumps(to_json(answer(index, "saako koira omenaa", top=1))))
    (passage,) = found["passages"]
    assert passage == {
        "rank": 1,
        "score": 1.0,
        "text": "Kissa saa talon, jossa on vene. Koira ei saa taloa eikä omenaa.",
        "quote": {"text": "Koira ei saa taloa eikä omenaa.", "start": 32, "end": 63},
        "document": {
            "id": "kissat-2025-01-31.md",
            "title": "Kissojen talo",
            "path": str(file),
            "case": "HEL 2025-000123",
            "body": None,
            "date": "2025-01-31",
        },
        "section": {"number": 2, "path": ["§ 5 Kissojen talo", "Päätös"], "title": "Päätös", "item": "§ 5"},
        "pages": [2, 3],
        "citation": "§ 5 Kissojen talo, Päätös, s. 2–3 (HEL 2025-000123, 31.1.2025)",
        "also_at": [],
        "same_matter": [],
        "source_spans": passage["source_spans"],
        "role": "decision",
        "standing": "in_force",
        "handling": None,
        "answer": None,
        "read_by": None,
    }
    assert (found["language"], found["looked_for"]) == ("fi", None)
    assert found["verdict"] in {"found", "maybe", "not_found"}
    assert 0 <= found["confidence"] <= 1
    joined = "|".join(MINUTES[start:end] for start, end in passage["source_spans"])
    assert joined == "Kissa saa |talon|, jossa on vene. Koira ei saa ta|loa eikä omenaa."


def test_the_words_that_were_read_are_the_answer(index: Index) -> None:
    reading = Index(index.generation, ToyEncoder(), ToyExtractor())
    answered = answer(reading, "Mikä on virkamies Virtasen puhelin?")
    best = answered.passages[0]
    assert best.text == "Virkamies Virtanen, puhelin 09 310 1111"
    assert best.answer == Span(28, 30)
    told = {passage["section"]["title"]: passage["answer"] for passage in to_json(answered)["passages"]}
    assert told["Lisätiedot"] == {"text": "09", "start": 28, "end": 30}
    assert told["Päätös"] is None  # which holds no number


def test_no_words_are_the_answer_where_none_was_found(index: Index) -> None:
    reading = Index(index.generation, ToyEncoder(), ToyExtractor())
    question = "Mikä on virkamies Virtasen puhelin?"
    unsure = replace(reading.search(question), confidence=MAYBE - 0.01)
    answered = answer_of(reading, question, unsure)
    assert answered.verdict == "not_found"
    assert [passage.answer for passage in answered.passages] == [None] * len(answered.passages)
    assert answer_of(reading, question, replace(unsure, confidence=MAYBE)).passages[0].answer == Span(28, 30)


def test_a_folded_twin_is_cited(index: Index) -> None:
    best = answer(index, "virkamies Virtanen puhelin").passages[0]
    assert best.citation == "§ 5 Kissojen talo, Lisätiedot, s. 3 (HEL 2025-000123, 31.1.2025)"
    (twin,) = best.also_at
    text = "Virkamies Virtanen, puhelin 09 310 1111"
    document = index.documents()[0]
    assert (twin.citation, twin.language) == (best.citation, "fi")
    stands = find(document, twin.place)
    assert stands is not None
    assert stands != best.span
    assert stands.of(document.text) == text


def test_ranks_count_from_1_and_scores_fall(index: Index) -> None:
    passages = answer(index, "kissa", top=4).passages
    assert [passage.rank for passage in passages] == [1, 2, 3, 4]
    assert [p.score for p in passages] == sorted((p.score for p in passages), reverse=True)


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (1.0, "found"),
        (0.5, "found"),
        (0.4999, "maybe"),
        (0.15, "maybe"),
        (0.1499, "not_found"),
        (0.0, "not_found"),
    ],
)
def test_verdicts(confidence: float, expected: str) -> None:
    assert verdict(confidence) == expected


@pytest.mark.parametrize(
    ("question", "confidence", "expected"),
    [
        ("the hoitosuunnitelman jaosto", 0.5409, "found"),
        ("Mitä hoito maksaa kaupungille?", 0.406, "maybe"),
        ("Paljonko puistojen hoito maksaa vuodessa kaupungin asukkaalle?", 0.181, "maybe"),
        ("hidas puistoja", 0.1267, "not_found"),
    ],
)
def test_a_confidence_near_a_threshold_makes_the_verdict(
    question: str, confidence: float, expected: str
) -> None:
    answered = MadeLibrary().ask(question)
    assert (round(answered.confidence, 4), answered.verdict) == (confidence, expected)


def test_a_question_in_english_tells_the_finnish_words(index: Index) -> None:
    found = answer(index, "Where does the cat get the house?")
    assert found.language == "en"
    assert found.looked_for is not None
    assert "kissa" in found.looked_for

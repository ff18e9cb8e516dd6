"""Calibrating: what counts as an answer, and a regression that finds what examples were drawn from."""

import json
import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.language import LANGUAGES
from index.confidence import FEATURES, Calibration, Evidence, confidence, load_calibration
from scripts.measure.answers import calibrate
from scripts.measure.answers.calibrate import ADVERSARIAL, Example, asked, blocks, described, fit, halves
from scripts.measure.benchmarks import Question, singles
from scripts.measure.systems import Opened
from tests.support.toys.toy import ToyEncoder

CATS = singles("cats", [("a", "Kissa nukkuu sohvalla."), ("b", "Vene kulkee järvellä.")])
NOTHING = Evidence(**dict.fromkeys(FEATURES, 0.0))
DRAWN = ("cosine", "sentence")
TRUE = Calibration({"cosine": 40.0, "sentence": 5.0}, dict.fromkeys(LANGUAGES, -36.5))


def question(text: str, right: str, *, answerable: bool | None = None, kind: str | None = None) -> Question:
    return Question(text, text, "fi", frozenset({right}), answerable=answerable, kind=kind)


def drawn(true: Calibration, count: int = 3000) -> list[Example]:
    """Examples for whose evidence the true calibration draws whether it answers."""
    rnd = random.Random(0)
    examples = []
    for at in range(count):
        language = LANGUAGES[at % 3]
        evidence = replace(NOTHING, cosine=rnd.uniform(0.75, 0.95), sentence=rnd.uniform(0, 1))
        answers = rnd.random() < confidence(evidence, language, true)
        examples.append(Example("answered" if answers else "near", language, evidence, "squad"))
    return examples


def test_halves_and_blocks_hold_each_label_once() -> None:
    collection = singles("five", [(label, label) for label in "abcde"])
    assert [half.labels for half in halves(collection)] == [("a", "c", "e"), ("b", "d")]
    assert [block.labels for block in blocks(collection, 2)] == [("a", "b"), ("c", "d"), ("e",)]
    assert [passage.text for passage in halves(collection)[1].passages] == ["b", "d"]


def test_an_answered_question_is_one_whose_own_passage_comes_first() -> None:
    questions = [
        question("Missä kissa nukkuu?", "a"),
        question("Missä vene kulkee?", "a"),
        question("Kuka haukkuu kissaa?", "a", answerable=False),
        question("Missä vene on?", "b", answerable=True),
        question("Missä juna on?", "c"),
        question("Missä juna kulkee?", "c", kind="elsewhere"),
    ]
    found = list(asked("cats", Opened(CATS, ToyEncoder()), questions, "near"))
    assert [example.kind for example in found] == ["answered", "adversarial", "answered", "near", "elsewhere"]


def test_the_evidence_of_an_example_is_that_of_the_search() -> None:
    opened = Opened(CATS, ToyEncoder())
    (example,) = asked("cats", opened, [question("Missä kissa nukkuu?", "a")], "near")
    assert example.evidence == opened.index.search("Missä kissa nukkuu?").evidence
    assert example.evidence.cosine == pytest.approx(1.0, abs=1e-3)  # in half precision
    assert example.evidence.sentence == pytest.approx(1.0)


def test_adversarial_examples_weigh_less() -> None:
    kinds = ("answered", "adversarial", "near", "elsewhere")
    assert [Example(kind, "fi", NOTHING, "squad").weight for kind in kinds] == [1, ADVERSARIAL, 1, 1]


def test_the_regression_finds_what_the_examples_were_drawn_from() -> None:
    found = fit(drawn(TRUE), DRAWN)
    assert found.weights["cosine"] == pytest.approx(TRUE.weights["cosine"], rel=0.15)
    assert found.weights["sentence"] == pytest.approx(TRUE.weights["sentence"], rel=0.15)


def test_how_many_strangers_there_are_of_a_language_is_no_evidence() -> None:
    examples = drawn(TRUE)
    swedish = [e for e in examples if (e.kind, e.language) == ("near", "sv")]
    once, often = fit(examples, DRAWN), fit([*examples, *swedish * 9], DRAWN)
    middle = replace(NOTHING, cosine=0.85, sentence=0.5)
    for language in LANGUAGES:
        expected = confidence(middle, language, once)
        assert confidence(middle, language, often) == pytest.approx(expected, abs=0.03)


def test_what_a_calibration_does_is_described_for_each_language() -> None:
    examples = drawn(TRUE, 300)
    low = replace(NOTHING, cosine=0.8, sentence=0.1)
    examples += [Example("adversarial", language, low, "squad") for language in LANGUAGES]
    told = list(described(examples, TRUE))
    assert [line[:9] for line in told] == ["squad fi:", "squad sv:", "squad en:"]
    assert all("near, AUROC 0.9" in line and "1 adversarial, AUROC " in line for line in told)


def test_the_command_writes_what_the_search_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    languages = {"fi": "kissa", "en": "the cat and", "sv": "katten och"}
    questions = [{language: f"{words} {n}?" for language, words in languages.items()} for n in range(8)]
    squad = [
        {"id": "a", "text": "Kissa nukkuu 0 1 2 3 4 5.", "questions": questions},
        {"id": "b", "text": "Vene.", "questions": [{"fi": "vene vene?"}]},
    ]
    nq = [{"id": "n", "text": "Juna lähtee.", "questions": [{"fi": "mikä juna"}]}]
    for name, rows in (("squad", squad), ("nq", nq)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(calibrate, "load_encoder", lambda _name: ToyEncoder())
    files = f"--squad {tmp_path}/squad.jsonl --nq {tmp_path}/nq.jsonl --cache {tmp_path}"
    monkeypatch.setattr(sys, "argv", f"calibrate {files} --out {tmp_path}/calibration.json".split())
    calibrate.main()
    calibration = load_calibration(str(tmp_path))
    assert calibration.weights.keys() == set(FEATURES)
    much = replace(NOTHING, cosine=1.0, sentence=1.0, crowd=1.0)
    assert confidence(much, "fi", calibration) > confidence(NOTHING, "fi", calibration)
    assert json.loads((tmp_path / "calibration.json").read_text())["encoder"] == ToyEncoder().digest

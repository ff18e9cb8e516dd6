"""Calibrating: what counts as an answer, and a regression that finds what examples were drawn from."""

import json
import random
import sys
from pathlib import Path

import pytest

from index.confidence import Calibration, Evidence, confidence, load_calibration
from index.language import LANGUAGES
from scripts import calibrate
from scripts.benchmarks import Question, singles
from scripts.calibrate import ADVERSARIAL, Example, described, fit, own, strangers
from scripts.systems import Opened
from tests.toy import ToyEncoder

CATS = singles("cats", [("a", "Kissa nukkuu sohvalla."), ("b", "Vene kulkee järvellä.")])


def question(text: str, right: str, *, answerable: bool | None = None) -> Question:
    return Question(text, text, "fi", frozenset({right}), answerable=answerable)


def drawn(true: Calibration, count: int = 3000) -> list[Example]:
    """Examples for whose evidence the true calibration draws whether it answers."""
    rnd = random.Random(0)
    examples = []
    for at in range(count):
        language = LANGUAGES[at % 3]
        evidence = Evidence(rnd.uniform(0.75, 0.95), rnd.uniform(0, 1))
        answers = rnd.random() < confidence(evidence, language, true)
        examples.append(Example("answered" if answers else "stranger", language, evidence))
    return examples


def test_an_answered_question_is_one_whose_own_passage_comes_first() -> None:
    opened = Opened(CATS, ToyEncoder())
    asked = [
        question("Missä kissa nukkuu?", "a"),
        question("Missä vene kulkee?", "a"),
        question("Kuka haukkuu kissaa?", "a", answerable=False),
        question("Missä vene on?", "b", answerable=True),
    ]
    assert [example.kind for example in own(opened, asked)] == ["answered", "adversarial", "answered"]
    assert [example.kind for example in strangers(opened, asked[:1])] == ["stranger"]


def test_the_evidence_of_an_example_is_that_of_the_search() -> None:
    opened = Opened(CATS, ToyEncoder())
    (example,) = own(opened, [question("Missä kissa nukkuu?", "a")])
    assert example.evidence == opened.index.search("Missä kissa nukkuu?").evidence
    assert example.evidence.cosine == pytest.approx(1.0)


def test_adversarial_examples_weigh_less() -> None:
    weights = [Example(kind, "fi", Evidence(0, 0)).weight for kind in ("answered", "adversarial", "stranger")]
    assert weights == [1, ADVERSARIAL, 1]


def test_the_regression_finds_what_the_examples_were_drawn_from() -> None:
    true = Calibration(cosine=40.0, coverage=5.0, bias={"fi": -36.5, "sv": -36.5, "en": -36.5})
    found = fit(drawn(true))
    assert found.cosine == pytest.approx(true.cosine, rel=0.15)
    assert found.coverage == pytest.approx(true.coverage, rel=0.15)


def test_how_many_strangers_there_are_of_a_language_is_no_evidence() -> None:
    examples = drawn(Calibration(cosine=40.0, coverage=5.0, bias={"fi": -36.5, "sv": -36.5, "en": -36.5}))
    swedish = [e for e in examples if (e.kind, e.language) == ("stranger", "sv")]
    once, often = fit(examples), fit([*examples, *swedish * 9])
    middle = Evidence(0.85, 0.5)
    for language in LANGUAGES:
        expected = confidence(middle, language, once)
        assert confidence(middle, language, often) == pytest.approx(expected, abs=0.03)


def test_what_a_calibration_does_is_described_for_each_language() -> None:
    true = Calibration(cosine=40.0, coverage=5.0, bias={"fi": -36.5, "sv": -36.5, "en": -36.5})
    examples = drawn(true, 300)
    examples += [Example("adversarial", language, Evidence(0.8, 0.1)) for language in LANGUAGES]
    told = list(described(examples, true))
    assert [line[:3] for line in told] == ["fi:", "sv:", "en:"]
    assert all("1 adversarial; AUROC against strangers 0.9" in line for line in told)


def test_the_command_writes_what_the_search_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    languages = {"fi": "kissa", "en": "the cat and", "sv": "katten och"}
    questions = [{language: f"{words} {n}?" for language, words in languages.items()} for n in range(6)]
    squad = [{"id": "a", "text": "Kissa nukkuu 0 1 2 3 4 5.", "questions": questions}]
    nq = [{"id": "n", "text": "Juna lähtee.", "questions": [{"fi": "mikä juna"}]}]
    for name, rows in (("squad", squad), ("nq", nq)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(calibrate, "load_encoder", lambda _name: ToyEncoder())
    files = f"--squad {tmp_path}/squad.jsonl --nq {tmp_path}/nq.jsonl --cache {tmp_path}"
    monkeypatch.setattr(sys, "argv", f"calibrate {files} --out {tmp_path}/calibration.json".split())
    calibrate.main()
    calibration = load_calibration(str(tmp_path))
    assert confidence(Evidence(1.0, 1.0), "fi", calibration) > confidence(
        Evidence(0.1, 0.0), "fi", calibration
    )
    assert json.loads((tmp_path / "calibration.json").read_text())["encoder"] == ToyEncoder().digest

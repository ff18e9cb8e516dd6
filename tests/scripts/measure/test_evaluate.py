"""Measuring: systems side by side, and a tiny run from end to end."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.measure import benchmarks, evaluate
from scripts.measure.evaluate import newest, write
from scripts.measure.systems import SYSTEMS, Opened, stems
from scripts.measure.tables import answers_table, compared, plain, rankings_table
from tests.support.toys.toy import ToyEncoder


def test_systems_differ_in_what_they_take_for_a_term(squad: Path) -> None:
    opened = Opened(benchmarks.squad(squad).collection, ToyEncoder(), ToyEncoder())
    assert opened.ranked("bm25-words", "kissat järvellä") == ["s1"]
    assert opened.ranked("bm25-snowball", "kissat") == ["s0", "s1"]
    assert opened.ranked("bm25-4grams", "sohvatyyny") == ["s0"]
    assert opened.ranked("bm25-4grams", "cat") == []
    assert opened.ranked("lexical", "Where does the cat sleep?")[0] == "s0"
    assert opened.ranked("dense", "juna")[0] == opened.ranked("minilm", "juna")[0] == "s2"
    assert stems("kissat kissan") == ["kis", "kis"]


@pytest.fixture
def result(minutes: Path, questions: Path, squad: Path) -> dict[str, Any]:
    asked = [*benchmarks.minutes(minutes, questions), benchmarks.squad(squad)]
    return evaluate.evaluate(asked, ToyEncoder(), list(SYSTEMS), ToyEncoder())


def test_a_tiny_run_from_end_to_end(result: dict[str, Any]) -> None:
    groups = {(record["benchmark"], record["language"]): record for record in result["rankings"]}
    assert list(groups) == [
        ("minutes/tune", "fi"),
        ("minutes/report", "fi"),
        ("squad", "fi"),
        ("squad", "en"),
        ("squad", "sv"),
    ]
    squad = groups["squad", "fi"]
    assert (squad["questions"], squad["passages"]) == (3, 3)
    assert squad["rows"] == [["s0/0", *[1] * 8], ["s0/1", 0, 1, 1, 1, 1, 1, 1, 1], ["s1/0", *[1] * 8]]
    assert squad["systems"]["fused"]["RR"] == [1, 1, 1]
    assert squad["systems"]["bm25-words"]["RR"][0] == 0.6667
    assert squad["systems"]["bm25-words"]["p"] == 1
    assert "p" not in squad["systems"]["fused"]
    english = groups["squad", "en"]["rows"][0]
    assert dict(zip(SYSTEMS, english[1:], strict=True))["bm25-words"] == 0
    # § 3 of both meetings says the same, and the first of two alike stands first.
    assert groups["minutes/report", "fi"]["systems"]["fused"]["RR"][0] == 0.5
    assert groups["minutes/tune", "fi"]["rows"] == [["minutes/0", *[1] * 8]]


def test_verdicts_and_quotes_of_a_tiny_run(result: dict[str, Any]) -> None:
    verdicts = {(record["benchmark"], record["language"]): record for record in result["verdicts"]}
    assert list(verdicts) == [("minutes/tune", "fi"), ("squad", "fi"), ("squad", "en"), ("documents", "fi")]
    tune = verdicts["minutes/tune", "fi"]
    assert [[*row[:3], row[4]] for row in tune["rows"]] == [
        ["minutes/0", 1, 1, ""],
        ["minutes/1", 0, 0, "near"],
    ]
    assert (tune["auroc"], tune["auroc_by_kind"]) == (1, {"near": 1})
    (quotes,) = result["quotes"]
    assert (quotes["first_right"], quotes["holds"], quotes["quoted"]) == (1, 1, 1)


def test_results_are_written_and_the_newest_is_tabled(tmp_path: Path, result: dict[str, Any]) -> None:
    for name, made in (("old", "2025-01-01T10:00:00"), ("new", "2025-01-02T09:00:00")):
        write({"made": made} | result, tmp_path / "results" / f"{name}.json")
    other = result | {"made": "2025-01-03T09:00:00", "encoder": {"name": "other", "digest": "0"}}
    write(other, tmp_path / "results" / "other.json")
    own = result["encoder"]["name"]
    assert newest(tmp_path / "results", own) == {"made": "2025-01-02T09:00:00"} | result
    assert newest(tmp_path / "results", "other") == other
    text = (tmp_path / "results" / "new.json").read_text(encoding="utf-8")
    assert '    ["s0/1", 0, 1, 1, 1, 1, 1, 1, 1],\n' in text
    table = list(rankings_table(result, result))
    assert table[0].startswith("| benchmark | questions | BM25, words |")
    assert table[2] == (
        "| twelve minutes, right item, Finnish | 1 | 0.50 | 0.50 | 0.50 | 0.50 | 0.50 | 0.50 | **0.50** "
        "| 0.50 |"
    )
    assert len(table) == 2 + 4  # the half to tune with is not shown
    assert list(answers_table(result))[2:] == [
        "| first passages in the right place that hold the answer | 1 of 1 |  |  |",
        "| the quote answers, of right first passages that do | 1 of 1 |  |  |",
        "| the same, the half of the minutes that ranking was not tuned on |  |  |  |",
        "| answers told from questions of elsewhere (AUROC) |  |  |  |",
        "| answers told from questions that share the minutes’ words (AUROC) | 1.00 |  |  |",
        f"| calibration error | {result['verdicts'][-1]['calibration_error']:.2f} |  |  |",
    ]


def test_no_results_cannot_be_tabled(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no results"):
        newest(tmp_path)


def test_two_results_are_compared_question_by_question(result: dict[str, Any]) -> None:
    lines_of_same = list(compared(result, result))
    assert "squad                fi fused           1.000 → 1.000 (+0.000, p 1.0000)" in lines_of_same
    assert len(lines_of_same) == 5 * len(SYSTEMS)
    assert any(line.startswith("squad fi: 3 questions, 3 passages") for line in plain(result))


def test_the_command_measures_and_writes(
    tmp_path: Path, squad: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(evaluate, "load_encoder", lambda _name: ToyEncoder())
    monkeypatch.setattr(evaluate, "commit", lambda: "0123456789ab")
    out = tmp_path / "out.json"
    arguments = (
        f"evaluate --squad {squad} --systems lexical fused --questions 2 --cache {tmp_path} --out {out}"
    )
    monkeypatch.setattr(sys, "argv", arguments.split())
    evaluate.main()
    assert "squad fi: 2 questions, 3 passages" in capsys.readouterr().out
    written = json.loads(out.read_text(encoding="utf-8"))
    assert (written["commit"], written["systems"]) == ("0123456789ab", ["lexical", "fused"])
    assert written["encoder"]["name"] == "toy"


def test_a_command_that_measures_nothing_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["evaluate"])
    with pytest.raises(SystemExit):
        evaluate.main()
    assert "nothing to measure" in capsys.readouterr().err

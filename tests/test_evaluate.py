"""Measuring: metrics worked out by hand, benchmarks from tiny files, and a tiny run from end to end."""

import itertools
import json
import lzma
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scripts import benchmarks, evaluate
from scripts.evaluate import newest, write
from scripts.metrics import paired_p, per_question
from scripts.systems import SYSTEMS, Opened, stems
from scripts.tables import answers_table, compared, plain, rankings_table
from scripts.vectors import KeptEncoder
from tests.toy import ToyEncoder

SQUAD: list[dict[str, Any]] = [
    {
        "id": "s0",
        "text": "Kissa nukkuu sohvalla koko päivän.",
        "questions": [
            {"fi": "Missä kissa nukkuu?", "en": "Where does the cat sleep?", "sv": "Var sover katten?"},
            {"fi": "Montako kissaa haukkuu?", "en": "How many cats bark?", "answerable": False},
        ],
    },
    {
        "id": "s1",
        "text": "Vene kulkee järvellä, ja kissa on rannalla.",
        "questions": [{"fi": "Missä vene kulkee?", "en": "Where does the boat sail?", "answerable": True}],
    },
    {"id": "s2", "text": "Juna lähtee asemalta.", "questions": []},
]

MINUTES = """\
# Kokous

Läsnä olivat kaikki.

## § 1

## Kissojen ruokinta

#### Päätös

Kissa saa kalaa joka aamu. Koira ei saa mitään.

## § 2

## Ilmoitusasiat

Ei ollut mitään ilmoitettavaa tällä kertaa.

## § 3

## Veneiden talvisäilytys

#### Päätös

Vene nostetaan maalle lokakuussa.
"""


def lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if path.suffix == ".xz":
        path.write_bytes(lzma.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    return lines(tmp_path / "squad.jsonl.xz", SQUAD)


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "kokous-a.md").write_text(MINUTES, encoding="utf-8")
    (folder / "kokous-b.md").write_text(MINUTES.replace("Kissojen", "Koirien"), encoding="utf-8")
    return folder


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    answered = {"q": "Mitä kissa saa?", "document": "kokous-a", "item": "§ 1", "answer": "kalaa joka aamu"}
    stranger = {"q": "Mikä juna?", "answerable": False, "kind": "near"}
    reported = {"q": "Minne vene?", "document": "kokous-b", "item": "§ 3", "answer": "maalle"}
    rows: list[dict[str, Any]] = [
        answered | {"also": [{"document": "kokous-b", "item": "§ 1"}], "use": "tune"},
        stranger | {"use": "tune"},
        reported | {"use": "report"},
    ]
    return lines(tmp_path / "questions.jsonl", [row | {"language": "fi"} for row in rows])


# Metrics


def test_measures_of_rankings_worked_out_by_hand() -> None:
    right = {"a": frozenset("x"), "b": frozenset("xy"), "c": frozenset("x"), "d": frozenset("x")}
    found = per_question({"a": ["x", "y"], "b": ["z", "y"], "d": []}, right)
    assert found["RR"].tolist() == [1, 0.5, 0, 0]
    assert found["R@10"].tolist() == [1, 0.5, 0, 0]
    assert found["Success@1"].tolist() == [1, 0, 0, 0]
    assert found["Success@3"].tolist() == [1, 1, 0, 0]
    # The gain of rank 2 is 1 / log2(3); the best two ranks would gain 1 + 1 / log2(3).
    second = 1 / np.log2(3)
    np.testing.assert_allclose(found["nDCG@10"], [1, second / (1 + second), 0, 0])


def test_recall_looks_as_deep_as_it_says() -> None:
    labels = [f"n{at}" for at in range(150)]
    right = {"at 10": frozenset({"n9"}), "at 11": frozenset({"n10"}), "at 101": frozenset({"n100"})}
    found = per_question(dict.fromkeys(right, labels), right)
    assert found["R@10"].tolist() == [1, 0, 0]
    assert found["R@100"].tolist() == [1, 1, 0]
    np.testing.assert_allclose(found["RR"], [1 / 10, 1 / 11, 1 / 101])


def test_a_paired_test_agrees_with_all_signs_tried() -> None:
    first = np.array([0.9, 0.5, 0.4, 1.0, 0.3, 0.8, 0.7, 0.2])
    second = np.array([0.4, 0.6, 0.1, 0.5, 0.3, 0.5, 0.2, 0.1])
    differences = first - second
    sums = [abs(np.dot(signs, differences)) for signs in itertools.product((-1, 1), repeat=8)]
    exact = np.mean([total >= abs(differences.sum()) - 1e-9 for total in sums])
    assert paired_p(first, second) == pytest.approx(exact, abs=0.01)
    assert paired_p(first, second) == paired_p(second, first)


def test_equal_systems_do_not_differ_and_unequal_ones_do() -> None:
    values = np.linspace(0, 1, 50)
    assert paired_p(values, values) == 1
    assert paired_p(values + 0.1, values) == pytest.approx(1 / 5001)


# Benchmarks


def test_squad_asks_in_every_language_it_has(squad: Path) -> None:
    found = benchmarks.squad(squad)
    assert [(q.id, q.language, sorted(q.right), q.answerable) for q in found.questions] == [
        ("s0/0", "fi", ["s0"], None),
        ("s0/1", "fi", ["s0"], False),
        ("s1/0", "fi", ["s1"], True),
        ("s0/0", "en", ["s0"], None),
        ("s0/1", "en", ["s0"], False),
        ("s1/0", "en", ["s1"], True),
        ("s0/0", "sv", ["s0"], None),
    ]
    assert found.collection.labels == ("s0", "s1", "s2")
    assert [passage.context for passage in found.collection.passages] == [row["text"] for row in SQUAD]


def test_a_sample_is_of_each_language_and_always_the_same(squad: Path) -> None:
    sample = benchmarks.squad(squad, 2).questions
    assert [question.language for question in sample] == ["fi", "fi", "en", "en", "sv"]
    assert sample == benchmarks.squad(squad, 2).questions
    assert set(sample) < set(benchmarks.squad(squad).questions)


def test_nq_is_read_from_plain_lines(tmp_path: Path) -> None:
    rows = [{"id": "n7", "text": "Vene.", "questions": [{"fi": "mikä vene"}]}]
    (question,) = benchmarks.nq(lines(tmp_path / "nq.jsonl", rows)).questions
    assert (question.id, question.text, question.right) == ("n7/0", "mikä vene", frozenset({"n7"}))


def test_flores_asks_in_six_directions(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"fi": "Kissa.", "en": "A cat.", "sv": "En katt."},
        {"fi": "Talo.", "en": "A house.", "sv": "Ett hus."},
    ]
    found = benchmarks.flores(lines(tmp_path / "flores.jsonl", rows))
    directions = [(b.name, q.language, q.text, *q.right) for b in found for q in b.questions if q.id == "1"]
    assert directions == [
        ("flores→fi", "en", "A house.", "1"),
        ("flores→fi", "sv", "Ett hus.", "1"),
        ("flores→en", "fi", "Talo.", "1"),
        ("flores→en", "sv", "Ett hus.", "1"),
        ("flores→sv", "fi", "Talo.", "1"),
        ("flores→sv", "en", "A house.", "1"),
    ]


def test_report_questions_are_labelled_by_section(tmp_path: Path) -> None:
    document = tmp_path / "kokous.md"
    document.write_text(MINUTES, encoding="utf-8")
    rows: list[dict[str, Any]] = [
        {"q": "Mitä?", "language": "fi", "section": "Päätös", "answer": "kalaa"},
        {"q": "Mikä?", "language": "sv", "answerable": False},
    ]
    found = benchmarks.report(document, lines(tmp_path / "q.jsonl", rows))
    assert [(q.right, q.answerable) for q in found.questions] == [
        (frozenset({"Päätös"}), True),
        (frozenset(), False),
    ]
    assert found.collection.labels == ("Kokous", "Päätös", "Ilmoitusasiat", "Päätös")


def test_minutes_are_labelled_by_item_and_asked_in_halves(minutes: Path, questions: Path) -> None:
    tune, report = benchmarks.minutes(minutes, questions)
    assert (tune.name, report.name) == ("minutes/tune", "minutes/report")
    assert tune.collection is report.collection
    assert tune.collection.labels == tuple(
        f"kokous-{meeting}{item}" for meeting in "ab" for item in ("", " § 1", " § 2", " § 3")
    )
    assert [(q.right, q.answerable, q.kind) for q in tune.questions] == [
        (frozenset({"kokous-a § 1", "kokous-b § 1"}), True, None),
        (frozenset(), False, "near"),
    ]
    assert [q.right for q in report.questions] == [frozenset({"kokous-b § 3"})]


def test_titles_are_asked_for_once_and_left_out_of_what_is_searched(minutes: Path) -> None:
    path = minutes / "kokous-a.md"
    path.write_text(
        MINUTES.replace("## § 2", "#### Liitteet\n\n1 Kissojen ruokinta.pdf\n\n## § 2"), encoding="utf-8"
    )
    found = benchmarks.headings(minutes)
    # The titles of § 2 and § 3 stand in both meetings.
    assert [(q.text, *q.right) for q in found.questions] == [
        ("Kissojen ruokinta", "kokous-a § 1"),
        ("Koirien ruokinta", "kokous-b § 1"),
    ]
    assert len(found.collection.passages) == 6
    assert not any("ruokinta" in passage.context for passage in found.collection.passages)
    assert not any("Läsnä" in passage.context for passage in found.collection.passages)


# Vectors


def test_what_was_encoded_is_not_encoded_again(tmp_path: Path) -> None:
    first = KeptEncoder(ToyEncoder(), tmp_path / "cache")
    passages = first.encode_passages(["kissa", "koira", "kissa"])
    questions = first.encode_questions(["talo"])
    first.save()
    toy = ToyEncoder()
    second = KeptEncoder(toy, tmp_path / "cache")
    np.testing.assert_array_equal(second.encode_passages(["kissa", "koira", "kissa"]), passages)
    np.testing.assert_array_equal(second.encode_questions(["talo"]), questions)
    assert toy.encoded == []
    second.encode_passages(["koira", "talo"])
    assert toy.encoded == ["talo"]  # it was a question before, and no passage


def test_vectors_of_one_encoder_are_never_those_of_another(tmp_path: Path) -> None:
    KeptEncoder(ToyEncoder(), tmp_path).encode_passages(["kissa"])
    other = ToyEncoder(salt="other")
    KeptEncoder(other, tmp_path).encode_passages(["kissa"])
    assert other.encoded == ["kissa"]


def test_no_texts_have_no_vectors(tmp_path: Path) -> None:
    assert KeptEncoder(ToyEncoder(), tmp_path).encode_passages([]).shape == (0, ToyEncoder.width)


# Systems and the whole run


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

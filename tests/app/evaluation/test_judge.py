"""Evaluation: each figure on an index that the eye can follow, and the command from end to end."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.commands.main import app
from app.evaluation.judge import Judged, figures, judge, says
from app.evaluation.questions import KnownQuestion, Place
from corpus.errors import QuestionError, QuestionsFileError
from index.building.build import build
from index.search import Index
from index.store.store import load
from scripts.measure import benchmarks, measuring
from scripts.measure.systems import Opened
from tests.support.toys.toy import ToyEncoder

MEETING = """\
# Kokous

## § 1

## Kissojen ruokinta

#### Esittelijä

Koiranhoitaja Liisa Aho.

#### Päätös

Kissa saa kalaa joka aamu. Koira ei saa mitään.

## § 2

## Veneiden talvisäilytys

#### Päätös

Vene nostetaan maalle lokakuussa.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("minutes")
    (folder / "kokous-a.md").write_text(MEETING, encoding="utf-8")
    (folder / "kokous-b.md").write_text(
        MEETING.replace("issa", "ana").replace("ene", "una"), encoding="utf-8"
    )
    build(folder / "store", [folder], ToyEncoder())
    return folder


@pytest.fixture(scope="module")
def index(folder: Path) -> Index:
    return Index(load(folder / "store"), ToyEncoder())


def judged(index: Index, question: KnownQuestion) -> Judged:
    (one,) = judge(index, [question])
    return one


def test_a_place_is_right_by_all_that_it_says(index: Index) -> None:
    asked = "Mitä kalaa kissa saa joka aamu?"
    for right in (
        Place("kokous-a.md"),
        Place("kokous-a", "§ 1", ("päätös",)),
        Place(item="§ 1"),
        Place(sections=("Beslut", "§ 1 Kissojen ruokinta")),
        Place(sections=("KISSOJEN RUOKINTA",)),
    ):
        assert judged(index, KnownQuestion(asked, places=(right,))).rank == 1, right
    for wrong in (Place("kokous-b"), Place(item="§ 2"), Place("kokous-a", "§ 1", ("Esittelijä",))):
        one = judged(index, KnownQuestion(asked, places=(wrong,), answerable=True))
        assert one.rank is not None
        assert one.rank != 1, wrong
        assert set(one.failures) & {"late", "missing"}
    both = (Place("kokous-b"), Place(item="§ 1"))
    assert judged(index, KnownQuestion(asked, places=both)).rank == 1
    assert judged(index, KnownQuestion(asked, places=(Place(sections=("Ei ole",)),))).failures == ("missing",)


def test_places_are_counted_as_the_question_names_them(index: Index) -> None:
    asked = "Mitä kalaa kissa saa joka aamu?"
    found = [hit.passage for hit in index.search(asked, 100).hits]
    items = [index.document(p.document_id).sections[p.section].item for p in found]
    assert items.index("§ 2") > 1  # more than one passage of the first item stands before it
    assert judged(index, KnownQuestion(asked, places=(Place(item="§ 2"),))).rank == 2
    documents = [passage.document_id for passage in found]
    assert documents[0] == "kokous-a.md"
    assert judged(index, KnownQuestion(asked, places=(Place("kokous-b"),))).rank == 2


def test_without_a_place_the_words_say_what_is_right(index: Index) -> None:
    one = judged(index, KnownQuestion("Milloin vene nostetaan?", answers=("huhtikuussa", "lokakuussa")))
    assert (one.rank, one.quoted, one.language) == (1, True, "fi")
    assert judged(index, KnownQuestion("Milloin vene nostetaan?", answers=("huhtikuussa",))).rank == 0


def test_a_quote_is_judged_where_the_first_hit_holds_the_answer(index: Index) -> None:
    here = (Place("kokous-a", "§ 1"),)
    asked = "Mitä kalaa kissa saa joka aamu?"
    assert judged(index, KnownQuestion(asked, places=here, answers=("KALAA, joka aamu",))).quoted is True
    other = judged(index, KnownQuestion(asked, places=here, answers=("ei saa mitään",)))
    assert (other.quoted, other.failures) == (False, ("quote",))
    assert judged(index, KnownQuestion(asked, places=here, answers=("lokakuussa",))).quoted is None
    assert judged(index, KnownQuestion(asked, places=(Place("kokous-b"),), answers=("kalaa",))).quoted is None


def test_the_words_of_an_answer_are_looked_for_in_order() -> None:
    assert says("Kissa saa »kalaa», joka aamu.", "kalaa joka aamu")
    assert not says("Kissa saa joka aamu kalaa.", "kalaa joka aamu")
    assert not says("kalaa joka aamuna", "kalaa joka aamu")


def row(rank: int | None, *, answerable: bool | None, confidence: float, **more: Any) -> Judged:
    verdict: Any = "found" if confidence >= 0.5 else "not_found"
    language, quoted = more.get("language", "fi"), more.get("quoted")
    return Judged(
        KnownQuestion("?", answerable=answerable), language, rank, quoted, verdict, confidence, None
    )


def test_figures_worked_out_by_hand() -> None:
    rows = [
        row(1, answerable=True, confidence=0.9, quoted=True),
        row(2, answerable=True, confidence=0.4, quoted=None),
        row(4, answerable=True, confidence=0.7, quoted=None, language="sv"),
        row(0, answerable=True, confidence=0.8, quoted=False, language="sv"),
        row(None, answerable=False, confidence=0.2),
        row(None, answerable=False, confidence=0.6, language="sv"),
        row(None, answerable=None, confidence=0.6),
    ]
    every, finnish, swedish = figures(rows)
    assert [of.language for of in (every, finnish, swedish)] == [None, "fi", "sv"]
    assert (every.questions, every.ranked, every.quotable, every.answerable, every.unanswerable) == (
        7,
        4,
        2,
        4,
        2,
    )

    def means(of: Any) -> list[float | None]:
        names = ("reciprocal_rank", "first", "within_three", "quoted", "kept", "turned_away", "auroc")
        return [estimate.mean if (estimate := getattr(of, name)) else None for name in names]

    assert means(every) == [(1 + 1 / 2 + 1 / 4) / 4, 0.25, 0.5, 0.5, 0.75, 0.5, 7 / 8]
    assert means(finnish) == [0.75, 0.5, 1, 1, 0.5, 1, 1]
    assert means(swedish) == [0.125, 0, 0, 0, 1, 0, 1]
    assert [one.failures for one in rows] == [
        (),
        ("late", "refused"),
        ("late",),
        ("missing", "quote"),
        (),
        ("claimed",),
        (),
    ]
    (unknown,) = figures(rows[-1:])
    assert means(unknown) == [None] * 7


def test_a_document_that_is_not_there_is_told_with_its_line(index: Index) -> None:
    asked = KnownQuestion("Kuka?", places=(Place("kokous-a"), Place("kokous-c")), line=4)
    with pytest.raises(QuestionsFileError, match="line 4: no document “kokous-c” in the index"):
        judge(index, [asked])
    with pytest.raises(QuestionError, match="line 5: "):
        judge(index, [KnownQuestion("?" * 10_001, line=5)])


def evaluated(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> str:
    """What the command prints of a file of questions."""
    monkeypatch.setattr("index.search.recorded_encoder", lambda _name: ToyEncoder())
    done = CliRunner().invoke(app, ["evaluate", str(path), "--store", str(folder / "store"), *options])
    if done.exception:
        raise done.exception
    return done.stdout


def test_the_figures_are_those_of_the_benchmark(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[dict[str, Any]] = [
        {"q": "Mitä kalaa kissa saa?", "document": "kokous-a", "item": "§ 1", "answer": "kalaa joka aamu"},
        {"q": "Milloin vene nostetaan?", "document": "kokous-a", "item": "§ 2", "answer": "lokakuussa"},
        {"q": "Mitä koira saa?", "document": "kokous-b", "item": "§ 1", "answer": "ei saa mitään"},
        {"q": "Missä juna kulkee?", "answerable": False},
    ]
    path = tmp_path / "questions.jsonl"
    lines = [json.dumps(line | {"language": "fi", "use": "report", "kind": "near"}) for line in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = json.loads(evaluated(path, folder, monkeypatch, "--json"))
    (of,) = found["figures"]
    _, report = benchmarks.minutes(folder, path)
    opened = Opened(report.collection, ToyEncoder())
    (ranking,) = measuring.rankings(report, opened, ["fused"])
    assert of["reciprocal_rank"] == ranking["systems"]["fused"]["RR"]
    assert of["first"] == ranking["systems"]["fused"]["Success@1"]
    assert of["within_three"] == ranking["systems"]["fused"]["Success@3"]
    (quotes,) = measuring.quotes(report, opened)
    assert (of["quotable"], of["quoted"][0] * of["quotable"]) == (quotes["holds"], quotes["quoted"])
    (verdicts,) = measuring.verdicts(report, opened)
    assert of["auroc"][0] == verdicts["auroc"]


def test_figures_and_failures_are_printed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"q": "Mitä kalaa kissa saa?", "document": "kokous-a", "item": "§ 1"}\n\n'
        '{"q": "When is the boat lifted?", "item": "§ 1"}\n'
        '{"q": "Vem?"}\n',
        encoding="utf-8",
    )
    printed = evaluated(path, folder, monkeypatch)
    head, *rows = printed.splitlines()
    assert head.split() == ["all", "(3)", "Finnish", "(1)", "Swedish", "(1)", "English", "(1)"]
    assert re.split(r"  +", rows[0]) == [
        "reciprocal rank",
        "0.67 [0.33, 1.00] of 2",
        "1.00 [1.00, 1.00] of 1",
        "0.33 [0.33, 0.33] of 1",  # nothing is known of the Swedish question
    ]
    assert "of 1 nothing is known but the question" in rows
    failed = rows.index("1 of 3 failed:")
    assert rows[failed + 2 : failed + 4] == [
        f"{path}, line 3: When is the boat lifted?",
        "   the right place is number 3",
    ]
    assert rows[failed + 4].startswith("   first hit: § 2 Veneiden talvisäilytys, Päätös")


def test_a_bad_file_is_told_with_its_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "questions.jsonl"
    for line, told in (("{", "line 1: not JSON"), ('{"q": "?", "document": "x"}', "line 1: no document “x”")):
        path.write_text(line, encoding="utf-8")
        with pytest.raises(QuestionsFileError) as error:
            evaluated(path, folder, monkeypatch)
        assert str(error.value).startswith(f"{path}, {told}")

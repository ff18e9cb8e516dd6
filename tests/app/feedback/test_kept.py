"""Feedback: kept without a word about who said it, by several programs at once, exported for evaluation."""

import datetime
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest
from typer.testing import CliRunner

from app.answer.answer import Answer
from app.answer.turn import Turn
from app.commands.main import app
from app.evaluation.questions import read_questions
from app.feedback.kept import (
    LONGEST_REMARK,
    Feedback,
    clear,
    export,
    feedback_file,
    feedback_on,
    keep,
    kept,
)
from corpus.errors import FeedbackError
from tests.support.documents import PARKS
from tests.support.library import cited

DAY = datetime.date(2026, 11, 25)
SAID = Feedback(
    key="a1",
    day="2026-11-25",
    rating="useful",
    question="Hyväksyi jaosto suunnitelman?",
    language="fi",
    verdict="found",
    document="puistot.md",
    item="§ 7",
    section="Päätös",
    quote="Jaosto hyväksyi hoitosuunnitelman.",
)


def turn(verdict: str = "found") -> Turn:
    passage = replace(
        cited(PARKS, 1, PARKS.sections[1].paragraphs[0], "Jaosto hyväksyi hoitosuunnitelman."), item="§ 7"
    )
    answer = Answer(SAID.question, "fi", None, verdict, 1.0, (passage,))  # type: ignore[arg-type]
    return Turn(SAID.question, answer, id="a1")


def test_feedback_on_an_answer_is_its_question_and_its_place() -> None:
    assert feedback_on(turn(), "useful", "", DAY) == SAID


def test_closest_places_of_no_answer_are_not_its_place() -> None:
    found = feedback_on(turn("not_found"), "missing", "  Mikä\nmaksaa? ", DAY)
    assert found is not None
    assert (found.document, found.item, found.section, found.quote) == (None, None, None, None)
    assert (found.rating, found.remark) == ("missing", "Mikä maksaa?")


@pytest.mark.parametrize("rating", ["", "excellent", "USEFUL"])
def test_other_ratings_are_none(rating: str) -> None:
    assert feedback_on(turn(), rating, "", DAY) is None


def test_question_without_an_answer_has_no_feedback() -> None:
    assert feedback_on(Turn("kysymys", problem="unexpected", id="a1"), "useful", "", DAY) is None


def test_long_remark_is_cut() -> None:
    found = feedback_on(turn(), "useful", "x" * 5_000, DAY)
    assert found is not None
    assert len(found.remark) == LONGEST_REMARK


def test_what_is_said_is_kept_and_said_again_it_is_replaced(tmp_path: Path) -> None:
    path = feedback_file(tmp_path / "new")
    assert kept(path) == ()
    keep(path, SAID)
    keep(path, replace(SAID, key="b2", question="Asia?"))
    keep(path, replace(SAID, rating="wrong_place", remark="Katso § 8"))
    assert kept(path) == (
        replace(SAID, key="b2", question="Asia?"),
        replace(SAID, rating="wrong_place", remark="Katso § 8"),
    )


def test_nothing_else_is_kept(tmp_path: Path) -> None:
    path = feedback_file(tmp_path)
    for key in ("m", "a", "z"):
        keep(path, replace(SAID, key=key))
    with sqlite3.connect(path) as database:
        names = [row[1] for row in database.execute("PRAGMA table_info(feedback)")]
        rows = [row[0] for row in database.execute("SELECT key FROM feedback")]
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            database.execute("SELECT rowid FROM feedback")
    database.close()
    assert names == "key day rating question language verdict document item section quote remark".split()
    assert rows == ["a", "m", "z"]  # not in the order in which they were said


def test_two_programs_write_at_once(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from dataclasses import replace;"
        "from tests.app.feedback.test_kept import SAID; from app.feedback.kept import keep, feedback_file;"
        "[keep(feedback_file(Path(sys.argv[1])), replace(SAID, key=f'{sys.argv[2]}{n}')) for n in range(40)]"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), name], stderr=subprocess.PIPE)
        for name in "ab"
    ]
    for writer in writers:
        assert writer.communicate(timeout=120)[1] == b""
    assert len(kept(feedback_file(tmp_path))) == 80


def test_first_to_write_waits_for_another_that_does(tmp_path: Path) -> None:
    path = feedback_file(tmp_path)
    with closing(sqlite3.connect(path, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        end = Timer(0.3, other.rollback)
        end.start()
        keep(path, SAID)
        end.join()
    assert kept(path) == (SAID,)


def test_clearing_forgets_all_of_it(tmp_path: Path) -> None:
    path = feedback_file(tmp_path)
    assert clear(path) == 0
    keep(path, replace(SAID, remark="salaisuus"))
    assert clear(path) == 1
    assert kept(path) == ()
    assert all(b"salaisuus" not in file.read_bytes() for file in tmp_path.iterdir())


@pytest.mark.parametrize("damage", ["garbage", "cut_short", "folder"])
def test_damaged_file_is_told(tmp_path: Path, damage: str) -> None:
    path = feedback_file(tmp_path)
    if damage == "garbage":
        path.write_bytes(b"this is no database at all" * 200)
    elif damage == "folder":
        path.mkdir()
    else:
        keep(path, SAID)
        path.write_bytes(path.read_bytes()[:3000])
    for act in (lambda: keep(path, SAID), lambda: kept(path), lambda: clear(path)):
        with pytest.raises(FeedbackError, match=r"feedback\.sqlite3: no feedback can be kept or read"):
            act()


def test_file_of_another_version_is_left_alone(tmp_path: Path) -> None:
    path = feedback_file(tmp_path)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version=7")
    database.close()
    with pytest.raises(FeedbackError, match=r"another version of pykala \(7\)"):
        keep(path, SAID)


def test_export_is_a_file_of_questions(tmp_path: Path) -> None:
    said = (
        SAID,
        replace(SAID, key="b", rating="wrong_place", remark='Katso "§ 8"'),
        replace(SAID, key="c", rating="missing", document=None, item=None, section=None, quote=None),
    )
    path = tmp_path / "said.jsonl"
    path.write_text("".join(export(said)), encoding="utf-8")
    first, second, third = read_questions(path)
    assert (first.text, first.language, first.answerable) == (SAID.question, "fi", True)
    assert [(place.document, place.item, place.sections) for place in first.places] == [
        ("puistot.md", "§ 7", ("Päätös",))
    ]
    assert first.answers == ("Jaosto hyväksyi hoitosuunnitelman.",)
    for other in (second, third):
        assert (other.places, other.answers, other.answerable) == ((), (), None)
    notes = [json.loads(line)["note"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert notes == ["useful", 'wrong place: Katso "§ 8"', "missing"]


def test_command_lists_exports_and_clears(tmp_path: Path) -> None:
    runner, store = CliRunner(), ["--store", str(tmp_path)]
    assert runner.invoke(app, ["feedback", *store]).output == "nothing has been said yet\n"
    keep(feedback_file(tmp_path), replace(SAID, remark="hyvä"))
    assert runner.invoke(app, ["feedback", *store]).output == (
        "2026-11-25  useful  Hyväksyi jaosto suunnitelman?  § 7, Päätös  “hyvä”\n"
    )
    listed = json.loads(runner.invoke(app, ["feedback", "list", "--json", *store]).output)
    assert "key" not in listed
    assert listed["remark"] == "hyvä"
    exported = tmp_path / "out.jsonl"
    assert runner.invoke(app, ["feedback", "export", str(exported), *store]).output == (
        f"1 written to {exported}\n"
    )
    assert read_questions(exported)[0].text == SAID.question
    assert runner.invoke(app, ["feedback", "export", *store]).exit_code == 2
    assert runner.invoke(app, ["feedback", "clear", *store], input="n\n").exit_code == 1
    assert len(kept(feedback_file(tmp_path))) == 1
    assert runner.invoke(app, ["feedback", "clear", "--yes", *store]).output == "1 forgotten\n"
    assert kept(feedback_file(tmp_path)) == ()

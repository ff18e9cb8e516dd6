"""History: turns as a browser keeps them, and what becomes of records that are old, odd or forged."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.answer.place import Place, place_of, query
from app.answer.turn import Turn
from app.article.article import article_html
from app.article.history import MOST_TURNS, record, restored
from app.library import Library
from app.texts import FINNISH, TEXTS
from corpus.document import Document, Span
from index.building.build import build
from index.filters import Filter
from tests.support.documents import ODD, PARKS, make_document
from tests.support.library import MadeLibrary
from tests.support.site.htmls import parsed
from tests.support.toys.toy import ToyEncoder

LIBRARY = MadeLibrary()
ID = "0123456789abcdef"
TURN = Turn("Hyväksyi jaosto suunnitelman?", LIBRARY.ask("Hyväksyi jaosto suunnitelman?"), searched=2, id=ID)


def again(*turns: Turn, library: MadeLibrary = LIBRARY) -> tuple[Turn, ...]:
    return restored([json.loads(record(turn)) for turn in turns], library.index)


def changed(document: Document, before: str) -> Document:
    """A document with a paragraph put before all others."""
    title, kind, parent, paragraphs = "Puistojen hoito", "item", None, [before]
    first = document.sections[0].paragraphs[0].of(document.text)
    decision = document.sections[1].paragraphs[0].of(document.text)
    return make_document(
        document.id,
        title,
        [(title, kind, parent, [*paragraphs, first]), ("Päätös", "part", 0, [decision])],  # type: ignore[list-item]
    )


def test_turn_comes_back_as_it_was() -> None:
    (back,) = again(TURN)
    assert (back.question, back.searched, back.id) == (TURN.question, 2, ID)
    assert article_html(back, FINNISH) == article_html(TURN, FINNISH)


MEETING = """\
## § {item} Kissatalo

HEL 2025-000009

#### Päätös

Kissa saa talon, jossa on vene, kun {body} on niin päättänyt.

#### Lisätiedot

Virkamies Virtanen, puhelin 09 310 1111

#### Muutoksenhaku

Virkamies Virtanen, puhelin 09 310 1111
"""


def archive(folder: Path, *names: str) -> Library:
    """A real index of meetings on one case, whose every item says one thing twice."""
    for number, name in enumerate(names, start=3):
        text = MEETING.format(item=number, body=f"jaosto {number}")
        (folder / name).write_text(text, encoding="utf-8")
    build(folder / "store", [folder / name for name in names], ToyEncoder())
    return Library(folder / "store", ToyEncoder())


QUESTIONS = ("Minkä talon kissa saa?", "Virkamies Virtanen, puhelin?")


@pytest.fixture
def meetings(tmp_path: Path) -> Library:
    return archive(tmp_path, "a-2025-01-10.md", "b-2025-02-10.md")


@pytest.mark.parametrize("question", QUESTIONS)
def test_matters_and_twins_come_back(meetings: Library, question: str) -> None:
    turn = replace(TURN, question=question, answer=meetings.ask(question))
    assert turn.answer is not None
    assert turn.answer.matters
    assert any(passage.also_at for passage in turn.answer.passages)
    (back,) = restored([json.loads(record(turn))], meetings.index)
    for texts in TEXTS.values():
        assert article_html(back, texts) == article_html(turn, texts)


def test_the_words_that_answer_come_back(meetings: Library) -> None:
    turn = replace(TURN, question=QUESTIONS[1], answer=meetings.ask(QUESTIONS[1]))
    assert turn.answer is not None
    best, *others = turn.answer.passages
    words = Span(best.quote.start, best.quote.start + 4)
    read = replace(turn.answer, passages=(replace(best, answer=words), *others))
    kept = json.loads(record(replace(turn, answer=read)))
    (back,) = restored([kept], meetings.index)
    assert back.answer is not None
    assert [passage.answer for passage in back.answer.passages] == [words, *[None] * len(others)]
    kept["passages"][0]["answer"] = [best.quote.start, best.quote.end + 1]  # no words of the quote
    (forged,) = restored([kept], meetings.index)
    assert forged.answer is not None
    assert forged.answer.passages[0].answer is None


def test_record_of_an_earlier_version_comes_back(meetings: Library) -> None:
    turn = replace(TURN, question=QUESTIONS[1], answer=meetings.ask(QUESTIONS[1]))
    kept = json.loads(record(turn))
    for passage in kept["passages"]:
        passage.pop("also", None)
    (back,) = restored([kept], meetings.index)
    assert back.answer is not None
    assert turn.answer is not None
    assert back.answer.matters == turn.answer.matters
    assert back.answer.passages[0].text == turn.answer.passages[0].text
    assert all(passage.also_at == () for passage in back.answer.passages)


def test_twins_and_matters_that_are_gone_are_left_out(tmp_path: Path) -> None:
    names = ("a-2025-01-10.md", "b-2025-02-10.md")
    before = archive(tmp_path, *names)
    turn = replace(TURN, question=QUESTIONS[1], answer=before.ask(QUESTIONS[1]))
    kept = json.loads(record(turn))
    gone = {**kept["passages"][0], "also": ["1-40-00000000", "0-999999999999-1a2b3c4d"]}
    (back,) = restored([{**kept, "passages": [gone]}], before.index)
    assert back.answer is not None
    assert (back.answer.passages[0].also_at, back.answer.matters) == ((), ())
    (tmp_path / "other").mkdir()
    newest = before.ask(QUESTIONS[1]).passages[0].source.id
    after = archive(tmp_path / "other", newest)
    (back,) = restored([json.loads(record(turn))], after.index)
    assert back.answer is not None
    assert {passage.source.id for passage in back.answer.passages} == {newest}
    assert back.answer.matters == ()


def test_what_the_search_was_limited_to_comes_back() -> None:
    answer = replace(LIBRARY.ask("Was the plan approved?"), hinted=Filter(body="Puistojaosto"))
    turn = replace(TURN, answer=answer, wanted=Filter(part="Päätös", since=datetime.date(2025, 1, 31)))
    (back,) = again(turn)
    assert back.wanted == turn.wanted
    assert back.answer is not None
    assert (back.answer.hinted, back.answer.looked_for) == (answer.hinted, ("suunnitelma", "hyväksyä"))


def test_record_holds_no_word_of_a_document() -> None:
    kept = json.loads(record(TURN))
    assert "hoitosuunnitelman" not in record(TURN)
    assert kept["passages"][0]["quote"] == [0, 34]
    assert len(record(TURN)) < 900


def test_turn_that_json_cannot_hold_has_no_record() -> None:
    assert record(replace(TURN, question="\ud800")) == ""
    assert record(replace(TURN, id="")) == ""


def test_problem_comes_back_as_it_was() -> None:
    turn = Turn("Mitä?", problem="cannot_answer", explanation="a <b> file", id=ID)
    assert again(turn) == (turn,)
    assert json.loads(record(turn)) == {
        "id": ID,
        "question": "Mitä?",
        "problem": "cannot_answer",
        "explanation": "a <b> file",
    }


def test_answer_follows_its_text_when_the_document_changes() -> None:
    library = MadeLibrary([changed(PARKS, "Uusi kappale ennen muita.")])
    (back,) = again(TURN, library=library)
    assert back.answer is not None
    best = back.answer.passages[0]
    assert best.quote.of(best.text) == "Jaosto hyväksyi hoitosuunnitelman."
    assert best.span.start > TURN.answer.passages[0].span.start  # type: ignore[union-attr]
    assert [passage.source.id for passage in back.answer.passages] == [PARKS.id, PARKS.id]


def test_answer_that_is_gone_is_told_and_can_be_asked_again() -> None:
    (back,) = again(TURN, library=MadeLibrary([ODD]))
    assert (back.answer, back.problem) == (None, "changed")
    shown = parsed(article_html(back, FINNISH))
    assert FINNISH["changed"] in shown.text
    assert shown.one("button").attributes["data-question"] == TURN.question


def test_newest_turns_are_kept() -> None:
    turns = [replace(TURN, id=f"{number:016x}") for number in range(MOST_TURNS + 3)]
    assert [turn.id for turn in again(*turns)] == [turn.id for turn in turns[3:]]


def test_what_is_no_record_is_passed_over() -> None:
    assert restored([1, None, {}, [], "x", [[[]]], {"id": ID}], LIBRARY.index) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "<script>"},
        {"question": ""},
        {"question": "a" * 10_001},
        {"verdict": "certain"},
        {"confidence": 7},
        {"language": "xx"},
        {"wanted": {"since": "yesterday"}},
        {"passages": [{"place": "?doc=puistot.md&span=1-9", "quote": ["<b>", 2]}]},
        {"passages": [{"place": "?doc=a&span=1-9", "quote": [0, 2], "also": ["<b>"]}]},
        {"passages": [{"place": "?doc=a&span=1-9", "quote": [0, 2], "also": ["1-2-1a2b3c4d"] * 101}]},
    ],
)
def test_forged_record_is_passed_over_and_the_others_stay(wrong: dict[str, object]) -> None:
    forged = {**json.loads(record(TURN)), **wrong}
    both = restored([forged, {**json.loads(record(TURN)), "id": "f" * 16}], LIBRARY.index)
    assert [turn.id for turn in both] == ["f" * 16]


@pytest.mark.parametrize(
    ("place", "quote"),
    [
        (query(Place("poissa.md", Span(0, 4))), (0, 4)),
        (query(Place("../../etc/passwd", Span(0, 4))), (0, 4)),
        (query(Place(PARKS.id)), (0, 4)),
        (query(Place(PARKS.id, Span(0, 4))), (0, 5)),
        (query(Place(PARKS.id, Span(0, 4))), (3, 3)),
        (query(Place(PARKS.id, Span(0, 9_000))), (0, 4)),
        (query(place_of(PARKS.id, Span(0, 4), "else")), (0, 4)),
    ],
)
def test_place_that_is_none_is_gone(place: str, quote: tuple[int, int]) -> None:
    kept = {**json.loads(record(TURN)), "passages": [{"place": place, "quote": quote}]}
    (back,) = restored([kept], LIBRARY.index)
    assert back.problem == "changed"

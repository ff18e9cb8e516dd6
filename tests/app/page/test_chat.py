"""The chat page's events: what a visitor has in, HTML out."""

from collections.abc import Sequence

import pytest

from app.answer.place import Place
from app.answer.turn import Turn, going_on_from
from app.page.conversation_events import Page, examples
from app.page.head import header_html
from app.texts import FINNISH, LANGUAGES, MINUTES_EXAMPLES, REPORT_EXAMPLES, TEXTS
from corpus.document import Document, Span
from corpus.errors import DamagedStoreError
from tests.support.fakes import ODD, PARKS, FakeLibrary, make_document
from tests.support.htmls import parsed

PAGE = Page(FakeLibrary())


class ShutLibrary(FakeLibrary):
    """A library whose documents cannot be had."""

    def documents(self) -> Sequence[Document]:
        raise DamagedStoreError("documents: cut short")


def test_question_is_shown_before_its_answer() -> None:
    waiting, answered = PAGE.ask((), "  Hyväksyi jaosto suunnitelman?\n")
    assert waiting == (Turn("Hyväksyi jaosto suunnitelman?"),)
    (turn,) = answered
    assert (turn.question, turn.problem, turn.searched) == ("Hyväksyi jaosto suunnitelman?", None, 2)
    assert turn.answer is not None
    assert turn.answer.verdict == "found"


def test_turns_follow_each_other() -> None:
    *_, first = PAGE.ask((), "puistoja")
    *_, second = PAGE.ask(first, "ruusuja")
    assert [turn.question for turn in second] == ["puistoja", "ruusuja"]
    assert second[0] is first[0]


def test_questions_that_go_on_all_go_on_from_the_one_that_stood_alone() -> None:
    *_, turns = PAGE.ask((), "Hyväksyi jaosto suunnitelman?")
    first = turns[0].question
    for question in ("Entä puistoja?", "hajalla", "Entä ruusuja?"):
        assert going_on_from(turns) == first
        *_, turns = PAGE.ask(turns, question, before=going_on_from(turns))
    afters = [turn.answer and turn.answer.after for turn in turns]
    assert afters == [None, first, None, first]
    *_, turns = PAGE.ask(turns, "Paljonko hoito maksaa?", before=going_on_from(turns))
    assert going_on_from(turns) == "Paljonko hoito maksaa?"
    assert going_on_from(()) is None


@pytest.mark.parametrize("nothing", ["", " ", "\n\t\u00a0"])
def test_empty_question_is_refused_once(nothing: str) -> None:
    (first,) = PAGE.ask((), nothing)
    (second,) = PAGE.ask(first, nothing)
    assert first == second == (Turn("", problem="empty_question"),)
    *_, third = PAGE.ask(second, "puistoja")
    assert [turn.question for turn in third] == ["puistoja"]


def test_question_that_cannot_be_searched() -> None:
    *_, (turn,) = PAGE.ask((), "a" * 10_001)
    assert (turn.answer, turn.problem, turn.explanation) == (None, "unfit_question", None)


def test_error_of_the_tree_is_told() -> None:
    *_, (turn,) = PAGE.ask((), "hajalla")
    assert (turn.problem, turn.explanation) == ("cannot_answer", "vectors.faiss: the file is cut <short>")


def test_other_errors_are_kept_from_the_visitor(caplog: pytest.LogCaptureFixture) -> None:
    *_, turns = PAGE.ask((), "kaatuu")
    assert turns == (Turn("kaatuu", problem="unexpected"),)
    assert "secret" not in PAGE.talk(turns, "fi")
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    "question",
    [
        "a" * 5_000,
        "🙂🏙️" * 20,
        "ما هو القرار؟ \u202eabc",
        "<script>alert(1)</script>",
        "**x** [y](javascript:z) $\\frac{1}{2}$ `c`",
        "{{constructor}} ${alert(1)}",
        "\ud800",
    ],
)
def test_odd_questions_are_answered_and_shown_as_text(question: str) -> None:
    *_, turns = PAGE.ask((), question)
    shown = parsed(PAGE.talk(turns, "fi"))
    assert turns[0].answer is not None
    assert shown.one("h2").text == f"Kysyit: {question}"
    assert {"script", "em", "strong", "img"} & shown.tags() == set()


def test_talk_speaks_the_language_of_the_page() -> None:
    *_, turns = PAGE.ask((), "puistoja")
    for language in LANGUAGES:
        assert TEXTS[language].maybe in parsed(PAGE.talk(turns, language)).text
        assert TEXTS[language].welcome in parsed(PAGE.talk((), language)).text


def test_reading_a_place() -> None:
    start = PARKS.text.index("40 000")
    shown = parsed(PAGE.reading(Place(PARKS.id, Span(start, start + 6)), "sv"))
    assert shown.one("mark").text == "40 000"
    assert shown.one("button", class_="close").text == TEXTS["sv"].close
    assert PAGE.reading(None, "sv") == ""
    assert TEXTS["sv"].gone_document in parsed(PAGE.reading(Place("poissa.md"), "sv")).text


def test_documents_that_cannot_be_had_leave_the_page_standing(caplog: pytest.LogCaptureFixture) -> None:
    page = Page(ShutLibrary())
    assert FINNISH.welcome in parsed(page.talk((), "fi")).text
    assert FINNISH.gone_document in parsed(page.reading(Place(PARKS.id), "fi")).text
    assert "documents: cut short" in caplog.text


def test_examples_fit_the_documents() -> None:
    report = make_document("helsinki-elinkeinojaosto-2024-12-02-31.md", "R", [("R", "item", None, ["T."])])
    assert examples([]) == ()
    assert examples([ODD]) == MINUTES_EXAMPLES
    assert examples([ODD, report]) == REPORT_EXAMPLES


@pytest.mark.parametrize("language", LANGUAGES)
def test_head_shows_which_language_is_chosen(language: str) -> None:
    head = parsed(header_html(next(code for code in LANGUAGES if code == language))).one("header")
    assert head.attributes["data-language"] == language
    assert [b.attributes["lang"] for b in head.all("button", aria_pressed="true")] == [language]
    assert [b.text for b in head.all("button")] == ["Suomi", "Svenska", "English"]
    assert head.one("h1").text == "§ Pykälä"

"""The form for feedback, and what a visitor says of an answer."""

import pytest

from app.answer.turn import Turn
from app.article.feedback_form import feedback_html, rated
from app.feedback.kept import Feedback
from app.texts.families import FEEDBACK
from tests.support.library import FailingLibrary, MadeLibrary
from tests.support.site.htmls import parsed

ENGLISH = FEEDBACK["en"]

LIBRARY = MadeLibrary()
TURN = Turn("Hyväksyi jaosto suunnitelman?", LIBRARY.ask("Hyväksyi jaosto suunnitelman?"), id="a1")


def test_form_has_a_legend_and_buttons_that_say_their_state() -> None:
    for language, texts in FEEDBACK.items():
        form = parsed(feedback_html(TURN, language)).one("fieldset")
        assert form.one("legend").text == texts["asked"]
        assert form.attributes["data-failed"] == texts.failed
        pressed = [
            (b.text, b.attributes["aria-pressed"]) for b in form.one("div", class_="ratings").all("button")
        ]
        assert pressed == [
            (texts["useful"], "false"),
            (texts["wrong_place"], "false"),
            (texts["missing"], "false"),
        ]
        assert form.one("label").attributes["for"] == form.one("textarea").attributes["id"]
        assert form.one("textarea").attributes["maxlength"] == "1000"
    assert feedback_html(Turn("kysymys", id="a1"), "fi") == ""


@pytest.mark.parametrize(("remark", "message"), [(" ", ENGLISH.kept), ("hyvä", ENGLISH.remark_kept)])
def test_what_is_said_is_kept_and_told(remark: str, message: str) -> None:
    library = MadeLibrary()
    assert rated(library.rate, [TURN], "useful", remark, "en") == (True, message)
    assert [(said.key, said.rating, said.remark) for said in library.rated] == [
        ("a1", "useful", remark.strip())
    ]


@pytest.mark.parametrize(
    ("turns", "rating", "remark"),
    [
        ([TURN], "useful", "rikki"),
        ([TURN], "excellent", ""),
        ([], "useful", ""),
        ([Turn("kysymys", problem="changed", id="a1")], "useful", ""),
    ],
)
def test_what_is_not_kept_is_told(turns: list[Turn], rating: str, remark: str) -> None:
    library = FailingLibrary()
    assert rated(library.rate, turns, rating, remark, "en") == (False, ENGLISH.failed)
    assert library.rated == ()


def test_error_of_the_program_is_told_and_kept_from_the_visitor(caplog: pytest.LogCaptureFixture) -> None:
    def broken(feedback: Feedback) -> None:
        raise ZeroDivisionError(feedback.key)

    assert rated(broken, [TURN], "useful", "", "en") == (False, ENGLISH.failed)
    assert "feedback could not be kept" in caplog.text

"""Asking: what the page sends, and the article that it gets back."""

import datetime
import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from app.answer.answer import Answer
from app.answer.turn import Turn
from app.article.article import article_html
from app.article.history import restored
from app.page.asking import Asking, without_folders
from app.texts import FINNISH, LANGUAGES, TEXTS
from app.web.turns import refused
from index.filters import Filter
from tests.support.documents import ODD, PARKS
from tests.support.library import FailingLibrary, MadeLibrary
from tests.support.site.htmls import Element, parsed

QUESTION = "Hyväksyi jaosto suunnitelman?"
ASKING = Asking(FailingLibrary())


def article(question: str, **more: object) -> Element:
    return parsed(ASKING.article({"question": question, **more}))


def test_question_gets_its_answer() -> None:
    turn = ASKING.turn(f"  {QUESTION}\n")
    assert (turn.question, turn.problem, turn.searched) == (QUESTION, None, 2)
    assert turn.answer is not None
    assert turn.answer.verdict == "found"
    assert len(turn.id) == 16
    assert ASKING.turn(QUESTION).id != turn.id


def test_an_answer_is_of_one_index_though_another_is_published_meanwhile() -> None:
    class Changing(MadeLibrary):
        def ask(self, question: str, *more: Any, **named: Any) -> Answer:
            found = super().ask(question, *more, **named)
            best, other = found.passages[:2]
            self.hold([ODD])  # without the document that answers
            return replace(found, passages=(best, replace(other, score=0.0)))

    turn = Asking(Changing()).turn("puistoja")
    assert (turn.problem, turn.searched) == (None, 2)
    assert turn.answer is not None
    assert [passage.source.id for passage in turn.answer.passages] == [PARKS.id]


def test_an_answer_that_came_of_a_newer_index_is_told_by_that() -> None:
    class Renewed(MadeLibrary):
        def ask(self, question: str, *more: Any, **named: Any) -> Answer:
            self.hold([PARKS])  # the generation before has gone
            return super().ask(question, *more, **named)

    turn = Asking(Renewed([ODD])).turn("puistoja")
    assert (turn.problem, turn.searched) == (None, 1)
    assert turn.answer is not None
    assert {passage.source.id for passage in turn.answer.passages} == {PARKS.id}


def test_a_question_for_which_there_is_no_place_is_told_so_without_being_searched() -> None:
    before = refused.set(True)
    try:
        turn = ASKING.turn(QUESTION)
    finally:
        refused.reset(before)
    assert (turn.question, turn.problem, turn.answer) == (QUESTION, "busy", None)


def test_article_is_one_and_in_the_language_of_the_page() -> None:
    for language in LANGUAGES:
        shown = article(QUESTION, language=language)
        assert [each.tag for each in shown.inside] == ["article"]
        assert shown.one("p", class_="verdict found").text == TEXTS[language]["found"]
    assert article(QUESTION, language="xx").one("p", class_="verdict found").text == FINNISH["found"]


def test_filters_hint_and_the_question_before_reach_the_library() -> None:
    library = MadeLibrary()
    sent: dict[str, Any] = {
        "question": "Entä puistojaosto?",
        "after": QUESTION,
        "filters": {"document": ODD.id, "since": ""},
        "plain": True,
    }
    shown = parsed(Asking(library).article(sent))
    assert library.asked == [(Filter(document=ODD.id), False)]
    assert shown.one("p", class_="hinted").text.startswith(FINNISH["going_on"].format(question=QUESTION))
    assert shown.one("p", class_="limited").text == FINNISH.limited.format(what=ODD.id)


def test_search_under_a_filter_says_how_many_documents_it_covered() -> None:
    shown = article("Uimahalli?", filters={"document": ODD.id})
    assert FINNISH.searched_within_one in shown.text
    turn = ASKING.turn("Uimahalli?", Filter(body="Puistojaosto"))
    assert FINNISH.searched_within.format(count=2) in article_html(turn, FINNISH)
    assert ASKING.turn("Uimahalli?", Filter(body="Muu jaosto")).searched == 0


@pytest.mark.parametrize("nothing", ["", " ", "\n\t\u00a0"])
def test_empty_question_is_refused(nothing: str) -> None:
    assert ASKING.turn(nothing) == Turn("", problem="empty_question")


def test_question_that_cannot_be_searched() -> None:
    turn = ASKING.turn("a" * 10_001)
    assert (turn.answer, turn.problem, turn.explanation) == (None, "unfit_question", None)


def test_error_of_the_tree_is_told() -> None:
    turn = ASKING.turn("hajalla")
    assert (turn.problem, turn.explanation) == ("cannot_answer", "vectors.faiss: the file is cut <short>")


def test_other_errors_are_kept_from_the_visitor(caplog: pytest.LogCaptureFixture) -> None:
    shown = ASKING.article({"question": "kaatuu"})
    assert parsed(shown).one("div", class_="problem").text == FINNISH["unexpected"]
    assert "secret" not in shown
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
    ],
)
def test_odd_questions_are_answered_and_shown_as_text(question: str) -> None:
    shown = article(question)
    assert shown.one("h2").text == f"Kysyit: {question}"
    assert {"script", "em", "strong", "img"} & shown.tags() == set()


@pytest.mark.parametrize(
    "sent", [{}, {"question": 3}, {"question": "a", "filters": {"document": ["a.md"]}}, {"question": ["a"]}]
)
def test_what_is_no_question_of_the_page_is_refused(sent: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ASKING.article(sent)


@pytest.mark.parametrize(
    ("said", "reply"),
    [("Moi!", TEXTS["fi"].greeting), ("tack", TEXTS["sv"].thanks), ("hello", TEXTS["en"].greeting)],
)
def test_courtesy_is_given_back_in_its_language_and_not_searched(said: str, reply: str) -> None:
    library = MadeLibrary()
    shown = parsed(Asking(library).article({"question": said, "language": "fi"})).one("article")
    assert shown.one("p", class_="reply").text == shown.attributes["data-said"] == reply
    assert library.asked == []
    assert shown.all("fieldset") == []
    (back,) = restored([json.loads(shown.attributes["data-record"])], library.index)
    assert parsed(article_html(back, TEXTS["en"])).one("p", class_="reply").text == reply


def test_answer_tells_when_it_was_asked() -> None:
    turn = Asking(MadeLibrary()).turn("Hyväksyi jaosto suunnitelman?")
    assert turn.at is not None
    assert turn.at.utcoffset() == datetime.timedelta(0)
    shown = parsed(article_html(turn, TEXTS["fi"])).one("p", class_="when")
    assert shown.one("time").attributes["datetime"] == turn.at.isoformat()
    assert shown.text.endswith("Haku kattoi kaikkien 2 asiakirjan koko tekstin.")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            "/srv/oma kansio/store/current: the file is missing; mend it",
            "current: the file is missing; mend it",
        ),
        ("/srv/oma kansio/store: nothing is there", "index: nothing is there"),
        ("the model in /home/kaisa/mallit/oma (small) is not there", "the model in oma (small) is not there"),
        (r"C:\Users\kaisa\vectors.faiss: cut short", "vectors.faiss: cut short"),
        ("generations/a/vectors.faiss: and/or 1/2", "generations/a/vectors.faiss: and/or 1/2"),
    ],
)
def test_errors_tell_no_folder_of_the_server(message: str, told: str) -> None:
    assert without_folders(message, "/srv/oma kansio/store") == told

"""The routes of the page: HTML and JSON over HTTP, with nothing kept about a visitor."""

import datetime
import json
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.answer.turn import Turn
from app.article.article import article_html
from app.article.history import record
from app.article.memo import MEMO, memo
from app.catalogue import catalogue_of
from app.page.filters import choices_of, filters_html
from app.page.frame import frame_html, welcome_html
from app.page.routes import page_routes
from app.texts import ENGLISH, LANGUAGES, TEXTS
from app.texts.families import FEEDBACK
from corpus.errors import DamagedStoreError
from corpus.language import Language
from index.heads import Heads
from index.search import Index
from tests.app.archive.made import kept
from tests.support.documents import ODD, PARKS
from tests.support.library import MadeLibrary
from tests.support.site.asgi import get

LIBRARY = MadeLibrary()


def served(library: MadeLibrary) -> Starlette:
    """The routes on a library."""
    return Starlette(routes=page_routes(library, kept(library)))


PAGE = served(LIBRARY)
QUESTION = "Hyväksyi jaosto suunnitelman?"
TURN = Turn(QUESTION, LIBRARY.ask(QUESTION), searched=2, id="0123456789abcdef")
OTHER = Turn("Mitä?", problem="unexpected", id="f" * 16)


def post(path: str, sent: object, application: Starlette = PAGE) -> tuple[int, str]:
    """Status and body of what is answered to JSON."""
    status, _, body = get(application, path, method="POST", body=json.dumps(sent).encode())
    return status, body


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_are_answered_in_the_language_that_is_asked_for(language: Language) -> None:
    asked = f"?language={language}"
    assert get(PAGE, f"/frame{asked}")[2] == frame_html(language)
    assert get(PAGE, f"/welcome{asked}")[2] == welcome_html(catalogue_of(Heads.of([ODD, PARKS])), language)
    assert get(PAGE, f"/filters{asked}")[2] == filters_html(
        choices_of(Heads.of([ODD, PARKS])), TEXTS[language]
    )


def test_conversation_is_answered_article_by_article() -> None:
    records = [json.loads(record(turn)) for turn in (TURN, OTHER)]
    status, body = post("/conversation", {"records": [records[0], {"x": 1}, records[1]], "language": "en"})
    assert status == 200
    assert body == article_html(TURN, ENGLISH) + article_html(OTHER, ENGLISH)
    assert post("/conversation", {"records": []}) == (200, "")


def test_conversation_is_taken_away_as_a_word_document() -> None:
    sent = {"records": [json.loads(record(TURN))], "language": "sv", "offset": 120}
    answer = TestClient(PAGE, base_url="http://kaupunki.example").post("/memo", json=sent)
    assert answer.headers["content-type"] == MEMO
    clock = datetime.timezone(datetime.timedelta(hours=2))
    assert answer.content == memo([TURN], TEXTS["sv"], "http://kaupunki.example/", clock)
    assert post("/memo", {**sent, "offset": 10_000})[0] == 400


def test_feedback_is_kept_by_the_record_of_its_turn() -> None:
    library = MadeLibrary()
    application = served(library)
    sent = {"record": json.loads(record(TURN)), "rating": "useful", "remark": "", "language": "sv"}
    assert post("/feedback", sent, application) == (
        200,
        json.dumps({"kept": True, "message": FEEDBACK["sv"].kept}, ensure_ascii=False, separators=(",", ":")),
    )
    (said,) = library.rated
    assert (said.key, said.rating, said.document, said.section) == (TURN.id, "useful", PARKS.id, "Päätös")
    wrongs: list[dict[str, object]] = [{"record": {}}, {"record": json.loads(record(OTHER))}, {"rating": "x"}]
    for wrong in wrongs:
        status, body = post("/feedback", {**sent, **wrong}, application)
        assert (status, json.loads(body)) == (200, {"kept": False, "message": FEEDBACK["sv"].failed})
    assert len(library.rated) == 1


@pytest.mark.parametrize("path", ["/conversation", "/feedback", "/memo"])
@pytest.mark.parametrize("body", [b"", b"[" * 100_000, b"[]", b'{"records": 3}', b"\xff", b'{"record": 1}'])
def test_what_is_no_request_of_the_page_is_refused(path: str, body: bytes) -> None:
    assert get(PAGE, path, method="POST", body=body)[0] == 400
    assert get(PAGE, path)[0] == 405


class ShutLibrary(MadeLibrary):
    """A library whose documents cannot be had."""

    @property
    def index(self) -> Index:
        raise DamagedStoreError("documents: cut short")


def test_documents_that_cannot_be_had_leave_the_page_standing(caplog: pytest.LogCaptureFixture) -> None:
    application = served(ShutLibrary())
    assert get(application, "/welcome?language=sv")[2] == welcome_html((), "sv")
    assert get(application, "/filters?language=sv")[2] == ""
    assert "documents: cut short" in caplog.text


def test_fifty_turns_come_back_in_their_order() -> None:
    turns = [replace(TURN, id=f"{number:016x}") for number in range(53)]
    _, body = post("/conversation", {"records": [json.loads(record(turn)) for turn in turns]})
    assert body == "".join(article_html(turn, TEXTS["fi"]) for turn in turns[3:])

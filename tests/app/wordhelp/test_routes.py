"""Word help for the reader over HTTP: a section's words at their places, as a browser counts."""

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.texts.wordhelp import SWEDISH
from app.wordhelp.renderings import rendering_of
from app.wordhelp.routes import section_words, word_route
from app.wordhelp.ruby import viewer_switch_html
from tests.support.fakes import PARKS, FakeLibrary, make_document
from tests.support.htmls import parsed

ASKED = {"doc": PARKS.id, "section": "1", "from": "fi", "to": "en"}


def client() -> TestClient:
    return TestClient(Starlette(routes=[word_route(FakeLibrary().document)]))


def test_words_of_a_section_stand_at_their_places() -> None:
    found = client().get("/words", params=ASKED)
    assert found.status_code == 200
    assert found.headers["cache-control"] == "private, max-age=3600"
    (words,) = found.json()
    text = PARKS.sections[1].paragraphs[0].of(PARKS.text)
    told = {text[start:end]: word for start, end, word in words}
    assert told["hoitosuunnitelman"] == "plan"
    assert all(told[word] == rendering_of(word.lower(), "fi", "en") for word in told)


@pytest.mark.parametrize(
    "wrong",
    [
        {"doc": "poissa.md"},
        {"section": "9"},
        {"section": "-1"},
        {"section": "²"},
        {"section": "1" * 30},
        {"section": ""},
        {"from": "de"},
        {"to": ""},
    ],
)
def test_what_is_not_there_has_no_words(wrong: dict[str, Any]) -> None:
    found = client().get("/words", params={**ASKED, **wrong})
    assert (found.status_code, found.json()) == (404, [])


def test_each_paragraph_has_its_own_words_and_wide_signs_count_twice() -> None:
    parts = ["Ei <>.", "🌳🌲 hyvä asia 🌳 hyvä."]
    document = make_document("a.md", "Puut", [("Puut", "heading", None, parts)])
    none, words = section_words(document, 0, "fi", "en")
    assert none == []
    units = parts[1].encode("utf-16-le")
    assert [(units[2 * start : 2 * end].decode("utf-16-le"), word) for start, end, word in words] == [
        ("hyvä", "good"),
        ("asia", rendering_of("asia", "fi", "en")),
        ("hyvä", "good"),
    ]


def test_own_language_has_no_words() -> None:
    assert section_words(PARKS, 1, "fi", "fi") == [[]]


def test_switch_of_the_reader_waits_for_the_script() -> None:
    page = parsed(viewer_switch_html(PARKS, "sv"))
    assert "hidden" in page.one("div").attributes
    assert page.one("button").text == SWEDISH.switch
    assert page.one("p").text == SWEDISH.note

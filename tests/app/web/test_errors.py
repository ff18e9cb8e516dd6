"""Refusals: told to a person as a page and to a program as JSON, in the visitor's language."""

import json
import re
from typing import Any

import pytest

from app.page.doors import Doors
from app.page.shell import Shell
from app.texts import LANGUAGES
from app.texts.families import REFUSALS
from app.web.errors import refusal_html
from app.web.hosts import LARGEST_BODY, Guard, Hosts
from corpus.language import Language
from tests.support.site.asgi import get

ENGLISH = REFUSALS["en"]
FINNISH = REFUSALS["fi"]
SWEDISH = REFUSALS["sv"]

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


async def nothing(_scope: Any, _receive: Any, send: Any) -> None:
    """Stands for Gradio's server, where it has nothing."""
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": b'{"detail":"Not Found"}'})


SITE = Guard(Shell(Doors(nothing)), Hosts())
WRONG: dict[str, tuple[int, str, str, dict[str, str]]] = {
    "foreign_name": (421, "unknown_host", "/", {"host": "evil.example"}),
    "foreign_page": (403, "foreign_page", "/api/ask", {"origin": "http://evil.example"}),
    "too_long": (413, "too_long", "/", {"content-length": str(LARGEST_BODY + 1)}),
    "nothing_here": (404, "not_found", "/gradio_api/upload", {}),
}
PUT = {"name": "evil.example", "most": LARGEST_BODY}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", WRONG)
def test_a_person_gets_a_page_in_their_language(reason: str, language: Language) -> None:
    status, _, path, headers = WRONG[reason]
    asked = {"accept": BROWSER, "accept_language": f"{language},de;q=0.5", **headers}
    answered = get(SITE, path, **asked)  # type: ignore[arg-type]
    title, told = (text.format(**PUT) for text in getattr(REFUSALS[language], reason))
    assert answered[0] == status
    assert answered[1]["content-type"] == "text/html; charset=utf-8"
    assert answered[1]["content-language"] == language
    assert f'<html lang="{language}">' in answered[2]
    assert f"<title>{title} – Pykälä</title>" in answered[2]
    assert f"<h1>{title}</h1><p>{told}</p>" in answered[2]


@pytest.mark.parametrize("reason", WRONG)
def test_a_program_gets_json_in_english_or_the_language_that_it_asks_for(reason: str) -> None:
    status, code, path, headers = WRONG[reason]
    for asked, texts in (
        ({}, ENGLISH),
        ({"accept_language": "sv"}, SWEDISH),
        ({"accept_language": "fi"}, FINNISH),
    ):
        answered = get(SITE, path, **headers, **asked)  # type: ignore[arg-type]
        told = getattr(texts, reason)[1].format(**PUT)
        assert (answered[0], answered[1]["content-type"]) == (status, "application/json")
        assert json.loads(answered[2]) == {"error": {"code": code, "message": told}}


def test_a_name_is_told_as_text_and_not_at_any_length() -> None:
    host = '<script>alert("1")</script>' + "x" * 1000
    _, _, page = get(SITE, "/", host=host, accept=BROWSER)
    assert "<script>" not in page
    assert re.findall(r"nimellä ”&lt;script&gt;alert\(&#34;1&#34;\)&lt;/script&gt;(x+)”", page) == ["x" * 228]


def test_what_gradio_does_not_have_is_told_by_us_to_people_and_by_it_to_its_own_script() -> None:
    status, headers, page = get(SITE, "/pykala/static/nothing", root_path="/pykala", accept=BROWSER)
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert f"<h1>{FINNISH['nothing_here'][0]}</h1>" in page
    assert f'<a href="/pykala/">{FINNISH.to_the_page}</a>' in page
    assert get(SITE, "/static/nothing", accept="*/*")[2] == '{"detail":"Not Found"}'


def test_a_way_to_the_page_is_shown_where_there_is_one() -> None:
    assert "<a " not in refusal_html("fi", "a", "b")
    assert '<a href="/&lt;/">' in refusal_html("fi", "a", "b", "/</")

"""The login: who has given the password, and that nothing goes to whoever has not."""

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from app.login.gate import Sessions, Tries
from app.login.login import Login
from app.login.page import MAIN, login_page
from app.texts import ENGLISH, FINNISH, LANGUAGES, SWEDISH, TEXTS
from tests.support.site.asgi import get
from tests.support.site.htmls import parsed

COOKIE = MAIN.cookie
PASSWORD = "päiväkoti-12"  # noqa: S105 - of these tests
PATHS = ("/api/ask?q=x", "/mcp", "/gradio_api/queue/join", "/config", "/page-files/page.js", "/theme.css")


async def inner(scope: Any, _receive: Any, send: Any) -> None:
    names = [name for name, _ in scope["headers"]]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": f"inner {b'authorization' in names}".encode()})


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def give(application: Login, password: str, query: str = "", **more: Any) -> tuple[int, dict[str, str], str]:
    """Send the form of the login page."""
    body = urlencode({"password": password, "query": query}).encode()
    path = more.pop("path", "/login")
    return get(application, path, method="POST", body=body, **more)


def session(application: Login) -> str:
    """The cookie of a visitor who has given the password."""
    status, headers, _ = give(application, PASSWORD)
    assert status == 303
    return headers["set-cookie"].split(";")[0]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "DELETE"])
def test_nothing_goes_to_strangers(path: str, method: str) -> None:
    for cookie in ("", f"{COOKIE}=", f"{COOKIE}=x", "a=b; c"):
        status, headers, body = get(Login(inner, PASSWORD), path, method=method, cookie=cookie)
        assert (status, headers["www-authenticate"]) == (401, 'Bearer realm="pykala"')
        assert json.loads(body)["error"]["code"] == "not_logged_in"


def test_a_visitor_is_asked_once() -> None:
    application = Login(inner, PASSWORD)
    status, _, page = get(application, "/?doc=a.md&span=1-2")
    assert status == 401
    assert parsed(page).one("input", name="query").attributes["value"] == "doc=a.md&span=1-2"
    status, headers, _ = give(application, PASSWORD, "doc=a.md&span=1-2")
    assert (status, headers["location"]) == (303, "/?doc=a.md&span=1-2")
    cookie, *attributes = headers["set-cookie"].split("; ")
    assert set(attributes) == {"Path=/", "Max-Age=43200", "HttpOnly", "SameSite=strict"}
    for path in ("/", *PATHS):
        assert get(application, path, cookie=f"other=1; {cookie}")[2] == "inner False"


def test_cookie_is_for_the_prefix_and_for_https_alone_where_it_came_by_that() -> None:
    more = {"path": "/pykala/login", "root_path": "/pykala", "scheme": "https"}
    _, headers, _ = give(Login(inner, PASSWORD), PASSWORD, **more)
    assert headers["location"] == "/pykala/"
    _, *attributes = headers["set-cookie"].split("; ")
    assert set(attributes) == {"Path=/pykala", "Max-Age=43200", "HttpOnly", "SameSite=strict", "Secure"}


@pytest.mark.parametrize("given", ["", "päiväkoti-1", "päiväkoti-123", "PÄIVÄKOTI-12", "x" * 100_000])
def test_a_wrong_password_is_told(given: str) -> None:
    status, headers, page = give(Login(inner, PASSWORD), given, accept_language="sv")
    assert (status, "set-cookie" in headers) == (401, False)
    shown = parsed(page)
    assert shown.one("p", role="alert").text == SWEDISH.log_in_wrong
    field = shown.one("input", id="password")
    assert (field.attributes["aria-invalid"], field.attributes["aria-describedby"]) == ("true", "wrong")


def test_a_query_cannot_write_headers_or_lead_elsewhere() -> None:
    _, headers, _ = give(Login(inner, PASSWORD), PASSWORD, "a\r\nset-cookie: b=c\n//evil.example")
    assert headers["location"] == "/?aset-cookie: b=c//evil.example"
    assert headers["set-cookie"].startswith(f"{COOKIE}=")


def test_markup_in_the_query_stays_text() -> None:
    page = login_page("fi", '"><script>alert(1)</script>')
    assert "<script>" not in page
    assert "script" not in parsed(page).tags()


def test_five_wrong_tries_and_an_address_has_to_wait() -> None:
    clock = Clock()
    application = Login(inner, PASSWORD, clock)
    for _ in range(5):
        assert give(application, "wrong-one")[0] == 401
        clock.now += 10
    status, headers, page = give(application, PASSWORD, accept_language="fi")
    assert (status, headers["retry-after"]) == (429, "251")
    assert FINNISH.too_many_tries.format(minutes=5) in parsed(page).text
    assert get(application, "/api/ask", authorization=f"Bearer {PASSWORD}")[0] == 429
    assert give(application, PASSWORD, client="10.0.0.9")[0] == 303
    clock.now += 251
    assert give(application, PASSWORD)[0] == 303


def bearer(password: str) -> str:
    return f"Bearer {password}"


def basic(password: str) -> str:
    return "Basic " + base64.b64encode(f"anyone:{password}".encode()).decode()


@pytest.mark.parametrize("made", [bearer, basic])
def test_a_program_brings_the_password_with_each_request(made: Callable[[str], str]) -> None:
    application = Login(inner, "paivakoti-12")
    assert get(application, "/api/ask", authorization=made("paivakoti-12"))[2] == "inner False"
    for wrong in (made("paivakoti-1"), "Bearer", "Basic %%%", "Digest x", ""):
        assert get(Login(inner, "paivakoti-12"), "/api/ask", authorization=wrong)[0] == 401


def test_programs_have_to_wait_too() -> None:
    application = Login(inner, PASSWORD)
    statuses = [get(application, "/mcp", authorization="Bearer guess")[0] for _ in range(7)]
    assert statuses == [401] * 5 + [429] * 2


def test_logging_out_ends_the_session() -> None:
    application = Login(inner, PASSWORD)
    cookie = session(application)
    assert get(application, "/", cookie=cookie)[0] == 200
    status, headers, _ = get(application, "/logout", method="POST", cookie=cookie)
    assert (status, headers["location"]) == (303, "/")
    assert f'{COOKIE}=""; ' in headers["set-cookie"]
    assert "Max-Age=0" in headers["set-cookie"]
    assert get(application, "/", cookie=cookie)[0] == 401


@pytest.mark.parametrize("path", ["/pykala/login", "/pykala/logout"])
def test_a_form_that_is_reloaded_leads_to_the_page_and_changes_nothing(path: str) -> None:
    application = Login(inner, PASSWORD)
    cookie = session(application)
    status, headers, _ = get(application, path, root_path="/pykala", cookie=cookie)
    assert (status, headers["location"], "set-cookie" in headers) == (303, "/pykala/", False)
    assert get(application, "/", cookie=cookie)[2] == "inner False"


def test_a_visitor_who_comes_by_a_link_of_another_site_asks_again_with_the_cookie() -> None:
    application = Login(inner, PASSWORD)
    status, _, page = get(application, "/?doc=a.md", sec_fetch_site="cross-site")
    assert (status, '<meta http-equiv="refresh" content="0">' in page) == (200, True)
    assert get(application, "/?doc=a.md", sec_fetch_site="same-origin")[0] == 401


def test_sessions_end_after_twelve_hours() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    token = sessions.begin()
    other = sessions.begin()
    assert token != other
    assert len(token) >= 43
    clock.now += 12 * 3600 - 1
    assert sessions.holds(token)
    clock.now += 1
    assert not sessions.holds(token)
    assert not sessions.holds(None)
    assert not sessions.holds("")


def test_many_addresses_guess_no_faster_than_a_few() -> None:
    now = 0.0
    tries = Tries(lambda: now)
    for number in range(100):
        assert tries.wait(f"b{number}") == 0
        tries.add(f"b{number}")
        now += 1
    assert tries.wait("another") == 201
    now = 302.0
    assert tries.wait("another") == 0


def test_an_address_is_held_back_for_its_own_tries_only() -> None:
    clock = Clock()
    tries = Tries(clock)
    for number in range(5):
        assert tries.wait("a") == 0
        tries.add("a")
        tries.add(f"b{number}")
    assert tries.wait("a") == 301
    assert [tries.wait(f"b{number}") for number in range(5)] == [0] * 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_login_page_speaks_three_languages(language: Any) -> None:
    texts = TEXTS[language]
    _, _, page = get(Login(inner, PASSWORD), "/", accept_language=language)
    shown = parsed(page)
    assert shown.one("h1").text == texts.log_in_title
    assert shown.one("label", for_="password").text == texts["log_in_field"]
    assert shown.one("button").text == texts["log_in"]
    assert f'<html lang="{language}">' in page


def test_language_of_the_login_page_is_chosen_by_a_link_and_stays() -> None:
    application = Login(inner, PASSWORD)
    _, _, page = get(application, "/?doc=a.md")
    assert parsed(page).one("a", lang="en").attributes["href"] == "./?doc=a.md&language=en"
    _, headers, page = get(application, "/?doc=a.md&language=en")
    assert parsed(page).one("h1").text == ENGLISH.log_in_title
    assert headers["set-cookie"].startswith("pykala-language=en; Max-Age=31536000; Path=/")
    assert parsed(page).one("input", name="query").attributes["value"] == "doc=a.md"

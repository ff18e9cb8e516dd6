"""Who may see the view of those who keep the archive."""

import json
from base64 import b64encode
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from app.admin.uploads import Uploads
from app.site import Site
from app.texts import ENGLISH, LANGUAGES, SWEDISH
from app.texts.families import ADMIN
from app.web.hosts import Hosts
from corpus.language import Language
from tests.app.admin.made import served
from tests.support.library import MadeLibrary
from tests.support.site.asgi import get
from tests.support.site.htmls import parsed

Answered = tuple[int, dict[str, str], str]

LIBRARY = MadeLibrary()
PASSWORD = "arkisto-hoito-1"  # noqa: S105 - of a test


def basic(password: str) -> str:
    return f"Basic {b64encode(f'kuka:{password}'.encode()).decode()}"


def test_this_machine_needs_no_password_and_others_are_refused() -> None:
    own = served(LIBRARY)
    assert get(own, "/admin?language=en")[0] == 200
    for address in ("10.0.0.5", "nobody", "::ffff:10.0.0.5"):
        status, headers, page = get(own, "/admin?language=sv", client=address)
        assert (status, "www-authenticate" in headers) == (403, False)
        assert "Vyn är bara för dem som underhåller dokumenten" in page


@pytest.mark.parametrize("path", ["/admin", "/admin-feedback"])
def test_a_program_brings_the_password(path: str) -> None:
    closed = served(LIBRARY, PASSWORD)
    status, headers, told = get(closed, path, authorization=basic("väärä-sana"))
    assert (status, headers["www-authenticate"]) == (401, 'Bearer realm="pykala"')
    assert json.loads(told)["error"]["code"] == "not_logged_in"
    assert get(closed, path, authorization=basic(PASSWORD), client="10.0.0.5")[0] == 200


def give(application: Starlette, password: str, query: str = "", path: str = "/admin-login") -> Answered:
    body = urlencode({"password": password, "query": query}).encode()
    return get(application, path, method="POST", body=body)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/admin", "/admin-feedback", "/admin-upload"])
def test_a_person_is_asked_on_a_page_of_our_own(path: str, language: Language, tmp_path: Path) -> None:
    closed = served(LIBRARY, PASSWORD, Uploads(LIBRARY, tmp_path))
    for method in ("GET",) if path == "/admin" else ("POST", "GET"):
        status, headers, page = get(closed, f"{path}?language={language}", method=method)
        assert (status, "www-authenticate" in headers) == (401, False)  # no dialogue of the browser's
    shown = parsed(page)
    assert shown.one("h1").text == ADMIN[language].title
    assert shown.one("form").attributes["action"] == "admin-login"
    assert [p.text for p in shown.all("p")] == [ADMIN[language].log_in_why]
    assert shown.one("a", lang="sv" if language == "fi" else "fi").attributes["href"].startswith("./admin?")


def test_who_gives_the_password_is_in_until_logging_out() -> None:
    closed = served(LIBRARY, PASSWORD)
    assert "admin-logout" not in get(served(LIBRARY), "/admin")[2]
    status, headers, _ = give(closed, PASSWORD, "language=sv")
    assert (status, headers["location"]) == (303, "/admin?language=sv")
    cookie, *attributes = headers["set-cookie"].split("; ")
    assert set(attributes) == {"HttpOnly", "Max-Age=43200", "Path=/", "SameSite=strict"}
    for path in ("/admin", "/admin-feedback"):
        status, _, page = get(closed, f"{path}?language=sv", cookie=cookie)
        assert (status, parsed(page).one("form", class_="leave").text) == (200, SWEDISH["log_out"])
    assert get(closed, "/admin-logout", cookie=cookie)[1]["location"] == "/admin"  # typed: nothing is ended
    assert get(closed, "/admin", cookie=cookie)[0] == 200
    assert get(closed, "/admin-logout", method="POST", cookie=cookie)[1]["location"] == "/admin"
    assert get(closed, "/admin", cookie=cookie)[0] == 401


def test_a_session_of_the_page_does_not_open_the_view() -> None:
    token = give(served(LIBRARY, PASSWORD), PASSWORD)[1]["set-cookie"].split(";")[0].partition("=")[2]
    assert get(served(LIBRARY, PASSWORD), "/admin", cookie=f"pykala-session={token}")[0] == 401
    assert (
        get(served(LIBRARY, PASSWORD), "/admin", cookie=f"pykala-admin={token}")[0] == 401
    )  # of another one


def test_a_wrong_password_is_told_and_many_have_to_wait() -> None:
    closed = served(LIBRARY, PASSWORD)
    for _ in range(5):
        status, _, page = give(closed, "väärä-sana", "language=en")
        assert (status, parsed(page).one("p", role="alert").text) == (401, ENGLISH.log_in_wrong)
    status, headers, page = give(closed, PASSWORD, "language=en")
    assert (status, headers["retry-after"]) == (429, "300")
    assert parsed(page).one("p", role="alert").text == ENGLISH.too_many_tries.format(minutes=5)


def test_too_many_wrong_passwords_have_to_wait() -> None:
    closed = served(LIBRARY, PASSWORD)
    tried = [get(closed, "/admin", authorization=basic(f"väärä-{n}"))[0] for n in range(20)]
    assert tried[-1] == 429
    status, headers, _ = get(closed, "/admin", authorization=basic(PASSWORD))
    assert status == 429
    assert int(headers["retry-after"]) > 0


def test_a_page_for_others_has_no_view_without_a_password() -> None:
    assert Site().is_own
    for site in (
        Site(Hosts(frozenset({"kaupunki.example"}))),
        Site(prefix="/pykala"),
        Site(proxies=frozenset({"::1"})),
        Site(password=PASSWORD),
    ):
        assert (site.is_own, site.has_admin) == (False, False)
        assert Site(site.hosts, prefix=site.prefix, admin_password=PASSWORD).has_admin

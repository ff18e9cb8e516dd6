"""The view of those who keep the archive: axe finds nothing, in the light, in the dark, on a phone."""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from app.admin.uploads import Uploads
from tests.app.admin.made import served
from tests.app.admin.test_pages import SAID, WRONG
from tests.app.admin.test_uploads import TEXT, done
from tests.browser.test_axe import SCHEMES, Scheme, violations
from tests.support.documents import PARKS
from tests.support.library import MadeLibrary


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The view with something in each of its parts."""
    library = MadeLibrary([PARKS, WRONG])
    folder: Path = tmp_path_factory.mktemp("saapuneet")
    uploads = Uploads(library, folder)
    library.rate(SAID)
    library.miss("Milloin silta valmistuu?")
    uploads.take([("silta.md", BytesIO(TEXT)), ("kuva.exe", BytesIO(b"MZ"))])
    done(uploads)
    return TestClient(served(library, uploads=uploads, counting=True), client=("127.0.0.1", 50000))


@pytest.mark.parametrize(("language", "width", "scheme"), [("fi", 1366, "light"), ("sv", 390, "dark")])
def test_axe_finds_nothing_in_the_view(
    browser: Browser, client: TestClient, language: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in ("admin", "admin-feedback"):
        page.set_content(client.get(f"/{path}?language={language}").text)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_where_the_password_is_asked_for(browser: Browser, scheme: Scheme) -> None:
    closed = TestClient(served(MadeLibrary(), "arkisto-hoito-1"))
    page = browser.new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    wrong = closed.post("/admin-login", data={"password": "väärä", "query": "language=sv"})
    for answered in (closed.get("/admin?language=fi"), wrong):
        assert answered.status_code == 401
        page.set_content(answered.text)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()

"""The page under axe-core: no violation of any kind, in every view, language, scheme and width.

axe-core is the checker of Deque Systems (MPL-2.0), as ``axe-playwright-python`` carries it.
"""

from collections.abc import Callable, Iterator
from importlib import resources
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.texts import LANGUAGE_COOKIE, LANGUAGES, TEXTS
from app.texts.feedback import FEEDBACK
from app.texts.tour import TOUR
from index.language import Language
from tests.browser import QUESTION, Server, ask, opened

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}


def violations(page: Page) -> list[str]:
    """What axe finds on a page as it is shown: the rule, and the element that breaks it."""
    page.wait_for_function("document.getAnimations().length === 0")  # colours on their way are none
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]


@pytest.fixture(scope="module", params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Language:
    language: Language = request.param
    return language


@pytest.fixture(scope="module")
def visitor(browser: Browser, server: Server, spoken: Language) -> Iterator[BrowserContext]:
    """A visitor who has chosen a language."""
    context = browser.new_context(locale="de-DE")
    context.add_cookies([{"name": LANGUAGE_COOKIE, "value": spoken, "url": server.address}])
    yield context
    context.close()


def empty(page: Page, _: Language) -> None:
    expect(page.locator(".examples button")).to_have_count(4)


def answered(page: Page, _: Language) -> None:
    ask(page, QUESTION)
    page.locator("details.more summary").click()


def not_found(page: Page, _: Language) -> None:
    ask(page, "Uimahalli?")


def refused(page: Page, _: Language) -> None:
    ask(page, "hajalla")


def limits(page: Page, language: Language) -> None:
    page.get_by_text(TEXTS[language].limits).click()
    expect(page.locator("#limit-body")).to_be_visible()


def reader(page: Page, _: Language) -> None:
    ask(page, "Laiturit korjataan syksyllä?")
    page.locator(".citation a").first.click()
    expect(page.locator("#reader mark")).to_be_visible()
    page.locator(".face summary").click()


def helped_and_said(page: Page, language: Language) -> None:
    ask(page, "the jaosto hyväksyi suunnitelman")
    expect(page.locator(".help-note")).to_be_visible()
    page.get_by_role("button", name=FEEDBACK[language].missing).click()
    expect(page.get_by_label(FEEDBACK[language].remark)).to_be_visible()


def tour(page: Page, language: Language) -> None:
    page.get_by_role("link", name=TEXTS[language].tour_view).click()
    expect(page.locator("#tour-title")).to_have_text(TOUR[language].archive)


def walked(page: Page, language: Language) -> None:
    tour(page, language)
    page.get_by_role("button", name="Puistojen hoito").click()
    expect(page.locator(".decisions .said")).to_be_visible()
    expect(page.locator("#tour-questions")).to_be_visible()


VIEWS: tuple[Callable[[Page, Language], None], ...] = (
    empty,
    answered,
    not_found,
    refused,
    limits,
    reader,
    helped_and_said,
    tour,
    walked,
)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: str(view.__name__))
def test_axe_finds_nothing(
    visitor: BrowserContext, server: Server, spoken: Language, view: Callable[[Page, Language], None]
) -> None:
    page = opened(visitor, server.address)
    view(page, spoken)
    found = {}
    for scheme in SCHEMES:
        for size in (WIDE, NARROW):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)  # type: ignore[arg-type]
            found[scheme, size["width"]] = violations(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.evaluate("localStorage.clear()")
    page.close()
    assert found == {(scheme, size["width"]): [] for scheme in SCHEMES for size in (WIDE, NARROW)}


def test_axe_finds_nothing_in_the_statement(
    visitor: BrowserContext, server: Server, spoken: Language
) -> None:
    page = opened(visitor, f"{server.address}accessibility")
    expect(page.locator("html")).to_have_attribute("lang", spoken)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='data:,'><p style='color:#ccc'>Faint</p></body></html>")
    rules = {found.split(":")[0] for found in violations(page)}
    assert {"image-alt", "color-contrast", "html-has-lang", "document-title"} <= rules
    page.close()

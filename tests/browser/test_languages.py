"""The languages of the page."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.texts import ENGLISH, SWEDISH, Texts
from app.texts.families import REFUSALS
from tests.browser.test_axe import violations
from tests.support.site.browser import QUESTION, QUOTE, Server, Visitors, ask, opened, tab


@pytest.mark.parametrize(("locale", "texts"), [("sv-FI", SWEDISH), ("de-DE", ENGLISH)])
def test_page_speaks_the_language_of_the_browser(
    visitors: Visitors, server: Server, locale: str, texts: Texts
) -> None:
    page = opened(visitors.speaking(locale), server.address)
    expect(page.locator(".greeting h2")).to_have_text(texts["welcome"])
    expect(page.locator("html")).to_have_attribute("lang", texts.language)


@pytest.mark.parametrize("view", ["api", "api-recorder", "settings"])
def test_no_view_of_gradio_opens(context: BrowserContext, server: Server, view: str) -> None:
    page = opened(context, f"{server.address}?view={view}")
    expect(page.locator("#question textarea")).to_be_visible()
    assert page.url == server.address


def test_refusals_are_pages_in_the_language_of_the_visitor(visitors: Visitors, server: Server) -> None:
    page = tab(visitors.speaking("sv-FI"))
    # The dot makes it a name that is not known, though it leads here.
    for address, (title, told), status in (
        (f"http://localhost.:{server.port}/", REFUSALS["sv"]["foreign_name"], 421),
        (f"{server.address}nothing", REFUSALS["sv"]["nothing_here"], 404),
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status
        expect(page.locator("html")).to_have_attribute("lang", "sv")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_role("main")).to_contain_text(told.format(name="localhost."))
        assert violations(page) == []
    page.get_by_role("link", name=REFUSALS["sv"].to_the_page).click()
    expect(page.locator("#send")).to_have_text(SWEDISH.send)


def test_language_is_switched_and_stays(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_focused()
    for name, texts in (("Svenska", SWEDISH), ("English", ENGLISH)):
        page.get_by_role("button", name=name).click()
        expect(page.locator(".verdict")).to_have_text(texts["found"])
        expect(page.locator(".close")).to_have_text(texts["close"])
        expect(page.get_by_label(texts.question)).to_have_attribute("placeholder", texts.question_hint)
        expect(page.locator("#send")).to_have_text(texts.send)
        expect(page.locator("html")).to_have_attribute("lang", texts.language)
        expect(page).to_have_title(texts.page_title)
        expect(page.get_by_role("button", name=name)).to_be_focused()
        expect(page.locator(".quote")).to_have_text(QUOTE)
        expect(page.locator("#reader mark")).to_have_text(QUOTE)
    page.reload()
    expect(page.locator("#send")).to_have_text(ENGLISH.send)
    expect(page.locator("html")).to_have_attribute("lang", "en")

"""The languages of the page."""

import pytest
from playwright.sync_api import Browser, Page, expect

from app.texts import ENGLISH, LANGUAGE_COOKIE, SWEDISH, Texts
from app.texts.statement import STATEMENTS
from tests.browser import QUESTION, QUOTE, Server, ask, opened


@pytest.mark.parametrize(("locale", "texts"), [("sv-FI", SWEDISH), ("de-DE", ENGLISH)])
def test_page_speaks_the_language_of_the_browser(
    browser: Browser, server: Server, locale: str, texts: Texts
) -> None:
    context = browser.new_context(locale=locale)
    page = opened(context, server.address)
    expect(page.locator(".welcome h2")).to_have_text(texts.welcome)
    expect(page.locator("html")).to_have_attribute("lang", texts.language)
    context.close()


def test_language_chosen_before_is_the_pages_whatever_the_browser_speaks(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(locale="de-DE")
    context.add_cookies([{"name": LANGUAGE_COOKIE, "value": "fi", "url": server.address}])
    page = opened(context, server.address)
    expect(page.locator(".examples button")).to_have_count(4)
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    expect(page.get_by_role("contentinfo")).to_have_text(STATEMENTS["fi"].title, use_inner_text=True)
    context.close()


def test_language_is_switched_and_stays(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_focused()
    for name, texts in (("Svenska", SWEDISH), ("English", ENGLISH)):
        page.get_by_role("button", name=name).click()
        expect(page.locator(".verdict")).to_have_text(texts.found)
        expect(page.locator(".close")).to_have_text(texts.close)
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


def test_chosen_language_is_the_page_s_own_in_a_browser_of_another(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="de-DE")
    context.add_cookies([{"name": "pykala-language", "value": "fi", "url": server.address}])
    page = opened(context, server.address)
    expect(page.locator(".examples button")).to_have_count(4)
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    context.close()

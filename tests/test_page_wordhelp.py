"""Word help in a real browser: seen, switched, skipped and not copied."""

import pytest
from playwright.sync_api import Browser, Page, expect

from app.texts import SWEDISH as PAGE_SWEDISH
from app.texts.wordhelp import FINNISH, SWEDISH
from tests.browser import QUESTION, QUOTE, Server, ask, opened

ENGLISH_QUESTION = "the jaosto hyväksyi suunnitelman"
SHOWN = "getComputedStyle(document.querySelector('.quote rt')).display"


def test_help_stands_under_the_words_of_a_question_in_another_language(page: Page) -> None:
    page.evaluate("localStorage.clear()")
    ask(page, ENGLISH_QUESTION)
    switch = page.get_by_role("button", name=FINNISH.switch)
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".help-note")).to_contain_text(FINNISH.note)
    rt = page.locator(".quote rt").first
    expect(rt).to_have_attribute("lang", "en")
    word, under = rt.locator("xpath=..").bounding_box(), rt.bounding_box()
    assert word is not None
    assert under is not None
    assert under["height"] > 5
    assert under["y"] > word["y"]
    # Neither what is read aloud nor what is copied has any of it.
    expect(page.locator(".quote")).to_have_text(QUOTE)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.quote p'))")
    assert page.evaluate("getSelection().toString().trim()") == QUOTE
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_switch_stays_as_it_was_set(page: Page) -> None:
    page.evaluate("localStorage.clear()")
    ask(page, ENGLISH_QUESTION)
    page.get_by_role("button", name=FINNISH.switch).press("Enter")
    expect(page.get_by_role("button", name=FINNISH.switch)).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(SHOWN) == "none"
    expect(page.locator(".help-note")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("button", name=FINNISH.switch)).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("#send")).to_have_text(PAGE_SWEDISH.send)
    expect(page.get_by_role("button", name=SWEDISH.switch)).to_have_attribute("aria-pressed", "false")
    page.evaluate("localStorage.clear()")


def test_question_in_the_language_of_the_page_and_passage_has_no_switch(page: Page) -> None:
    ask(page, QUESTION)
    assert page.locator(".help-switch, .quote rt").count() == 0


@pytest.mark.parametrize("width", [320, 390])
def test_help_fits_a_phone(browser: Browser, server: Server, width: int) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": width, "height": 700})
    page = opened(context, server.address)
    ask(page, ENGLISH_QUESTION)
    expect(page.locator(".helped")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()

"""Word help in a real browser: seen, switched, skipped and not copied."""

from playwright.sync_api import Page, expect

from app.answer.place import Place, place_of, query
from app.texts import ENGLISH as PAGE_ENGLISH
from app.texts import FINNISH as PAGE_FINNISH
from app.texts import SWEDISH as PAGE_SWEDISH
from app.texts.wordhelp import FINNISH, SWEDISH
from corpus.document import Span
from tests.support.browser import QUESTION, QUOTE, Server, Visitors, ask, tab
from tests.support.documents import PARKS

ENGLISH_QUESTION = "Was the plan approved?"
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


def test_help_fits_a_phone(page: Page) -> None:
    page.evaluate("localStorage.clear()")
    ask(page, ENGLISH_QUESTION)
    expect(page.locator(".helped")).to_have_count(1)
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def copied(page: Page, selector: str) -> str:
    page.evaluate(f"getSelection().selectAllChildren(document.querySelector({selector!r}))")
    return str(page.evaluate("getSelection().toString().trim()"))


def test_reader_that_an_answer_opens_helps_as_the_answer_does(page: Page) -> None:
    page.evaluate("localStorage.clear()")
    ask(page, ENGLISH_QUESTION)
    page.locator(".citation a").first.click()
    mark = page.locator("#cited")
    expect(mark.locator("rt").first).to_be_visible()
    expect(mark.locator("rt").first).to_have_attribute("lang", "en")
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    expect(page.locator("#reader .help-note")).to_have_text(FINNISH.note)
    # The marked text is the quote, as read and as copied, and the document's own text is untouched.
    expect(mark).to_have_text(QUOTE)
    assert copied(page, "#cited") == QUOTE
    assert page.locator("#section-1 + p").text_content() == PARKS.sections[1].paragraphs[0].of(PARKS.text)
    # One switch is that of the other, and the place stays where it is.
    top = mark.bounding_box()
    page.locator("#reader .help-switch").click()
    expect(page.locator("#reader .help-switch")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".turn .help-switch")).to_have_attribute("aria-pressed", "false")
    assert page.locator("#reader rt:visible").count() == 0
    page.locator(".turn .help-switch").click()
    expect(mark.locator("rt").first).to_be_visible()
    now = mark.bounding_box()
    assert top is not None
    assert now is not None
    assert abs(top["y"] - now["y"]) < 60
    expect(mark).to_have_text(QUOTE)


def test_reader_opened_by_its_address_helps_in_the_language_of_the_page(
    visitors: Visitors, server: Server
) -> None:
    quote = Span(PARKS.text.index(QUOTE), PARKS.text.index(QUOTE) + len(QUOTE))
    page = tab(visitors.speaking("sv-FI"))
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(server.address + query(place_of(PARKS.id, quote, QUOTE)))
    switch = page.locator("#reader").get_by_role("button", name=SWEDISH.switch)
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert page.locator("#reader ruby").count() == 0
    switch.press("Enter")
    expect(page.locator("#cited rt").first).to_have_attribute("lang", "sv")
    expect(page.locator("#cited")).to_have_text(QUOTE)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="English").click()
    expect(page.locator("#reader .close")).to_have_text(PAGE_ENGLISH.close)
    page.locator("#cited").scroll_into_view_if_needed()
    expect(page.locator("#cited rt").first).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Suomi").click()
    expect(page.locator("#reader .close")).to_have_text(PAGE_FINNISH.close)
    expect(page.locator("#reader .help-switch")).to_be_hidden()
    assert page.locator("#reader ruby").count() == 0


def test_only_what_is_shown_is_asked_for(visitors: Visitors, server: Server) -> None:
    page = tab(visitors.speaking("en-GB"))
    page.set_viewport_size({"width": 390, "height": 200})
    page.goto(server.address + query(Place(PARKS.id)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/words?" in request.url else None)
    page.locator("#reader .help-switch").press("Enter")
    expect(page.locator("#reader.helped, #reader .helped")).to_have_count(1)
    page.locator("#section-0 + p").scroll_into_view_if_needed()
    expect(page.locator("#section-0 + p rt").first).to_be_visible()
    assert page.locator("#section-3 + p ruby").count() == 0
    assert not any("section=3" in address for address in asked)
    page.locator("#section-3 + p").scroll_into_view_if_needed()
    expect(page.locator("#section-3 + p rt").first).to_be_visible()
    assert len(asked) == len(set(asked)) == 3  # section 2 has no text

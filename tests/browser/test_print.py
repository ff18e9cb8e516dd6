"""The page on paper: a memo of questions, quotes and citations, without what only a screen can do."""

import io
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.texts import FINNISH
from tests.browser.test_access import contrast, luminance
from tests.support.site.browser import FIRST, QUESTION, SEVERAL, Server, ask, opened

SCREEN = ("button", "input", "textarea", "select", "nav", "#ask", "#filters", ".feedback", ".skip", ".foot")
FOLDED = "Jaosto hyväksyi hoitosuunnitelman. Suunnitelma alkaa <b>keväällä</b> 2026."


@pytest.fixture(scope="module")
def printed(browser: Browser, server: Server) -> Iterator[Page]:
    """Two answers in the dark, the passages of the second unfolded, as they go to the printer."""
    context = browser.new_context(locale="fi-FI", color_scheme="dark")
    page = opened(context, server.address)
    ask(page, "Rakennetaan lintutorni saareen?")
    ask(page, SEVERAL)
    page.locator(".turn").last.locator("details.more summary").click()
    page.emulate_media(media="print", color_scheme="dark")
    yield page
    context.close()


def in_sight(found: Locator) -> list[str]:
    return [each.text_content() or "" for each in found.all() if each.is_visible()]


def test_what_only_a_screen_can_do_is_not_printed(printed: Page) -> None:
    for what in SCREEN:
        assert in_sight(printed.locator(what)) == []
    printed.emulate_media(media="screen")
    assert len(in_sight(printed.locator("button"))) > 10
    printed.emulate_media(media="print")


def test_question_quote_passage_and_citation_are_printed(printed: Page) -> None:
    turn = printed.locator(".turn").last
    expect(turn.locator("h2")).to_contain_text(SEVERAL)
    for what in (turn.locator("h2"), turn.locator(".verdict"), turn.locator(".quote")):
        expect(what).to_be_visible()
    expect(turn.locator(".quote")).to_have_text(FIRST)
    expect(turn.locator(".when")).to_contain_text("klo ")
    expect(turn.locator(".when")).to_contain_text(FINNISH.searched.format(count=5))
    expect(turn.locator(".passage").first).to_be_visible()
    expect(printed.get_by_role("heading", level=1)).to_be_visible()


def test_what_the_reader_unfolded_is_printed_and_nothing_else_folded(printed: Page) -> None:
    first, last = printed.locator(".turn").all()
    assert len(in_sight(last.locator(".more .passage"))) == 2
    assert FOLDED in in_sight(last.locator(".more .passage"))
    cited = in_sight(last.locator(".citation a"))
    assert len(cited) == 3
    assert cited == [link.text_content() for link in last.locator(".citation a").all()]
    assert in_sight(first.locator("details *")) == []
    assert len(in_sight(first.locator(".citation a"))) == 2  # the answer, and the other meeting's word


def test_paper_holds_every_citation_whole(printed: Page) -> None:
    written = " ".join(paper(printed).split())
    for link in printed.locator(".turn").last.locator(".citation a").all():
        assert (link.text_content() or "?") in written
    assert SEVERAL in written
    assert FIRST in written
    for button in (FINNISH["copy_all"], FINNISH["copy_quote"], FINNISH["tour_view"], FINNISH["filters"]):
        assert button not in written


def paper(page: Page) -> str:
    """The text of the pages that a printer gets."""
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    return "\n".join(sheet.get_textpage().get_text_range() for sheet in document)


def test_dark_page_is_printed_dark_on_light(printed: Page) -> None:
    ground = printed.evaluate("getComputedStyle(document.querySelector('.gradio-container')).backgroundColor")
    assert luminance(ground) == 1
    shown = [text for text in printed.locator(".turn :is(h2, p, a, summary)").all() if text.is_visible()]
    assert len(shown) > 15
    for text in shown:
        colour = text.evaluate("text => getComputedStyle(text).color")
        assert contrast(luminance(colour), 1) >= 4.5
    link = printed.locator(".turn .citation a").first
    assert "underline" in str(link.evaluate("link => getComputedStyle(link).textDecorationLine"))


def test_print_button_prints_the_conversation_without_the_document_beside_it(page: Page) -> None:
    page.evaluate("window.print = () => { window.asked = document.body.className; }")
    ask(page, QUESTION)
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_visible()
    page.get_by_role("button", name=FINNISH["print_all"], exact=True).click()
    assert "printing" in page.evaluate("window.asked")
    page.emulate_media(media="print")
    expect(page.locator("#reader")).to_be_hidden()
    expect(page.locator(".quote")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#cited")).to_be_visible()  # the browser's own way to print prints both
    assert in_sight(page.locator("#reader :is(button, nav, select)")) == []
    page.emulate_media(media="screen")

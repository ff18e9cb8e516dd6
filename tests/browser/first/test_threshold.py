"""The first seconds of a visit: a question is taken before the page is there, told of, and asked once."""

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from app.texts import FINNISH, LANGUAGE_COOKIE, LANGUAGES, TEXTS
from corpus.language import Language
from tests.support.site.browser import QUESTION, QUOTE, Held, Server, arrived, ask, opened, tab

GRADIO, OURS = "**/assets/*.js", "**/page-files/*/main.js"
"""What can keep one waiting: Gradio's script, and our own."""


@pytest.fixture
def early(context: BrowserContext) -> Page:
    """A page that will be opened."""
    return tab(context)


def opening(page: Page, server: Server, addresses: str, query: str = "") -> Held:
    """Open the page and hold back what it asks for."""
    held = Held(page, addresses)
    page.goto(server.address + query, wait_until="commit")
    expect(page.locator(".threshold")).to_be_visible()
    return held


def sent(request: Request, question: str) -> bool:
    """Whether a request brings a question to the server."""
    return "/component_server" in request.url and f'"question":"{question}' in (request.post_data or "")


@pytest.mark.parametrize("addresses", [GRADIO, OURS])
def test_question_sent_too_early_is_kept_and_asked_once(early: Page, server: Server, addresses: str) -> None:
    asked: list[Request] = []
    early.on("request", lambda request: asked.append(request) if sent(request, QUESTION) else None)
    held = opening(early, server, addresses)
    expect(early.locator(".arriving")).to_have_text(FINNISH["loading"])
    box = early.get_by_role("textbox", name=FINNISH.question)
    box.press_sequentially(QUESTION)
    for _ in range(2):
        box.press("Enter")
    early.get_by_role("button", name=FINNISH.send).click()
    if addresses == GRADIO:
        expect(early.locator(".arriving")).to_have_text(FINNISH["asked_early"])
        expect(early.locator("#said")).to_have_text(FINNISH["asked_early"])
        expect(box).not_to_be_editable()
    expect(box).to_have_value(QUESTION)
    assert asked == []
    held.let_go()
    expect(early.locator(".turn h2")).to_have_text([f"Kysyit: {QUESTION}"])
    expect(early.locator(".quote")).to_have_text(QUOTE)
    expect(early.locator(".threshold")).to_have_count(0)
    expect(early.locator("#question textarea")).to_have_value("")
    ask(early, "puistoja")
    expect(early.locator(".turn h2")).to_have_text([f"Kysyit: {QUESTION}", "Kysyit: puistoja"])
    assert len(asked) == 1


def test_what_was_only_written_goes_over_and_is_not_asked(early: Page, server: Server) -> None:
    held = opening(early, server, GRADIO)
    early.get_by_role("button", name=FINNISH.send).click()  # nothing is sent where nothing is written
    expect(early.locator(".arriving")).to_have_text(FINNISH["loading"])
    early.locator("#early").press_sequentially("Hyväksyi suunnitelman?")
    for _ in range(len("suunnitelman?")):
        early.keyboard.press("ArrowLeft")
    held.let_go()
    expect(early.locator("#question textarea")).to_be_focused()
    early.keyboard.type("jaosto ")
    expect(early.locator("#question textarea")).to_have_value(QUESTION)
    expect(early.locator(".turn")).to_have_count(0)
    early.keyboard.press("Enter")
    expect(early.locator(".turn h2")).to_have_text([f"Kysyit: {QUESTION}"])


def test_early_question_goes_on_from_a_conversation_that_was_kept(
    page: Page, early: Page, server: Server
) -> None:
    ask(page, QUESTION)
    held = opening(early, server, GRADIO)
    early.fill("#early", "Entä puistojen?")
    early.press("#early", "Enter")
    held.let_go()
    expect(early.locator(".turn h2")).to_have_text([f"Kysyit: {QUESTION}", "Kysyit: Entä puistojen?"])
    told = FINNISH["going_on"].format(question=QUESTION)
    expect(early.locator(".turn").last.locator(".hinted")).to_contain_text(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_waiting_is_told_where_it_is_long_in_the_language_of_the_visitor(
    timed: BrowserContext, server: Server, language: Language
) -> None:
    texts = TEXTS[language]
    early = timed.new_page()
    timed.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": server.address}])
    early.clock.install()
    held = opening(early, server, GRADIO)
    expect(early.locator(".arriving")).to_have_text(texts["loading"])
    expect(early.locator("#said")).to_have_count(0)
    early.clock.run_for(1_000)
    expect(early.locator("#said")).to_have_text(texts["loading"])
    early.clock.run_for(14_000)
    expect(early.locator(".arriving")).to_have_text(texts["loading_long"])
    expect(early.locator("#said")).to_have_text(texts["loading_long"])
    early.clock.resume()
    held.let_go()
    expect(early.locator("#said")).to_have_text(texts["ready"])
    expect(early.locator(".threshold")).to_have_count(0)


def test_tour_that_is_on_its_way_shows_no_question_box(early: Page, server: Server) -> None:
    held = opening(early, server, GRADIO, "?view=tour")
    expect(early.locator(".arriving")).to_be_visible()
    expect(early.locator("#early")).to_be_hidden()
    held.let_go()
    expect(early.locator("#tour-title")).to_be_visible()


def test_impatient_visitor_asks_a_question_once(page: Page) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if sent(request, "hidas") else None)
    arrived(page)
    page.fill("#question textarea", "hidas puistoja")
    # In one go: asked again once it is answered, a question is asked twice.
    page.evaluate(
        """() => {
          const box = document.querySelector("#question textarea");
          const enter = () => new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
          for (const _ of [1, 2]) box.dispatchEvent(enter());
          document.querySelector("#send").click();
        }"""
    )
    expect(page.locator(".verdict")).to_have_count(1)
    ask(page, "ruusuja")
    expect(page.locator(".turn h2")).to_have_text(["Kysyit: hidas puistoja", "Kysyit: ruusuja"])
    assert len(asked) == 1


def test_question_box_shows_that_it_has_the_focus(early: Page, server: Server) -> None:
    held = opening(early, server, GRADIO)
    early.focus("#early")
    expect(early.locator("#early")).to_have_css("outline-style", "solid")
    held.let_go()
    expect(early.locator("#question textarea")).to_be_focused()
    expect(early.locator("#question textarea")).to_have_css("outline-style", "solid")


def test_page_that_is_there_waits_for_nothing(context: BrowserContext, server: Server) -> None:
    page = opened(context, server.address)
    expect(page.locator(".threshold")).to_have_count(0)
    assert page.evaluate("document.documentElement.classList.contains('waits')") is False
    assert page.evaluate("getComputedStyle(document.querySelector('gradio-app')).visibility") == "visible"

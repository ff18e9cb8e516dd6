"""A page that outlives the program that it was opened from."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from app.texts import ENGLISH, FINNISH
from tests.support.browser import QUESTION, QUOTE, Server, ask, opened
from tests.support.proxying import Relay

NEXT = "puistoja"


@pytest.fixture(scope="session")
def first() -> Iterator[Server]:
    """The program that the pages are opened from; the shared server is the one that was started anew."""
    with Server() as first:
        yield first


@pytest.fixture
def relay(first: Server) -> Iterator[Relay]:
    with Relay(first.port) as relay:
        yield relay


@pytest.fixture
def visit(context: BrowserContext, relay: Relay) -> Page:
    """A page on which a question has been answered."""
    page = opened(context, relay.address)
    ask(page, QUESTION)
    page.evaluate("window.before = true")
    return page


def begun_anew(page: Page, *questions: str) -> None:
    """Wait until a page has begun anew with what was asked on it."""
    page.wait_for_function("!window.before")
    expect(page.locator(".turn h2")).to_have_text([f"Kysyit: {question}" for question in questions])


def test_conversation_survives_a_restart(visit: Page, relay: Relay, server: Server) -> None:
    relay.lead_to(server.port)
    visit.fill("#question textarea", NEXT)
    visit.press("#question textarea", "Enter")
    begun_anew(visit, QUESTION, NEXT)


def test_language_of_the_page_survives_a_restart(visit: Page, relay: Relay, server: Server) -> None:
    hearing: set[Request] = set()  # what is cut off in the middle makes the page begin anew by itself

    def ended(request: Request) -> None:
        hearing.discard(request)

    visit.on("request", lambda request: hearing.add(request) if "/queue/data" in request.url else None)
    visit.on("requestfinished", ended)
    visit.on("requestfailed", ended)
    visit.get_by_role("button", name="English").click()
    expect(visit.locator(".verdict")).to_have_text(ENGLISH.found)
    visit.locator(".citation a").first.click()
    expect(visit.locator(".reader .close")).to_have_text(ENGLISH.close)
    while hearing:
        visit.wait_for_timeout(20)
    relay.lead_to(server.port)
    visit.get_by_role("button", name=ENGLISH.next).click()
    expect(visit.locator(".places .at")).to_have_text(ENGLISH.step.format(number=2, count=5))
    expect(visit.locator(".reader .close")).to_have_text(ENGLISH.close)
    assert visit.evaluate("window.before")
    visit.get_by_role("button", name=ENGLISH.clear).click()
    expect(visit.locator(".welcome h2")).to_have_text(ENGLISH.welcome)
    expect(visit.locator("html")).to_have_attribute("lang", "en")


def test_the_page_is_there_soon(first: Server) -> None:
    assert first.began < 6  # seconds; 3.5 where nothing else runs


def test_end_of_the_program_is_told_until_it_is_there_again(
    visit: Page, relay: Relay, first: Server, server: Server
) -> None:
    assert first.stop() == ("", "")
    assert first.process.returncode == 0
    visit.fill("#question textarea", NEXT)
    visit.press("#question textarea", "Enter")
    expect(visit.get_by_role("alert")).to_have_text(FINNISH.lost)
    relay.lead_to(server.port)
    begun_anew(visit, QUESTION)
    expect(visit.locator(".quote")).to_have_text(QUOTE)
    expect(visit.locator("#question textarea")).to_have_value(NEXT)

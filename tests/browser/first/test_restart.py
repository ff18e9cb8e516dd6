"""A page that outlives the program that it was opened from."""

import resource
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.texts import ENGLISH, FINNISH
from app.texts.families import FEEDBACK
from tests.support.site.browser import QUESTION, Server, ask, opened
from tests.support.site.proxying import Relay

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


def test_page_goes_on_after_a_restart(visit: Page, relay: Relay, server: Server) -> None:
    visit.get_by_role("button", name="English").click()
    expect(visit.locator(".verdict")).to_have_text(ENGLISH["found"])
    relay.lead_to(server.port)
    ask(visit, NEXT)
    expect(visit.locator(".turn h2")).to_have_text(
        [f"{ENGLISH['asked']} {each}" for each in (QUESTION, NEXT)]
    )
    visit.locator(".citation a").first.click()
    expect(visit.locator(".reader .close")).to_have_text(ENGLISH["close"])
    visit.get_by_role("button", name=FEEDBACK["en"]["useful"]).first.click()
    expect(visit.locator(".feedback .told").first).to_have_text(FEEDBACK["en"].kept)
    assert visit.evaluate("window.before")  # the page is the one that was opened before
    visit.get_by_role("button", name=ENGLISH["clear"]).click()
    expect(visit.locator(".greeting h2")).to_have_text(ENGLISH["welcome"])


def test_the_page_is_there_soon(first: Server) -> None:
    # In processor time, and by what importing Gradio costs on this machine, of which most of it consists.
    # Whoever else computes here slows down both, but not alike: once of three times is enough.
    began = first.began
    for _ in range(3):
        if began < 1.7 * importing_gradio():
            return
        with Server() as again:
            began = again.began
    pytest.fail(f"the page took {began:.1f} s")


def importing_gradio() -> float:
    """The seconds computed to import Gradio."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([sys.executable, "-c", "import gradio"], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def test_end_of_the_program_is_told_until_it_is_there_again(
    visit: Page, relay: Relay, first: Server, server: Server
) -> None:
    assert first.stop() == ("", "")
    assert first.process.returncode == 0
    visit.fill("#question textarea", NEXT)
    visit.press("#question textarea", "Enter")
    expect(visit.get_by_role("alert")).to_have_text(FINNISH["lost"])
    unsent = visit.locator(".turn").last
    expect(unsent).to_contain_text(FINNISH["unsent"])
    relay.lead_to(server.port)
    expect(visit.get_by_role("alert")).to_be_hidden()
    unsent.get_by_role("button", name=FINNISH["ask_again"]).click()
    expect(visit.locator(".verdict")).to_have_count(2)
    expect(visit.locator(".turn h2")).to_have_text([f"Kysyit: {QUESTION}", f"Kysyit: {NEXT}"])
    assert visit.evaluate("window.before")

"""A whole visit: how soon the page is there, what it asks for, who sees it."""

import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from app.texts import SWEDISH
from tests.support.site.browser import QUESTION, ROOT, Server, ask, opened


@pytest.mark.parametrize("address", ["http://elsewhere.example/", "http://192.0.2.1/"])
def test_guard_of_these_tests_refuses_other_machines(address: str) -> None:
    script = (
        "from urllib.request import urlopen; from tests.support.site.serve_fake import keep_here; "
        f"keep_here(); urlopen('{address}')"
    )
    tried = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert tried.returncode == 1
    assert tried.stdout == f"REACHED {urlsplit(address).hostname}\n"


def test_whole_visit_asks_this_machine_only(context: BrowserContext, server: Server) -> None:
    asked: list[Request] = []
    context.on("request", lambda request: asked.extend([request]))
    page = opened(context, server.address)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.locator(".examples button").first.click()
    expect(page.locator(".verdict")).to_be_visible()
    ask(page, QUESTION)
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_focused()
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("#send")).to_have_text(SWEDISH.send)
    assert {urlsplit(request.url).hostname for request in asked} == {"127.0.0.1"}
    assert len(asked) > 10
    assert complaints == []


def test_two_visitors_never_see_each_other(page: Page, browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="fi-FI")
    first, second = page, opened(context, server.address)
    ask(first, QUESTION)
    ask(second, "Uimahalli?")
    ask(first, "puistoja")
    expect(first.locator(".turn h2")).to_have_text([f"Kysyit: {QUESTION}", "Kysyit: puistoja"])
    expect(second.locator(".turn h2")).to_have_text(["Kysyit: Uimahalli?"])
    context.close()

"""One browser and one server for all tests of the page, and what a visitor does with them.

The fixtures are handed to the tests by ``conftest.py``; what a room needs beyond them it makes itself.
"""

import contextlib
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Route,
    ViewportSize,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).parents[3]
CHROMIUM = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run "
    "--disable-features=WebUIOmniboxPopup,HttpsUpgrades,MediaRouter,OptimizationHints,Translate"
).split()
"""Without what costs time and is not tested; the popup of the address bar is a page of its own."""
SCREEN: ViewportSize = {"width": 1280, "height": 800}
RESTING = "?resting"
"""What the address of a tab says that nobody needs."""
FORGET = f"""() => {{
    // What the page keeps until the very end is forgotten, too.
    addEventListener("pagehide", () => {{ localStorage.clear(); sessionStorage.clear(); }});
    history.replaceState(null, "", "{RESTING}");
}}"""
"""Lets a tab rest as it is, and forget where it has been when it is needed again."""
QUOTE = "Jaosto hyväksyi hoitosuunnitelman."
QUESTION = "Hyväksyi jaosto suunnitelman?"
SEVERAL, FIRST = "puistoja", "Asia koskee kaikkia puistoja."
"""A question with three relevant passages, and the quote of the best."""
ASKING = "**/component_server/"
"""Where the page sends its questions."""

expect.set_options(timeout=60_000)  # a busy machine is slow, not wrong


class Server:
    """The page on a made-up library, in a process of its own that may reach no other machine."""

    def __init__(self, port: int = 0, *more: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.site.serve_fake", str(port), *more],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self.port = urlsplit(self.address).port or 0
        try:
            answer = urllib.request.urlopen(self.address)  # noqa: S310 - our own address
        except urllib.error.HTTPError as error:  # a page with a password answers, too
            answer = error
        with answer:
            self.page = answer.read().decode()
        self.began = self.spent()
        """The seconds computed until the page was there."""

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def spent(self) -> float:
        """The seconds that the process has computed (proc(5), fields 14 and 15)."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> tuple[str, str]:
        """End the process as Ctrl-C does; what it printed since, and on standard error."""
        self.process.send_signal(2)
        printed, errors = self.process.communicate(timeout=60)
        return printed, errors


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server that all rooms ask; at its end it must have reached no other machine."""
    server = Server()
    yield server
    printed, errors = server.stop()
    assert printed == ""
    assert raised(errors) <= {"ZeroDivisionError: secret detail"}, errors


def raised(errors: str) -> set[str]:
    """What was raised, by what a server wrote of its errors."""
    return {line for line in errors.splitlines() if re.match(r"[\w.]*Error: ", line)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


class Visitors:
    """Those who visit the page, one for each language of a browser: they come again and again in one tab.

    A browser that has the page's program at hand and a process that has run it are there much sooner.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._known: dict[str, BrowserContext] = {}

    def speaking(self, locale: str) -> BrowserContext:
        """A visitor without a past."""
        if locale not in self._known:
            self._known[locale] = self._browser.new_context(locale=locale, viewport=SCREEN)
        return self._known[locale]

    def leave(self) -> None:
        """Let all visitors forget where they have been, and close all their tabs but one."""
        for context in self._known.values():
            context.clear_cookies()
            context.clear_permissions()
            for page in context.pages[1:]:
                page.close()
            for page in context.pages:
                page.unroute_all(behavior="ignoreErrors")
                page.evaluate(FORGET)
                page.emulate_media(media="null", color_scheme="null")
                page.set_viewport_size(SCREEN)
                page.mouse.move(0, 0)


@pytest.fixture(scope="session")
def kept_visitors(browser: Browser) -> Visitors:
    return Visitors(browser)


@pytest.fixture
def visitors(kept_visitors: Visitors) -> Iterator[Visitors]:
    yield kept_visitors
    kept_visitors.leave()


@pytest.fixture
def context(visitors: Visitors) -> BrowserContext:
    """A Finnish visitor without a past."""
    return visitors.speaking("fi-FI")


@pytest.fixture
def timed(browser: Browser) -> Iterator[BrowserContext]:
    """A Finnish visitor whose clock a test sets: it is that of all of a visitor's pages, and stays set."""
    context = browser.new_context(locale="fi-FI", viewport=SCREEN)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Page:
    return opened(context, server.address)


def opened(context: BrowserContext, address: str) -> Page:
    """An address in a tab of its own."""
    page = tab(context)
    page.goto(address)
    return page


def tab(context: BrowserContext) -> Page:
    """The tab that a visitor does not need at the moment, or a new one."""
    for page in context.pages:
        if page.url.endswith(RESTING):
            return page
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("dialog", lambda dialog: pytest.fail(f"a script of a document ran: {dialog.message}"))
    return page


def arrived(page: Page) -> None:
    """Wait until a page is there and takes questions."""
    expect(page.locator(".threshold")).to_have_count(0)


def ask(page: Page, question: str) -> None:
    """Ask a question in the box, and wait for what comes of it."""
    arrived(page)
    before = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    expect(page.locator(".turn")).to_have_count(before + 1)
    expect(page.locator(".searching")).to_have_count(0)


class Held:
    """Holds back what a page asks for at addresses, or of it what is told apart, until it is let go."""

    def __init__(self, page: Page, addresses: str, meant: Callable[[Request], bool] = lambda _: True) -> None:
        self._page, self._addresses, self._meant = page, addresses, meant
        self._kept: list[Route] = []
        self._open = False
        self._meeting = self._meet
        page.route(addresses, self._meeting)

    def _meet(self, route: Route) -> None:
        if self._open or not self._meant(route.request):
            route.fallback()
        else:
            self._kept.append(route)

    def wait(self) -> None:
        """Wait until something is held back."""
        for _ in range(3000):  # a minute
            if self._kept:
                return
            self._page.wait_for_timeout(20)
        pytest.fail("nothing was asked for that is held back")

    def let_go(self) -> None:
        """Pass on what was held back, and hold back nothing more."""
        self._open = True
        for route in self._kept:
            with contextlib.suppress(Error):  # the page has given up what it asked for
                route.continue_()
        self._kept.clear()
        self._page.unroute(self._addresses, self._meeting)


def complaints(context: BrowserContext) -> list[str]:
    """What the pages of a visitor will complain of: what a policy forbids them, and what goes wrong.

    That a host has no sign at its root, which a browser asks for with a file, is no matter of ours.
    """
    told: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        where = message.location["url"]
        if message.type == "error" and not where.endswith("/favicon.ico"):
            told.append(f"{where}: {message.text}")

    context.on("console", hear)
    context.on("weberror", lambda error: told.append(str(error.error)))
    return told


def original(context: BrowserContext, page: Page) -> Page:
    """The tab in which the original of what is being read opens, once it is seen in the browser's viewer."""
    with context.expect_page() as opening:
        page.locator(".original a").first.click()
    tab = opening.value
    for _ in range(300):  # the viewer is dark, the paper white
        shades = Image.open(BytesIO(tab.screenshot())).convert("L").histogram()
        if min(sum(shades[:100]), sum(shades[250:])) > sum(shades) / 20:
            return tab
        tab.wait_for_timeout(100)
    pytest.fail("the original is not seen")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent || document.activeElement.tagName"))

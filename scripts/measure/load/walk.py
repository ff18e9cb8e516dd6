"""The first minute on the page: ten tasks, by keyboard alone and by touch, counting what each one takes.

``python -m scripts.measure.load.walk STORE --question "…"`` serves the store to a browser of its own
(Chromium at ``--browser``), once on a desk with a keyboard and once on a phone. An action is a key or a touch
that sets something off, or a text that is written; the steps of Tab between them are counted apart, as
``tabs``. A task that does not end where it should is an error.

The figures go to ``--to`` too, by default ``scripts/results/walk-COMMIT.json``.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from scripts.measure.evaluate import commit

_RESULTS = Path(__file__).parents[2] / "results"
_MOST = 3
_MOST_TABS = 200
_ARGUMENTS = "--no-sandbox --disable-gpu --disable-background-networking --no-first-run".split()
_OWN = re.compile(r"/(assets|static|gradio_api)/|/theme\.css|/config\b")
"""What the page asks for on Gradio's account."""


class Hand(Protocol):
    """What a visitor does things with; ``actions`` and ``tabs`` count them."""

    actions: int
    tabs: int

    def use(self, there: Locator) -> None:
        """Set off what is there."""

    def write(self, there: Locator, text: str) -> None:
        """Write into a field and send it."""

    def leave(self, there: Locator) -> None:
        """Close what is open, by what is there for that."""


class Keyboard:
    """Goes from one to the next by Tab, and sets things off by Enter or the space bar."""

    def __init__(self, page: Page) -> None:
        self._page, self.actions, self.tabs = page, 0, 0

    def _reach(self, there: Locator) -> None:
        for _ in range(_MOST_TABS):
            if there.evaluate("one => one === document.activeElement"):
                return
            self._page.keyboard.press("Tab")
            self.tabs += 1
        raise RuntimeError(f"{there}: cannot be reached by Tab")

    def use(self, there: Locator) -> None:
        """Reach it, and press Enter; a radio button is chosen by arrows, from the one that is chosen."""
        there.wait_for(state="attached")
        if there.get_attribute("type") != "radio":
            self._reach(there)
            self._page.keyboard.press("Enter")
            self.actions += 1
            return
        self._reach(self._page.locator(f"[name='{there.get_attribute('name')}']:checked"))
        while not there.is_checked():
            self._page.keyboard.press("ArrowRight")
            self.actions += 1

    def leave(self, _: Locator) -> None:
        """Press Escape."""
        self._page.keyboard.press("Escape")
        self.actions += 1

    def write(self, there: Locator, text: str) -> None:
        """Reach the field, write, press Enter."""
        self._reach(there)
        self._page.keyboard.type(text)
        self._page.keyboard.press("Enter")
        self.actions += 2


class Touch:
    """Touches, and writes on the keyboard that comes up, with its key to send."""

    def __init__(self, page: Page) -> None:
        self._page, self.actions, self.tabs = page, 0, 0

    def use(self, there: Locator) -> None:
        """Touch it, or the label of a field that is out of sight."""
        label = there.locator("xpath=ancestor::label")
        (label if label.count() else there).first.tap()
        self.actions += 1

    def write(self, there: Locator, text: str) -> None:
        """Touch the field, write, touch the key that sends."""
        there.tap()
        self._page.keyboard.type(text)
        self._page.keyboard.press("Enter")
        self.actions += 3

    def leave(self, there: Locator) -> None:
        """Touch what closes."""
        self.use(there)


Task = Callable[[Page, Hand], None]


def tasks(address: str, question: str) -> Mapping[str, Task]:
    """The tasks by name, in the order in which they are done; each leaves the page ready for the next."""

    def at_chat(page: Page) -> None:
        page.goto(address)
        expect(page.locator("#question textarea")).to_be_visible()
        expect(page.locator(".threshold")).to_have_count(0)

    def ask(page: Page, hand: Hand) -> None:
        at_chat(page)
        hand.write(page.locator("#question textarea"), question)
        expect(page.locator(".turn .verdict")).to_be_visible()

    def open_source(page: Page, hand: Hand) -> None:
        hand.use(page.locator(".turn .citation a.source").first)
        expect(page.locator(".reader #cited").first).to_be_visible()

    def go_back(page: Page, hand: Hand) -> None:
        hand.leave(page.locator(".reader .close"))
        expect(page.locator(".reader")).to_have_count(0)

    def send_link(page: Page, hand: Hand) -> None:
        hand.use(page.locator(".turn button.share"))
        expect(page.locator(".turn button.share")).to_have_class(re.compile("done"))

    def give_feedback(page: Page, hand: Hand) -> None:
        hand.use(page.locator(".turn [data-rating=useful]"))
        expect(page.locator(".turn .feedback .told")).to_be_visible()

    def export(page: Page, hand: Hand) -> None:
        with page.expect_download() as download:
            hand.use(page.locator("button.save-memo"))
        if not download.value.suggested_filename.endswith(".docx"):
            raise RuntimeError(download.value.suggested_filename)

    def change_language(page: Page, hand: Hand) -> None:
        other = page.locator(".head button[data-language]:not([aria-pressed=true])").first
        language = other.get_attribute("data-language") or ""
        hand.use(other)
        expect(page.locator(f"html[lang={language}]")).to_have_count(1)

    def narrow(page: Page, hand: Hand) -> None:
        at_chat(page)
        hand.use(page.locator(".filters > summary"))
        chip = page.locator(".filters input[type=radio]:not([value=''])").first
        hand.use(chip)
        expect(chip).to_be_checked()

    def find_meeting(page: Page, hand: Hand) -> None:
        at_chat(page)
        hand.use(page.locator(".head a[href=archive]"))
        hand.use(page.locator("table th a[href^=meeting]").nth(4))
        expect(page.locator("table.rows caption")).to_be_visible()

    def find_case(page: Page, hand: Hand) -> None:
        at_chat(page)
        hand.use(page.locator(".head a[href=register]"))
        hand.use(page.locator("td.case a").first)
        expect(page.locator("h1")).to_be_visible()
        if "case?" not in page.url:
            raise RuntimeError(page.url)

    return {
        "ask": ask,
        "open the source": open_source,
        "go back": go_back,
        "send the link": send_link,
        "give feedback": give_feedback,
        "export": export,
        "change the language": change_language,
        "filter": narrow,
        "find a meeting": find_meeting,
        "find a case": find_case,
    }


def walked(page: Page, hand: Hand, every: Mapping[str, Task]) -> dict[str, dict[str, int]]:
    """What each task takes."""
    taken = {}
    for name, task in every.items():
        hand.actions = hand.tabs = 0
        task(page, hand)
        taken[name] = {"actions": hand.actions, "tabs": hand.tabs}
        print(f"{type(hand).__name__:<10}{name:<22}{json.dumps(taken[name])}")
    return taken


def first_load(browser: Browser, address: str) -> dict[str, int]:
    """The requests of a first visit, those of our own, and the milliseconds until there is a box."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="commit")
    page.locator("#early, #question textarea").first.wait_for()
    usable = page.evaluate("Math.round(performance.now())")
    expect(page.locator(".welcome .examples")).to_be_visible()
    page.wait_for_load_state("networkidle")
    painted = page.evaluate("Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)")
    page.close()
    own = sum(not _OWN.search(url) for url in asked)
    return {"requests": len(asked), "own": own, "painted_ms": painted, "usable_ms": usable}


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The address of the page on a store, while it is served."""
    command = [sys.executable, "-m", "app.commands.main", "chat", "--no-browser", "--port", "0"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--store", str(store)], stdout=subprocess.PIPE, text=True
    )
    try:
        told = process.stdout.readline() if process.stdout else ""
        yield re.findall(r"http://\S+", told)[0]
    finally:
        process.terminate()
        process.wait(30)


def main() -> None:
    """Prints and writes the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("--question", default="Mitä uimahallista päätettiin?")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--to", type=Path, default=_RESULTS / f"walk-{commit()}.json")
    arguments = parser.parse_args()
    expect.set_options(timeout=60_000)
    figures: dict[str, Any] = {}
    with served(arguments.store) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.browser, args=_ARGUMENTS)
        figures["first load"] = first_load(browser, address)
        print(json.dumps(figures["first load"]))
        every = tasks(address, arguments.question)
        desk = browser.new_page(viewport={"width": 1366, "height": 768}, locale="fi")
        figures["keyboard"] = walked(desk, Keyboard(desk), every)
        phone = browser.new_page(
            viewport={"width": 390, "height": 844}, locale="fi", has_touch=True, is_mobile=True
        )
        figures["touch"] = walked(phone, Touch(phone), every)
        browser.close()
    taken = [each["actions"] for way in ("keyboard", "touch") for each in figures[way].values()]
    figures["most actions"] = max(taken)
    print(f"at most {max(taken)} actions a task; the bar is {_MOST}")
    arguments.to.parent.mkdir(exist_ok=True)
    arguments.to.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

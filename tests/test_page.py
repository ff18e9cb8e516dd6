"""The page in a real browser: asking, reading, languages, keyboard, and no request to another machine."""

import json
import resource
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from app.place import Place, place_of, query
from app.texts import ENGLISH, FINNISH, SWEDISH, Texts
from corpus.document import Span
from tests.fakes import ODD, PARKS

ROOT = Path(__file__).parent.parent
CHROMIUM = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run"
).split()
QUOTE = "Jaosto hyväksyi hoitosuunnitelman."
QUESTION = "Hyväksyi jaosto suunnitelman?"


class Server:
    """The page on a made-up library, in a process of its own that may reach no other machine."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.serve_fake"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        with urllib.request.urlopen(self.address) as answer:  # noqa: S310 - our own address
            self.page = answer.read().decode()

    def stop(self) -> tuple[str, str]:
        """End the process as Ctrl-C does; what it printed since, and on standard error."""
        self.process.send_signal(2)
        printed, errors = self.process.communicate(timeout=10)
        return printed, errors


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    if server.process.poll() is None:
        server.stop()


expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def kept_context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="fi-FI", viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def context(kept_context: BrowserContext) -> Iterator[BrowserContext]:
    """A Finnish visitor without a past, who has the page's files at hand."""
    yield kept_context
    kept_context.clear_cookies()
    for page in kept_context.pages:
        page.close()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Page:
    return opened(context, server.address)


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a script of a document ran: {dialog.message}"))
    page.goto(address)
    return page


def ask(page: Page, question: str) -> None:
    before = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    expect(page.locator(".turn")).to_have_count(before + 1)
    expect(page.locator(".searching")).to_have_count(0)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent || document.activeElement.tagName"))


@pytest.mark.parametrize("address", ["http://elsewhere.example/", "http://192.0.2.1/"])
def test_guard_of_these_tests_refuses_other_machines(address: str) -> None:
    script = (
        "from urllib.request import urlopen; from tests.serve_fake import keep_here; "
        f"keep_here(); urlopen('{address}')"
    )
    tried = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert tried.returncode == 1
    assert tried.stdout == f"REACHED {urlsplit(address).hostname}\n"


def test_page_answers_soon_and_its_end_is_told(context: BrowserContext) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    server = Server()
    page = opened(context, server.address)
    expect(page.locator(".examples button")).to_have_count(4)
    assert server.stop() == ("", "")
    assert server.process.returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 6
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    expect(page.get_by_role("alert")).to_have_text(FINNISH.lost)


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


def test_question_gets_its_answer(page: Page) -> None:
    ask(page, QUESTION)
    turn = page.locator(".turn")
    expect(turn.locator("h2")).to_contain_text(QUESTION)
    expect(turn.locator(".verdict")).to_have_text(FINNISH.found)
    expect(turn.locator(".quote")).to_have_text(QUOTE)
    expect(turn.locator("details.more")).not_to_have_attribute("open", "")
    expect(page.locator("#question textarea")).to_have_value("")
    expect(page.get_by_role("status").first).to_contain_text(f"{FINNISH.found}: {QUOTE}")


def test_waiting_is_shown_while_the_answer_is_sought(page: Page) -> None:
    page.fill("#question textarea", "hidas kysymys")
    page.click("#send")
    expect(page.locator(".searching")).to_have_text(FINNISH.searching)
    expect(page.locator(".verdict")).to_be_visible()


def test_citation_opens_the_document_at_the_quote(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".citation a").first.click()
    mark = page.locator("#reader mark")
    expect(mark).to_have_text(QUOTE)
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    expect(page.locator(".quote")).to_have_text(QUOTE)
    assert urlsplit(page.url).query.startswith("doc=puistot.md&span=")


def test_same_citation_is_found_again_after_scrolling_away(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_focused()
    page.focus("#question textarea")
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_focused()


def test_citation_is_a_link_that_opens_in_a_new_tab(context: BrowserContext, page: Page) -> None:
    ask(page, QUESTION)
    link = page.locator(".citation a").first
    with context.expect_page() as tab:
        link.click(modifiers=["Control"])
    expect(tab.value.locator("#reader mark")).to_have_text(QUOTE)
    expect(tab.value.locator("#cited")).to_be_in_viewport()
    expect(page.locator(".reader")).to_have_count(0)
    tab.value.reload()
    expect(tab.value.locator("#reader mark")).to_have_text(QUOTE)


def test_back_and_escape_leave_the_document(page: Page, server: Server) -> None:
    ask(page, QUESTION)
    link = page.locator(".citation a").first
    link.click()
    expect(page.locator("#cited")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".reader")).to_have_count(0)
    expect(link).to_be_focused()
    assert page.url == server.address
    page.go_back()
    expect(page.locator("#reader mark")).to_have_text(QUOTE)
    page.go_back()
    expect(page.locator(".reader")).to_have_count(0)
    expect(page.locator(".quote")).to_have_text(QUOTE)


def test_places_that_are_gone_are_told(context: BrowserContext, server: Server) -> None:
    gone = opened(context, server.address + query(Place("poissa.md", Span(1, 2))))
    expect(gone.locator(".notice")).to_have_text(FINNISH.gone_document)
    changed = place_of(PARKS.id, Span(0, len(QUOTE)), "x" * len(QUOTE))
    page = opened(context, server.address + query(changed))
    expect(page.locator(".notice")).to_have_text(FINNISH.gone_span)
    expect(page.locator("#reader h2")).to_have_text("§ 7 Puistojen hoito")


def test_text_that_has_moved_is_found(context: BrowserContext, server: Server) -> None:
    moved = place_of(PARKS.id, Span(1, 1 + len(QUOTE)), QUOTE)
    page = opened(context, server.address + query(moved))
    expect(page.locator("#reader mark")).to_have_text(QUOTE)


def test_documents_are_chosen_from_a_list(context: BrowserContext, server: Server) -> None:
    page = opened(context, server.address + query(Place(PARKS.id)))
    page.get_by_label(FINNISH.choose_document).select_option(ODD.title)
    expect(page.locator("#reader h2")).to_have_text(ODD.title)
    expect(page.locator(".text")).to_contain_text("Kaavat $x^2$, **tähdet**, {{value}}, ${1+1} ja `koodi`")
    assert page.url == server.address + query(Place(ODD.id))


def test_search_is_limited_and_says_so(page: Page) -> None:
    page.locator(".limits summary").click()
    page.get_by_label(FINNISH.limit_document).last.select_option(ODD.id)
    page.get_by_label(FINNISH.limit_since).fill("2025-01-31")
    ask(page, QUESTION)
    expect(page.locator(".limited")).to_have_text(FINNISH.limited.format(what=f"{ODD.id} · 31.1.2025–"))
    expect(page.locator(".turn")).not_to_contain_text("hoitosuunnitelman")


def test_hint_of_a_question_is_told_and_taken_away(page: Page) -> None:
    ask(page, "Mitä puistojaosto päätti?")
    expect(page.locator(".hinted")).to_contain_text(FINNISH.hinted.format(what="Puistojaosto"))
    page.get_by_role("button", name=FINNISH.unhint).click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").last.locator(".verdict")).to_be_visible()
    expect(page.locator(".turn").last.locator(".hinted")).to_have_count(0)


def test_contents_lead_to_sections(context: BrowserContext, server: Server) -> None:
    page = opened(context, server.address + query(Place(PARKS.id)))
    page.locator(".contents a", has_text="Kustannukset").click()
    expect(page.locator("#section-3")).to_be_focused()
    assert page.url == server.address + query(Place(PARKS.id))


def test_markup_of_questions_and_documents_stays_text(page: Page) -> None:
    question = "<img src=x onerror=alert(1)> Summa on <script>alert(2)</script> **x** $y$ {{value}} ${1+1}"
    ask(page, question)
    expect(page.locator(".turn h2")).to_contain_text(question)
    expect(page.locator(".quote")).to_contain_text("<script>alert(1)</script>")
    assert page.locator(".turn :is(img, script, strong, .katex)").count() == 0


def test_questions_that_cannot_be_answered_are_refused_in_words(page: Page) -> None:
    refused = {
        "hajalla": "vectors.faiss: the file is cut <short>",
        "kaatuu": FINNISH.unexpected,
        "a" * 20_000: FINNISH.unfit_question,
        "   ": FINNISH.empty_question,
    }
    for question, told in refused.items():
        ask(page, question)
        expect(page.locator(".turn").last).to_contain_text(told)
        expect(page.get_by_role("status").first).to_contain_text(told)
    assert "secret" not in page.content()


def test_odd_questions_are_answered(page: Page) -> None:
    for question in ("puistoja " * 600, "🙂🏙️👩‍👩‍👧", "ما هو القرار؟", "\u202epuistoja"):
        ask(page, question)
        expect(page.locator(".turn h2").last).to_contain_text(question.strip())
        expect(page.locator(".turn").last.locator(".verdict")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_not_found_helps(page: Page) -> None:
    ask(page, "Uimahalli?")
    expect(page.locator(".verdict")).to_have_text(FINNISH.not_found)
    expect(page.locator(".advice li")).to_have_count(3)
    expect(page.locator(".closest li")).to_have_count(3)


@pytest.mark.parametrize(("locale", "texts"), [("sv-FI", SWEDISH), ("de-DE", ENGLISH)])
def test_page_speaks_the_language_of_the_browser(
    browser: Browser, server: Server, locale: str, texts: Texts
) -> None:
    context = browser.new_context(locale=locale)
    page = opened(context, server.address)
    expect(page.locator(".welcome h2")).to_have_text(texts.welcome)
    expect(page.locator("html")).to_have_attribute("lang", texts.language)
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


def test_two_visitors_never_see_each_other(browser: Browser, server: Server) -> None:
    contexts = [browser.new_context(locale="fi-FI") for _ in range(2)]
    first, second = (opened(context, server.address) for context in contexts)
    ask(first, QUESTION)
    ask(second, "Uimahalli?")
    ask(first, "puistoja")
    expect(first.locator(".turn h2")).to_have_text([f"Kysyit: {QUESTION}", "Kysyit: puistoja"])
    expect(second.locator(".turn h2")).to_have_text(["Kysyit: Uimahalli?"])
    for context in contexts:
        context.close()


def test_everything_works_by_keyboard(page: Page) -> None:
    expect(page.locator(".examples button")).to_have_count(4)
    page.keyboard.press("Tab")
    assert focused(page) == FINNISH.skip
    page.keyboard.press("Enter")
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_be_visible()
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert focused(page) == FINNISH.limits
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "4 muuta kohtaa"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#cited")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Escape")
    expect(page.locator(".citation a").first).to_be_focused()


def test_page_has_one_main_heading_and_labelled_parts(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("§ Pykälä")
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("region", name=FINNISH.conversation)).to_be_visible()
    expect(page.get_by_role("region", name="§ 7 Puistojen hoito")).to_be_visible()
    expect(page.get_by_role("navigation", name=FINNISH.contents)).to_have_count(1)
    expect(page.get_by_role("group", name=FINNISH.choose_language)).to_be_visible()
    expect(page.get_by_role("textbox", name=FINNISH.question)).to_be_visible()
    assert page.locator("footer").count() == 0


Scheme = Literal["light", "dark"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow_page_shows_everything_without_scrolling_sideways(
    browser: Browser, server: Server, scheme: Scheme
) -> None:
    context = browser.new_context(locale="fi-FI", viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page = opened(context, server.address)
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert faint(page) == []
    page.get_by_role("button", name=FINNISH.back).click()
    expect(page.locator(".citation a").first).to_be_in_viewport()
    context.close()


def faint(page: Page) -> list[tuple[str, str]]:
    """The pairs of colours of the page that do not stand out as WCAG 2.1 wants them to."""

    def colour(name: str) -> float:
        script = "name => getComputedStyle(document.documentElement).getPropertyValue(name)"
        return luminance(page.evaluate(script, f"--{name}"))

    texts = [
        ("ink", "ground"),
        ("quiet", "ground"),
        ("accent", "ground"),
        ("on-accent", "accent"),
        ("ink", "tint"),
    ]
    wanted = {**dict.fromkeys(texts, 4.5), ("edge", "ground"): 3}
    shown = page.evaluate("getComputedStyle(document.querySelector('.gradio-container')).backgroundColor")
    assert luminance(shown) == pytest.approx(colour("ground"))
    return [pair for pair, least in wanted.items() if contrast(colour(pair[0]), colour(pair[1])) < least]


def luminance(colour: str) -> float:
    """The relative luminance of a colour written ``#rrggbb`` or ``rgb(r, g, b)`` (WCAG 2.1)."""
    colour = colour.strip()
    parts = (
        [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        if colour.startswith("#")
        else json.loads("[" + colour.removeprefix("rgb(").removesuffix(")") + "]")
    )
    linear = [
        (part / 255 / 12.92) if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    """The contrast of two luminances, from 1 to 21 (WCAG 2.1)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_program_reached_no_other_machine_in_all_this(server: Server) -> None:
    printed, errors = server.stop()
    assert printed == ""
    raised = [line for line in errors.splitlines() if "Error: " in line]
    assert raised == ["ZeroDivisionError: secret detail"]

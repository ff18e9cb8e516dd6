"""The page under axe-core: no violation of any kind, in every view, language and width, and in the dark.

One visit for each language goes through all views; nothing is said there but what we have to say.

axe-core is the checker of Deque Systems (MPL-2.0), as ``axe-playwright-python`` carries it.
"""

from importlib import resources
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from app.texts import LANGUAGE_COOKIE, LANGUAGES, TEXTS
from app.texts.families import ARCHIVE, FEEDBACK, STATEMENTS, TOUR
from corpus.language import Language
from tests.support.site.browser import SEVERAL, Held, Server, Visitors, ask, tab
from tests.support.site.serve_fake import documents
from tests.support.strings import foreign, of_documents

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async (rules) => {
    // Colours on their way are none: they arrive. What never ends has no colour to arrive at.
    for (let frames = 0; document.getAnimations().length; frames++) {
        if (frames > 1000) throw new Error("something moves all the time");
        for (const one of document.getAnimations())
            if (one.effect.getComputedTiming().endTime !== Infinity) one.finish();
        await new Promise(requestAnimationFrame);
    }
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...rules });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}"""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours, all that another scheme changes."""
STRANGE, GOING_WRONG = "Uimahalli?", "hajalla"
"""Questions that have no answer."""
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
LIGHT = (("light", WIDE), ("light", NARROW))
CLOTHES = {"fi": (*LIGHT, ("dark", NARROW), ("dark", WIDE)), "sv": LIGHT, "en": LIGHT}
"""What each view is looked at in: colours are the same in every language, so that one is enough for them."""
ALREADY_READ = {"preload": False}
"""Style sheets are the same in all clothes and languages, and read once for the rules that look at them."""
ONLY_COLOURS = {"runOnly": list(COLOURS), **ALREADY_READ}
ALL_BUT_COLOURS = {"rules": {rule: {"enabled": False} for rule in COLOURS}, **ALREADY_READ}


def violations(page: Page, rules: object = None) -> list[str]:
    """What axe finds on a page as it is shown by all or by some rules: the rule, and what breaks it."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, rules)
    return found


def rules_for(language: Language, scheme: str, size: object) -> object:
    """The rules for a view: colours take most of axe's time, and only they depend on the scheme."""
    if language != "fi":
        return ALL_BUT_COLOURS
    if scheme == "dark":
        return ONLY_COLOURS
    return None if size is WIDE else ALREADY_READ


def arriving(page: Page, language: Language) -> None:
    expect(page.locator(".arriving")).to_have_text(TEXTS[language]["loading"])


def empty(page: Page, language: Language) -> None:
    expect(page.locator(".examples button")).to_have_count(3)
    # What was chosen before counts, and not what the browser asks for.
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("contentinfo")).to_have_text(STATEMENTS[language].title, use_inner_text=True)


def filters(page: Page, language: Language) -> None:
    page.get_by_text(TEXTS[language]["filters"]).click()
    expect(page.locator(".chips").first).to_be_visible()


def answered(page: Page, language: Language) -> None:
    page.get_by_text(TEXTS[language]["filters"]).click()
    ask(page, SEVERAL)
    page.locator("details.more summary").click()


def not_found(page: Page, _: Language) -> None:
    anew(page, STRANGE)


def refused(page: Page, _: Language) -> None:
    anew(page, GOING_WRONG)


def told_of(page: Page, language: Language) -> None:
    ask(page, "Was the plan approved?")
    page.locator(".turn").last.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_visible()
    page.get_by_role("button", name=FEEDBACK[language]["missing"]).click()
    expect(page.get_by_label(FEEDBACK[language]["remark"])).to_be_visible()


def reader(page: Page, _: Language) -> None:
    anew(page, "Laiturit korjataan syksyllä?")
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_have_text("Laiturit korjataan syksyllä.")
    page.locator(".face summary").click()


def tour(page: Page, language: Language) -> None:
    page.press("#reader .reader .close", "Escape")
    expect(page.locator("#reader .reader")).to_have_count(0)
    page.get_by_role("link", name=TEXTS[language]["tour_view"]).click()
    expect(page.locator("#tour-title")).to_have_text(TOUR[language]["archive"])


def walked(page: Page, _: Language) -> None:
    page.get_by_role("button", name="Puistojen hoito").click()
    expect(page.locator(".decisions .said")).to_be_visible()
    expect(page.locator("#tour-questions")).to_be_visible()


def statement(page: Page, language: Language) -> None:
    page.evaluate("localStorage.clear()")
    page.goto(f"{page.url.partition('?')[0]}accessibility")
    expect(page.locator("html")).to_have_attribute("lang", language)


def meetings(page: Page, language: Language) -> None:
    page.goto(f"{page.url.rpartition('/')[0]}/archive")
    expect(page.get_by_role("heading", level=1)).to_have_text(ARCHIVE[language].title)


def meeting(page: Page, language: Language) -> None:
    page.get_by_role("rowheader").first.get_by_role("link").click()
    expect(page.get_by_role("table", name=ARCHIVE[language]["meeting_items"])).to_be_visible()


def case(page: Page, _: Language) -> None:
    page.goto(f"{page.url.rpartition('/')[0]}/case?number=HEL+2025-000044")
    expect(page.get_by_role("row")).to_have_count(4)


def register(page: Page, language: Language) -> None:
    page.get_by_role("link", name=TEXTS[language]["register"], exact=True).click()
    expect(page.locator("#register-title")).to_be_visible()


VIEWS = (
    arriving,
    empty,
    filters,
    answered,
    not_found,
    refused,
    told_of,
    reader,
    tour,
    walked,
    statement,
    meetings,
    meeting,
    case,
    register,
)
"""The views in the order of a visit: each goes on from the one before it."""


SAID_BESIDE = (
    SEVERAL,
    STRANGE,
    GOING_WRONG,
    "Was the plan approved?",
    "suunnitelma hyväksyä",  # what that is looked for by
    "vectors.faiss: the file is cut <short>",  # what the program says of itself, marked as English
    "s.",
)
"""What the page says beside its own texts and the documents: questions, and what comes of them."""


def anew(page: Page, question: str) -> None:
    """Ask in an emptied conversation, so that axe need not read again what it has read."""
    page.locator("button.clear").click()
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, question)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_visit_through_all_views(
    visitors: Visitors, server: Server, language: Language, tmp_path: Path
) -> None:
    known = [*of_documents(documents(tmp_path)), *SAID_BESIDE]
    context = visitors.speaking("de-DE")
    context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": server.address}])
    page = tab(context)
    held = Held(page, "**/assets/*.js")
    page.goto(server.address, wait_until="commit")
    found, wide, strange = {}, {}, {}
    for view in VIEWS:
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        view(page, language)
        strange[view.__name__] = foreign(page, language, known)
        for scheme, size in CLOTHES[language]:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size(size)  # type: ignore[arg-type]
            worn = (view.__name__, scheme, size["width"])
            if language == "fi" or size is WIDE:  # what is narrow is built alike in every language
                found[worn] = violations(page, rules_for(language, scheme, size))
            wide[worn] = page.evaluate("document.documentElement.scrollWidth") - size["width"]
        held.let_go()
    assert {view: told for view, told in strange.items() if told} == {}
    assert {worn: told for worn, told in found.items() if told} == {}
    assert {worn: more for worn, more in wide.items() if more > 0} == {}
    assert len(wide) == len(VIEWS) * len(CLOTHES[language])
    assert len(found) == len(VIEWS) * (4 if language == "fi" else 1)


def test_words_that_are_not_ours_are_found(browser: Browser) -> None:
    page = browser.new_page()
    swedish = TEXTS["sv"]
    page.set_content(
        f"<html><head><title>Pykälä</title></head><body><p>{swedish['found']} 12</p><button title='Clear'>"
        f"{swedish.send}</button><p aria-label='Loading…'></p><p style='display: none'>Submit</p>"
        "<p style='opacity: 0'>Settings</p><p>Jaosto</p></body></html>"
    )
    assert foreign(page, "sv", ["Jaosto päätti"]) == ["Settings", "Clear", "Loading…"]
    assert foreign(page, "fi", [])[0] == f"{swedish['found']} 12"
    page.close()


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='data:,'><p style='color:#ccc'>Faint</p></body></html>")
    rules = {found.split(":")[0] for found in violations(page)}
    assert {"image-alt", "color-contrast", "html-has-lang", "document-title"} <= rules
    page.close()

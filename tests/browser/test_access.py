"""The page for everybody: by keyboard, by name, on a narrow screen, in the dark."""

import json

import pytest
from playwright.sync_api import Page, expect

from app.texts import FINNISH
from app.texts.families import FEEDBACK, STATEMENTS
from tests.browser.test_axe import SCHEMES
from tests.support.site.browser import QUESTION, ask, focused


def test_everything_works_by_keyboard(page: Page) -> None:
    expect(page.locator(".examples button")).to_have_count(3)
    expect(page.locator("#header .skip")).to_be_visible()  # for a moment the page is there, but not in sight
    page.keyboard.press("Tab")
    assert focused(page) == FINNISH["skip"]
    page.keyboard.press("Enter")
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_be_visible()
    expect(page.locator("#question textarea")).to_be_focused()
    offered = page.locator(".next button")
    expect(offered.first).to_be_visible()
    following = [each.text_content() or "" for each in reversed(offered.all())]
    for name in (
        FINNISH["clear"],
        FINNISH["print_all"],
        FINNISH["save_all"],
        FINNISH["save_memo"],
        FINNISH["copy_all"],
        FINNISH["new_conversation"],
        *following,
        FEEDBACK["fi"]["missing"],
        FEEDBACK["fi"]["wrong_place"],
        FEEDBACK["fi"]["useful"],
        FINNISH["edit"],
        FINNISH["share"],
        FINNISH["copy_quote"],
    ):
        page.keyboard.press("Shift+Tab")
        assert focused(page) == name
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#cited")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Escape")
    expect(page.locator(".citation a").first).to_be_focused()


def test_page_has_one_main_heading_and_labelled_parts_and_is_whole_on_a_narrow_screen(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_focused()
    has_one_main_heading_and_labelled_parts(page)
    page.keyboard.press("Escape")
    expect(page.locator("#reader .reader")).to_have_count(0)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert faint(page) == []
    page.get_by_role("button", name=FINNISH["back"]).click()
    expect(page.locator(".citation a").first).to_be_in_viewport()


def has_one_main_heading_and_labelled_parts(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("§ Pykälä")
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_count(1)
    expect(page.get_by_role("region", name=FINNISH["conversation"])).to_be_visible()
    expect(page.get_by_role("region", name="§ 7 Puistojen hoito")).to_be_visible()
    expect(page.get_by_role("navigation", name=FINNISH["contents"])).to_have_count(1)
    expect(page.get_by_role("group", name=FINNISH["choose_language"])).to_be_visible()
    expect(page.get_by_role("textbox", name=FINNISH.question)).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_have_text(STATEMENTS["fi"].title, use_inner_text=True)


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

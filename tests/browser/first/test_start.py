"""The first screen holds all that one needs to ask, examples and the newest documents; help is folded."""

from playwright.sync_api import Locator, Page, ViewportSize, expect

from app.texts import FINNISH, SWEDISH
from app.texts.families import TOUR
from tests.support.site.browser import QUESTION, ask

DESK: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
ZOOMED: ViewportSize = {"width": 683, "height": 384}
"""A window of 1366 × 768 at 200 %."""


def inside(page: Page, part: Locator) -> bool:
    """Whether all of a part is in the window, which has not been scrolled."""
    size, box = page.viewport_size, part.bounding_box()
    assert size is not None
    assert box is not None
    assert page.evaluate("scrollY") == 0
    return box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


def test_all_to_begin_with_is_in_the_first_window_and_help_is_unfolded_by_keyboard(page: Page) -> None:
    expect(page.locator(".examples button")).to_have_count(3)
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        for part in ("#question textarea", "#send", ".examples", ".latest", ".help summary"):
            assert inside(page, page.locator(part)), (size, part)
    page.set_viewport_size(ZOOMED)
    for part in ("#question textarea", "#send", "#filters summary"):
        assert inside(page, page.locator(part)), part
    expect(page.locator(".help dl")).to_be_hidden()
    page.locator(".help summary").press("Enter")
    expect(page.locator(".help dt").first).to_have_text(TOUR["fi"]["ask_step"][0])


def test_example_is_answered_and_what_may_be_asked_next_stands_below_it_and_is_answered(page: Page) -> None:
    page.locator(".examples button").first.click()
    expect(page.locator(".verdict")).to_have_text(FINNISH["found"])
    for part in (".greeting", ".examples", ".latest", ".help"):
        expect(page.locator(part)).to_be_hidden()
    ask(page, QUESTION)
    offered = page.locator(".turn").last.locator(".next button")
    expect(offered.first).to_be_visible()
    assert 0 < offered.count() <= 3
    question = offered.first.text_content() or ""
    offered.first.click()
    expect(page.locator(".turn")).to_have_count(3)
    expect(page.locator(".turn").last.locator("h2")).to_have_text(f"{FINNISH['asked']} {question}")
    expect(page.locator(".turn").last.locator(".verdict")).to_have_text(FINNISH["found"])
    expect(page.locator(".turn:not(:last-child) .next")).to_have_count(0)
    expect(page.locator(".turn").last.locator(".next button").first).to_be_visible()
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator(".next h3")).to_have_text(SWEDISH.following)


def test_languages_and_views_stay_in_reach_after_answers(page: Page) -> None:
    for question in (QUESTION, "puistoja"):
        ask(page, question)
    for size, language, texts in (
        (DESK, "Svenska", SWEDISH),
        (PHONE, "Suomi", FINNISH),
        (ZOOMED, "Svenska", SWEDISH),
    ):
        page.set_viewport_size(size)
        page.locator(".turn").last.evaluate("turn => turn.scrollIntoView()")
        assert page.evaluate("scrollY") > 0
        expect(page.locator(".views a[data-view=tour]")).to_be_in_viewport(ratio=1)
        page.get_by_role("button", name=language).click()
        expect(page.locator(".verdict").last).to_have_text(texts["found"])
        title, head = page.locator(".turn h2").last.bounding_box(), page.locator("#header").bounding_box()
        assert title is not None
        assert head is not None
        assert title["y"] >= head["height"]  # the head does not cover it

"""The page at 200 % (WCAG 2.1, 1.4.4 and 1.4.10): nothing cut off or beside the window, all controls reached.

A window of 1280 × 800 at a browser's zoom of 200 % has 640 × 400 pixels of style sheets, each two of the
screen wide: that is what the browser is given here. Once more the text alone is twice as big, by a style
sheet of the visitor's own, in a window that stays 1280 wide.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from app.texts import LANGUAGE_COOKIE
from corpus.language import Language
from tests.support.site.browser import FORGET, Server, ask, opened

ZOOMED: tuple[ViewportSize, int, str] = ({"width": 640, "height": 400}, 2, "100%")
BIG_TEXT: tuple[ViewportSize, int, str] = ({"width": 1280, "height": 800}, 1, "200%")

CUT_OFF = """() => {
  // Each stretch of text that is in sight, and what of it a box around it or the window's edge hides.
  const unseen = (element) => element.closest(".unseen, .skip, .repeated, option") !== null;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const hides = (value) => value === "hidden" || value === "clip";
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const around = text.parentElement;
    if (!text.data.trim() || unseen(around) || !seen(around)) continue;
    if (getComputedStyle(around).clipPath === "inset(50%)") continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width === 0) continue;
      const told = text.data.trim().slice(0, 60);
      if (box.left < -1 || box.right > innerWidth + 1) found.push(`beside the window: ${told}`);
      for (let outer = around; outer !== document.body; outer = outer.parentElement) {
        const style = getComputedStyle(outer);
        const edge = outer.getBoundingClientRect();
        const beside = box.left < edge.left - 1 || box.right > edge.right + 1;
        const above = box.top < edge.top - 1 || box.bottom > edge.bottom + 1;
        if ((hides(style.overflowX) && beside) || (hides(style.overflowY) && above)) {
          found.push(`cut off by ${outer.tagName}.${outer.className}: ${told}`);
        }
      }
    }
  }
  for (const field of document.querySelectorAll("input, button")) {
    if (seen(field) && field.scrollWidth > field.clientWidth + 1) {
      found.push(`too wide: ${field.outerHTML.slice(0, 80)}`);
    }
  }
  return [...new Set(found)];
}"""
SIDEWAYS = """() => [document.scrollingElement, ...document.querySelectorAll("body *")]
  .filter((element) => element === document.scrollingElement
    || ["auto", "scroll"].includes(getComputedStyle(element).overflowX) && !element.matches("textarea"))
  .filter((element) => element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.outerHTML.slice(0, 80))"""
CONTROLS = """() => [...document.querySelectorAll(
    "a[href], button:enabled, summary, input:enabled, select:enabled, textarea:enabled")]
  .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .map((control, number) => { control.dataset.number = number; return control; }).length"""
FONT_SIZE = "parseFloat(getComputedStyle(document.querySelector('.head .tagline')).fontSize)"
FOLLOW = """() => {
  // Of each control that a key leads to, its number, and what of it cannot be seen or clicked.
  window.stops = [];
  addEventListener("keyup", () => {
    const control = document.activeElement;
    if (control === document.body) return;
    const told = control.textContent.trim().slice(0, 60) || control.id || control.tagName;
    const boxes = [...control.getClientRects()].filter((box) => box.width && box.height);
    const inside = boxes.filter((box) => {
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (x < 0 || x > innerWidth || y < 0 || y > innerHeight) return false;
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (control.contains(hit) || hit.contains(control));
    });
    window.stops.push([control.dataset.number ?? "", inside.length ? "" : `out of reach: ${told}`]);
  }, true);
}"""


def hidden(page: Page) -> list[str]:
    """What of the page as it is shown is cut off or beside the window."""
    return [*page.evaluate(CUT_OFF), *(f"scrolls sideways: {one}" for one in page.evaluate(SIDEWAYS))]


def lost(page: Page) -> list[str]:
    """What of the page as it is shown is cut off, beside the window, or out of the keyboard's reach."""
    found = hidden(page)
    count = page.evaluate(CONTROLS)
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    if page.evaluate("typeof stops") == "undefined":
        page.evaluate(FOLLOW)
    missed = set(map(str, range(count)))
    for _ in range(10):  # a field for a date has several stops
        for _ in range(count // 4 + 5):
            page.keyboard.press("Tab")
        for number, problem in page.evaluate("stops.splice(0)"):
            missed.discard(number)
            found += [problem] if problem else []
        if not missed:
            break
    found += [f"not reached: {number} of {count}" for number in sorted(missed)]
    return list(dict.fromkeys(found))


def welcome(page: Page) -> None:
    expect(page.locator(".examples button")).to_have_count(3)
    page.locator(".help summary").click()


def card(page: Page) -> None:
    ask(page, "Rakennetaan lintutorni saareen?")
    page.locator(".matter summary").click()


def form(page: Page) -> None:
    page.locator("button[data-rating=missing]").click()
    expect(page.locator(".remark textarea")).to_be_visible()
    page.locator(".filters summary").click()
    expect(page.locator(".chips").first).to_be_visible()


def reader(page: Page) -> None:
    page.locator(".citation a").first.click()
    expect(page.locator("#cited")).to_be_visible()


def tour(page: Page) -> None:
    page.locator(".reader .close").click()
    expect(page.locator("#reader .reader")).to_have_count(0)
    page.locator(".views a[data-view=tour]").click()
    expect(page.locator("#tour-title")).to_be_visible()


def walked(page: Page) -> None:
    page.get_by_role("button", name="Puistojen hoito").click()
    expect(page.locator("#tour-questions")).to_be_visible()
    expect(page.locator(".tour-questions :is(.asking button, .tried)").first).to_be_visible()


VIEWS = (welcome, card, form, reader, tour, walked)
"""The views in the order of a visit: each goes on from the one before it."""


@pytest.fixture(scope="module")
def zoomed(browser: Browser) -> Iterator[BrowserContext]:
    """Visitors at a zoom of 200 %."""
    size, scale, _ = ZOOMED
    context = browser.new_context(locale="fi-FI", viewport=size, device_scale_factor=scale)
    yield context
    context.close()


@pytest.mark.parametrize("kind", [ZOOMED, BIG_TEXT], ids=["zoomed", "big-text"])
def test_nothing_is_lost_at_twice_the_size(
    context: BrowserContext, zoomed: BrowserContext, server: Server, kind: tuple[ViewportSize, int, str]
) -> None:
    size, scale, text = kind
    page = opened(zoomed if kind is ZOOMED else context, server.address)
    page.set_viewport_size(size)
    page.add_style_tag(content=f"html {{ font-size: {text} !important }}")
    found = {}
    for view in VIEWS:
        view(page)
        found[view.__name__] = lost(page)
    assert page.evaluate("devicePixelRatio") == scale
    shown = page.evaluate(FONT_SIZE)
    page.evaluate(FORGET)
    assert {name: told for name, told in found.items() if told} == {}
    assert shown * scale == 32  # twice the 16 of a browser as it comes


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_is_lost_at_twice_the_size_in_other_languages(
    zoomed: BrowserContext, server: Server, language: Language
) -> None:
    zoomed.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": server.address}])
    page = opened(zoomed, server.address)
    found = {}
    for view in VIEWS:
        view(page)
        found[view.__name__] = hidden(page)
    assert page.evaluate("document.documentElement.lang") == language
    page.evaluate(FORGET)
    assert {name: told for name, told in found.items() if told} == {}


def test_what_is_lost_is_found(browser: Browser) -> None:
    page = browser.new_page(viewport=ZOOMED[0])
    page.set_content(
        "<style>p:first-child { width: 9rem; overflow: hidden; white-space: nowrap } p { width: 60rem }"
        "</style>"
        f"<body><p>A title that is much too long for it</p><p>{'wide ' * 40}</p>"
        "<button tabindex='-1'>Not by keyboard</button>"
        "<button style='position: fixed; left: -9rem'>Away</button>"
    )
    kinds = [told.split(":")[0] for told in lost(page)]
    assert kinds == [
        "cut off by P.",
        "beside the window",
        "beside the window",
        "scrolls sideways",
        "out of reach",
        "not reached",
    ]
    page.close()

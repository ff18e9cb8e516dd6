"""The tour, in a real browser."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.texts import ENGLISH as PAGE_ENGLISH
from app.texts import FINNISH as PAGE_FINNISH
from app.texts.families import TOUR
from tests.browser.test_axe import SCHEMES
from tests.support.site.browser import Server, Visitors, focused, opened

ENGLISH = TOUR["en"]
FINNISH = TOUR["fi"]

ASKED = "Mistä asiassa ”Puistojen hoito” on kyse?"


@pytest.fixture
def tour(page: Page) -> Page:
    """The page with its tour open."""
    page.get_by_role("link", name=PAGE_FINNISH["tour_view"]).click()
    expect(page.locator("#tour-title")).to_have_text(FINNISH["archive"])
    return page


def walk(page: Page) -> None:
    page.get_by_role("button", name="Puistojen hoito").click()
    expect(page.locator("#tour-title")).to_have_text("§ 7 Puistojen hoito")


def test_tour_has_an_address_and_is_called_as_what_is_in_sight(tour: Page) -> None:
    assert urlsplit(tour.url).query == "view=tour"
    link = tour.get_by_role("link", name=PAGE_FINNISH["tour_view"])
    expect(link).to_have_attribute("aria-current", "page")
    expect(tour.locator("#question")).to_be_hidden()
    tour.reload()
    expect(tour.locator("#tour-title")).to_have_text(FINNISH["archive"])
    tour.go_back()
    expect(tour.locator("#question")).to_be_visible()
    expect(tour.locator("#tour")).to_be_hidden()


def test_document_is_walked_through_and_left_again_and_a_section_opens(tour: Page) -> None:
    walk(tour)
    expect(tour.locator("#tour-title")).to_be_focused()
    expect(tour.locator(".decisions .outcome")).to_have_text("Päätettiin ehdotuksen mukaisesti")
    expect(tour.locator(".decisions .said")).to_have_text(
        "Jaosto hyväksyi hoitosuunnitelman. Suunnitelma alkaa <b>keväällä</b> 2026."
    )
    expect(tour.locator(".stops .said")).to_have_text(
        [
            "Asia koskee kaikkia puistoja.",
            "Jaosto hyväksyi hoitosuunnitelman.",
            "Hoito maksaa 40 000 euroa.",
        ]
    )
    link = tour.locator(".stops a", has_text="Kustannukset")
    link.click()
    expect(tour.locator("#cited")).to_have_text("Hoito maksaa 40 000 euroa.")
    expect(tour.locator("#cited")).to_be_focused()
    expect(tour.locator("#tour-title")).to_be_visible()
    tour.keyboard.press("Escape")
    expect(link).to_be_focused()
    tour.get_by_role("button", name=FINNISH["back"]).click()
    expect(tour.locator("#tour-title")).to_have_text(FINNISH["archive"])


def test_click_on_a_question_asks_it_in_the_conversation(tour: Page) -> None:
    walk(tour)
    tour.get_by_role("button", name=ASKED).click()
    expect(tour.locator(".turn h2")).to_contain_text(ASKED)
    expect(tour.locator(".quote")).to_have_text("Asia koskee kaikkia puistoja.")
    expect(tour.locator(".verdict")).to_have_text(PAGE_FINNISH["found"])
    assert urlsplit(tour.url).query == ""


def test_tour_speaks_the_language_of_the_browser_at_once(visitors: Visitors, server: Server) -> None:
    page = opened(visitors.speaking("en-GB"), server.address + "?view=tour")
    expect(page.locator("#tour-title")).to_have_text(ENGLISH["archive"])


def test_tour_works_by_keyboard_and_follows_the_language(tour: Page) -> None:
    tour.get_by_role("button", name="Puistojen hoito").focus()
    tour.keyboard.press("Enter")
    expect(tour.locator("#tour-title")).to_be_focused()
    tour.keyboard.press("Tab")
    assert focused(tour) == FINNISH["decisions"]
    tour.keyboard.press("Tab")
    tour.keyboard.press("Enter")
    expect(tour.locator("#tour-sections")).to_be_focused()
    tour.keyboard.press("Tab")
    tour.keyboard.press("Enter")
    expect(tour.locator("#cited")).to_be_focused()
    expect(tour.locator(".asking button").first).to_be_visible()
    tour.get_by_role("button", name="English").click()
    expect(tour.locator("#tour-sections")).to_have_text(ENGLISH["sections"])
    expect(tour.locator("#tour-title")).to_have_text("§ 7 Puistojen hoito")
    expect(tour.get_by_role("link", name=PAGE_ENGLISH["tour_view"])).to_have_attribute("aria-current", "page")


def test_narrow_tour_shows_everything_without_scrolling_sideways(tour: Page) -> None:
    tour.set_viewport_size({"width": 320, "height": 640})
    assert tour.evaluate("document.documentElement.scrollWidth") == 320
    walk(tour)
    expect(tour.locator(".asking button").first).to_be_visible()
    for scheme in SCHEMES:
        tour.emulate_media(color_scheme=scheme)
        assert tour.evaluate("document.documentElement.scrollWidth") == 320

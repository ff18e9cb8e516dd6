"""The walk over the page: what a task takes is counted, by keyboard and by touch."""

import pytest
from playwright.sync_api import Browser, Page

from scripts.measure.load.walk import Hand, Keyboard, Touch, walked

PAGE = """
<a href="#a">a</a><button id="b" onclick="this.dataset.used = 1">b</button><input id="c">
<label><input type="radio" name="r" checked>d</label><label><input type="radio" name="r" id="e">e</label>
"""


@pytest.fixture
def page(browser: Browser) -> Page:
    page = browser.new_page(has_touch=True)
    page.set_content(PAGE)
    return page


def test_actions_and_steps_of_tab_are_counted_apart(page: Page) -> None:
    def task(page: Page, hand: Hand) -> None:
        hand.use(page.locator("#b"))
        hand.write(page.locator("#c"), "silta")
        hand.use(page.locator("#e"))

    keyboard, touch = Keyboard(page), Touch(page)
    assert walked(page, keyboard, {"all": task}) == {"all": {"actions": 4, "tabs": 4}}
    assert page.locator("#b").get_attribute("data-used") == "1"
    assert page.locator("#c").input_value() == "silta"
    assert page.locator("#e").is_checked()
    assert walked(page, touch, {"all": task}) == {"all": {"actions": 5, "tabs": 0}}
    keyboard.leave(page.locator("#b"))
    assert (keyboard.actions, keyboard.tabs) == (5, 4)
    page.close()


def test_what_tab_does_not_reach_is_an_error(page: Page) -> None:
    page.locator("#b").evaluate("one => one.tabIndex = -1")
    with pytest.raises(RuntimeError, match="cannot be reached by Tab"):
        Keyboard(page).use(page.locator("#b"))
    page.close()

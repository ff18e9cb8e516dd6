"""One case in several meetings on the page: the head of its group, and the way to each meeting's item."""

from playwright.sync_api import Page, expect

from app.texts import ENGLISH, FINNISH, SWEDISH
from tests.support.site.browser import ask

QUESTION = "Rakennetaan lintutorni saareen?"
LATER, STAIRS, FIRST = (
    "§ 8 Lintutorni (HEL 2025-000044, 14.2.2025)",
    "§ 9 Lintutornin portaat (HEL 2025-000044, 14.2.2025)",
    "§ 3 Lintutorni (HEL 2025-000044, 10.1.2025)",
)


def test_other_meeting_of_a_matter_is_opened_from_the_head_of_its_group(page: Page) -> None:
    ask(page, QUESTION)
    head = page.locator(".matter")
    expect(head.locator("p")).to_have_text(FINNISH["one_matter"].format(count=2))  # three items, two meetings
    expect(page.locator(".quote")).to_contain_text("Rakennuslautakunta vahvisti")
    expect(page.locator(".together .passage")).to_have_text(
        "Lupalautakunta päätti, että lintutorni rakennetaan niemeen."
    )
    head.locator("summary").click()
    expect(head.locator("a.source")).to_have_text([LATER, STAIRS, FIRST])
    other = head.get_by_role("link", name=FIRST)
    other.click()
    expect(page.locator("#reader h2")).to_have_text("§ 3 Lintutorni")
    expect(page.locator("#cited")).to_have_text("§ 3 Lintutorni")
    expect(page.locator("#cited")).to_be_focused()
    expect(page.locator("#cited")).to_be_in_viewport()
    expect(page.locator("#reader .text")).to_contain_text("Lupalautakunta päätti")
    expect(page.locator(".places")).to_be_hidden()  # it is none of the answer's own places
    page.keyboard.press("Escape")
    expect(other).to_be_focused()
    head.locator("summary").click()
    page.go_back()
    expect(page.locator("#reader h2")).to_have_text("§ 3 Lintutorni")
    page.keyboard.press("Escape")
    expect(other).to_be_focused()  # unfolded again, where it had been folded meanwhile


def test_group_comes_back_with_the_conversation(page: Page) -> None:
    ask(page, QUESTION)
    following = page.locator(".turn .next button")
    expect(following).to_have_count(1)  # it is tried before it is shown
    drawn = page.locator(".turn").evaluate("turn => turn.outerHTML")
    page.reload()
    expect(page.locator(".turn .matter")).to_have_count(1)
    expect(following).to_have_count(1)
    assert page.locator(".turn").evaluate("turn => turn.outerHTML") == drawn


def test_links_of_an_answer_have_names_of_their_own_and_are_walked_through_by_keyboard(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".matter summary").focus()
    page.keyboard.press("Enter")
    links = page.locator(".turn :not(.item-title) > a.source").all()
    places = {(link.text_content(), link.get_attribute("href")) for link in links}
    assert len(links) == 5
    assert len({name for name, _ in places}) == len(places) == 5
    for name in (LATER, STAIRS, FIRST):
        page.keyboard.press("Tab")
        expect(page.locator(".matter a", has_text=name)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#cited")).to_have_text("§ 3 Lintutorni")
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator(".matter p")).to_have_text(SWEDISH["one_matter"].format(count=2))
    page.get_by_role("button", name="English").click()
    expect(page.locator(".matter p")).to_have_text(ENGLISH["one_matter"].format(count=2))

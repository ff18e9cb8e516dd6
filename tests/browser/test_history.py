"""The history of a conversation on the page: kept in the visitor's own browser, over reload and restart."""

import json

from playwright.sync_api import BrowserContext, Page, expect

from app.texts import FINNISH
from tests.support.site.browser import QUESTION, QUOTE, Server, arrived, ask, opened


def test_conversation_survives_reload_with_its_anchors(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, "puistoja")
    page.reload()
    expect(page.locator(".turn h2")).to_have_text([f"Kysyit: {QUESTION}", "Kysyit: puistoja"])
    expect(page.locator(".quote").first).to_have_text(QUOTE)
    page.locator(".citation a").first.click()
    expect(page.locator("#reader mark")).to_have_text(QUOTE)
    ask(page, "ruusuja")
    page.reload()
    expect(page.locator(".turn")).to_have_count(3)


def test_conversation_is_deleted_and_brought_back(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name=FINNISH["clear"]).click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#said")).to_have_text(FINNISH["cleared"])
    expect(page.locator("#question textarea")).to_be_focused()
    expect(page.locator(".examples button")).to_have_count(3)
    page.get_by_role("button", name=FINNISH["undo"]).click()
    expect(page.locator(".turn h2")).to_have_text([f"Kysyit: {QUESTION}"])
    expect(page.locator("#said")).to_have_text(FINNISH["brought_back"])
    expect(page.get_by_role("button", name=FINNISH["undo"])).to_be_hidden()
    page.get_by_role("button", name=FINNISH["clear"]).click()
    expect(page.locator(".turn")).to_have_count(0)
    page.reload()
    expect(page.locator(".examples button")).to_have_count(3)
    expect(page.locator(".turn")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage)") == []


def test_conversations_are_listed_by_their_first_questions(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, "puistoja")
    expect(page.locator("details.talks")).to_be_hidden()
    page.get_by_role("button", name=FINNISH["new_conversation"]).click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".greeting")).to_be_visible()
    ask(page, "ruusuja")
    expect(page.locator("details.talks summary")).to_have_text(FINNISH["conversations"].format(count=1))
    page.locator("details.talks summary").press("Enter")
    page.get_by_role("button", name=QUESTION, exact=True).press("Enter")
    expect(page.locator(".turn h2")).to_have_text([f"Kysyit: {QUESTION}", "Kysyit: puistoja"])
    expect(page.locator(".talks li button")).to_have_text(["ruusuja"])
    ask(page, "hoito")
    page.reload()
    expect(page.locator(".turn h2").last).to_have_text("Kysyit: hoito")
    expect(page.locator(".turn")).to_have_count(3)


def test_conversation_is_saved_as_a_file_and_copied_as_markdown(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    with page.expect_download() as saving:
        page.get_by_role("button", name=FINNISH["save_all"]).click()
    assert saving.value.suggested_filename == f"{FINNISH['file_name']}.md"
    written = saving.value.path().read_text(encoding="utf-8")
    assert written.startswith(f"## {QUESTION}\n\n{FINNISH['found']}\n\n> **{QUOTE}**")
    assert f"]({page.url}?doc=puistot.md&span=" in written
    assert page.locator(".when").text_content() in written  # type: ignore[operator]
    assert FINNISH.asked_at.split("{when}")[0] in written
    ask(page, "Uimahalli?")
    page.get_by_role("button", name=FINNISH["copy_all"]).click()
    expect(page.locator("#said")).to_have_text(FINNISH["copied"])
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"## {QUESTION}\n\n{FINNISH['found']}\n\n> **{QUOTE}**")
    assert copied.count(f"]({page.url.partition('?')[0]}?doc=") == copied.count("> — [") > 5


def test_two_windows_of_one_visitor_lose_no_turn(context: BrowserContext, page: Page, server: Server) -> None:
    other = opened(context, server.address)
    expect(other.locator(".examples button")).to_have_count(3)
    ask(page, QUESTION)
    ask(other, "puistoja")
    page.reload()
    expect(page.locator(".turn h2")).to_have_text([f"Kysyit: {QUESTION}", "Kysyit: puistoja"])


def test_what_stands_in_the_storage_is_never_taken_for_markup(page: Page) -> None:
    ask(page, QUESTION)
    key = page.evaluate("Object.keys(localStorage).find((key) => key.startsWith('pykala-conversation'))")
    (kept,) = json.loads(page.evaluate("(key) => localStorage.getItem(key)", key))
    kept["question"] = "<img src=x onerror=alert(1)>"
    kept["looked_for"] = ["<script>alert(2)</script>"]
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, json.dumps([kept, {"x": 1}])])
    page.reload()
    expect(page.locator(".turn h2")).to_have_text(["Kysyit: <img src=x onerror=alert(1)>"])
    assert page.locator(".turn :is(img, script)").count() == 0


def test_what_is_written_is_there_again_and_what_was_wiped_away_is_not(page: Page) -> None:
    box = page.locator("#question textarea")
    box.fill("Luonnos")
    page.reload()
    expect(box).to_have_value("Luonnos")
    page.evaluate("dispatchEvent(new Event('pagehide'))")  # left, and come back to as it was
    box.fill("")
    page.reload()
    arrived(page)
    expect(box).to_have_value("")

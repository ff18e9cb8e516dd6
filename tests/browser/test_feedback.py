"""Feedback under an answer, in a real browser."""

from playwright.sync_api import Page, expect

from app.texts.families import FEEDBACK
from tests.support.site.browser import QUESTION, ask

FINNISH = FEEDBACK["fi"]
SWEDISH = FEEDBACK["sv"]


def test_feedback_is_said_changed_and_told(page: Page) -> None:
    ask(page, QUESTION)
    form = page.get_by_role("group", name=FINNISH["asked"])
    useful, wrong = (
        form.get_by_role("button", name=name) for name in (FINNISH["useful"], FINNISH["wrong_place"])
    )
    expect(form.get_by_label(FINNISH["remark"])).to_be_hidden()
    useful.press("Enter")
    expect(useful).to_have_attribute("aria-pressed", "true")
    expect(form.locator(".told")).to_have_text(FINNISH.kept)
    expect(page.locator("#said")).to_have_text(FINNISH.kept)
    expect(useful).to_be_focused()
    wrong.click()
    expect(wrong).to_have_attribute("aria-pressed", "true")
    expect(useful).to_have_attribute("aria-pressed", "false")
    form.get_by_label(FINNISH["remark"]).fill("Katso pykälä 8")
    form.get_by_role("button", name=FINNISH["send"]).click()
    expect(form.locator(".told")).to_have_text(FINNISH.remark_kept)
    # Drawn again with the conversation, the form still says what was said.
    page.get_by_role("button", name="Svenska").click()
    again = page.get_by_role("group", name=SWEDISH["asked"])
    expect(again.get_by_role("button", name=SWEDISH["wrong_place"])).to_have_attribute("aria-pressed", "true")
    expect(again.get_by_label(SWEDISH["remark"])).to_have_value("Katso pykälä 8")


def test_feedback_that_cannot_be_kept_is_told_and_answers_go_on(page: Page) -> None:
    ask(page, QUESTION)
    form = page.get_by_role("group", name=FINNISH["asked"])
    form.get_by_role("button", name=FINNISH["useful"]).click()
    form.get_by_label(FINNISH["remark"]).fill("rikki")
    form.get_by_role("button", name=FINNISH["missing"]).click()
    expect(form.locator(".told")).to_have_text(FINNISH.failed)
    expect(form.get_by_role("button", name=FINNISH["useful"])).to_have_attribute("aria-pressed", "true")
    assert "cut <short>" not in page.content()
    ask(page, "Uimahalli?")
    expect(page.get_by_role("group", name=FINNISH["asked"])).to_have_count(2)

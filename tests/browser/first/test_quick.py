"""Clicks that come before what the one before asked for is there: none is lost, and the last one counts."""

import pytest
from playwright.sync_api import Page, expect

from app.texts import ENGLISH, FINNISH, SWEDISH
from app.texts.families import FEEDBACK, TOUR
from tests.support.documents import ODD, PARKS
from tests.support.site.browser import ASKING, FIRST, QUESTION, QUOTE, SEVERAL, Held, arrived, ask

VIEWER, TOUR_OF, SPEAKING = "**/viewer?*", "**/tour?*", "**/frame?language=sv"


@pytest.fixture
def settled(page: Page) -> Page:
    """A page on which a question has been answered."""
    ask(page, SEVERAL)
    page.locator("details.more summary").click()
    return page


def test_citation_clicked_while_the_language_changes_opens_at_its_place(settled: Page) -> None:
    opening = Held(settled, VIEWER, lambda request: "language=fi" in request.url)
    language = Held(settled, SPEAKING)
    settled.get_by_role("button", name="Svenska").click()
    language.wait()
    settled.locator(".citation a").first.click()
    opening.wait()
    language.let_go()
    expect(settled.locator(".reader .close")).to_have_text(SWEDISH["close"])
    expect(settled.locator("#reader mark")).to_have_text(FIRST)
    expect(settled.locator("#cited")).to_be_focused()
    opening.let_go()
    expect(settled.locator(".reader .close")).to_have_text(SWEDISH["close"])


def test_last_of_several_citations_is_read(settled: Page) -> None:
    links = settled.locator(".citation a")
    first = Held(settled, VIEWER)
    for number in (0, 2, 1):
        links.nth(number).click()
    first.wait()
    first.let_go()
    place = links.nth(1).get_attribute("href")
    assert place is not None
    expect(settled.locator(".reader")).to_have_attribute("data-place", place)
    expect(settled.locator("#cited")).to_be_focused()
    assert settled.url.endswith(place)


def test_document_that_is_closed_while_it_is_opened_stays_closed(settled: Page) -> None:
    link = settled.locator(".citation a").first
    opening = Held(settled, VIEWER)
    link.click()
    opening.wait()
    settled.go_back()
    opening.let_go()
    ask(settled, "puistoja")  # which takes longer than what was held back
    expect(settled.locator(".reader")).to_have_count(0)
    assert settled.evaluate("document.body.classList.contains('reading')") is False


def test_place_is_read_again_where_another_one_comes_between(settled: Page) -> None:
    links = settled.locator(".citation a")
    links.nth(0).click()
    expect(settled.locator("#cited")).to_have_text(FIRST)
    between = Held(settled, VIEWER)
    links.nth(1).click()
    between.wait()
    links.nth(0).click()
    between.let_go()
    expect(settled.locator("#cited")).to_be_focused()
    expect(settled.locator("#cited")).to_have_text(FIRST)
    settled.get_by_role("button", name=FINNISH["close"]).click()
    expect(settled.locator(".reader")).to_have_count(0)
    expect(links.nth(0)).to_be_focused()


def test_last_of_several_languages_is_spoken(settled: Page) -> None:
    swedish = Held(settled, SPEAKING)
    settled.get_by_role("button", name="Svenska").click()
    swedish.wait()
    settled.get_by_role("button", name="English").click()
    swedish.let_go()
    expect(settled.locator("html")).to_have_attribute("lang", "en")
    expect(settled.locator(".verdict").first).to_have_text(ENGLISH["found"])
    expect(settled.locator("#send")).to_have_text(ENGLISH.send)
    expect(settled.get_by_label(ENGLISH["filter_since"])).to_have_count(1)


def test_last_of_several_tours_is_walked(page: Page) -> None:
    page.get_by_role("link", name=FINNISH["tour_view"]).click()
    expect(page.locator("#tour-title")).to_have_text(TOUR["fi"]["archive"])
    first = Held(page, TOUR_OF, lambda request: PARKS.id in request.url)
    page.get_by_role("button", name="Puistojen hoito").click()
    first.wait()
    page.get_by_role("button", name=ODD.title).click()
    expect(page.locator("#tour-title")).to_have_text(ODD.title)
    first.let_go()
    expect(page.locator("#tour-questions")).to_be_visible()
    expect(page.locator("#tour-title")).to_have_text(ODD.title)


def test_question_written_while_another_is_answered_is_not_lost(page: Page) -> None:
    arrived(page)
    box = page.locator("#question textarea")
    first = Held(page, ASKING, lambda request: "hoito" in (request.post_data or ""))
    box.fill("hoito")
    box.press("Enter")
    expect(page.locator(".searching")).to_have_count(1)
    expect(box).to_have_value("")
    box.press_sequentially("ruusuja")
    box.press("Enter")
    box.press_sequentially("lumi")
    expect(page.locator(".searching")).to_have_count(2)
    first.wait()
    first.let_go()
    expect(page.locator(".verdict")).to_have_count(2)
    expect(page.locator(".turn h2")).to_have_text(["Kysyit: hoito", "Kysyit: ruusuja"])
    expect(box).to_have_value("lumi")


def test_questions_are_answered_one_after_the_other_each_going_on_from_the_one_before(page: Page) -> None:
    arrived(page)
    asking = Held(page, ASKING)
    for question in (QUESTION, "Entä puistojen?"):
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
    asking.wait()
    asking.let_go()
    told = page.locator(".turn").last.locator(".hinted")
    expect(told).to_contain_text(FINNISH["going_on"].format(question=QUESTION))


def test_question_sent_while_the_language_changes_is_answered_in_it(page: Page) -> None:
    arrived(page)
    asking = Held(page, ASKING)
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    asking.wait()
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator(".searching")).to_have_text(SWEDISH["searching"])
    asking.let_go()
    expect(page.locator(".verdict")).to_have_text(SWEDISH["found"])
    expect(page.locator(".turn")).to_have_count(1)


def test_buttons_that_ask_are_heard_once_each(page: Page) -> None:
    ask(page, "Mitä puistojaosto päätti?")
    asking = Held(page, ASKING)
    page.get_by_role("button", name=FINNISH["unhint"]).dblclick()
    page.get_by_role("button", name=FINNISH["unhint"]).click()
    asking.wait()
    asking.let_go()
    expect(page.locator(".verdict")).to_have_count(2)
    expect(page.locator(".turn")).to_have_count(2)


def test_filter_that_was_set_stays_in_another_language(settled: Page) -> None:
    settled.locator(".filters summary").click()
    drawing = Held(settled, "**/filters?language=sv")
    settled.get_by_role("button", name="Svenska").click()
    drawing.wait()
    settled.locator("#filter-since").fill("2025-01-31")
    settled.locator("#filter-document").fill("lihav")
    settled.get_by_role("button", name=ODD.title).click()
    drawing.let_go()
    expect(settled.get_by_label(SWEDISH["filter_since"])).to_have_value("2025-01-31")
    expect(settled.get_by_label(SWEDISH["filter_document"])).to_have_value(ODD.title)
    expect(settled.locator("[name=document]")).to_have_value(ODD.id)
    expect(settled.locator("details.filters")).to_have_attribute("open", "")


def test_conversation_cleared_while_a_question_is_answered_does_not_come_back(settled: Page) -> None:
    asking = Held(settled, ASKING)
    settled.fill("#question textarea", "puistoja")
    settled.press("#question textarea", "Enter")
    asking.wait()
    settled.get_by_role("button", name=FINNISH["clear"]).click()
    expect(settled.locator(".welcome")).to_be_visible()
    asking.let_go()
    ask(settled, "ruusuja")
    expect(settled.locator(".turn")).to_have_count(1)
    settled.reload()
    expect(settled.locator(".turn h2")).to_have_text(["Kysyit: ruusuja"])


def test_last_of_several_ratings_counts(settled: Page) -> None:
    form = settled.get_by_role("group", name=FEEDBACK["fi"]["asked"])
    first = Held(settled, "**/feedback", lambda request: '"useful"' in (request.post_data or ""))
    form.get_by_role("button", name=FEEDBACK["fi"]["useful"]).click()
    first.wait()
    form.get_by_role("button", name=FEEDBACK["fi"]["missing"]).click()
    first.let_go()
    missing = form.get_by_role("button", name=FEEDBACK["fi"]["missing"])
    expect(missing).to_have_attribute("aria-pressed", "true")
    expect(form.locator(".told")).to_have_text(FEEDBACK["fi"].kept)


def test_rating_that_did_not_reach_the_server_is_said_again(settled: Page) -> None:
    form = settled.get_by_role("group", name=FEEDBACK["fi"]["asked"])
    settled.route("**/feedback", lambda route: route.abort())
    form.get_by_role("button", name=FEEDBACK["fi"]["useful"]).click()
    expect(form.locator(".told")).to_have_text(FEEDBACK["fi"].failed)
    settled.unroute("**/feedback")
    form.get_by_role("button", name=FEEDBACK["fi"]["missing"]).click()
    expect(form.locator(".told")).to_have_text(FEEDBACK["fi"].kept)
    missing = form.get_by_role("button", name=FEEDBACK["fi"]["missing"])
    expect(missing).to_have_attribute("aria-pressed", "true")


def test_remark_that_is_being_written_survives_an_answer_and_a_language(settled: Page) -> None:
    form = settled.get_by_role("group", name=FEEDBACK["fi"]["asked"])
    form.get_by_role("button", name=FEEDBACK["fi"]["useful"]).click()
    form.get_by_label(FEEDBACK["fi"]["remark"]).fill("Katso myös")
    ask(settled, "puistoja")
    settled.get_by_role("button", name="Svenska").click()
    expect(settled.locator(".verdict").first).to_have_text(SWEDISH["found"])
    expect(settled.locator(".feedback textarea").first).to_have_value("Katso myös")
    expect(settled.locator("details.more").first).to_have_attribute("open", "")


def test_problem_and_question_that_was_not_sent_are_told_in_another_language(page: Page) -> None:
    ask(page, "kaatuu")
    page.route(ASKING, lambda route: route.fulfill(status=503, json={"detail": "busy"}))
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    expect(page.locator(".turn").last).to_contain_text(FINNISH["unsent"])
    page.unroute(ASKING)
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator(".problem p").first).to_have_text(SWEDISH["unexpected"])
    expect(page.locator(".turn").last).to_contain_text(SWEDISH["unsent"])
    page.get_by_role("button", name=SWEDISH["ask_again"]).click()
    expect(page.locator(".quote")).to_have_text(QUOTE)
    expect(page.locator(".turn")).to_have_count(2)

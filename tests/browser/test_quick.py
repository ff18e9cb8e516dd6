"""Clicks that come before what the one before asked for is there: none is lost, and the last one counts."""

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from app.texts import ENGLISH, FINNISH, SWEDISH
from app.texts.feedback import FINNISH as FEEDBACK
from app.texts.tour import FINNISH as TOUR
from tests.support.browser import QUESTION, QUOTE, Held, Server, ask, opened
from tests.support.fakes import ODD, PARKS

FOLLOWING = '"event_data":null'
"""How the events are known that follow another one."""


def says(request: Request, sign: str) -> bool:
    return sign in (request.post_data or "")


def held(page: Page, sign: str, *, heard: bool = False) -> Held:
    """Hold back the events that say something to the server, or what it says to them."""
    return Held(page, "**/queue/join*", lambda request: says(request, sign), heard=heard)


@pytest.fixture
def settled(page: Page) -> Page:
    """A page on which a question has been answered, and nothing is on its way."""
    return settle(page)


def settle(page: Page) -> Page:
    ask(page, QUESTION)
    page.locator("details.more summary").click()
    page.wait_for_timeout(300)
    return page


def test_citation_clicked_while_the_language_changes_opens_at_its_place(settled: Page) -> None:
    reading = held(settled, "doc=puistot")
    settled.get_by_role("button", name="Svenska").click()
    settled.locator(".citation a").first.click()
    expect(settled.get_by_label(SWEDISH.limit_document)).to_have_count(1)
    settled.wait_for_timeout(300)  # all else has been drawn in Swedish
    reading.let_go()
    expect(settled.locator("#reader mark")).to_have_text(QUOTE)
    expect(settled.locator("#cited")).to_be_focused()
    expect(settled.locator(".reader .close")).to_have_text(SWEDISH.close)


def test_what_is_asked_while_the_server_ends_its_stream_is_heard_of(settled: Page) -> None:
    form = settled.get_by_role("group", name=FEEDBACK.asked)
    stream = Held(settled, "**/queue/data*", heard=True)
    form.get_by_role("button", name=FEEDBACK.useful).click()
    stream.wait()  # with its end, as the server has nothing more to do
    with settled.expect_response(lambda answer: says(answer.request, "doc=puistot")):
        settled.locator(".citation a").first.click()
    stream.let_go()
    expect(form.locator(".told")).to_have_text(FEEDBACK.kept)
    expect(settled.locator("#reader mark")).to_have_text(QUOTE)
    with settled.expect_request_finished(lambda request: "/queue/data" in request.url):
        settled.get_by_role("button", name=FINNISH.close).click()  # and it ends where nothing is on its way


def test_page_goes_on_where_its_stream_is_cut_off_when_all_has_been_said(settled: Page) -> None:
    def cut(route: Route) -> None:
        said = route.fetch()
        route.fulfill(response=said, body=said.text().partition('data: {"msg":"close_stream"')[0])

    settled.route("**/queue/data*", cut, times=1)
    settled.locator(".citation a").first.click()
    expect(settled.locator("#reader mark")).to_have_text(QUOTE)
    settled.get_by_role("button", name=FINNISH.close).click()
    expect(settled.locator(".reader")).to_have_count(0)
    expect(settled.get_by_role("alert")).to_be_hidden()


def test_language_that_comes_after_the_citation_leaves_its_place_open(settled: Page) -> None:
    language = held(settled, '"language=sv"')
    settled.get_by_role("button", name="Svenska").click()
    settled.locator(".citation a").first.click()
    expect(settled.locator("#cited")).to_be_focused()
    language.let_go()
    expect(settled.locator(".reader .close")).to_have_text(SWEDISH.close)
    expect(settled.locator("#reader mark")).to_have_text(QUOTE)
    expect(settled.locator("#cited")).to_be_focused()


def test_last_of_several_citations_is_read(settled: Page) -> None:
    links = settled.locator(".citation a")
    first = held(settled, "doc=puistot")
    links.nth(0).click()
    first.wait()
    links.nth(2).click()
    links.nth(1).click()
    first.let_go()
    place = links.nth(1).get_attribute("href")
    assert place is not None
    expect(settled.locator(".reader")).to_have_attribute("data-place", place)
    expect(settled.locator("#cited")).to_be_focused()
    assert settled.url.endswith(place)


def test_document_that_is_closed_while_it_is_opened_stays_closed(settled: Page) -> None:
    link = settled.locator(".citation a").first
    opening = held(settled, "doc=puistot")
    link.click()
    opening.wait()
    settled.go_back()
    opening.let_go()
    settled.wait_for_timeout(500)
    expect(settled.locator(".reader")).to_have_count(0)
    assert settled.evaluate("document.body.classList.contains('reading')") is False


def test_place_is_read_again_where_another_one_comes_between(settled: Page) -> None:
    links = settled.locator(".citation a")
    links.nth(0).click()
    expect(settled.locator("#cited")).to_have_text(QUOTE)
    between = held(settled, "doc=puistot")
    links.nth(1).click()
    between.wait()
    links.nth(0).click()
    between.let_go()
    settled.wait_for_timeout(500)
    expect(settled.locator("#cited")).to_have_text(QUOTE)
    settled.get_by_role("button", name=FINNISH.close).click()
    expect(settled.locator(".reader")).to_have_count(0)
    expect(links.nth(0)).to_be_focused()


def test_document_is_closed_as_soon_as_it_is_there(settled: Page) -> None:
    # Gradio is not yet done with what opened it: it has been drawn a moment ago.
    settled.evaluate(
        """() => new MutationObserver((_, observer) => {
            const close = document.querySelector(".reader .close");
            if (!close) return;
            observer.disconnect();
            setTimeout(() => {
                close.click();
                window.wasClosed = true;
            });
        }).observe(document.querySelector("#reader"), { childList: true, subtree: true })"""
    )
    link = settled.locator(".citation a").first
    link.click()
    settled.wait_for_function("window.wasClosed === true")
    expect(settled.locator(".reader")).to_have_count(0)
    expect(link).to_be_focused()
    assert "doc=" not in settled.url


def test_last_of_several_languages_is_spoken(settled: Page) -> None:
    swedish = held(settled, '"language=sv"')
    settled.get_by_role("button", name="Svenska").click()
    swedish.wait()
    settled.get_by_role("button", name="English").click()
    swedish.let_go()
    expect(settled.locator("html")).to_have_attribute("lang", "en")
    expect(settled.locator(".verdict").first).to_have_text(ENGLISH.found)
    expect(settled.locator("#send")).to_have_text(ENGLISH.send)
    expect(settled.get_by_label(ENGLISH.limit_since)).to_have_count(1)


def test_parts_follow_the_last_of_several_languages(settled: Page) -> None:
    drawing = held(settled, FOLLOWING, heard=True)
    settled.get_by_role("button", name="Svenska").click()
    drawing.wait()
    settled.get_by_role("button", name="English").click()
    expect(settled.locator("html")).to_have_attribute("lang", "en")
    drawing.let_go()
    expect(settled.locator(".verdict").first).to_have_text(ENGLISH.found)
    expect(settled.get_by_label(ENGLISH.limit_since)).to_have_count(1)


def test_last_of_several_tours_is_walked(page: Page) -> None:
    page.get_by_role("link", name=FINNISH.tour_view).click()
    expect(page.locator("#tour-title")).to_have_text(TOUR.archive)
    page.wait_for_timeout(300)
    first = held(page, PARKS.id)
    page.get_by_role("button", name="Puistojen hoito").click()
    first.wait()
    page.get_by_role("button", name=ODD.title).click()
    first.let_go()
    expect(page.locator("#tour-title")).to_have_text(ODD.title)
    page.wait_for_timeout(500)
    expect(page.locator("#tour-title")).to_have_text(ODD.title)


def test_question_written_while_another_is_answered_is_not_lost(page: Page) -> None:
    expect(page.locator("[data-turns]")).to_have_count(1)
    box = page.locator("#question textarea")
    box.fill("hidas puistoja")
    box.press("Enter")
    expect(page.locator(".searching")).to_have_count(1)
    box.press_sequentially("ruusuja")
    expect(page.locator(".verdict")).to_have_count(1)
    expect(box).to_have_value("ruusuja")
    box.fill("hidas hoito")
    box.press("Enter")
    expect(page.locator(".searching")).to_have_count(1)
    box.fill("lumihiutaleita")
    box.press("Enter")
    expect(page.locator(".turn h2")).to_have_text(
        [f"Kysyit: {question}" for question in ("hidas puistoja", "hidas hoito", "lumihiutaleita")]
    )
    expect(page.locator(".verdict")).to_have_count(3)
    expect(box).to_have_value("")


def test_question_sent_while_the_language_changes_is_answered_in_it(page: Page) -> None:
    expect(page.locator("[data-turns]")).to_have_count(1)
    swedish = held(page, '"language=sv"')
    page.get_by_role("button", name="Svenska").click()
    swedish.wait()
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    expect(page.locator(".quote")).to_have_text(QUOTE)
    swedish.let_go()
    expect(page.locator(".verdict")).to_have_text(SWEDISH.found)
    expect(page.locator(".turn")).to_have_count(1)


def test_buttons_that_ask_are_heard_once_each(page: Page) -> None:
    buttons = page.locator(".examples button")
    expect(buttons).to_have_count(4)
    questions = buttons.all_text_contents()
    asking = held(page, questions[0])
    buttons.nth(0).dblclick()
    asking.wait()
    with page.expect_response(lambda answer: says(answer.request, questions[1])):
        buttons.nth(1).click()
    asking.let_go()
    expect(page.locator(".turn h2")).to_have_text([f"Kysyit: {questions[number]}" for number in (1, 0)])
    expect(page.locator(".verdict")).to_have_count(2)


def test_limit_changed_while_the_form_is_drawn_anew_is_kept(settled: Page) -> None:
    settled.locator(".limits summary").click()
    drawing = held(settled, FOLLOWING)
    settled.get_by_role("button", name="Svenska").click()
    drawing.wait()
    settled.locator("#limit-since").fill("2025-01-31")
    settled.locator("#limit-document").select_option(ODD.id)
    drawing.let_go()
    expect(settled.get_by_label(SWEDISH.limit_since)).to_have_value("2025-01-31")
    expect(settled.get_by_label(SWEDISH.limit_document).last).to_have_value(ODD.id)
    expect(settled.locator("details.limits")).to_have_attribute("open", "")


def test_conversation_cleared_while_a_question_is_answered_does_not_come_back(settled: Page) -> None:
    settled.fill("#question textarea", "hidas puistoja")
    settled.press("#question textarea", "Enter")
    expect(settled.locator(".searching")).to_have_count(1)
    settled.get_by_role("button", name=FINNISH.clear).click()
    expect(settled.locator(".welcome")).to_be_visible()
    settled.reload()
    expect(settled.locator(".examples button")).to_have_count(4)
    settled.wait_for_timeout(300)
    expect(settled.locator(".turn")).to_have_count(0)


def test_last_of_several_ratings_counts(settled: Page) -> None:
    form = settled.get_by_role("group", name=FEEDBACK.asked)
    first = held(settled, '"useful"')
    form.get_by_role("button", name=FEEDBACK.useful).click()
    first.wait()
    form.get_by_role("button", name=FEEDBACK.missing).click()
    settled.wait_for_timeout(300)
    first.let_go()
    missing = form.get_by_role("button", name=FEEDBACK.missing)
    expect(form.locator(".told")).to_have_text(FEEDBACK.kept)
    settled.wait_for_timeout(300)
    expect(missing).to_have_attribute("aria-pressed", "true")


def test_rating_that_did_not_reach_the_server_is_said_again(timed: BrowserContext, server: Server) -> None:
    page = settle(opened(timed, server.address))
    form = page.get_by_role("group", name=FEEDBACK.asked)
    page.clock.install()
    page.route("**/queue/join*", lambda route: route.fulfill(status=503, json={"detail": "busy"}))
    with page.expect_response("**/queue/join*"):
        form.get_by_role("button", name=FEEDBACK.useful).click()
    page.unroute("**/queue/join*")
    page.clock.fast_forward(6_000)
    form.get_by_role("button", name=FEEDBACK.missing).click()
    page.clock.resume()
    expect(form.locator(".told")).to_have_text(FEEDBACK.kept)
    missing = form.get_by_role("button", name=FEEDBACK.missing)
    expect(missing).to_have_attribute("aria-pressed", "true")


def test_remark_that_is_being_written_survives_an_answer(settled: Page) -> None:
    form = settled.get_by_role("group", name=FEEDBACK.asked)
    form.get_by_role("button", name=FEEDBACK.useful).click()
    form.get_by_label(FEEDBACK.remark).fill("Katso myös")
    ask(settled, "puistoja")
    settled.get_by_role("button", name="Svenska").click()
    expect(settled.locator(".verdict").first).to_have_text(SWEDISH.found)
    expect(settled.locator(".feedback textarea").first).to_have_value("Katso myös")


def test_question_that_did_not_reach_the_server_is_asked_again(page: Page) -> None:
    expect(page.locator("[data-turns]")).to_have_count(1)
    page.wait_for_timeout(300)
    page.route("**/queue/join*", lambda route: route.fulfill(status=503, json={"detail": "busy"}))
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    page.wait_for_timeout(2100)  # longer than what is taken for a double click
    page.unroute("**/queue/join*")
    page.press("#question textarea", "Enter")
    expect(page.locator(".quote")).to_have_text(QUOTE)
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator("#question textarea")).to_have_value("")

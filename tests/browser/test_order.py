"""What came of two events may reach the page in the other order: the older drawing gives way to the newer."""

import json

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.support.browser import QUESTION, QUOTE, Server, ask, tab

DRAWING = """(part) => {
  // The events that draw a part of the page and nothing else.
  const { components, dependencies } = window.gradio_config;
  const { id } = components.find((one) => one.props.elem_id === part);
  return dependencies.filter(({ outputs }) => outputs.length === 1 && outputs[0] === id).map((one) => one.id);
}"""


def held_back(page: Page, part: str) -> list[tuple[Route, str]]:
    """Let the first event that draws a part go to the server, and hold back what it says: it will be here."""
    kept: list[tuple[Route, str]] = []

    def meet(route: Route) -> None:
        asked = json.loads(route.request.post_data or "{}")
        if asked["fn_index"] in page.evaluate(DRAWING, part) and not kept:
            kept.append((route, route.fetch().text()))
        else:
            route.continue_()

    page.route("**/queue/join*", meet)
    return kept


def let_come(page: Page, kept: list[tuple[Route, str]], part: str, counted: str) -> None:
    """Pass on what was held back, and wait until it has emptied the part of what is counted."""
    route, said = kept[0]
    page.evaluate(
        "([part, counted]) => { window.counts = []; new MutationObserver(() => "
        "counts.push(document.querySelectorAll(counted).length))"
        ".observe(document.querySelector(part), { childList: true, subtree: true }); }",
        [f"#{part}", counted],
    )
    route.fulfill(body=said, content_type="application/json")
    page.wait_for_function("window.counts.includes(0)")


def test_answer_stays_when_the_drawing_before_it_comes_after_it(
    context: BrowserContext, server: Server
) -> None:
    page = tab(context)
    kept = held_back(page, "conversation")
    page.goto(server.address)
    page.wait_for_function("window.gradio_config")
    while not kept:
        page.wait_for_timeout(50)
    ask(page, QUESTION)
    expect(page.locator(".quote")).to_have_text(QUOTE)
    let_come(page, kept, "conversation", ".turn")
    expect(page.locator(".quote")).to_have_text(QUOTE)
    expect(page.locator(".turn")).to_have_count(1)


def test_questions_of_a_tour_are_there_though_those_of_the_one_before_are_on_their_way(
    context: BrowserContext, server: Server
) -> None:
    page = tab(context)
    kept = held_back(page, "asking")
    page.goto(f"{server.address}?view=tour")
    while not kept:
        page.wait_for_timeout(50)
    page.get_by_role("button", name="Puistojen hoito").click()
    expect(page.locator("#tour-title")).to_have_text("§ 7 Puistojen hoito")
    page.wait_for_timeout(500)  # so that its questions are asked for while the archive's are on their way
    route, said = kept[0]
    route.fulfill(body=said, content_type="application/json")
    expect(page.locator("#asking button[data-question]").first).to_be_visible()


DRAWN = """() => {
  const element = document.createElement("div");
  const seen = [];
  let changed;
  const props = { set value(html) { element.innerHTML = html; }, get value() { return element.innerHTML; } };
  pykala.drawing(element, (_, call) => { changed = call; }, props, () => seen.push(element.textContent));
  const draw = async (seconds) => {
    props.value = `<p data-drawn="${seconds * 1e6}">${seconds}</p>`;
    changed();
    await null;
  };
  return (async () => {
    for (const seconds of [100, 102, 101, 102, 103, 10]) await draw(seconds);
    return seen;
  })();
}"""


def test_older_drawing_gives_way_and_a_clock_that_was_set_does_not_stop_the_page(page: Page) -> None:
    expect(page.locator("[data-turns]")).to_have_count(1)
    assert page.evaluate(DRAWN) == ["100", "102", "102", "102", "103", "10"]

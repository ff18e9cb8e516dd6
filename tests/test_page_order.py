"""What came of two events may reach the page in the other order: the older drawing gives way to the newer."""

import json

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser import QUESTION, QUOTE, Server, ask

TALKS = """() => {
  // The events that draw the conversation and nothing else: at the end of a visit's beginning.
  const { components, dependencies } = window.gradio_config;
  const { id } = components.find((one) => one.props.elem_id === "conversation");
  return dependencies.filter(({ outputs }) => outputs.length === 1 && outputs[0] === id).map((one) => one.id);
}"""


def test_answer_stays_when_the_drawing_before_it_comes_after_it(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    kept: list[tuple[Route, str]] = []

    def meet(route: Route) -> None:
        """Let the events that draw the conversation at once go to the server, and hold back what it says."""
        asked = json.loads(route.request.post_data or "{}")
        if asked["fn_index"] in page.evaluate(TALKS) and not kept:
            kept.append((route, route.fetch().text()))
        else:
            route.continue_()

    page.route("**/queue/join*", meet)
    page.goto(server.address)
    page.wait_for_function("window.gradio_config")
    while not kept:
        page.wait_for_timeout(50)
    ask(page, QUESTION)
    expect(page.locator(".quote")).to_have_text(QUOTE)
    route, said = kept[0]
    page.evaluate(
        "window.turns = []; new MutationObserver(() => turns.push(document.querySelectorAll('.turn').length))"
        ".observe(document.querySelector('#conversation'), { childList: true, subtree: true })"
    )
    route.fulfill(body=said, content_type="application/json")
    page.wait_for_function("window.turns.includes(0)")  # it has come
    expect(page.locator(".quote")).to_have_text(QUOTE)
    expect(page.locator(".turn")).to_have_count(1)


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

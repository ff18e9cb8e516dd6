"""The page on a shared machine: behind a proxy at a path of its own, with a password, for several at once."""

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
import pytest
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.answer.place import Place, query
from app.texts import ENGLISH, SWEDISH
from tests.browser.test_axe import SCHEMES, Scheme, violations
from tests.support.documents import ODD, PARKS
from tests.support.site.browser import QUESTION, QUOTE, Server, arrived, ask, complaints, opened, original
from tests.support.site.proxying import Proxy
from tests.support.site.serve_fake import PASSWORD, PREFIX

BEARER = {"Authorization": f"Bearer {PASSWORD}"}
CITED = query(Place(PARKS.id))


@pytest.fixture(scope="session")
def shared() -> Iterator[Server]:
    with Server(0, "shared") as server:
        yield server


@pytest.fixture(scope="session")
def proxy(shared: Server) -> Iterator[Proxy]:
    with Proxy(shared.port, PREFIX) as proxy:
        yield proxy
        assert proxy.outside == []


@pytest.fixture(scope="module")
def entered(browser: Browser, proxy: Proxy) -> Iterator[BrowserContext]:
    """A visitor who has given the password."""
    context = browser.new_context(locale="fi-FI", viewport={"width": 1280, "height": 800})
    page = opened(context, proxy.address)
    log_in(page, PASSWORD)
    expect(page.locator(".examples button").first).to_be_visible()
    page.close()
    yield context
    context.close()


def log_in(page: Page, password: str) -> None:
    page.get_by_role("textbox").fill(password)
    page.get_by_role("button").click()


def asked(address: str, path: str, headers: dict[str, str] | None = None) -> tuple[int, Any]:
    """The status and the JSON that a program gets."""
    request = urllib.request.Request(address + path, headers=headers or {})  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def refused(address: str, headers: dict[str, str]) -> int:
    """The status with which something sent to the tools for assistants is refused."""
    request = urllib.request.Request(f"{address}mcp", b"{}", headers)  # noqa: S310
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request)  # noqa: S310
    with raised.value:
        return raised.value.code


def test_password_is_asked_for_before_a_citation_opens(browser: Browser, proxy: Proxy) -> None:
    context = browser.new_context(locale="sv-FI")
    page = opened(context, proxy.address + CITED)
    expect(page.get_by_role("heading", level=1)).to_have_text(SWEDISH.log_in_title)
    expect(page.get_by_label(SWEDISH["log_in_field"])).to_be_focused()
    log_in(page, "not the password")
    expect(page.get_by_role("alert")).to_have_text(SWEDISH.log_in_wrong)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH.log_in_title)
    log_in(page, PASSWORD)
    expect(page.locator("#reader h2").first).to_be_visible()
    assert page.url == proxy.address + CITED
    cookie = next(cookie for cookie in context.cookies() if cookie["name"] == "pykala-session")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", PREFIX)
    page.get_by_role("button", name=ENGLISH["log_out"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH.log_in_title)
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_login_page_under_axe_and_on_a_narrow_screen(browser: Browser, proxy: Proxy, scheme: Scheme) -> None:
    context = browser.new_context(locale="en-GB", color_scheme=scheme)
    page = opened(context, proxy.address)
    page.set_viewport_size({"width": 320, "height": 640})
    assert violations(page) == []
    log_in(page, "not the password")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_page_behind_a_prefix_stays_below_it(entered: BrowserContext, proxy: Proxy) -> None:
    page = entered.new_page()
    requested: list[str] = []
    told = complaints(entered)
    page.on("request", lambda request: requested.append(request.url))
    page.goto(proxy.address.removesuffix("/") + "/")
    ask(page, QUESTION)
    expect(page.locator(".quote")).to_have_text(QUOTE)
    link = page.locator(".citation a").first
    assert str(link.evaluate("link => link.href")).startswith(f"{proxy.address}?doc=")
    link.click()
    expect(page.locator("#cited")).to_have_text(QUOTE)
    assert len(requested) > 10
    assert [url for url in requested if not url.startswith((proxy.address, "data:"))] == []
    assert urlsplit(page.url).path == f"{PREFIX}/"
    ask(page, "Laiturit korjataan syksyllä?")
    page.locator(".turn").last.locator(".citation a").first.click()
    page.locator(".face summary").click()
    page.wait_for_function("document.querySelector('.sheet img')?.naturalWidth > 0")
    tab = original(entered, page)
    assert tab.url == f"{proxy.address}original?doc=satama.pdf#page=2"
    tab.close()
    assert told == []
    page.evaluate("localStorage.clear()")  # the next visitor begins without a conversation
    page.close()


def test_two_visitors_never_see_each_others_turns(
    entered: BrowserContext, browser: Browser, proxy: Proxy
) -> None:
    other_context = browser.new_context(locale="fi-FI")
    one, other = opened(entered, proxy.address), opened(other_context, proxy.address)
    log_in(other, PASSWORD)
    for page, question in ((one, "hidas puistoja"), (other, "hidas ruusuja")):
        arrived(page)
        page.fill("#question textarea", question)
    one.press("#question textarea", "Enter")
    other.press("#question textarea", "Enter")
    for page, question, strange in ((one, "puistoja", "ruusuja"), (other, "ruusuja", "puistoja")):
        expect(page.locator(".turn .verdict")).to_be_visible()
        expect(page.locator(".turn h2")).to_have_count(1)
        expect(page.locator(".turn h2")).to_contain_text(question)
        expect(page.locator(".turn .quote")).to_contain_text(question)
        expect(page.locator(".turn h2")).not_to_contain_text(strange)
    ask(one, "Entä lumihiutaleita?")
    expect(one.locator(".turn").last.locator(".hinted")).to_contain_text("hidas puistoja")
    expect(other.locator(".turn")).to_have_count(1)
    other_context.close()
    one.close()


def test_programs_bring_the_password(shared: Server, proxy: Proxy) -> None:
    for address in (proxy.address, shared.address):
        status, refused = asked(address, "api/documents")
        assert (status, refused["error"]["code"]) == (401, "not_logged_in")
        status, listed = asked(address, "api/documents", BEARER)
        assert (status, [document["id"] for document in listed["documents"][:2]]) == (200, [ODD.id, PARKS.id])
    _, described = asked(proxy.address, "api/openapi.json", BEARER)
    assert described["servers"] == [{"url": f"{PREFIX}/api"}]


def test_ten_programs_ask_at_once(shared: Server) -> None:
    questions = [f"{word} {number}?" for number in range(5) for word in ("Hyväksyi jaosto", "ruusuja")]

    def one(question: str) -> tuple[int, Any]:
        return asked(shared.address, f"api/ask?{urlencode({'q': question})}", BEARER)

    alone = [one(question) for question in questions]
    assert {status for status, _ in alone} == {200}
    assert [answer["question"] for _, answer in alone] == questions
    with ThreadPoolExecutor(10) as threads:
        assert list(threads.map(one, questions)) == alone


def test_an_assistant_asks_over_http(proxy: Proxy) -> None:
    async def connected() -> Any:
        async with httpx2.AsyncClient(headers=BEARER) as carrier:
            transport = streamable_http_client(f"{proxy.address}mcp", http_client=carrier)
            async with Client(transport) as client:
                return await client.call_tool("search", {"question": QUESTION, "top": 1})

    with ThreadPoolExecutor(1) as apart:  # a browser has an event loop open in this thread
        found = apart.submit(asyncio.run, connected()).result(30)
    assert found.structured_content["passages"][0]["quote"]["text"] == QUOTE


def test_an_assistant_without_the_password_or_from_a_foreign_page_gets_nothing(shared: Server) -> None:
    assert asked(shared.address, "mcp")[0] == 401
    assert refused(shared.address, BEARER | {"Origin": "http://evil.example"}) == 403
    assert refused(shared.address, BEARER | {"Host": "evil.example"}) == 421


def test_nothing_for_assistants_where_it_is_not_asked_for(server: Server) -> None:
    assert refused(server.address, {"Content-Type": "application/json"}) in {404, 405}
    assert asked(server.address, f"api/documents/{PARKS.id}/sections/1")[1]["title"] == "Päätös"


def test_it_stops_when_it_is_told_to_while_pages_are_open(
    shared: Server, entered: BrowserContext, proxy: Proxy
) -> None:
    page = opened(entered, proxy.address)
    arrived(page)
    shared.process.terminate()
    printed, errors = shared.process.communicate(timeout=60)
    assert (shared.process.returncode, printed, errors) == (0, "", "")

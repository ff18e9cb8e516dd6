"""The guard: by which names, and from which pages, the site is asked."""

import asyncio
from typing import Any

import pytest

from app.web.hosts import LARGEST_BODY, Guard, Hosts, host_name
from tests.support.site.asgi import get


async def inner(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"inner"})


HERE = Guard(inner, Hosts())
OPEN = Guard(inner, Hosts(frozenset({"localhost", "pykala.example"}), addresses=True))


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "LocalHost:1", "[::1]:7860"])
def test_names_of_this_machine_are_answered(host: str) -> None:
    assert get(HERE, "/", host=host)[2] == "inner"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:7860", "", "[::2]", "[::1", "10.0.0.5", "localhost."]
)
def test_other_names_are_refused(host: str) -> None:
    for path in ("/", "/api/documents", "/mcp", "/config"):
        assert get(HERE, path, host=host)[0] == 421


@pytest.mark.parametrize("host", ["pykala.example", "Pykala.Example:80", "10.0.0.5:7860", "[fe80::1]:7860"])
def test_allowed_names_and_addresses_are_answered(host: str) -> None:
    assert get(OPEN, "/", host=host)[0] == 200


def test_a_name_that_is_not_allowed_is_told_how_it_can_be() -> None:
    status, _, told = get(OPEN, "/", host="other.example")
    assert (status, "--allow-host" in told) == (421, True)


@pytest.mark.parametrize(
    ("scheme", "origin", "status"),
    [
        ("http", "http://localhost:7860", 200),
        ("https", "https://localhost:7860", 200),
        ("http", "http://localhost:7861", 403),
        ("http", "https://localhost:7860", 403),
        ("http", "http://evil.example", 403),
        ("http", "null", 403),
    ],
)
def test_what_another_page_sends_is_refused(scheme: str, origin: str, status: int) -> None:
    for path, method in (("/gradio_api/queue/join", "POST"), ("/api/ask", "GET"), ("/mcp", "POST")):
        answered = get(HERE, path, method=method, scheme=scheme, host="localhost:7860", origin=origin)
        assert answered[0] == status


def test_another_site_may_link_to_the_page_but_not_ask_what_is_for_programs_or_our_script() -> None:
    link: dict[str, Any] = {
        "sec_fetch_site": "cross-site",
        "sec_fetch_mode": "navigate",
        "sec_fetch_dest": "document",
    }
    for path in ("/", "/?doc=a.md", "/original?doc=a.md", "/register"):
        assert get(HERE, path, **link)[0] == 200
    assert get(HERE, "/api/ask", **link)[0] == 403
    assert get(HERE, "/pykala/mcp", root_path="/pykala", **link)[0] == 403
    for path in ("/viewer", "/tour/questions", "/documents?search=a", "/frame", "/feedback"):
        assert get(HERE, path, sec_fetch_site="cross-site")[0] == 403
        assert get(HERE, path, sec_fetch_site="same-origin")[0] == 200
    assert get(HERE, "/api/ask", sec_fetch_site="none")[0] == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content_length": str(LARGEST_BODY)}, 200),
        ({"content_length": str(LARGEST_BODY + 1)}, 413),
        ({"content_length": "-1"}, 413),
        ({"transfer_encoding": "chunked"}, 413),
    ],
)
def test_long_bodies_are_refused(headers: dict[str, Any], status: int) -> None:
    assert get(HERE, "/api/ask", method="POST", **headers)[0] == status


@pytest.mark.parametrize(
    ("mode", "to"), [("no-cors", "image"), ("no-cors", "script"), ("navigate", "iframe"), ("cors", "empty")]
)
@pytest.mark.parametrize("path", ["/picture?doc=a.pdf&page=1", "/original?doc=a.pdf", "/words", "/theme.css"])
def test_nothing_is_put_into_a_page_of_another_site(path: str, mode: str, to: str) -> None:
    asked: dict[str, Any] = {"sec_fetch_mode": mode, "sec_fetch_dest": to}
    assert get(HERE, path, sec_fetch_site="cross-site", **asked)[0] == 403
    assert get(HERE, path, sec_fetch_site="same-origin", **asked)[0] == 200


def test_two_host_headers_are_refused() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "path": "/",
        "scheme": "http",
        "headers": [(b"host", b"evil.example"), (b"host", b"localhost")],
    }
    asyncio.run(HERE(scope, None, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 400


def test_web_sockets_are_closed() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(HERE({"type": "websocket", "headers": []}, None, send))  # type: ignore[arg-type]
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_name_of_a_host_header() -> None:
    assert [host_name(host) for host in ("A.b:80", "[::1]:80", "a", "[::1")] == ["a.b", "[::1]", "a", "["]

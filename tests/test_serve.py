"""Serving: sockets, and what the shell adds to Gradio's page and keeps out."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

import app
from app.serve import bind, page_address
from app.shell import POLICY, App, Shell
from app.texts import SWEDISH
from corpus.errors import AddressError

PAGE = """<!doctype html>
<html
	lang="en"
	style="margin: 0">
	<head>
		<meta charset="utf-8" />
		<meta property="og:image" content="https://elsewhere.example/a.jpg" />
		<meta
			name="twitter:image"
			content="https://elsewhere.example/a.jpg"
		/>
		<link rel="manifest" href="/manifest.json" />
	</head>
	<body><gradio-app></gradio-app><p>kept</p></body>
</html>"""

ASKED: list[Any] = []


async def inner(scope: Any, _receive: Any, send: Any) -> None:
    """Stands for Gradio: its page at the root, in two pieces, and a word anywhere else."""
    ASKED.append(scope)
    root = scope["path"].removeprefix(scope["root_path"]) == "/"
    kind = b"text/html" if root else b"text/plain"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
    body = PAGE.encode() if root else b"inner"
    await send({"type": "http.response.body", "body": body[:200], "more_body": True})
    await send({"type": "http.response.body", "body": body[200:], "more_body": False})


SHELL = Shell(inner, frozenset({"127.0.0.1", "localhost", "[::1]"}))


def get(
    application: App, path: str, *, method: str = "GET", root_path: str = "", **headers: str
) -> tuple[int, dict[str, str], str]:
    """Status, headers and body that an ASGI application answers with."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    given = {"host": "127.0.0.1:7860", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": root_path,
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 7860),
    }
    asyncio.run(application(scope, receive, send))  # type: ignore[arg-type]
    head = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], head, b"".join(m.get("body", b"") for m in sent[1:]).decode()


def test_page_names_no_other_host() -> None:
    status, headers, page = get(SHELL, "/")
    assert status == 200
    assert headers["content-security-policy"] == POLICY
    assert "elsewhere.example" not in page
    assert "manifest" not in page
    assert "<p>kept</p>" in page


def test_page_has_our_head_in_the_language_of_the_visitor() -> None:
    _, _, page = get(SHELL, "/", accept_language="sv-FI,fi;q=0.5", accept_encoding="gzip, br")
    assert re.search(r'<html\s+lang="sv"', page)
    assert f"<title>{SWEDISH.page_title}</title>" in page
    assert f"<noscript><p>{SWEDISH.needs_script}</p></noscript><gradio-app>" in page
    _, _, page = get(SHELL, "/", accept_language="fi", cookie="a=b; pykala-language=en")
    assert re.search(r'<html\s+lang="en"', page)


@pytest.mark.parametrize("cookie", ['pykala-language="<b>; =;;\x7f', "pykala language", "a[=1", ""])
def test_damaged_cookies_are_passed_over(cookie: str) -> None:
    _, _, page = get(SHELL, "/", accept_language="sv", cookie=cookie)
    assert re.search(r'<html\s+lang="sv"', page)


def test_page_is_asked_for_uncompressed_and_the_rest_as_it_comes() -> None:
    get(SHELL, "/", accept_encoding="br")
    assert b"accept-encoding" not in dict(ASKED[-1]["headers"])
    get(SHELL, "/config", accept_encoding="br")
    assert dict(ASKED[-1]["headers"])[b"accept-encoding"] == b"br"


def test_page_loads_its_style_and_script_from_here() -> None:
    _, _, page = get(SHELL, "/")
    for kind, name in (("text/css", "page.css"), ("text/javascript", "page.js")):
        assert re.search(rf'(?:href|src)="pykala/{name}\?[0-9a-f]{{12}}"', page)
        status, headers, body = get(SHELL, f"/pykala/{name}")
        assert (status, headers["content-type"]) == (200, f"{kind}; charset=utf-8")
        assert headers["content-length"] == str(len(body.encode()))
        folder = Path(app.__file__).parent / ("style" if name == "page.css" else "script")
        parts = [path.read_text(encoding="utf-8") for path in folder.iterdir()]
        assert sorted(body) == sorted("\n".join(parts))
        assert all(part in body for part in parts)
    assert get(SHELL, "/pykala/chat.py")[2] == "inner"


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "LocalHost:1", "[::1]:7860"])
def test_names_of_this_machine_are_answered(host: str) -> None:
    assert get(SHELL, "/pykala/page.js", host=host)[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:7860", "", "[::2]", "[::1"])
def test_other_names_are_refused(host: str) -> None:
    for path in ("/", "/pykala/page.js", "/config"):
        assert get(SHELL, path, host=host)[0] == 421


def test_any_name_is_answered_where_none_is_asked_for() -> None:
    assert get(Shell(inner), "/", host="pykala.example")[0] == 200


@pytest.mark.parametrize("path", ["upload", "file=/etc/passwd", "proxy=http://evil.example/", "stream/x"])
def test_doors_that_the_page_does_not_use_are_shut(path: str) -> None:
    for method in ("GET", "POST"):
        assert get(SHELL, f"/gradio_api/{path}", method=method)[0] == 404
    assert get(SHELL, "/gradio_api/queue/join", method="POST")[2] == "inner"


def test_whatever_comes_from_inside_carries_the_policy() -> None:
    status, headers, _ = get(SHELL, "/theme.css")
    assert (status, headers["content-security-policy"]) == (200, POLICY)
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert headers["content-type"] == "text/plain"


def test_page_behind_a_prefix() -> None:
    assert "<title>" in get(SHELL, "/pykala-sivu/", root_path="/pykala-sivu")[2]
    assert get(SHELL, "/pykala-sivu/pykala/page.js", root_path="/pykala-sivu")[0] == 200


def test_error_in_place_of_the_page_is_passed_on() -> None:
    async def broken(_scope: Any, _receive: Any, send: Any) -> None:
        await send(
            {"type": "http.response.start", "status": 401, "headers": [(b"content-type", b"text/plain")]}
        )
        await send({"type": "http.response.body", "body": b"who are you?"})

    status, headers, body = get(Shell(broken), "/")
    assert (status, headers["content-type"], body) == (401, "text/plain", "who are you?")


def test_what_is_not_http_passes_through() -> None:
    seen: list[str] = []

    async def lifespan(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["type"])

    asyncio.run(Shell(lifespan)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]


def test_port_that_is_given_is_taken() -> None:
    with bind("127.0.0.1", 0) as listening:
        host, port = listening.getsockname()
        assert host == "127.0.0.1"
        with pytest.raises(AddressError, match=rf"^127\.0\.0\.1, port {port}: cannot be listened on"):
            bind("127.0.0.1", port)


def test_first_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with bind("127.0.0.1", 0) as taken:
        first = taken.getsockname()[1]
        monkeypatch.setattr("app.serve.FIRST_PORT", first)
        with bind("127.0.0.1", None) as listening:
            assert first < listening.getsockname()[1] < first + 100


def test_host_of_another_machine() -> None:
    with pytest.raises(AddressError, match="give another one with --host or --port"):
        bind("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:7861/"),
        ("pykala.example", "http://pykala.example:7861/"),
        ("::1", "http://[::1]:7861/"),
        ("0.0.0.0", "http://127.0.0.1:7861/"),  # noqa: S104
        ("::", "http://127.0.0.1:7861/"),
    ],
)
def test_address_that_a_browser_opens(host: str, address: str) -> None:
    assert page_address(host, 7861) == address

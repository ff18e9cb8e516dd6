"""The shell around Gradio's page: our title, style and script in, every outside address out.

An ASGI layer between the server and Gradio. It rewrites the one HTML page, answers for its two files,
tells the browser to ask no other host (Content Security Policy), and refuses requests that name another
host than this machine, so that no foreign page can read answers by rebinding its name to us.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from html import escape
from http.cookies import CookieError, SimpleCookie
from importlib import resources
from typing import Any

from app.texts import LANGUAGE_COOKIE, TEXTS, preferred

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""What the browser may load: this server's files and nothing else. Gradio evaluates its templates."""

_HEADERS = (
    (b"content-security-policy", POLICY.encode("ascii")),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
_FILES = {
    "page.css": (
        b"text/css; charset=utf-8",
        ("frame", "head", "talk", "box", "reader", "narrow"),
        "style/{}.css",
    ),
    "page.js": (
        b"text/javascript; charset=utf-8",
        ("start", "views", "head", "copy", "history", "conversation", "limits", "reader"),
        "script/{}.js",
    ),
}
"""The page's style and script: the kind of each, and the files that it is put together from, in order."""
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='7' fill='%230b5c8c'/%3E%3Ctext x='16' y='23' font-size='22' "
    "font-family='Georgia,serif' text-anchor='middle' fill='white'%3E§%3C/text%3E%3C/svg%3E"
)
_SOCIAL = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*?/>\s*')
_MANIFEST = re.compile(r'<link rel="manifest"[^>]*>\s*')
_LANGUAGE = re.compile(r'(<html\s+lang=")[^"]*')


_CLOSED = ("/gradio_api/upload", "/gradio_api/file", "/gradio_api/proxy", "/gradio_api/stream")
"""Doors of Gradio that the page does not use: files in, files out, requests on behalf of others."""


class Shell:
    """The ASGI layer; ``hosts`` are the host names that may be asked for, None for any."""

    def __init__(self, inner: App, hosts: frozenset[str] | None = None) -> None:
        self._inner, self._hosts = inner, hosts
        self._files = {name: _put_together(parts, place) for name, (_, parts, place) in _FILES.items()}
        self._versions = {
            name: hashlib.sha256(content).hexdigest()[:12] for name, content in self._files.items()
        }

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on and add to what comes back."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        asked = dict(scope["headers"])
        if self._hosts is not None and _host_name(asked.get(b"host", b"")) not in self._hosts:
            await _refuse(send, 421, "this server answers only to the names of its own machine")
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        name = path.removeprefix("/pykala/")
        if path.startswith("/pykala/") and name in self._files:
            await _respond(send, 200, _FILES[name][0], self._files[name])
        elif path.startswith(_CLOSED):
            await _refuse(send, 404, "there is nothing here")
        elif path in {"", "/"} and scope["method"] == "GET":
            await self._page(scope, receive, send, asked)
        else:
            await self._inner(scope, receive, _with_headers(send))

    async def _page(self, scope: Message, receive: Receive, send: Send, asked: dict[bytes, bytes]) -> None:
        """Gradio's page, read whole and rewritten in the visitor's language."""
        plain = [(key, value) for key, value in scope["headers"] if key != b"accept-encoding"]
        kept: list[Message] = []

        async def keep(message: Message) -> None:
            kept.append(message)

        await self._inner({**scope, "headers": plain}, receive, keep)
        start = kept[0]
        body = b"".join(message.get("body", b"") for message in kept[1:])
        if start["status"] != 200:
            await _respond(send, start["status"], dict(start["headers"])[b"content-type"], body)
            return
        page = self.rewrite(body.decode("utf-8"), asked).encode("utf-8")
        await _respond(send, 200, b"text/html; charset=utf-8", page)

    def rewrite(self, page: str, asked: dict[bytes, bytes]) -> str:
        """Gradio's page with our head, in the language of the visitor, without a word about elsewhere."""
        language = preferred(
            _cookie(asked.get(b"cookie", b"")), asked.get(b"accept-language", b"").decode("latin-1")
        )
        texts = TEXTS[language]
        head = (
            f"<title>{escape(texts.page_title)}</title>"
            f'<link rel="icon" href="{_ICON}">'
            f'<link rel="stylesheet" href="pykala/page.css?{self._versions["page.css"]}">'
            f'<script src="pykala/page.js?{self._versions["page.js"]}"></script></head>'
        )
        page = _LANGUAGE.sub(rf"\g<1>{language}", _MANIFEST.sub("", _SOCIAL.sub("", page)), count=1)
        page = page.replace("</head>", head, 1)
        return page.replace(
            "<gradio-app", f"<noscript><p>{escape(texts.needs_script)}</p></noscript><gradio-app", 1
        )


def _put_together(parts: Iterable[str], place: str) -> bytes:
    """The bytes of several files of the page, one after the other."""
    return b"\n".join(resources.files("app").joinpath(place.format(part)).read_bytes() for part in parts)


def _host_name(host: bytes) -> str:
    """The name in a Host header, without its port."""
    name = host.decode("latin-1").lower()
    return name[: name.index("]") + 1] if name.startswith("[") and "]" in name else name.split(":")[0]


def _cookie(header: bytes) -> str | None:
    try:
        cookies = SimpleCookie(header.decode("latin-1"))
    except CookieError:
        return None
    return cookies[LANGUAGE_COOKIE].value if LANGUAGE_COOKIE in cookies else None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *_HEADERS]
        await send(message)

    return sending


async def _refuse(send: Send, status: int, reason: str) -> None:
    await _respond(send, status, b"text/plain; charset=utf-8", f"{reason}\n".encode())


async def _respond(send: Send, status: int, kind: bytes, body: bytes) -> None:
    headers: Iterable[tuple[bytes, bytes]] = (
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode("ascii")),
        (b"cache-control", b"no-cache"),
        *_HEADERS,
    )
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})

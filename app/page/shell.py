"""The shell around Gradio's page: our title, style and script in, every outside address out.

The ASGI layer next to Gradio. It rewrites the one HTML page, answers for its two files, and tells the
browser to ask no other host (Content Security Policy).
"""

import hashlib
import re
from collections.abc import Iterable
from html import escape
from importlib import resources
from urllib.parse import parse_qsl, urlencode

from app.page.head import VIEWS
from app.page.threshold import threshold_html
from app.texts import LANGUAGES, TEXTS
from app.web.accessibility import footer_html
from app.web.asgi import HEADERS, HTML, JSON, App, Message, Receive, Send, path_of, respond
from app.web.errors import refuse
from app.web.plain_page import ICON
from app.web.visitor import spoken, wants_page
from corpus.language import Language

_PLACE = "page-files"
"""Where they lie; not at a name that a prefix may have too."""

_FILES = {
    "page.css": (
        b"text/css; charset=utf-8",
        ("frame", "head", "talk", "box", "reader", "tour", "feedback", "wordhelp", "threshold", "narrow"),
        "static/style/{}.css",
    ),
    "page.js": (
        b"text/javascript; charset=utf-8",
        (
            "start",
            "storage",
            "stream",
            "threshold",
            "views",
            "head",
            "box",
            "copy",
            "history",
            "feedback",
            "wordhelp",
            "conversation",
            "limits",
            "readerhelp",
            "reader",
            "steps",
            "tour",
        ),
        "static/script/{}.js",
    ),
}
"""The page's style and script: the kind of each, and the files that it is put together from, in order."""
_SOCIAL = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*?/>\s*')
_MANIFEST = re.compile(r'<link rel="manifest"[^>]*>\s*')
_LANGUAGE = re.compile(r'(<html\s+lang=")[^"]*')


_CLOSED = ("/gradio_api/upload", "/gradio_api/file", "/gradio_api/proxy", "/gradio_api/stream")
"""Doors of Gradio that the page does not use: files in, files out, requests on behalf of others."""


class Shell:
    """The ASGI layer around Gradio; ``closed`` says that visitors log in, and offers them a way out."""

    def __init__(self, inner: App, *, closed: bool = False) -> None:
        self._inner, self._closed = inner, closed
        self._files = {name: _put_together(parts, place) for name, (_, parts, place) in _FILES.items()}
        self._versions = {
            name: hashlib.sha256(content).hexdigest()[:12] for name, content in self._files.items()
        }

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on and add to what comes back."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        path = path_of(scope)
        name = path.removeprefix(f"/{_PLACE}/")
        if path.startswith(f"/{_PLACE}/") and name in self._files:
            lasting = scope["query_string"] == self._versions[name].encode("ascii")
            await respond(send, 200, _FILES[name][0], self._files[name], lasting=lasting)
        elif path.startswith(_CLOSED):
            await refuse(scope, send, "nothing_here")
        elif path in {"", "/"} and scope["method"] == "GET":
            settled = _settled(scope)
            if settled is None:
                await self._page(scope, receive, send)
            else:
                await respond(send, 303, HTML, b"", [(b"location", settled)])
        else:
            await self._inner(scope, receive, _with_headers(_telling(scope, send)))

    async def _page(self, scope: Message, receive: Receive, send: Send) -> None:
        """Gradio's page, read whole and rewritten in the visitor's language."""
        plain = [(key, value) for key, value in scope["headers"] if key != b"accept-encoding"]
        kept: list[Message] = []

        async def keep(message: Message) -> None:
            kept.append(message)

        await self._inner({**scope, "headers": plain}, receive, keep)
        start = kept[0]
        body = b"".join(message.get("body", b"") for message in kept[1:])
        if start["status"] != 200:
            await respond(send, start["status"], dict(start["headers"])[b"content-type"], body)
            return
        page = self.rewrite(body.decode("utf-8"), spoken(scope)).encode("utf-8")
        await respond(send, 200, HTML, page)

    def rewrite(self, page: str, language: Language) -> str:
        """Gradio's page with our head, in the language of the visitor, without a word about elsewhere."""
        texts = TEXTS[language]
        # First of all, as a script waits for the style sheets that stand before it.
        script = f'<script src="{_PLACE}/page.js?{self._versions["page.js"]}"></script>'
        head = (
            f"<title>{escape(texts.page_title)}</title>"
            f'<link rel="icon" href="{ICON}">'
            f'<link rel="stylesheet" href="{_PLACE}/page.css?{self._versions["page.css"]}"></head>'
        )
        page = _LANGUAGE.sub(rf"\g<1>{language}", _MANIFEST.sub("", _SOCIAL.sub("", page)), count=1)
        page = page.replace("<head>", f"<head>{script}", 1).replace("</head>", head, 1)
        foot = footer_html() + (_way_out() if self._closed else "")
        page = page.replace("</body>", f"{foot}</body>", 1)
        before = f"<noscript><p>{escape(texts.needs_script)}</p></noscript>{threshold_html(language)}"
        return page.replace("<gradio-app", f"{before}<gradio-app", 1)


def _settled(scope: Message) -> bytes | None:
    """The address of the page without a view that it does not have, None where it has the view.

    Gradio has views of its own (``?view=api``, ``?view=settings``), which tell of Gradio and in English.
    """
    fields = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    kept = [(name, value) for name, value in fields if name != "view" or value in VIEWS]
    if kept == fields:
        return None
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{scope.get('root_path', '')}/{query}".encode("ascii")


def _telling(scope: Message, send: Send) -> Send:
    """What comes from inside; where Gradio's server has nothing there, a person gets a page that says so."""
    hidden = False

    async def sending(message: Message) -> None:
        nonlocal hidden
        if message["type"] == "http.response.start" and message["status"] == 404 and wants_page(scope):
            hidden = dict(message["headers"]).get(b"content-type") == JSON
            if hidden:
                await refuse(scope, send, "nothing_here")
        if not hidden:
            await send(message)

    return sending


def _way_out() -> str:
    """A button to log out, in three languages, of which the style sheet shows that of the page."""
    names = "".join(f'<span lang="{code}">{escape(TEXTS[code].log_out)}</span>' for code in LANGUAGES)
    return f'<form class="log-out" method="post" action="logout"><button>{names}</button></form>'


def _put_together(parts: Iterable[str], place: str) -> bytes:
    """The bytes of several files of the page, one after the other."""
    return b"\n".join(resources.files("app").joinpath(place.format(part)).read_bytes() for part in parts)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message.get("headers", ())}
            ours = (header for header in HEADERS if header[0] not in own)
            message["headers"] = [*message.get("headers", ()), *ours]
        await send(message)

    return sending

"""The shell around Gradio's page: our title, style and script in, every outside address out.

The ASGI layer around all routes. It rewrites the one HTML page, answers for its files, and tells the browser
to ask no other host (Content Security Policy).
"""

import re
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.page.files import PageFiles
from app.page.frame import VIEWS, threshold_html
from app.texts import TEXTS
from app.web.accessibility import footer_html
from app.web.asgi import HEADERS, JSON, answer, moved, path_of
from app.web.errors import refusal
from app.web.templates import html
from app.web.visitor import visitor_language, wants_page
from corpus.language import Language

_SOCIAL = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*?/>\s*')
_MANIFEST = re.compile(r'<link rel="manifest"[^>]*>\s*')
_ROOT = re.compile(r'(<html\s+)lang="[^"]*"')


class Shell:
    """The ASGI layer around Gradio.

    ``closed`` says that visitors log in, and offers them a way out.
    """

    def __init__(self, inner: ASGIApp, *, closed: bool = False) -> None:
        self._inner, self._closed = inner, closed
        self._files = PageFiles()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on and add to what comes back."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        path = path_of(scope)
        if (file := self._files.at(path)) is not None:
            kind, content, lasting = file
            await answer(content, kind=kind, lasting=lasting)(scope, receive, send)
        elif path in {"", "/"} and scope["method"] == "GET":
            address = _without_foreign_view(scope)
            if address is None:
                await self._page(scope, receive, send)
            else:
                await moved(address)(scope, receive, send)
        else:
            await self._inner(scope, receive, _told(Request(scope), receive, send))

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Gradio's page, read whole and rewritten in the visitor's language."""
        plain = [(key, value) for key, value in scope["headers"] if key != b"accept-encoding"]
        kept: list[Message] = []

        async def keep(message: Message) -> None:
            kept.append(message)

        await self._inner({**scope, "headers": plain}, receive, keep)
        start = kept[0]
        page = b"".join(message.get("body", b"") for message in kept[1:]).decode("utf-8")
        kind = MutableHeaders(raw=list(start["headers"]))["content-type"]
        if start["status"] == 200:
            view = dict(_fields(scope)).get("view", next(iter(VIEWS)))
            page = self.rewrite(page, visitor_language(Request(scope)), view)
        await answer(page, start["status"], kind)(scope, receive, send)

    def rewrite(self, page: str, language: Language, view: str = "ask") -> str:
        """Gradio's page with our head, in the language of the visitor, without a word about elsewhere."""
        root = rf'\g<1>lang="{language}" data-view="{view}" class="waits"'
        page = _ROOT.sub(root, _MANIFEST.sub("", _SOCIAL.sub("", page)), count=1)
        # Our script comes before Gradio's, which runs after it: what Gradio calls is there.
        script = html("page/script.html", script=self._files.address("main.js"))
        page = page.replace("<head>", f"<head>{script}", 1)
        style = self._files.address("page.css")
        head = html("page/head.html", title=TEXTS[language].page_title, style=style)
        page = page.replace("</head>", f"{head}</head>", 1)
        # The way out is told in three languages, of which the style sheet shows that of the page.
        foot = footer_html() + (html("page/log_out.html") if self._closed else "")
        page = page.replace("</body>", f"{foot}</body>", 1)
        return page.replace("<gradio-app", f"{threshold_html(language)}<gradio-app", 1)


def _fields(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _without_foreign_view(scope: Scope) -> str | None:
    """The address of the page without a view that it does not have, None where it has the view.

    Gradio has views of its own (``?view=api``, ``?view=settings``), which tell of Gradio and in English.
    """
    fields = _fields(scope)
    kept = [(name, value) for name, value in fields if name != "view" or value in VIEWS]
    if kept == fields:
        return None
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{scope.get('root_path', '')}/{query}"


def _told(request: Request, receive: Receive, send: Send) -> Send:
    """What comes from inside, with the headers that every answer carries.

    Where Gradio's server has nothing there, a person gets a page that says so.
    """
    hidden = False

    async def sending(message: Message) -> None:
        nonlocal hidden
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            hidden = message["status"] == 404 and wants_page(request) and headers.get("content-type") == JSON
            if hidden:
                await refusal(request, "nothing_here")(request.scope, receive, send)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        if not hidden:
            await send(message)

    return sending

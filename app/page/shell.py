"""The shell around Gradio's page: our title, style and script in, every outside address out.

The ASGI layer around all routes. It rewrites the one HTML page, answers for its files, and tells the browser
to ask no other host (Content Security Policy).
"""

import re
from urllib.parse import parse_qsl, urlencode

from app.page.files import PageFiles
from app.page.frame import VIEWS, threshold_html
from app.texts import LANGUAGES, TEXTS
from app.web.accessibility import footer_html
from app.web.asgi import HEADERS, HTML, JSON, App, Message, Receive, Send, path_of, respond
from app.web.errors import refuse
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

    def __init__(self, inner: App, *, closed: bool = False) -> None:
        self._inner, self._closed = inner, closed
        self._files = PageFiles()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on and add to what comes back."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        path = path_of(scope)
        if (file := self._files.at(path)) is not None:
            kind, content, lasting = file
            await respond(send, 200, kind, content, lasting=lasting)
        elif path in {"", "/"} and scope["method"] == "GET":
            address = _without_foreign_view(scope)
            if address is None:
                await self._page(scope, receive, send)
            else:
                await respond(send, 303, HTML, b"", [(b"location", address)])
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
        view = dict(_fields(scope)).get("view", next(iter(VIEWS)))
        page = self.rewrite(body.decode("utf-8"), visitor_language(scope), view).encode("utf-8")
        await respond(send, 200, HTML, page)

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
        foot = footer_html() + (_way_out() if self._closed else "")
        page = page.replace("</body>", f"{foot}</body>", 1)
        return page.replace("<gradio-app", f"{threshold_html(language)}<gradio-app", 1)


def _fields(scope: Message) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _without_foreign_view(scope: Message) -> bytes | None:
    """The address of the page without a view that it does not have, None where it has the view.

    Gradio has views of its own (``?view=api``, ``?view=settings``), which tell of Gradio and in English.
    """
    fields = _fields(scope)
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
    return html("page/log_out.html", names=[(code, TEXTS[code].log_out) for code in LANGUAGES])


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message.get("headers", ())}
            ours = (header for header in HEADERS if header[0] not in own)
            message["headers"] = [*message.get("headers", ()), *ours]
        await send(message)

    return sending

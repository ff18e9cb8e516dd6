"""What the layers around the page have in common: the words of ASGI, and how each answers by itself."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""What the browser may load: this server's files and nothing else. Gradio evaluates its templates."""

HEADERS = (
    (b"content-security-policy", POLICY.encode("ascii")),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
)
"""What every answer carries. No other site learns where a visitor comes from; ours does, to know its own."""

TEXT, HTML = b"text/plain; charset=utf-8", b"text/html; charset=utf-8"
JSON = b"application/json"


def asked_with(scope: Message) -> dict[bytes, bytes]:
    """The headers of a request by name; of one that is given twice, the last."""
    return dict(scope["headers"])


def path_of(scope: Message) -> str:
    """The path that is asked for, below the prefix that the page lies at."""
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return path


def cookie(scope: Message, name: str) -> str | None:
    """The cookie of a name, None where there is none or the header cannot be read."""
    try:
        cookies = SimpleCookie(asked_with(scope).get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return None
    return cookies[name].value if name in cookies else None


async def respond(
    send: Send, status: int, kind: bytes, body: bytes, headers: Headers = (), *, lasting: bool = False
) -> None:
    """Answer with a whole body, which the browser asks for anew each time unless it is a lasting one."""
    always = (
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode("ascii")),
        (b"cache-control", b"private, max-age=31536000, immutable" if lasting else b"no-cache"),
        *HEADERS,
    )
    await send({"type": "http.response.start", "status": status, "headers": [*always, *headers]})
    await send({"type": "http.response.body", "body": body})

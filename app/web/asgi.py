"""What the layers around the page have in common: how each answers, and what all answers carry."""

from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import Scope

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""What the browser may load: this server's files and nothing else. Gradio evaluates its templates."""

HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
"""What every answer carries. No other site learns where a visitor comes from; ours does, to know its own."""

HTML, JSON = "text/html; charset=utf-8", "application/json"


def path_of(scope: Scope) -> str:
    """The path that is asked for, below the prefix that the page lies at."""
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return path


def answer(
    content: str | bytes = b"",
    status: int = 200,
    kind: str = HTML,
    headers: Mapping[str, str] | None = None,
    *,
    lasting: bool = False,
) -> Response:
    """A whole answer, which the browser asks for anew each time unless it is a lasting one."""
    kept = "private, max-age=31536000, immutable" if lasting else "no-cache"
    always = {"content-type": kind, "cache-control": kept, **HEADERS}
    return Response(content, status, {**always, **(headers or {})})


def moved(place: str, status: int = 303) -> Response:
    """An answer that sends the browser to another place; nothing in it can begin another header."""
    return answer(b"", status, headers={"location": _unbroken(place)})


def _unbroken(place: str) -> str:
    return place.encode("ascii", "ignore").translate(None, b"\r\n\0").decode("ascii")

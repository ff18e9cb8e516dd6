"""A visitor: in which language, a person with a browser or a program; and what numbers a query has."""

from starlette.requests import Request

from app.texts import LANGUAGE_COOKIE, preferred
from app.web.asgi import Message, asked_with, cookie
from corpus.language import Language


def visitor_language(scope: Message) -> Language:
    """The language of a visitor: the one chosen by hand, else what the browser asks for."""
    accepted = asked_with(scope).get(b"accept-language", b"").decode("latin-1")
    return preferred(cookie(scope, LANGUAGE_COOKIE), accepted)


def request_language(request: Request) -> Language:
    """The language that a request's query names (``language=sv``), else that of the visitor."""
    chosen = request.query_params.get("language") or request.cookies.get(LANGUAGE_COOKIE)
    return preferred(chosen, request.headers.get("accept-language"))


def request_number(request: Request, name: str) -> int | None:
    """The whole number in a field of a request's query, at most six digits; None where there is none."""
    written = request.query_params.get(name, "")
    return int(written) if written.isdecimal() and written.isascii() and len(written) < 7 else None


def wants_page(scope: Message) -> bool:
    """Whether a page is asked for, as browsers do where a person opens an address (RFC 9110, 12.5.1)."""
    return b"text/html" in asked_with(scope).get(b"accept", b"")

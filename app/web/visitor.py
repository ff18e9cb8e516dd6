"""A visitor: in which language, and whether it is a person with a browser or a program."""

from starlette.requests import Request

from app.texts import LANGUAGE_COOKIE, preferred
from app.web.asgi import Message, asked_with, cookie
from index.language import Language


def visitor_language(scope: Message) -> Language:
    """The language of a visitor: the one chosen by hand, else what the browser asks for."""
    accepted = asked_with(scope).get(b"accept-language", b"").decode("latin-1")
    return preferred(cookie(scope, LANGUAGE_COOKIE), accepted)


def request_language(request: Request) -> Language:
    """The language that a request's query names (``language=sv``), else that of the visitor."""
    chosen = request.query_params.get("language") or request.cookies.get(LANGUAGE_COOKIE)
    return preferred(chosen, request.headers.get("accept-language"))


def wants_page(scope: Message) -> bool:
    """Whether a page is asked for, as browsers do where a person opens an address (RFC 9110, 12.5.1)."""
    return b"text/html" in asked_with(scope).get(b"accept", b"")

"""A visitor: in which language, and whether it is a person with a browser or a program."""

from app.texts import LANGUAGE_COOKIE, preferred
from app.web.asgi import Message, asked_with, cookie
from corpus.language import Language


def spoken(scope: Message) -> Language:
    """The language of a visitor: the one chosen by hand, else what the browser asks for."""
    accepted = asked_with(scope).get(b"accept-language", b"").decode("latin-1")
    return preferred(cookie(scope, LANGUAGE_COOKIE), accepted)


def wants_page(scope: Message) -> bool:
    """Whether a page is asked for, as browsers do where a person opens an address (RFC 9110, 12.5.1)."""
    return b"text/html" in asked_with(scope).get(b"accept", b"")

"""A visitor: in which language, a person with a browser or a program; and what the fields of a query tell."""

import datetime

from starlette.requests import Request

from app.texts import LANGUAGE_COOKIE, preferred
from corpus.language import Language


def visitor_language(request: Request) -> Language:
    """The language of a visitor: the one chosen by hand, else what the browser asks for."""
    return preferred(request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language"))


def request_language(request: Request) -> Language:
    """The language that a request's query names (``language=sv``), else that of the visitor."""
    chosen = request.query_params.get("language") or request.cookies.get(LANGUAGE_COOKIE)
    return preferred(chosen, request.headers.get("accept-language"))


def request_number(request: Request, name: str) -> int | None:
    """The whole number in a field of a request's query, at most six digits; None where there is none."""
    written = request.query_params.get(name, "")
    return int(written) if written.isdecimal() and written.isascii() and len(written) < 7 else None


def day_of_field(written: str | None) -> datetime.date | None:
    """The day that a field has, ``2025-12-31``; None where it has none, or what cannot be read."""
    try:
        return datetime.date.fromisoformat(written or "")
    except ValueError:
        return None


def wants_page(request: Request) -> bool:
    """Whether a page is asked for, as browsers do where a person opens an address (RFC 9110, 12.5.1)."""
    return "text/html" in request.headers.get("accept", "")

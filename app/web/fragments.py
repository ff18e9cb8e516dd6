"""Fragments: pieces of HTML that the page's script asks for, packed, and not sent again while they stay."""

import hashlib
import logging
from collections.abc import Callable
from typing import TypeVar

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.texts import TEXTS
from app.web.templates import html
from app.web.visitor import request_language

_log = logging.getLogger(__name__)

_SMALLEST_PACKED = 1_000
_LEVEL = 5

Endpoint = Callable[[Request], Response]
Made = TypeVar("Made")
Other = TypeVar("Other")


def fragment(request: Request, written: str, status: int = 200) -> Response:
    """A piece of HTML with its mark (ETag), or 304 alone where the browser has just that."""
    mark = f'W/"{hashlib.sha256(written.encode()).hexdigest()[:20]}"'
    headers = {"etag": mark, "cache-control": "private, no-cache", "vary": "Cookie, Accept-Language"}
    if status == 200 and mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(written, status, headers)


def made(make: Callable[[], Made], instead: Other, what: str) -> Made | Other:
    """What ``make`` makes; where it fails, something else, and the log tells ``what`` could not be had."""
    try:
        return make()
    except Exception:
        _log.exception("%s", what)
        return instead


def fragment_route(path: str, endpoint: Endpoint) -> Route:
    """The route of a fragment, which is sent packed where the browser takes that; 500 says what failed.

    Packing tells nothing to others: the guard (``app/web/hosts.py``) lets no page of another site ask, so
    none can mix what it guesses with what stands here and read the length (BREACH).
    """

    def answered(request: Request) -> Response:
        try:
            return endpoint(request)
        except Exception:
            _log.exception("%s could not be answered", path)
            return HTMLResponse(html("web/failed.html", texts=TEXTS[request_language(request)]), 500)

    packed = Middleware(GZipMiddleware, minimum_size=_SMALLEST_PACKED, compresslevel=_LEVEL)
    return Route(path, answered, middleware=[packed])

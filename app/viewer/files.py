"""Files over HTTP: the original of an indexed document, and the picture of one of its pages.

Only a document's id opens a file, never a path, and only while the file is the one that was indexed.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from app.library import Library
from app.texts import TEXTS
from app.texts.families import REFUSALS
from app.web.errors import refusal_html
from app.web.pool import Pool
from app.web.visitor import request_number, visitor_language, wants_page
from corpus.archive import contents
from corpus.document import Document
from corpus.errors import (
    ChangedFileError,
    DamagedFileError,
    EncryptedFileError,
    MissingFileError,
    PageError,
    UnknownDocumentError,
)
from corpus.picture.picture import page_picture

_TEXT = "text/plain; charset=utf-8"
_KINDS: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": _TEXT,
    ".txt": _TEXT,
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_SAVED = frozenset({".docx"})
"""What no browser shows."""

_POLICIES: Mapping[str, str] = {
    # The viewer of a browser is an object of its own; nothing else of a PDF may load.
    "application/pdf": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'",
}
_LOCKED = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""For all other kinds: a page of somebody else's runs nothing, loads nothing and knows nothing of ours."""

_WIDTH = 1400
_AT_ONCE = 2
_MOST_WAITING = 64


def file_routes(library: Library) -> list[Route]:
    """``original?doc=ID`` (``&save=1`` to be saved, not shown) and ``picture?doc=ID&page=NUMBER``."""
    pool = Pool(_AT_ONCE, _MOST_WAITING)

    async def original(request: Request) -> Response:
        return await pool.run(lambda: _answered(request, lambda: _original(library, request)))

    async def picture(request: Request) -> Response:
        return await pool.run(lambda: _answered(request, lambda: _picture(library, request)))

    return [Route("/original", original), Route("/picture", picture)]


def _answered(request: Request, answer: Callable[[], Response]) -> Response:
    """What is asked for, or in the visitor's language why it cannot be had."""
    language = visitor_language(request)
    texts = TEXTS[language]
    try:
        return answer()
    except (UnknownDocumentError, PageError):
        status, message = 404, texts.no_file
    except MissingFileError:
        status, message = 404, texts.file_gone
    except (ChangedFileError, EncryptedFileError, DamagedFileError):  # the last two of its archive
        status, message = 409, texts.file_changed
    if not wants_page(request):
        return PlainTextResponse(message, status)
    home = f"{request.scope.get('root_path', '')}/"
    return HTMLResponse(refusal_html(language, REFUSALS[language].no_file, message, home), status)


def _original(library: Library, request: Request) -> Response:
    document = library.index.document(request.query_params.get("doc", ""))
    suffix = PurePath(document.path).suffix.lower()
    kind = _KINDS.get(suffix, "application/octet-stream")
    shown = suffix in _KINDS.keys() - _SAVED and "save" not in request.query_params
    return Response(
        _content(document),
        media_type=kind,
        headers={
            "content-disposition": _disposition(PurePath(document.path).name, shown=shown),
            "content-security-policy": _POLICIES.get(kind, _LOCKED),
            "cache-control": "private, no-cache",
        },
    )


def _content(document: Document) -> bytes:
    path = Path(document.path)
    content = contents(path)
    if hashlib.sha256(content).hexdigest() != document.digest:
        raise ChangedFileError(f"{path}: the file has changed since it was indexed; index again")
    return content


def _disposition(name: str, *, shown: bool) -> str:
    """How a browser is to take a file, with its name in both forms of RFC 6266."""
    plain = re.sub(r'[^ -~]|["\\]', "_", name)
    taken = "inline" if shown else "attachment"
    return f"{taken}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _picture(library: Library, request: Request) -> Response:
    document = library.index.document(request.query_params.get("doc", ""))
    number = request_number(request, "page")
    if number is None:
        raise PageError(f"{request.query_params.get('page', '')}: not the number of a page")
    picture = page_picture(document, number, _WIDTH)
    return Response(picture, media_type="image/png", headers={"cache-control": "private, max-age=3600"})

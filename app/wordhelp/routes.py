"""Word help for the viewer: the words of one section with their renderings, over HTTP, when it is shown."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.web.visitor import request_number
from app.wordhelp.renderings import helped_words
from corpus.document import Document
from corpus.errors import UnknownDocumentError
from corpus.language import LANGUAGES, Language

Words = list[tuple[int, int, str]]
"""The words of a paragraph: start and end as a browser counts, in UTF-16 units, and the rendering."""


def word_route(document_of: Callable[[str], Document]) -> Route:
    """``words?doc=ID&section=NUMBER&from=LANGUAGE&to=LANGUAGE``: a list of ``Words`` for each paragraph.

    ``document_of`` gives the document of an id or raises UnknownDocumentError.
    """

    def words(request: Request) -> Response:
        asked = request.query_params
        number = request_number(request, "section")
        source, target = _language(asked.get("from")), _language(asked.get("to"))
        try:
            document = document_of(asked.get("doc", ""))
        except UnknownDocumentError:
            return JSONResponse([], 404)
        if source is None or target is None or number is None or number >= len(document.sections):
            return JSONResponse([], 404)
        paragraphs = section_words(document, number, source, target)
        return JSONResponse(paragraphs, headers={"cache-control": "private, max-age=3600"})

    return Route("/words", words)


def section_words(document: Document, number: int, source: Language, target: Language) -> list[Words]:
    """The words of a section that have a rendering, paragraph by paragraph.

    Raises:
        PykalaError: a lexicon is missing or damaged.
    """
    found = []
    for paragraph in document.sections[number].paragraphs:
        text = paragraph.of(document.text)
        wide = [at for at, sign in enumerate(text) if ord(sign) > 0xFFFF]
        found.append(
            [
                (_units(word.span.start, wide), _units(word.span.end, wide), word.rendering)
                for word in helped_words(text, source, target)
                if word.rendering is not None
            ]
        )
    return found


def _units(offset: int, wide: list[int]) -> int:
    """An offset in UTF-16 units, where the signs at these offsets are two."""
    return offset + sum(at < offset for at in wide)


def _language(code: str | None) -> Language | None:
    return next((language for language in LANGUAGES if language == code), None)

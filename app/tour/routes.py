"""The tour over HTTP: of a document or the archive, and the questions of a document, once they are tried."""

import logging
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.answer.answer import Answer
from app.catalogue import Catalogues
from app.texts.tour import TOUR
from app.tour.archive import archive_html
from app.tour.asking import Asking, questions_of
from app.tour.questions import questions_html
from app.tour.tour import Tour, tour_of
from app.tour.view import note_html, tour_html
from app.web.fragments import fragment, fragment_route
from app.web.visitor import request_language
from corpus.document import Document
from corpus.errors import UnknownDocumentError
from index.language import Language

_log = logging.getLogger(__name__)

ARCHIVE = ""
"""In place of a document's id: the archive as a whole."""

_MOST_TOURS = 64
_MOST_QUESTIONS = 512


class Library(Protocol):
    """What a tour is made from: documents, and the search that answers."""

    def ask(self, question: str) -> Answer:
        """The answer to a question."""

    def document(self, document_id: str) -> Document:
        """The document of an id; raises UnknownDocumentError."""

    def documents(self) -> Sequence[Document]:
        """All documents; the same sequence as long as the generation is the same."""


def tour_routes(library: Library, catalogues: Catalogues) -> list[Route]:
    """``tour?document=ID`` (without an ID the archive) and ``tour/questions?document=ID``."""
    tours = Tours(library, catalogues)

    def tour(request: Request) -> Response:
        shown, known = tours.tour(request.query_params.get("document", ""), request_language(request))
        return fragment(request, shown, 200 if known else 404)

    def questions(request: Request) -> Response:
        document_id = request.query_params.get("document", "")
        return fragment(request, tours.questions(document_id, request_language(request)))

    return [fragment_route("/tour", tour), fragment_route("/tour/questions", questions)]


class Tours:
    """The tours of a library's documents.

    Several threads may ask at once. What was made of one generation is forgotten with it.
    """

    def __init__(self, library: Library, catalogues: Catalogues) -> None:
        self._library, self._catalogues = library, catalogues
        self._lock = threading.Lock()
        self._documents: Sequence[Document] | None = None
        self._renew()

    def tour(self, document_id: str, language: Language) -> tuple[str, bool]:
        """The tour of a document or of the archive (``ARCHIVE``) as HTML, and whether there is one.

        Its questions are still to be tried. Where there is one document only, the archive is that document.
        """
        texts = TOUR[language]
        documents = self._current()
        document = self._document(document_id)
        if document is not None:
            trying = questions_html(document, None, texts)
            return tour_html(self._tour(document.id), texts, trying, alone=len(documents) == 1), True
        if document_id == ARCHIVE:
            return archive_html(self._catalogues.current(), texts), True
        return note_html(texts.gone), False

    def questions(self, document_id: str, language: Language) -> str:
        """The questions of a document's tour as HTML, once they have been tried; empty for the archive."""
        texts = TOUR[language]
        self._current()
        document = self._document(document_id)
        if document is None:
            return ""
        try:
            return questions_html(document, self._questions(document.id, language), texts)
        except Exception:
            _log.exception("the questions of a tour could not be tried")
            return questions_html(document, (), texts, failed=True)

    def _current(self) -> Sequence[Document]:
        """The documents as they are; what was made of others is forgotten."""
        documents = self._library.documents()
        with self._lock:
            if documents is not self._documents:
                self._documents = documents
                self._renew()
        return documents

    def _renew(self) -> None:
        self._tour = lru_cache(_MOST_TOURS)(self._made_tour)
        self._questions = lru_cache(_MOST_QUESTIONS)(self._tried)

    def _document(self, document_id: str) -> Document | None:
        documents = self._library.documents()
        if document_id == ARCHIVE:
            return documents[0] if len(documents) == 1 else None
        try:
            return self._library.document(document_id)
        except UnknownDocumentError:
            return None

    def _made_tour(self, document_id: str) -> Tour:
        return tour_of(self._library.document(document_id))

    def _tried(self, document_id: str, language: Language) -> tuple[Asking, ...]:
        alone = len(self._library.documents()) == 1
        return questions_of(self._tour(document_id), language, self._library.ask, alone=alone)

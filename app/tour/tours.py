"""Tours: what the page's tour shows, made when it is first asked for and kept while the documents stay."""

import logging
import threading
from collections.abc import Iterator, Sequence
from typing import Protocol

from app.answer.answer import Answer
from app.texts.tour import TOUR
from app.tour.archive import archive_html
from app.tour.asking import Asking, questions_of
from app.tour.view import missing_tour_html, questions_html, tour_html, waiting_html
from app.tour.walk import Tour, tour_of
from corpus.document import Document
from corpus.language import Language

_log = logging.getLogger(__name__)

ARCHIVE = ""
"""In place of a document's id: the archive as a whole."""


class Library(Protocol):
    """What a tour is made from: documents, and the search that answers."""

    def ask(self, question: str) -> Answer:
        """The answer to a question."""

    def documents(self) -> Sequence[Document]:
        """All documents; the same sequence as long as the generation is the same."""


class Tours:
    """The tours of a library's documents.

    Several threads may ask at once. What was made of one generation is forgotten with it.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._documents: Sequence[Document] = ()
        self._tours: dict[str, Tour] = {}
        self._questions: dict[tuple[str, Language], tuple[Asking, ...]] = {}

    def walk(self, document_id: str, language: Language) -> Iterator[str]:
        """The tour of a document as HTML but for its questions, or of the archive (``ARCHIVE``).

        First what is shown while it is being made. Where there is one document only, the archive is that
        document.
        """
        texts = TOUR[language]
        yield waiting_html(texts)
        documents = self._current()
        document = _of_id(documents, document_id)
        if document is not None:
            yield tour_html(self._tour(document), texts, alone=len(documents) == 1)
        elif document_id == ARCHIVE:
            yield archive_html(documents, texts)
        else:
            yield missing_tour_html(texts)

    def ask(self, document_id: str, language: Language) -> Iterator[str]:
        """The questions of a document's tour as HTML, once they have been tried; empty for the archive."""
        texts = TOUR[language]
        documents = self._current()
        document = _of_id(documents, document_id)
        if document is None:
            yield ""
            return
        if (document.id, language) not in self._questions:
            yield questions_html(document, None, texts)
        try:
            tried = self._tried(self._tour(document), language, alone=len(documents) == 1)
            yield questions_html(document, tried, texts)
        except Exception:
            _log.exception("the questions of a tour could not be tried")
            yield questions_html(document, (), texts, failed=True)

    def _current(self) -> Sequence[Document]:
        """The documents as they are; what was made of others is forgotten."""
        try:
            documents = self._library.documents()
        except Exception:
            _log.exception("the documents could not be listed")
            documents = ()
        with self._lock:
            if documents is not self._documents:
                self._documents, self._tours, self._questions = documents, {}, {}
        return documents

    def _tour(self, document: Document) -> Tour:
        kept = self._tours
        if document.id not in kept:
            kept[document.id] = tour_of(document)
        return kept[document.id]

    def _tried(self, tour: Tour, language: Language, *, alone: bool) -> tuple[Asking, ...]:
        kept, key = self._questions, (tour.document.id, language)
        if key not in kept:
            kept[key] = questions_of(tour, language, self._library.ask, alone=alone)
        return kept[key]


def _of_id(documents: Sequence[Document], document_id: str) -> Document | None:
    if document_id == ARCHIVE and len(documents) == 1:
        return documents[0]
    return next((document for document in documents if document.id == document_id), None)

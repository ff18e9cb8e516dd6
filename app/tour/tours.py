"""Tours: what the page's tour shows, made when it is first asked for and kept while the documents stay."""

import logging
import threading
from collections.abc import Iterator, Sequence
from typing import Protocol

from app.answer import Answer
from app.texts.tour import TOUR
from app.tour.archive import archive_html
from app.tour.asking import Asking, questions_of
from app.tour.view import missing_tour_html, tour_html, waiting_html
from app.tour.walk import Tour, tour_of
from corpus.document import Document
from index.language import Language

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

    def show(self, document_id: str, language: Language) -> Iterator[str]:
        """The tour of a document as HTML, or of the archive (``ARCHIVE``); with its questions once tried.

        Where there is one document only, the archive is that document.
        """
        texts = TOUR[language]
        yield waiting_html(texts)
        documents = self._current()
        alone = len(documents) == 1
        if document_id == ARCHIVE and not alone:
            yield archive_html(documents, texts)
            return
        wanted = documents[0].id if alone and document_id == ARCHIVE else document_id
        document = next((each for each in documents if each.id == wanted), None)
        if document is None:
            yield missing_tour_html(texts)
            return
        tour = self._tour(document)
        known = self._questions.get((document.id, language))
        yield tour_html(tour, known, texts, alone=alone)
        if known is None:
            try:
                questions = self._tried(tour, language, alone=alone)
            except Exception:
                _log.exception("the questions of a tour could not be tried")
                yield tour_html(tour, None, texts, alone=alone, failed=True)
            else:
                yield tour_html(tour, questions, texts, alone=alone)

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

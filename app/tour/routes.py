"""The tour over HTTP: of a document or the archive, and the questions of a document, once they are tried."""

import datetime
import threading
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.answer.place import Place, find, parse, section_at
from app.catalogue import Catalogue
from app.library import Library
from app.renewed import Renewed
from app.texts import LANGUAGES, TEXTS
from app.texts.families import TOUR
from app.tour.asking import questions_of
from app.tour.examples import Examples, Tried, examples_in
from app.tour.following import following_of, unseen
from app.tour.tour import Tour, tour_of
from app.tour.view import archive_html, examples_html, note_html, questions_html, tour_html
from app.tour.wording.topic import Asking
from app.web.fragments import fragment, fragment_route, made
from app.web.visitor import request_language
from corpus.document import Document
from corpus.language import Language
from corpus.minutes.handlings import number_of_item
from index.documents import Documents

ARCHIVE = ""
"""In place of a document's id: the archive as a whole."""

_MOST_TOURS = 64
_MOST_QUESTIONS = 512


def tour_routes(library: Library, catalogue: Renewed[Catalogue]) -> list[Route]:
    """``tour?document=ID`` (without an ID the archive), ``tour/questions?document=ID`` and others.

    ``tour/examples`` answers questions to begin with, ``tour/next?doc=ID&span=START-END&check=SUM`` with
    ``asked=QUESTION`` those to go on with, on the item that a quote stands in; empty where there is none.
    """
    tours = Renewed(lambda: library.index, lambda index: Tours(library, index))

    def tour(request: Request) -> Response:
        document_id, texts = request.query_params.get("document", ""), TOUR[request_language(request)]
        found = tours.current().tour(document_id)
        if found is not None:
            trying = questions_html(found.document, None, texts)
            return fragment(request, tour_html(found, texts, trying, alone=tours.current().alone))
        if document_id == ARCHIVE:
            return fragment(request, archive_html(catalogue.current(), texts))
        return fragment(request, note_html(texts.gone), 404)

    def questions(request: Request) -> Response:
        document_id, language = request.query_params.get("document", ""), request_language(request)
        found = tours.current().tour(document_id)
        if found is None:
            return fragment(request, "", 200 if document_id == ARCHIVE else 404)
        tried: tuple[Asking, ...] | None = made(
            lambda: tours.current().questions(document_id, language),
            None,
            "the questions of a tour could not be tried",
        )
        html = questions_html(found.document, tried or (), TOUR[language], failed=tried is None)
        return fragment(request, html)

    def examples(request: Request) -> Response:
        language = request_language(request)
        today = datetime.datetime.now(datetime.UTC).date()
        tried = made(lambda: tours.current().examples(language, today), (), "the examples could not be tried")
        return fragment(request, examples_html(tried, TEXTS[language].examples))

    def following(request: Request) -> Response:
        place, language = parse(request.query_params), request_language(request)
        asked = request.query_params.get("asked", "")
        tried = made(
            lambda: tours.current().following(place, language, asked) if place else (),
            (),
            "the following questions could not be tried",
        )
        return fragment(request, examples_html(((language, tried),), TEXTS[language].following))

    return [
        fragment_route("/tour/next", following),
        fragment_route("/tour", tour),
        fragment_route("/tour/questions", questions),
        fragment_route("/tour/examples", examples),
    ]


class Tours:
    """The tours of one generation's documents and the questions that were tried; the latest are kept.

    Several threads may ask at once. Where there is one document only, the archive is that document.
    """

    def __init__(self, library: Library, documents: Documents) -> None:
        self._documents, self._ask = documents, library.ask
        self.alone = len(documents.heads) == 1
        self._trying = threading.Lock()  # those who ask while questions are being tried wait for them
        self.tour = lru_cache(_MOST_TOURS)(self._tour)
        self.questions = lru_cache(_MOST_QUESTIONS)(self._questions)
        self._examples = lru_cache(len(LANGUAGES))(
            lambda language, day: examples_in(documents, language, library.ask, day)
        )
        self._following = lru_cache(_MOST_QUESTIONS)(
            lambda name, item, language: following_of(
                documents.document(name), item, language, library.ask, documents, alone=self.alone
            )
        )

    def examples(self, language: Language, day: datetime.date) -> Examples:
        """The examples of a day."""
        with self._trying:
            return self._examples(language, day)

    def following(self, place: Place, language: Language, asked: str) -> Tried:
        """Questions on the item that an answer's quote stands in, but for what was asked and shown."""
        document = self._document(place.document_id)
        span = find(document, place) if document else None
        section = section_at(document, span.start) if document and span else None
        item = number_of_item(document, section) if document and section is not None else None
        if document is None or item is None:
            return ()
        with self._trying:
            found = self._following(document.id, item, language)
        return tuple((document, asking) for asking in unseen(document, found, place, asked))

    def _tour(self, document_id: str) -> Tour | None:
        document = self._document(document_id)
        return None if document is None else tour_of(document)

    def _questions(self, document_id: str, language: Language) -> tuple[Asking, ...]:
        tour = self.tour(document_id)
        return () if tour is None else questions_of(tour, language, self._ask, alone=self.alone)

    def _document(self, document_id: str) -> Document | None:
        """The document of an id; the only one is the archive, too."""
        heads = self._documents.heads
        name = heads.ids[0] if self.alone and document_id == ARCHIVE else document_id
        return None if heads.number(name) is None else self._documents.document(name)

"""The viewer over HTTP: the panel of an open document, and the documents that one may open."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.answer.place import parse
from app.catalogue import ON_A_PAGE, PURPOSES, Catalogue, found, page_address
from app.library import Library
from app.renewed import Renewed
from app.texts import TEXTS
from app.texts.families import TOUR
from app.viewer.files import file_routes
from app.viewer.panel import missing_html, panel_html
from app.web.fragments import fragment, fragment_route
from app.web.table import one_of
from app.web.templates import html
from app.web.visitor import request_language, request_number
from corpus.errors import UnknownDocumentError

_LONGEST_SEARCH = 200


def viewer_routes(library: Library, catalogue: Renewed[Catalogue]) -> list[Route]:
    """All that the viewer asks for: ``viewer``, ``documents``, ``words``, ``original`` and ``picture``."""

    def viewer(request: Request) -> Response:
        """``viewer?doc=ID&span=START-END&check=SUM``: the panel; 404 where the document is gone."""
        texts = TEXTS[request_language(request)]
        place = parse(request.query_params)
        if place is None:
            return fragment(request, "", 404)
        index = library.index
        try:
            document = index.document(place.document_id)
        except UnknownDocumentError:
            return fragment(request, missing_html(place, texts), 404)
        outcomes, alone = index.outcomes(document.id), len(index.heads) == 1
        return fragment(request, panel_html(document, place, texts, outcomes, alone=alone))

    def documents(request: Request) -> Response:
        """``documents?search=WORDS&body=NAME&page=NUMBER&for=PURPOSE``: a page of documents."""
        asked, language = request.query_params, request_language(request)
        search, body = asked.get("search", "")[:_LONGEST_SEARCH], asked.get("body")
        purpose, page = one_of(PURPOSES, asked.get("for")) or "viewer", request_number(request, "page") or 1
        entries, end = found(catalogue.current(), search, body), page * ON_A_PAGE
        written = html(
            "viewer/documents.html",
            documents=entries[end - ON_A_PAGE : end],
            purpose=purpose,
            left=max(len(entries) - end, 0),
            more=page_address(language, purpose, page + 1, search, body),
            texts=TEXTS[language],
            tour=TOUR[language],
        )
        return fragment(request, written)

    return [
        fragment_route("/viewer", viewer),
        fragment_route("/documents", documents),
        *file_routes(library),
    ]

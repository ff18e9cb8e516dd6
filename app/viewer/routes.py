"""The viewer over HTTP: the panel of an open document, and the documents that one may open."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.answer.place import parse
from app.catalogue import PURPOSES, Catalogue
from app.library import Library
from app.renewed import Renewed
from app.texts import TEXTS
from app.viewer.documents import documents_html
from app.viewer.files import file_routes
from app.viewer.panel import missing_html, panel_html
from app.web.fragments import fragment, fragment_route
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
        asked = request.query_params
        return fragment(
            request,
            documents_html(
                catalogue.current(),
                request_language(request),
                purpose=next((each for each in PURPOSES if each == asked.get("for")), "viewer"),
                search=asked.get("search", "")[:_LONGEST_SEARCH],
                body=asked.get("body"),
                page=request_number(request, "page") or 1,
            ),
        )

    return [
        fragment_route("/viewer", viewer),
        fragment_route("/documents", documents),
        *file_routes(library),
    ]

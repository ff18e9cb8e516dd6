"""The tour over HTTP: of a document or the archive, and the questions of a document, once they are tried."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.catalogue import Catalogues
from app.tour.tours import Library, Tours
from app.web.fragments import fragment, fragment_route
from app.web.visitor import request_language


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

"""The archive over HTTP: its meetings, one of them, and a case, each a page without script."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.archive.addresses import Ways
from app.archive.cases import handlings_of
from app.archive.listed import meetings_html
from app.archive.meetings import COLUMNS, Archive, Wanted
from app.archive.shown import case_html, meeting_html, missing_html
from app.library import Library
from app.renewed import Renewed
from app.texts import LANGUAGES
from app.texts.families import ARCHIVE
from app.web.fragments import fragment, fragment_route
from app.web.table import one_of, order_asked
from app.web.visitor import request_language, request_number

_LONGEST = 200


def archive_routes(library: Library, kept: Renewed[Archive]) -> list[Route]:
    """``archive``, ``meeting?doc=ID`` and ``case?number=CASE``; ``page`` counts from 1, 404 for what is gone.

    ``archive`` is narrowed by ``body``, ``year`` and ``search``; ``sort`` is a column and ``order``
    ``rising`` or ``falling``.
    """

    def meetings(request: Request) -> Response:
        asked, wanted = request.query_params, wanted_of(request.query_params)
        order, page = order_asked(asked, COLUMNS, "date"), request_number(request, "page") or 1
        case = wanted.search if wanted.search in library.index.cases else ""
        language, ways = request_language(request), ways_of(asked)
        return fragment(request, meetings_html(kept.current(), wanted, order, page, language, ways, case))

    def meeting(request: Request) -> Response:
        archive, language = kept.current(), request_language(request)
        place = archive.places.get(request.query_params.get("doc", ""))
        if place is None:
            return fragment(request, missing_html(language, ARCHIVE[language].gone_meeting), 404)
        page = request_number(request, "page") or 1
        return fragment(request, meeting_html(archive, place, page, language, ways_of(request.query_params)))

    def case(request: Request) -> Response:
        archive, language = kept.current(), request_language(request)
        number = request.query_params.get("number", "").strip()[:_LONGEST]
        handlings = handlings_of(library.index, archive, number)
        if not handlings:
            told = ARCHIVE[language].gone_case.format(case=number)
            return fragment(request, missing_html(language, told), 404)
        page, ways = request_number(request, "page") or 1, ways_of(request.query_params)
        return fragment(request, case_html(number, handlings, archive, page, language, ways))

    return [
        fragment_route("/archive", meetings),
        fragment_route("/meeting", meeting),
        fragment_route("/case", case),
    ]


def wanted_of(asked: Mapping[str, str]) -> Wanted:
    """Which meetings a query wants; what cannot be read is passed over."""
    year = asked.get("year", "")
    return Wanted(
        body=asked.get("body") or None,
        year=int(year) if len(year) == 4 and year.isascii() and year.isdecimal() else None,
        search=asked.get("search", "").strip()[:_LONGEST],
    )


def ways_of(asked: Mapping[str, str]) -> Ways:
    """The ways from a page, in the language that its query names, if any."""
    return Ways(one_of(LANGUAGES, asked.get("language")))

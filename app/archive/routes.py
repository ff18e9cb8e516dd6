"""The archive over HTTP: its meetings, one of them, and a case, each a page without script."""

from collections.abc import Mapping
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.archive.cases import handlings_of, name_of
from app.archive.meetings import COLUMNS, Archive, MeetingRow, Wanted, beside, wanted_meetings
from app.library import Library
from app.renewed import Renewed
from app.texts import LANGUAGES
from app.texts.families import ARCHIVE
from app.web.fragments import fragment, fragment_route
from app.web.table import leaf_of, one_of, order_asked, sorted_by, table_page
from app.web.visitor import request_language
from app.web.ways import Ways
from corpus.head import Head

_LONGEST = 200


def archive_routes(library: Library, kept: Renewed[Archive]) -> list[Route]:
    """``archive``, ``meeting?doc=ID`` and ``case?number=CASE``; ``page`` counts from 1, 404 for what is gone.

    ``archive`` is narrowed by ``body``, ``year`` and ``search``; ``sort`` is a column and ``order``
    ``rising`` or ``falling``.
    """

    def meetings(request: Request) -> Response:
        archive, texts, ways = kept.current(), ARCHIVE[request_language(request)], ways_of(request)
        wanted, order = wanted_of(request.query_params), order_asked(request.query_params, COLUMNS)
        fields = asdict(wanted)
        rows = sorted_by(wanted_meetings(archive, wanted), COLUMNS[order.column], falling=order.falling)
        page = table_page(
            request,
            "archive/meetings.html",
            texts.title,
            "archive",
            lambda code: Ways(code).meetings(**fields),
            leaf=leaf_of(request, rows, lambda number: ways.meetings(**fields, **order.fields, page=number)),
            order=order,
            by=lambda order: ways.meetings(**fields, **order.fields),
            archive=archive,
            wanted=wanted,
            hidden={**order.fields, **({"language": ways.language} if ways.language else {})},
            is_case=wanted.search in library.index.cases,
            ways=ways,
            texts=texts,
        )
        return fragment(request, page)

    def meeting(request: Request) -> Response:
        archive, texts, ways = kept.current(), ARCHIVE[request_language(request)], ways_of(request)
        place = archive.places.get(request.query_params.get("doc", ""))
        if place is None:
            return missing(request, texts.gone_meeting)
        row = archive.meetings[place]
        leaf = leaf_of(request, row.rows, lambda number: ways.meeting(row.entry.id, number))
        earlier, later = beside(archive, place)
        page = table_page(
            request,
            "archive/meeting.html",
            row.entry.about or row.entry.title,
            "meeting",
            lambda code: Ways(code).meeting(row.entry.id),
            entry=row.entry,
            leaf=leaf,
            document=None if leaf.rows else row.read(row.meeting.documents[0].id),
            originals=_originals(row),
            earlier=earlier,
            later=later,
            ways=ways,
            texts=texts,
        )
        return fragment(request, page)

    def case(request: Request) -> Response:
        archive, texts, ways = kept.current(), ARCHIVE[request_language(request)], ways_of(request)
        number = request.query_params.get("number", "").strip()[:_LONGEST]
        handlings = handlings_of(library.index, archive, number)
        if not handlings:
            return missing(request, texts.gone_case.format(case=number))
        page = table_page(
            request,
            "archive/case.html",
            texts.case_title.format(case=number),
            "case",
            lambda code: Ways(code).case(number),
            case=number,
            name=name_of(handlings),
            leaf=leaf_of(request, handlings, lambda page: ways.case(number, page)),
            archive=archive,
            ways=ways,
            texts=texts,
        )
        return fragment(request, page)

    def missing(request: Request, told: str) -> Response:
        texts = ARCHIVE[request_language(request)]
        page = table_page(request, "archive/missing.html", texts.title, told=told, texts=texts)
        return fragment(request, page, 404)

    return [
        fragment_route("/archive", meetings),
        fragment_route("/meeting", meeting),
        fragment_route("/case", case),
    ]


def _originals(row: MeetingRow) -> list[Head]:
    """The documents of a meeting whose files are worth a link: of several, those that hold several items."""
    documents = row.meeting.documents
    return [each for each in documents if len(documents) == 1 or len(each.items) > 1]


def wanted_of(asked: Mapping[str, str]) -> Wanted:
    """Which meetings a query wants; what cannot be read is passed over."""
    year = asked.get("year", "")
    return Wanted(
        body=asked.get("body") or None,
        year=int(year) if len(year) == 4 and year.isascii() and year.isdecimal() else None,
        search=asked.get("search", "").strip()[:_LONGEST],
    )


def ways_of(request: Request) -> Ways:
    """The ways from a page, in the language that its query names, if any."""
    return Ways(one_of(LANGUAGES, request.query_params.get("language")))

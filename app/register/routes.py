"""The register over HTTP: a page of it as HTML, and all of what is wanted as a file for spreadsheets."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.library import Library
from app.register.csv_file import csv_of
from app.register.rows import COLUMNS, OUTCOME_KINDS, Wanted, rows_of, sorted_rows, wanted_rows
from app.register.table import register_html
from app.renewed import Renewed
from app.texts.families import REGISTER
from app.web.fragments import fragment, fragment_route
from app.web.table import one_of, order_asked
from app.web.visitor import day_of_field, request_language, request_number

_LONGEST = 200


def register_routes(library: Library) -> list[Route]:
    """``register`` and ``register.csv``, narrowed by the fields of ``Wanted`` in the query.

    ``sort`` is a column and ``order`` ``rising`` or ``falling``; ``page`` counts from 1.
    """
    all_rows = Renewed(lambda: library.index, rows_of)

    def register(request: Request) -> Response:
        asked, language = request.query_params, request_language(request)
        rows, wanted, order = all_rows.current(), wanted_of(asked), order_asked(asked, COLUMNS, "date")
        page = request_number(request, "page") or 1
        return fragment(request, register_html(rows, wanted, order, page, language))

    def csv_file(request: Request) -> Response:
        asked, language = request.query_params, request_language(request)
        order = order_asked(asked, COLUMNS, "date")
        rows = sorted_rows(
            wanted_rows(all_rows.current(), wanted_of(asked)), order.column, falling=order.falling
        )
        name = f"{REGISTER[language].file}.csv"
        headers = {
            "content-disposition": f'attachment; filename="{name}"',
            "cache-control": "private, no-cache",
        }
        return Response(csv_of(rows, language), media_type="text/csv; charset=utf-8", headers=headers)

    return [fragment_route("/register", register), fragment_route("/register.csv", csv_file)]


def wanted_of(asked: Mapping[str, str]) -> Wanted:
    """Which items a query wants; what cannot be read is passed over."""
    return Wanted(
        body=asked.get("body") or None,
        since=day_of_field(asked.get("since")),
        until=day_of_field(asked.get("until")),
        outcome=one_of(OUTCOME_KINDS, asked.get("outcome")),
        case=asked.get("case", "").strip() or None,
        search=asked.get("search", "").strip()[:_LONGEST],
    )

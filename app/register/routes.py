"""The register over HTTP: a page of it without script, and all of what is wanted as a file of CSV."""

from collections.abc import Mapping
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.library import Library
from app.register.csv_file import csv_of
from app.register.rows import COLUMNS, OUTCOME_KINDS, Row, Wanted, rows_of, sorted_rows, wanted_rows
from app.renewed import Renewed
from app.texts.families import OUTCOME, REGISTER
from app.web.fragments import fragment, fragment_route
from app.web.table import Order, leaf_of, one_of, order_asked, table_page
from app.web.visitor import day_of_field, request_language
from app.web.ways import Ways

_LONGEST = 200


def register_routes(library: Library) -> list[Route]:
    """``register`` and ``register.csv``, narrowed by the fields of ``Wanted`` in the query.

    ``sort`` is a column and ``order`` ``rising`` or ``falling``; ``page`` counts from 1.
    """
    all_rows = Renewed(lambda: library.index, rows_of)

    def asked_for(request: Request) -> tuple[Wanted, Order, tuple[Row, ...]]:
        wanted, order = wanted_of(request.query_params), order_asked(request.query_params, COLUMNS)
        return wanted, order, sorted_rows(wanted_rows(all_rows.current(), wanted), order)

    def register(request: Request) -> Response:
        wanted, order, rows = asked_for(request)
        language = request_language(request)
        texts, ways, fields = REGISTER[language], Ways(language), asdict(wanted)
        leaf = leaf_of(request, rows, lambda number: ways.register(**fields, **order.fields, page=number))
        bodies = sorted({row.head.body for row in all_rows.current() if row.head.body})
        page = table_page(
            request,
            "register/register.html",
            texts.title,
            "register",
            lambda code: Ways(code).register(**fields),
            leaf=leaf,
            order=order,
            by=lambda order: ways.register(**fields, **order.fields),
            bodies=[(body, body) for body in bodies],
            outcomes=[(kind, OUTCOME[language][kind]) for kind in OUTCOME_KINDS],
            wanted=wanted,
            hidden={"language": language, **order.fields},
            csv=ways.csv(**fields, **order.fields),
            texts=texts,
        )
        return fragment(request, page)

    def csv_file(request: Request) -> Response:
        _, _, rows = asked_for(request)
        language = request_language(request)
        headers = {
            "content-disposition": f'attachment; filename="{REGISTER[language].file}.csv"',
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

"""Tables of many rows: their order, the leaf of them that is in sight, and the ways to the other leaves."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from starlette.requests import Request

from app.texts.families import REGISTER
from app.web.templates import html
from app.web.visitor import request_language, request_number
from corpus.language import Language

ON_A_LEAF = 50
"""The rows of a leaf."""

Name = TypeVar("Name", bound=str)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Order:
    """The name of the column that rows are sorted by, and whether its greatest value comes first."""

    column: str
    falling: bool

    @property
    def fields(self) -> dict[str, str]:
        """The order as fields of a query."""
        return {"sort": self.column, "order": "falling" if self.falling else "rising"}

    def turned(self, column: str) -> "Order":
        """The order that the head of a column leads to: by the least, of days by the newest, and back."""
        return Order(column, not self.falling if column == self.column else column == NEWEST.column)


NEWEST = Order("date", falling=True)
"""The newest first: the order where none is asked for."""


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """The rows in sight, how many there are in all, which leaf of how many this is, from 1.

    ``address`` is that of a leaf by its number.
    """

    rows: Sequence[Row]
    count: int
    number: int
    last: int
    address: Callable[[int], str]


def one_of(names: Iterable[Name], asked: str | None) -> Name | None:
    """The one of the names that is asked for; None for any other."""
    return next((name for name in names if name == asked), None)


def order_asked(asked: Mapping[str, str], columns: Iterable[str]) -> Order:
    """The order that a query asks for; the newest first where it says nothing."""
    column = one_of(columns, asked.get("sort"))
    return Order(column, asked.get("order") == "falling") if column else NEWEST


def sorted_by(rows: Iterable[Row], key: Callable[[Row], Any], *, falling: bool) -> tuple[Row, ...]:
    """Rows by a key; those that are alike in it stay in their order, those that have None come last."""
    keyed = [(key(row), row) for row in rows]
    known = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0], reverse=falling)
    return (*(row for _, row in known), *(row for value, row in keyed if value is None))


def leaf_of(request: Request, rows: Sequence[Row], address: Callable[[int], str]) -> Leaf[Row]:
    """The leaf of rows that ``page`` asks for, from 1, or the nearest; ``address`` is that of a leaf."""
    last = max(math.ceil(len(rows) / ON_A_LEAF), 1)
    number = min(max(request_number(request, "page") or 1, 1), last)
    return Leaf(rows[(number - 1) * ON_A_LEAF : number * ON_A_LEAF], len(rows), number, last, address)


def table_page(
    request: Request,
    template: str,
    title: str,
    here: str = "",
    address: Callable[[Language], str] | None = None,
    **values: Any,
) -> str:
    """A page with a table: around what a template makes, the ways to other pages and other languages.

    ``here`` is the page beside which it stands, ``address`` its own in a language, None for no ways.
    """
    language = request_language(request)
    return html(
        template,
        language=language,
        title=f"{title} – Pykälä",
        standing=here,
        in_language=address,
        register_texts=REGISTER[language],
        **values,
    )

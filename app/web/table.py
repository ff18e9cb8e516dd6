"""Tables of many rows: their order, the leaf of them that is in sight, and the ways to the other leaves."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.texts.families import REGISTER
from app.web.templates import html
from corpus.language import Language

ON_A_LEAF = 50
"""The rows of a leaf."""

Name = TypeVar("Name", bound=str)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Order(Generic[Name]):
    """The column that rows are sorted by, and whether its greatest value comes first."""

    column: Name
    falling: bool

    @property
    def fields(self) -> dict[str, str]:
        """The order as fields of a query."""
        return {"sort": self.column, "order": "falling" if self.falling else "rising"}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, its way to be sorted by it, and how it is sorted as ``aria-sort`` has it."""

    text: str
    address: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """The rows in sight, how many there are in all, which leaf of how many this is, from 1.

    ``previous`` and ``next`` are the addresses of the leaves beside it, empty where there is none.
    """

    rows: Sequence[Row]
    count: int
    number: int
    last: int
    previous: str
    next: str


def one_of(names: Iterable[Name], asked: str | None) -> Name | None:
    """The one of the names that is asked for; None for any other."""
    return next((name for name in names if name == asked), None)


def order_asked(asked: Mapping[str, str], columns: Iterable[Name], first: Name) -> Order[Name]:
    """The order that a query asks for; by the column ``first``, falling, where it says nothing."""
    column = one_of(columns, asked.get("sort"))
    return Order(column or first, asked.get("order") == "falling" if column else True)


def sorted_by(rows: Iterable[Row], key: Callable[[Row], Any], *, falling: bool) -> tuple[Row, ...]:
    """Rows by a key; those that are alike in it stay in their order, those that have None come last."""
    keyed = [(key(row), row) for row in rows]
    known = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0], reverse=falling)
    return (*(row for _, row in known), *(row for value, row in keyed if value is None))


def leaf_of(rows: Sequence[Row], asked: int, address: Callable[[int], str]) -> Leaf[Row]:
    """The leaf of rows that is asked for, from 1, or the nearest to it; ``address`` is that of a leaf."""
    last = max(math.ceil(len(rows) / ON_A_LEAF), 1)
    number = min(max(asked, 1), last)
    return Leaf(
        rows[(number - 1) * ON_A_LEAF : number * ON_A_LEAF],
        len(rows),
        number,
        last,
        address(number - 1) if number > 1 else "",
        address(number + 1) if number < last else "",
    )


def head(
    column: Name | None, text: str, order: Order[Name], address: Callable[[Order[Name]], str], first: Name
) -> Head:
    """The head of a column, which None says cannot be sorted by; asked for again, the rows turn round.

    The greatest value comes first where it is sorted by ``first``, the least by another column.
    """
    if column is None:
        return Head(text, "", "")
    here = column == order.column
    falling = not order.falling if here else column == first
    state = ("descending" if order.falling else "ascending") if here else ""
    return Head(text, address(Order(column, falling)), state)


def table_page(
    template: str,
    language: Language,
    title: str,
    here: str,
    address: Callable[[Language], str] | None,
    **values: Any,
) -> str:
    """A page with a table: around what a template makes, the ways to other pages and other languages.

    ``here`` is the page beside which it stands, ``address`` its own in a language, None for no ways.
    """
    return html(
        template,
        language=language,
        title=f"{title} – Pykälä",
        standing=here,
        in_language=address,
        register_texts=REGISTER[language],
        **values,
    )

"""Decisions for programs: the rows of the register as the items that answers tell of."""

from app.answer.item import answered_item
from app.answer.json_answer import ItemJson, item_json, json_object
from app.register.rows import Wanted, rows_of, sorted_rows, wanted_rows
from index.search import Index


@json_object
class Decisions:
    """Items with what became of each, the newest meeting first, each in the order of its minutes."""

    decisions: tuple[ItemJson, ...]
    count: int
    """How many items there are in all, of which these are some."""


def decisions_of(index: Index, wanted: Wanted, start: int = 0, most: int | None = None) -> Decisions:
    """The items that are wanted, from one on (the first is 0) and so many at most."""
    rows = sorted_rows(wanted_rows(rows_of(index), wanted))
    shown = rows[start:] if most is None else rows[start : start + most]
    items = tuple(item_json(answered_item(index, row.document, row.number)) for row in shown)
    return Decisions(items, len(rows))

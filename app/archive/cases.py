"""A case: every handling of it, over meetings, in order of time.

A handling is an item of a meeting whose minutes are in the archive, or one that such an item tells again:
the committee's, in the minutes of the board.
"""

import datetime
from collections.abc import Hashable
from dataclasses import dataclass

from app.archive.meetings import Archive
from app.register.rows import Row
from app.web.table import sorted_by
from corpus.document import Span
from corpus.minutes.handlings import Handling
from index.search import Index


@dataclass(frozen=True, slots=True)
class Retold:
    """A handling of which only a later item tells: ``row`` is that item."""

    handling: Handling
    row: Row

    @property
    def date(self) -> datetime.date | None:
        """The day of the handling, None where it is not told."""
        return self.handling.date

    @property
    def section(self) -> int:
        """The section that tells what was decided, or the first of the handling."""
        return (self.handling.decisions or self.handling.sections)[0]

    @property
    def decision(self) -> tuple[Span, ...]:
        """The paragraphs that tell what was decided."""
        sections = self.row.document.sections
        return tuple(span for at in self.handling.decisions for span in sections[at].paragraphs)


def handlings_of(index: Index, archive: Archive, case: str) -> tuple[Row | Retold, ...]:
    """The handlings of a case, the earliest first, those without a date last; none for an unknown case.

    A meeting that is there in several forms, or that others tell of, counts once: its own minutes tell.
    """
    own = _own(index, archive, case)
    known = {(row.head.date, row.item.item) for row in own}
    days = {row.head.date for row in own}
    retold: dict[Hashable, Retold] = {}
    for row in own:
        for handling in index.handlings(row.head.id)[row.number]:
            told = (handling.date, handling.number)
            if handling.own or handling.date is None or told in known:
                continue
            if handling.number is not None or handling.date not in days:
                retold.setdefault(told, Retold(handling, row))
    return sorted_by((*retold.values(), *own), _day, falling=False)


def _own(index: Index, archive: Archive, case: str) -> tuple[Row, ...]:
    """The items of a case, each once."""
    items = (index.meeting_item(document.id, number) for document, number in index.items_of_case(case))
    found = {(item.document.id, item.section): archive.places.get(item.document.id) for item in items if item}
    return tuple(
        row
        for place in dict.fromkeys(found.values())
        if place is not None  # of another generation than the archive
        for row in archive.meetings[place].rows
        if (row.head.id, row.number) in found
    )


def _day(handling: Row | Retold) -> datetime.date | None:
    return handling.head.date if isinstance(handling, Row) else handling.date

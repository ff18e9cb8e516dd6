"""A case: every handling of it, over meetings, in order of time.

A handling is an item of a meeting whose minutes are in the archive, or one that such an item tells again:
the committee's, in the minutes of the board.
"""

import datetime
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from app.answer.citation import citation, finnish_date, joined
from app.answer.place import section_address
from app.archive.meetings import Archive
from app.register.rows import Row
from app.web.table import sorted_by
from corpus.document import Span
from corpus.head import ItemHead
from corpus.language import Language
from corpus.minutes.handlings import Handling
from index.search import Index


@dataclass(frozen=True, slots=True)
class Retold:
    """A handling of which only a later item tells: ``row`` is that item."""

    handling: Handling
    row: Row

    @property
    def item(self) -> ItemHead:
        """What is known of that item: the handling's own title is not told."""
        return self.row.item

    @property
    def in_force(self) -> str:
        """The paragraphs that tell what was decided."""
        document = self.row.document
        spans = (span for at in self.handling.decisions for span in document.sections[at].paragraphs)
        return " ".join(span.of(document.text) for span in spans)

    @property
    def told_by(self) -> str:
        """Body, date and § of the meeting that tells of it."""
        return joined(" ", self.row.head.body, finnish_date(self.row.head.date), self.item.item)

    @property
    def citation(self) -> str:
        """Where it is told what was decided, or of the handling where that is not told."""
        heading = self.row.document.sections[self._section].heading or Span(0, 0)
        return citation(self.row.document, self._section, heading, self.handling)

    @property
    def address(self) -> str:
        """The place of that, as the query of an address."""
        return section_address(self.row.document, self._section)

    @property
    def _section(self) -> int:
        return (self.handling.decisions or self.handling.sections)[0]


def handlings_of(index: Index, archive: Archive, case: str) -> tuple[Row | Retold, ...]:
    """The handlings of a case, the earliest first, those without a date last; none for an unknown case.

    A meeting that is there in several forms, or that others tell of, counts once: its own minutes tell.
    """
    own = _own(index, archive, case)
    known = {(row.head.date, row.item.item) for row in own}
    days = {row.head.date for row in own}
    retold: dict[Hashable, Retold] = {}
    for row in own:
        for handling in index.handlings(row.head.id, row.number):
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
    return handling.head.date if isinstance(handling, Row) else handling.handling.date


def name_of(handlings: Sequence[Row | Retold]) -> tuple[str, Language]:
    """What a case is called, and in which language: the parts that the titles of all its items begin with.

    ``Uimahalli / Urakka / Sähkö`` and ``Uimahalli / Urakka / Putket`` are of ``Uimahalli / Urakka``; where
    they begin with nothing in common, it is called by the newest one.
    """
    items = [each.item for each in handlings if isinstance(each, Row)]
    titles = [[part.strip() for part in item.title.split("/")] for item in items]
    alike = list(takewhile(lambda parts: len(set(parts)) == 1, zip(*titles, strict=False)))
    newest = items[-1]
    return " / ".join(parts[0] for parts in alike) or newest.title, newest.language

"""The rows of the register: every item of every meeting, found by what is known of it, in an order."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from app.answer.citation import citation
from app.answer.place import section_address, span_address
from app.web.table import NEWEST, Order, sorted_by
from corpus.document import Document, Span, one_line
from corpus.head import Head, ItemHead
from corpus.minutes.meetings import Meeting
from corpus.minutes.outcomes.outcome import Outcome, outcomes
from corpus.minutes.outcomes.wording import OutcomeKind
from index.documents import Documents
from index.words.analyzer import fold

Read = Callable[[str], Document]
"""What gives the document of an id."""

OUTCOME_KINDS: tuple[OutcomeKind, ...] = get_args(OutcomeKind)


@dataclass(frozen=True)
class Minutes:
    """A document that is read when it is asked for, and its outcomes once: some milliseconds a meeting."""

    head: Head
    read: Read

    @cached_property
    def outcomes(self) -> Mapping[int, Outcome]:
        """The outcome of each item, by the index of its section."""
        return outcomes(self.read(self.head.id))


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a meeting.

    ``also`` are the other documents of the meeting where it stands, each with the index of its section there.
    """

    minutes: Minutes
    item: ItemHead
    also: tuple[tuple[Head, int], ...] = ()

    @property
    def head(self) -> Head:
        """The head of the document that the item is told from."""
        return self.minutes.head

    @property
    def document(self) -> Document:
        """That document, read by need."""
        return self.minutes.read(self.head.id)

    @property
    def number(self) -> int:
        """The index of the item's section."""
        return self.item.section

    @property
    def outcome(self) -> Outcome:
        """What became of the item at this meeting."""
        return self.minutes.outcomes[self.number]

    @property
    def in_force(self) -> str:
        """The text in force, each stretch of it a line; empty where the document does not tell it."""
        text = self.document.text
        return "\n".join(
            " ".join(one_line(span.of(text)) for span in stretch.spans) for stretch in self.outcome.in_force
        )

    @property
    def others(self) -> tuple[tuple[Head, str], ...]:
        """The other documents where the item stands, each with the address of its place there."""
        return tuple((head, section_address(self.minutes.read(head.id), at)) for head, at in self.also)

    @property
    def citation(self) -> str:
        """Where the text in force stands, or the item where there is none."""
        section, span = self._cited
        return citation(self.document, section, span)

    @property
    def address(self) -> str:
        """The place of that, as the query of an address."""
        section, span = self._cited
        return span_address(self.document, span) if len(span) else section_address(self.document, section)

    @property
    def _cited(self) -> tuple[int, Span]:
        if self.outcome.in_force:
            first = self.outcome.in_force[0]
            return first.section, first.spans[0]
        return self.number, self.document.sections[self.number].heading or Span(0, 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items are wanted: of a body, on days from one to another, of a kind of outcome, of a case.

    ``search`` are words of the title or the §; what is None or empty allows all.
    """

    body: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    outcome: OutcomeKind | None = None
    case: str | None = None
    search: str = ""


def rows_of(documents: Documents) -> tuple[Row, ...]:
    """The items of all meetings, each once, in the order of the documents, none of which is read yet."""
    return tuple(
        row for meeting in documents.meetings for row in rows_of_meeting(meeting, documents.document)
    )


def rows_of_meeting(meeting: Meeting, read: Read) -> tuple[Row, ...]:
    """The items of a meeting, each once, in its order; ``read`` gives the document of an id, by need."""
    minutes = {document.id: Minutes(document, read) for document in meeting.documents}
    return tuple(Row(minutes[item.document.id], item.item, item.also) for item in meeting.items)


def wanted_rows(rows: Iterable[Row], wanted: Wanted) -> tuple[Row, ...]:
    """The rows that are wanted, in their order; outcomes are read only where a kind of them is wanted."""
    words = fold(wanted.search).split()
    return tuple(
        row
        for row in rows
        if _is_of(row.head, wanted)
        and (wanted.case is None or row.item.case == wanted.case)
        and _has_words(row.item, words)
        and (wanted.outcome is None or row.outcome.kind == wanted.outcome)
    )


def _is_of(document: Head, wanted: Wanted) -> bool:
    """Whether a document is of the body that is wanted, and of a day that is."""
    if wanted.body is not None and document.body != wanted.body:
        return False
    if wanted.since is None and wanted.until is None:
        return True
    day = document.date
    return day is not None and (wanted.since or day) <= day <= (wanted.until or day)


def _has_words(item: ItemHead, words: Sequence[str]) -> bool:
    text = fold(f"{item.item or ''} {item.title}") if words else ""
    return all(word in text for word in words)


COLUMNS: Mapping[str, Callable[[Row], Any]] = {
    "date": lambda row: row.head.date,
    "body": lambda row: row.head.body and row.head.body.casefold(),
    "item": lambda row: row.item.item and _numbered(row.item.item),
    "matter": lambda row: row.item.title.casefold(),
    "outcome": lambda row: OUTCOME_KINDS.index(row.outcome.kind),
    "case": lambda row: row.item.case,
}
"""The columns that the register can be sorted by, each with what rows are compared by."""


def sorted_rows(rows: Iterable[Row], order: Order = NEWEST) -> tuple[Row, ...]:
    """Rows by a column; those that are alike in it stay in their order, those without it come last."""
    return sorted_by(rows, COLUMNS[order.column], falling=order.falling)


def _numbered(item: str) -> tuple[int, str]:
    """A § by its number: § 9 before § 31."""
    return int("".join(sign for sign in item if sign.isdecimal()) or 0), item

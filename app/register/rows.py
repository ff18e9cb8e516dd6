"""The rows of the register: every item of every meeting, found by what is known of it, in an order."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

from app.answer.citation import citation
from app.answer.place import Place, place_of, query, section_place
from app.web.table import sorted_by
from corpus.document import Document, Section, Span, one_line
from corpus.minutes.meetings import Meeting, meetings
from corpus.minutes.outcomes.outcome import Outcome, outcomes
from corpus.minutes.outcomes.wording import OutcomeKind
from index.words.analyzer import fold

Column = Literal["date", "body", "item", "matter", "outcome", "case"]
"""The columns that the register can be sorted by."""

COLUMNS: tuple[Column, ...] = get_args(Column)
OUTCOME_KINDS: tuple[OutcomeKind, ...] = get_args(OutcomeKind)


@dataclass(frozen=True)
class Minutes:
    """A document whose outcomes are read when one of them is first asked for: some milliseconds a meeting."""

    document: Document

    @cached_property
    def outcomes(self) -> Mapping[int, Outcome]:
        """The outcome of each item, by the index of its section."""
        return outcomes(self.document)


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a meeting, by the index of its section.

    ``also`` are the other documents of the meeting where it stands, each with the index of its section there.
    """

    minutes: Minutes
    number: int
    also: tuple[tuple[Document, int], ...] = ()

    @property
    def document(self) -> Document:
        """The document that the item is told from."""
        return self.minutes.document

    @property
    def section(self) -> Section:
        """The item's section."""
        return self.document.sections[self.number]

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
    def citation(self) -> str:
        """Where the text in force stands, or the item where there is none."""
        section, span = self._cited
        return citation(self.document, section, span)

    @property
    def address(self) -> str:
        """The place of that, as the query of an address."""
        section, span = self._cited
        if len(span):
            return query(place_of(self.document.id, span, span.of(self.document.text)))
        place: Place = section_place(self.document, section)
        return query(place)

    @property
    def _cited(self) -> tuple[int, Span]:
        if self.outcome.in_force:
            first = self.outcome.in_force[0]
            return first.section, first.spans[0]
        return self.number, self.section.heading or Span(0, 0)


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


def rows_of(documents: Iterable[Document]) -> tuple[Row, ...]:
    """The items of all meetings, each once, in the order of the documents; no outcome is read yet."""
    return rows_of_meetings(meetings(documents))


def rows_of_meetings(every: Iterable[Meeting]) -> tuple[Row, ...]:
    """The items of meetings, each once, in their order; no outcome is read yet."""
    return tuple(row for meeting in every for row in rows_of_meeting(meeting))


def rows_of_meeting(meeting: Meeting) -> tuple[Row, ...]:
    """The items of a meeting, each once, in its order; no outcome is read yet."""
    read = {document.id: Minutes(document) for document in meeting.documents}
    return tuple(Row(read[item.document.id], item.section, item.also) for item in meeting.items)


def wanted_rows(rows: Iterable[Row], wanted: Wanted) -> tuple[Row, ...]:
    """The rows that are wanted, in their order; outcomes are read only where a kind of them is wanted."""
    words = fold(wanted.search).split()
    return tuple(
        row
        for row in rows
        if _is_of(row.document, wanted)
        and (wanted.case is None or row.section.case == wanted.case)
        and _has_words(row.section, words)
        and (wanted.outcome is None or row.outcome.kind == wanted.outcome)
    )


def _is_of(document: Document, wanted: Wanted) -> bool:
    """Whether a document is of the body that is wanted, and of a day that is."""
    if wanted.body is not None and document.body != wanted.body:
        return False
    if wanted.since is None and wanted.until is None:
        return True
    day = document.date
    return day is not None and (wanted.since or day) <= day <= (wanted.until or day)


def _has_words(section: Section, words: Sequence[str]) -> bool:
    text = fold(f"{section.item or ''} {section.title}") if words else ""
    return all(word in text for word in words)


_KEYS: Mapping[Column, Callable[[Row], Any]] = {
    "date": lambda row: row.document.date,
    "body": lambda row: row.document.body and row.document.body.casefold(),
    "item": lambda row: row.section.item and _numbered(row.section.item),
    "matter": lambda row: row.section.title.casefold(),
    "outcome": lambda row: OUTCOME_KINDS.index(row.outcome.kind),
    "case": lambda row: row.section.case,
}


def sorted_rows(rows: Iterable[Row], column: Column = "date", *, falling: bool = True) -> tuple[Row, ...]:
    """Rows by a column; those that are alike in it stay in their order, those without it come last."""
    return sorted_by(rows, _KEYS[column], falling=falling)


def _numbered(item: str) -> tuple[int, str]:
    """A § by its number: § 9 before § 31."""
    return int("".join(sign for sign in item if sign.isdecimal()) or 0), item

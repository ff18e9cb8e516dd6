"""The meetings of an archive, and its other documents, found by what is known of them, in an order."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal, get_args

from app.catalogue import Entry, catalogue_of
from app.register.rows import Meeting, Row, rows_of_meeting
from app.web.table import sorted_by
from corpus.document import Document
from index.words.analyzer import fold

Column = Literal["date", "body", "title", "items"]
"""The columns that meetings can be sorted by."""

COLUMNS: tuple[Column, ...] = get_args(Column)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as it is listed: the entry of its chief document, and the forms that it has (``PDF``).

    ``documents`` are all that are of it, the chief one first, each with the outcomes of its items.
    ``words`` is what it is found by, folded: what the catalogue knows of it, and its case numbers.
    """

    entry: Entry
    documents: tuple[Meeting, ...]
    forms: tuple[str, ...]
    words: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its items, in order."""
        return rows_of_meeting(self.documents[0])


@dataclass(frozen=True, slots=True)
class Archive:
    """All meetings, the newest first; ``places`` are their indexes, by the id of each of their documents.

    ``bodies`` and ``years`` are what meetings may be narrowed by, each with how many meetings it has: bodies
    by name, the newest year first.
    """

    meetings: tuple[MeetingRow, ...]
    places: Mapping[str, int]
    bodies: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which meetings are wanted: of a body, of a year, with each word of a search; None allows all."""

    body: str | None = None
    year: int | None = None
    search: str = ""


def archive_of(documents: Sequence[Document]) -> Archive:
    """The archive of documents; it takes some 100 µs a document."""
    read = {document.id: document for document in documents}
    meetings = tuple(_meeting(entry, (read[entry.id],)) for entry in catalogue_of(documents))
    bodies = Counter(meeting.entry.body for meeting in meetings if meeting.entry.body)
    years = Counter(meeting.entry.date.year for meeting in meetings if meeting.entry.date)
    return Archive(
        meetings,
        {each.document.id: place for place, row in enumerate(meetings) for each in row.documents},
        tuple(sorted(bodies.items())),
        tuple(sorted(years.items(), reverse=True)),
    )


def _meeting(entry: Entry, documents: Sequence[Document]) -> MeetingRow:
    cases = dict.fromkeys(s.case for document in documents for s in document.sections if s.case)
    forms = dict.fromkeys(form_of(document) for document in documents)
    return MeetingRow(
        entry, tuple(map(Meeting, documents)), tuple(forms), " ".join((entry.words, fold(" ".join(cases))))
    )


def form_of(document: Document) -> str:
    """The form of a document's file, as its name ends: ``PDF``."""
    return PurePath(document.path).suffix.lstrip(".").upper()


def wanted_meetings(archive: Archive, wanted: Wanted) -> tuple[MeetingRow, ...]:
    """The meetings that are wanted, the newest first."""
    words = fold(wanted.search).split()
    return tuple(
        meeting
        for meeting in archive.meetings
        if (wanted.body is None or meeting.entry.body == wanted.body)
        and (wanted.year is None or _year(meeting.entry.date) == wanted.year)
        and all(word in meeting.words for word in words)
    )


def _year(day: datetime.date | None) -> int | None:
    return None if day is None else day.year


_KEYS: Mapping[Column, Callable[[MeetingRow], Any]] = {
    "date": lambda meeting: meeting.entry.date,
    "body": lambda meeting: meeting.entry.body.casefold() or None,
    "title": lambda meeting: meeting.entry.title.casefold(),
    "items": lambda meeting: meeting.entry.items,
}


def sorted_meetings(
    meetings: Iterable[MeetingRow], column: Column, *, falling: bool
) -> tuple[MeetingRow, ...]:
    """Meetings by a column; those that are alike in it stay in their order, those without it come last."""
    return sorted_by(meetings, _KEYS[column], falling=falling)


def beside(archive: Archive, place: int) -> tuple[MeetingRow | None, MeetingRow | None]:
    """The meeting of the same body before that at a place, and the one after it; None where there is none."""
    entry = archive.meetings[place].entry
    if not entry.body or entry.date is None:
        return None, None
    newer = (each for each in reversed(archive.meetings[:place]) if each.entry.body == entry.body)
    older = (each for each in archive.meetings[place + 1 :] if each.entry.body == entry.body)
    before = next((each for each in older if each.entry.date), None)
    return before, next(newer, None)

"""The meetings of an archive, and its other documents, found by what is known of them, in an order."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from app.answer.citation import joined
from app.catalogue import Catalogue, Entry
from app.register.rows import Read, Row, rows_of_meeting
from corpus.minutes.meetings import Meeting
from index.documents import Documents
from index.words.analyzer import fold


@dataclass(frozen=True)
class MeetingRow:
    """A meeting as it is listed: the entry of its first document, its title and its number of items.

    ``words`` is what it is found by, folded: what the catalogue knows of its documents, and its case numbers.
    """

    entry: Entry
    meeting: Meeting
    words: str
    read: Read

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Its items, each once, with their outcomes, which are read when one of them is first asked for."""
        return rows_of_meeting(self.meeting, self.read)


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

    def chief(self, document_id: str) -> str:
        """The id of the document that the meeting of a document is told from."""
        return self.meetings[self.places[document_id]].entry.id


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which meetings are wanted: of a body, of a year, with each word of a search; None allows all."""

    body: str | None = None
    year: int | None = None
    search: str = ""


def archive_of(catalogue: Catalogue, documents: Documents) -> Archive:
    """The archive of the meetings of documents, by the catalogue of these; others are left out."""
    entries = {entry.id: entry for entry in catalogue}
    rank = {entry.id: place for place, entry in enumerate(catalogue)}
    known = (meeting for meeting in documents.meetings if all(each.id in rank for each in meeting.documents))
    ordered = sorted(known, key=lambda meeting: rank[meeting.documents[0].id])
    rows = tuple(_row(meeting, entries, documents.document) for meeting in ordered)
    bodies = Counter(row.entry.body for row in rows if row.entry.body)
    years = Counter(row.entry.date.year for row in rows if row.entry.date)
    return Archive(
        rows,
        {each.id: place for place, row in enumerate(rows) for each in row.meeting.documents},
        tuple(sorted(bodies.items())),
        tuple(sorted(years.items(), reverse=True)),
    )


def _row(meeting: Meeting, entries: Mapping[str, Entry], read: Read) -> MeetingRow:
    its = [entries[document.id] for document in meeting.documents]
    entry = replace(its[0], items=len(meeting.items))
    if its[0].items == 1 < entry.items:  # each item is a document of its own
        entry = replace(entry, title=joined(" ", entry.body, entry.day))
    cases = dict.fromkeys(item.item.case or "" for item in meeting.items)
    return MeetingRow(entry, meeting, " ".join((*(each.words for each in its), fold(" ".join(cases)))), read)


def wanted_meetings(archive: Archive, wanted: Wanted) -> tuple[MeetingRow, ...]:
    """The meetings that are wanted, the newest first."""
    words = fold(wanted.search).split()
    return tuple(
        row
        for row in archive.meetings
        if (wanted.body is None or row.entry.body == wanted.body)
        and (wanted.year is None or (row.entry.date and row.entry.date.year) == wanted.year)
        and all(word in row.words for word in words)
    )


COLUMNS: Mapping[str, Callable[[MeetingRow], Any]] = {
    "date": lambda row: row.entry.date,
    "body": lambda row: row.entry.body.casefold() or None,
    "title": lambda row: row.entry.title.casefold(),
    "items": lambda row: row.entry.items,
}
"""The columns that meetings can be sorted by, each with what they are compared by."""


def beside(archive: Archive, place: int) -> tuple[MeetingRow | None, MeetingRow | None]:
    """The meeting of the same body before that at a place, and the one after it; None where there is none."""
    entry = archive.meetings[place].entry
    if not entry.body or entry.date is None:
        return None, None
    newer = (each for each in reversed(archive.meetings[:place]) if each.entry.body == entry.body)
    older = (each for each in archive.meetings[place + 1 :] if each.entry.body == entry.body)
    before = next((each for each in older if each.entry.date), None)
    return before, next(newer, None)

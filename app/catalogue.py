"""The catalogue: the documents of a library to choose from, found by their titles, page by page."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import urlencode

from app.answer.citation import finnish_date, joined
from app.answer.place import Place, query
from corpus.head import Head
from corpus.language import Language
from corpus.minutes.meetings import Meeting
from index.words.analyzer import fold

ON_A_PAGE = 20
"""The documents that are listed at a time."""

Purpose = Literal["viewer", "filter", "tour"]
"""What a document is chosen for: to be opened, to be searched alone, or to be walked through."""

PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it is listed: its title, body and date, how many items it has, and its language.

    ``words`` is what it is found by: title, id, body and date, folded.
    """

    id: str
    title: str
    body: str
    date: datetime.date | None
    items: int
    language: Language
    words: str

    @property
    def address(self) -> str:
        """The document's place, as the query of an address."""
        return query(Place(self.id))

    @property
    def day(self) -> str:
        """The date as it is written in Finland, empty where it is not known."""
        return finnish_date(self.date)

    @property
    def about(self) -> str:
        """Body and date in one line, as far as they are known."""
        return joined(" · ", self.body, self.day)


Catalogue = tuple[Entry, ...]
"""The entries of all documents: the newest first, those without a date last, of one date by id downwards."""


def catalogue_of(documents: Iterable[Head]) -> Catalogue:
    """The catalogue of documents, by their heads."""
    entries = [_entry(document) for document in documents]
    return tuple(sorted(entries, key=lambda e: (e.date is not None, e.date or 0, e.id), reverse=True))


def once(catalogue: Catalogue, meetings: Iterable[Meeting]) -> Catalogue:
    """The catalogue without other forms of one document (PDF and Markdown): of a meeting, each title once."""
    entries = {entry.id: entry for entry in catalogue}
    left_out: set[str] = set()
    for meeting in meetings:
        titles: set[str] = set()
        for document in meeting.documents:
            title = entries[document.id].title if document.id in entries else ""
            if title in titles:
                left_out.add(document.id)
            titles.add(title)
    return tuple(entry for entry in catalogue if entry.id not in left_out)


def _entry(document: Head) -> Entry:
    title, body, date = document.full_title, document.body or "", document.date
    words = (title, document.id, body, finnish_date(date), date.isoformat() if date else "")
    return Entry(
        document.id,
        title,
        body,
        date,
        len(document.items),
        document.language,
        fold(" ".join(words)),
    )


def found(catalogue: Catalogue, search: str = "", body: str | None = None) -> Catalogue:
    """The entries that hold each word of a search, in any case and without accents, and are of a body.

    A ``body`` of None stands for all, an empty one for documents that tell none.
    """
    words = fold(search).split()
    return tuple(
        entry
        for entry in catalogue
        if (body is None or entry.body == body) and all(word in entry.words for word in words)
    )


def page_address(
    language: Language, purpose: Purpose, page: int, search: str = "", body: str | None = None
) -> str:
    """Where a page of the documents is had that are found so (``app/viewer/routes.py``); pages from 1."""
    fields = {"for": purpose, "language": language, "search": search, "page": page}
    return "documents?" + urlencode(fields if body is None else {**fields, "body": body})

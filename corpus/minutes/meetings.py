"""Meetings: which documents are of the same one, and which of their items are the same.

A meeting comes in several forms: as PDF and as Markdown, the agenda before it and the minutes after it, each
item in a file of its own. Whoever lists or counts what was decided tells each item once.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.document import Document

_AGENDA = re.compile(
    r"\b(?:esityslista|asialista|kokouskutsu|föredragningslista|ärendelista|kallelse|agenda)", re.IGNORECASE
)
_MINUTES = re.compile(r"\b(?:pöytäkirja|päätösluettelo|protokoll|minutes)", re.IGNORECASE)
_BEGINNING = 400
"""The characters of a document that tell what it is."""

_DECIDED = frozenset({"decision", "handling", "vote"})
_SIGN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """An item of a meeting, told once: the document to tell it from, by the index of its section there.

    ``also`` are the other documents where it stands, each with the index of its section there.
    """

    document: Document
    section: int
    also: tuple[tuple[Document, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """The documents of one meeting: minutes before agendas, the one with the most items first, then by id.

    ``items`` are in the order of those documents. What has no body, date or item is by itself.
    """

    body: str | None
    date: datetime.date | None
    documents: tuple[Document, ...]
    items: tuple[MeetingItem, ...]


def meetings(documents: Iterable[Document]) -> tuple[Meeting, ...]:
    """The meetings that documents are of, each in the place of its first document."""
    gathered: dict[object, list[Document]] = {}
    for document in documents:
        known = document.body and document.date and any(True for _ in _items(document))
        key = (document.body and document.body.casefold(), document.date) if known else document.id
        gathered.setdefault(key, []).append(document)
    return tuple(map(_meeting, gathered.values()))


def is_agenda(document: Document) -> bool:
    """Whether a document tells what is proposed to a meeting, and not what it decided.

    It calls itself so, or has proposals and no decision.
    """
    roles = {section.role for section in document.sections if section.item is not None}
    if roles & _DECIDED:
        return False
    beginning = f"{document.title}\n{document.text[:_BEGINNING]}"
    if _MINUTES.search(beginning):
        return False
    return "proposal" in roles or _AGENDA.search(beginning) is not None


def _meeting(documents: list[Document]) -> Meeting:
    if len(documents) > 1:
        documents = sorted(
            documents,
            key=lambda document: (is_agenda(document), -sum(1 for _ in _items(document)), document.id),
        )
    places: list[list[tuple[Document, int]]] = []
    known: defaultdict[object, list[int]] = defaultdict(list)
    for document in documents:
        numbered = len(documents) == 1 or not is_agenda(document)
        for section in _items(document):
            number, *titles = _keys(document, section)
            sought = (number,) if numbered and number else tuple(titles)
            its = next((at for key in sought for at in known[key] if _is_free(places[at], document)), None)
            if its is None:
                its = len(places)
                places.append([])
            places[its].append((document, section))
            for key in (number, *titles) if numbered else titles:
                known[key].append(its)
    items = tuple(MeetingItem(*first, tuple(also)) for first, *also in places)
    return Meeting(documents[0].body, documents[0].date, tuple(documents), items)


def _is_free(places: list[tuple[Document, int]], document: Document) -> bool:
    """Whether an item has no place in a document yet."""
    return all(document is not other for other, _ in places)


def _items(document: Document) -> Iterator[int]:
    return (number for number, section in enumerate(document.sections) if section.kind == "item")


def _keys(document: Document, section: int) -> tuple[object, ...]:
    """What an item is known by: its § or None, its title with its case, its title.

    Minutes go by the §; agendas count otherwise.
    """
    its = document.sections[section]
    title = _SIGN.sub("", its.title).casefold()
    return its.item, (title, its.case), title

"""Meetings: which documents are of the same one, and which of their items are the same.

A meeting comes in several forms: as PDF and as Markdown, the agenda before it and the minutes after it, each
item in a file of its own. Whoever lists or counts what was decided tells each item once.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from corpus.head import Head, ItemHead

_SIGN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """An item of a meeting, told once: the document to tell it from, and the item as it stands there.

    ``also`` are the other documents where it stands, each with the index of its section there.
    """

    document: Head
    item: ItemHead
    also: tuple[tuple[Head, int], ...] = ()

    @property
    def section(self) -> int:
        """The index of its section in that document."""
        return self.item.section


@dataclass(frozen=True, slots=True)
class Meeting:
    """The documents of one meeting: minutes before agendas, the one with the most items first, then by id.

    ``items`` are in the order of those documents. What has no body, date or item is by itself.
    """

    body: str | None
    date: datetime.date | None
    documents: tuple[Head, ...]
    items: tuple[MeetingItem, ...]


def meetings(documents: Iterable[Head]) -> tuple[Meeting, ...]:
    """The meetings that documents are of, each in the place of its first document."""
    gathered: dict[Hashable, list[Head]] = {}
    for document in documents:
        key = meeting_key(document.id, document.body, document.date, items=len(document.items))
        gathered.setdefault(key, []).append(document)
    return tuple(map(meeting_of, gathered.values()))


def meeting_key(document_id: str, body: str | None, date: datetime.date | None, *, items: int) -> Hashable:
    """What the documents of one meeting have in common, and those of others have not."""
    return (body.casefold(), date) if body and date and items else document_id


def meeting_of(documents: Iterable[Head]) -> Meeting:
    """The meeting of its documents, of which there is one at least."""
    ordered = sorted(documents, key=lambda document: (document.agenda, -len(document.items), document.id))
    places: list[list[tuple[Head, ItemHead]]] = []
    known: defaultdict[object, list[int]] = defaultdict(list)
    for document in ordered:
        numbered = len(ordered) == 1 or not document.agenda
        for item in document.items:
            number, *titles = _keys(item)
            sought = (number,) if numbered and number else tuple(titles)
            its = next((at for key in sought for at in known[key] if _is_free(places[at], document)), None)
            if its is None:
                its = len(places)
                places.append([])
            places[its].append((document, item))
            for key in (number, *titles) if numbered else titles:
                known[key].append(its)
    items = tuple(
        MeetingItem(*first, tuple((other, item.section) for other, item in also)) for first, *also in places
    )
    return Meeting(ordered[0].body, ordered[0].date, tuple(ordered), items)


def _is_free(places: list[tuple[Head, ItemHead]], document: Head) -> bool:
    """Whether an item has no place in a document yet."""
    return all(document is not other for other, _ in places)


def _keys(item: ItemHead) -> tuple[object, ...]:
    """What an item is known by: its § or None, its title with its case, its title.

    Minutes go by the §; agendas count otherwise.
    """
    title = _SIGN.sub("", item.title).casefold()
    return item.item, (title, item.case), title

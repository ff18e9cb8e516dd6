"""Documents that belong together, and what is known of them all: cases, meetings, handlings, outcomes."""

import datetime
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar
from weakref import WeakMethod

from corpus.document import Document
from corpus.errors import UnknownDocumentError
from corpus.head import Head
from corpus.minutes.handlings import Handling, handlings_of
from corpus.minutes.meetings import Meeting, MeetingItem, meeting_key, meeting_of, meetings
from corpus.minutes.outcomes.outcome import Outcome, outcome_of, outcomes
from index.heads import Heads

_KEPT = 4096
"""Of so many documents, items and meetings, what was read out of them is kept at hand."""

Asked = TypeVar("Asked")
Found = TypeVar("Found")
Place = tuple[Head, int]
"""An item by its document and the index of its section there."""


class Documents:
    """The documents of an index, each read when it is asked for, and what is known of all without that.

    What is read out of a document is kept at hand for a while.
    """

    def __init__(self, documents: Sequence[Document], heads: Heads | None = None) -> None:
        """Documents with their heads, which are gathered here where none are given."""
        self._documents = documents
        self.heads = Heads.of(documents) if heads is None else heads
        document = _weakly(self.document)
        self._handlings = lru_cache(_KEPT)(lambda place: handlings_of(document(place[0]), place[1]))
        self._outcome = lru_cache(_KEPT)(_weakly(self._outcome_of))
        self._outcomes = lru_cache(_KEPT)(lambda document_id: outcomes(document(document_id)))
        self._meeting_items = lru_cache(_KEPT)(_weakly(self._items_of_meeting))

    def documents(self) -> Sequence[Document]:
        """All documents, by id; whoever goes through them reads them all."""
        return self._documents

    def document(self, document_id: str) -> Document:
        """The document of an id.

        Raises:
            UnknownDocumentError: there is none.
            DamagedStoreError: it cannot be read.
        """
        return self._documents[self._number(document_id)]

    def _number(self, document_id: str) -> int:
        number = self.heads.number(document_id)
        if number is None:
            raise UnknownDocumentError(f"no document “{document_id}” in the index; “pykala show” lists them")
        return number

    def head(self, document_id: str) -> Head | None:
        """The head of the document of an id, None where there is none."""
        number = self.heads.number(document_id)
        return None if number is None else self.heads[number]

    def item_of(self, document_id: str, section: int) -> int | None:
        """The section of the item that a section of a document is or stands in, None outside items.

        Nothing is read for it, nor for ``case_of``, ``day_of`` and ``is_agenda``.

        Raises:
            UnknownDocumentError: there is no such document.
        """
        return self.heads.item_of(self._number(document_id), section)

    def case_of(self, document_id: str, section: int) -> str | None:
        """The case number of a section's item, as ``corpus.document.case_of``; raises as ``item_of``."""
        return self.heads.case_of(self._number(document_id), section)

    def day_of(self, document_id: str) -> int:
        """The number of a document's day, as ``corpus.document.day_of``; raises as ``item_of``."""
        return int(self.heads.days[self._number(document_id)])

    def is_agenda(self, document_id: str) -> bool:
        """Whether a document tells what is proposed to a meeting; raises as ``item_of``."""
        return bool(self.heads.column("agenda")[self._number(document_id)])

    def find_document(self, name: str) -> Document:
        """The document of an id, a path or the only one whose id begins so.

        Raises:
            UnknownDocumentError: there is none, or more than one.
        """
        ids, paths = self.heads.ids, self.heads.paths
        for found in (
            [at for at, (known, path) in enumerate(zip(ids, paths, strict=True)) if name in {known, path}],
            [at for at, known in enumerate(ids) if known.startswith(name)],
        ):
            if len(found) == 1:
                return self._documents[found[0]]
        raise UnknownDocumentError(f"no single document “{name}” in the index; “pykala show” lists them")

    @property
    def cases(self) -> Collection[str]:
        """The case numbers of all items, in the order in which they first appear."""
        return self._cases.keys()

    def items_of_case(self, case: str) -> tuple[Place, ...]:
        """The items of a case number: documents by id, with the index of the item's section."""
        return tuple((self.heads[number], section) for number, section in self._cases.get(case, ()))

    @cached_property
    def _cases(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        return self.heads.items_by_case()

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings that the documents are of; a document of none counts as one by itself."""
        return meetings(self.heads)

    @property
    def meeting_count(self) -> int:
        """How many meetings there are."""
        return len(self._meetings)

    def meeting_item(self, document_id: str, section: int) -> MeetingItem | None:
        """The item of a meeting that stands in a section of a document; None where none begins there."""
        number = self.heads.number(document_id)
        return None if number is None else self._meeting_items(self._key(number)).get((document_id, section))

    def is_alone(self, document_id: str) -> bool:
        """Whether no other document is of a document's meeting; raises as ``item_of``."""
        return len(self._meetings[self._key(self._number(document_id))]) == 1

    def _items_of_meeting(self, key: Hashable) -> Mapping[tuple[str, int], MeetingItem]:
        return {
            (document.id, section): item
            for item in meeting_of(self.heads[number] for number in self._meetings[key]).items
            for document, section in ((item.document, item.section), *item.also)
        }

    @cached_property
    def _meetings(self) -> Mapping[Hashable, Sequence[int]]:
        """The numbers of the documents of each meeting."""
        found: dict[Hashable, list[int]] = {}
        for number in range(len(self.heads)):
            found.setdefault(self._key(number), []).append(number)
        return found

    def _key(self, number: int) -> Hashable:
        heads = self.heads
        day, items = int(heads.days[number]), int(self._item_counts[number])
        date = datetime.date.fromordinal(day) if day else None
        return meeting_key(heads.ids[number], heads.bodies[number], date, items=items)

    @cached_property
    def _item_counts(self) -> Sequence[int]:
        return self.heads.item_counts().tolist()  # type: ignore[no-any-return]

    def handlings(self, document_id: str, item: int) -> tuple[Handling, ...]:
        """The handlings of an item of a document, by the index of its section; the own one last.

        Raises:
            KeyError: no item begins there.
            UnknownDocumentError: there is no such document.
        """
        return self._handlings((document_id, item))

    def outcome(self, document_id: str, item: int) -> Outcome:
        """What became of an item of a document, by the index of its section; raises as ``handlings``."""
        return self._outcome((document_id, item))

    def _outcome_of(self, place: tuple[str, int]) -> Outcome:
        own = self._handlings(place)[-1]
        return outcome_of(self.document(place[0]), own, agenda=self.is_agenda(place[0]))

    def outcomes(self, document_id: str) -> Mapping[int, Outcome]:
        """What became of each item of a document, by the index of the item's section."""
        return self._outcomes(document_id)


def _weakly(method: Callable[[Asked], Found]) -> Callable[[Asked], Found]:
    """A method that does not hold its object: what the object keeps of it must not keep its files open."""
    held = WeakMethod(method)

    def called(asked: Asked) -> Found:
        found = held()
        if found is None:
            raise ReferenceError("these documents are closed")
        return found(asked)

    return called

"""The heads of all documents in columns: what hints, filters and lists look at in place of documents."""

import datetime
import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, get_args, overload

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Role
from corpus.head import Head, ItemHead, head_of
from corpus.language import LANGUAGES

ROLES: Final[tuple[Role, ...]] = get_args(Role)

_DOCUMENTS = (
    *("id", "path", "title", "digest", "item", "case", "body", "day", "agenda", "language"),
    *("languages", "roles", "sections", "scanned", "unread"),
)
_ITEMS = ("document", "section", "item", "title", "case", "language")
_NONE = -1

Columns = Mapping[str, list[Any]]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Sections:
    """The sections of all documents, one after another: those of document ``d`` from ``starts[d]`` on.

    ``starts`` is int64 (documents + 1,). ``facts`` is int32 (sections, 4): the section above in its document,
    or -1; the place of its § in ``numbers``, or -1; the place of its role in ``ROLES``, or -1; that of its
    language in ``LANGUAGES``. ``titles`` are ``title_mark`` of their titles, uint64 (sections,).
    """

    starts: npt.NDArray[np.int64]
    facts: Ints
    titles: npt.NDArray[np.uint64]
    numbers: tuple[str, ...]


def title_mark(title: str) -> int:
    """Eight bytes that tell a title from others, upper and lower case alike (BLAKE2b)."""
    marked = hashlib.blake2b(title.casefold().encode("utf-8"), digest_size=8)
    return int.from_bytes(marked.digest(), "little")


class Heads(Sequence[Head]):
    """The heads of all documents in their order, each made when it is asked for, and their sections."""

    def __init__(self, documents: Columns, items: Columns, sections: Sections) -> None:
        """The columns of documents and of items, as ``to_record`` gives them.

        Raises:
            KeyError, TypeError, ValueError: they are no such columns, or do not fit together.
        """
        self._documents = {name: documents[name] for name in _DOCUMENTS}
        self._items = {name: items[name] for name in _ITEMS}
        self.ids: Sequence[str] = self._documents["id"]
        self.paths: Sequence[str] = self._documents["path"]
        self.digests: Sequence[str] = self._documents["digest"]
        self.bodies: Sequence[str | None] = self._documents["body"]
        self.unread: Sequence[int] = self._documents["unread"]
        self.days: Ints = np.array(self._documents["day"], np.int32)
        """The day of each document as a proleptic Gregorian ordinal, 0 where it is not known."""
        self.sections = sections
        count = len(self.ids)
        if any(len(column) != count for column in self._documents.values()):
            raise ValueError("columns of documents that are not of one length")
        if any(len(column) != len(self._items["document"]) for column in self._items.values()):
            raise ValueError("columns of items that are not of one length")
        self._item_starts = np.searchsorted(np.array(self._items["document"], np.int32), np.arange(count + 1))

    @staticmethod
    def of(documents: Iterable[Document]) -> "Heads":
        """The heads of documents, which are looked at one by one."""
        gathered = Gathering()
        for document in documents:
            gathered.add(document)
        return gathered.heads()

    def to_record(self) -> dict[str, Any]:
        """The columns as a JSON object, without those of sections."""
        return {"documents": self._documents, "items": self._items, "numbers": self.sections.numbers}

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, number: int) -> Head: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Head]: ...
    def __getitem__(self, number: int | slice) -> Head | Sequence[Head]:
        """The head of the document of a number."""
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        of = self._documents
        day, language = of["day"][number], of["language"][number]
        return Head(
            id=of["id"][number],
            path=of["path"][number],
            title=of["title"][number],
            digest=of["digest"][number],
            item=of["item"][number],
            case=of["case"][number],
            body=of["body"][number],
            date=datetime.date.fromordinal(day) if day else None,
            agenda=bool(of["agenda"][number]),
            language=LANGUAGES[language],
            languages=tuple(sorted(_members(of["languages"][number], LANGUAGES))),
            roles=tuple(sorted(_members(of["roles"][number], ROLES))),
            sections=of["sections"][number],
            scanned=bool(of["scanned"][number]),
            unread=of["unread"][number],
            items=tuple(
                self._item(at) for at in range(self._item_starts[number], self._item_starts[number + 1])
            ),
        )

    def __iter__(self) -> Iterator[Head]:
        return (self[number] for number in range(len(self)))

    def _item(self, at: int) -> ItemHead:
        of = self._items
        return ItemHead(
            of["section"][at], of["item"][at], of["title"][at], of["case"][at], LANGUAGES[of["language"][at]]
        )

    def number(self, document_id: str) -> int | None:
        """The number of the document of an id, from 0; None where there is none."""
        return self._numbers.get(document_id)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {document_id: number for number, document_id in enumerate(self.ids)}

    def item_of(self, number: int, section: int) -> int | None:
        """The section of the item that a section of a document is or stands in, None outside items."""
        place = self._item_place(number, section)
        return None if place is None else self._items["section"][place]

    def case_of(self, number: int, section: int) -> str | None:
        """The case number of a section's item; outside all items, that of a document of one item."""
        if self.sections.facts[self.sections.starts[number] + section, 1] != _NONE:
            place = self._item_place(number, section)
            return None if place is None else self._items["case"][place]
        alone = self._item_starts[number + 1] - self._item_starts[number] == 1
        return self._documents["case"][number] if alone else None

    def _item_place(self, number: int, section: int) -> int | None:
        """The place among all items of the one that a section of a document is or stands in."""
        first, last = self._item_starts[number : number + 2].tolist()
        items, above = self._items["section"], self.sections.facts[:, 0]
        while section != _NONE and first < last:
            place = bisect_left(items, section, first, last)
            if place < last and items[place] == section:
                return place
            section = int(above[self.sections.starts[number] + section])
        return None

    def items_by_case(self) -> dict[str, list[tuple[int, int]]]:
        """The items of each case number in order, each as the number of its document and its section."""
        found: dict[str, list[tuple[int, int]]] = {}
        of = self._items
        for case, document, section in zip(of["case"], of["document"], of["section"], strict=True):
            if case is not None:
                found.setdefault(case, []).append((document, section))
        return found

    def scanned(self) -> list[str]:
        """The digests of the files of which a machine read some pages."""
        return [digest for digest, read in zip(self.digests, self._documents["scanned"], strict=True) if read]

    def column(self, name: str) -> list[Any]:
        """What ``to_record`` has of all documents under a name."""
        return self._documents[name]

    def items_between(self, start: int, end: int) -> Columns:
        """What ``to_record`` has of the items of the documents from one number to another."""
        first, last = self._item_starts[start], self._item_starts[end]
        return {name: column[first:last] for name, column in self._items.items()}

    def item_counts(self) -> npt.NDArray[np.int64]:
        """How many items each document has."""
        return np.diff(self._item_starts)


class Gathering:
    """Heads that are gathered document by document."""

    def __init__(self) -> None:
        self._documents: dict[str, list[Any]] = {name: [] for name in _DOCUMENTS}
        self._items: dict[str, list[Any]] = {name: [] for name in _ITEMS}
        self._facts, self._titles = array("i"), array("Q")
        self._numbers: dict[str, int] = {}

    def add(self, document: Document) -> None:
        """Take the next document."""
        head, of = head_of(document), self._documents
        for name in ("id", "path", "title", "digest", "item", "case", "body", "sections", "unread"):
            of[name].append(getattr(head, name))
        of["day"].append(head.day)
        of["agenda"].append(int(head.agenda))
        of["scanned"].append(int(head.scanned))
        of["language"].append(LANGUAGES.index(head.language))
        of["languages"].append(_mask(head.languages, LANGUAGES))
        of["roles"].append(_mask(head.roles, ROLES))
        for item in head.items:
            values = (len(of["id"]) - 1, item.section, item.item, item.title, item.case)
            for name, value in zip(_ITEMS, (*values, LANGUAGES.index(item.language)), strict=True):
                self._items[name].append(value)
        for section in document.sections:
            self._facts.extend(
                (
                    _NONE if section.parent is None else section.parent,
                    self._number(section.item),
                    _NONE if section.role is None else ROLES.index(section.role),
                    LANGUAGES.index(section.language),
                )
            )
            self._titles.append(title_mark(section.title))

    def take(self, heads: Heads, start: int, end: int) -> None:
        """Take as the next documents those of other heads from one number to another."""
        shift = len(self._documents["id"]) - start
        for name, column in self._documents.items():
            column.extend(heads.column(name)[start:end])
        of = heads.items_between(start, end)
        self._items["document"].extend((np.array(of["document"], np.int64) + shift).tolist())
        for name in _ITEMS[1:]:
            self._items[name].extend(of[name])
        sections = heads.sections
        first, last = sections.starts[start], sections.starts[end]
        facts = sections.facts[first:last].copy()
        facts[:, 1] = self._renumbered(facts[:, 1], sections.numbers)
        self._facts.frombytes(facts.astype("i").tobytes())
        self._titles.frombytes(sections.titles[first:last].astype("Q").tobytes())

    def _renumbered(self, places: Ints, numbers: Sequence[str]) -> Ints:
        """The places of § in the numbers that are gathered here, by those in the numbers of other heads."""
        found, at = np.unique(places[places != _NONE], return_index=True)
        now = np.full(len(numbers) + 1, _NONE, np.int32)
        for place in found[np.argsort(at)].tolist():  # in the order in which they first appear
            now[place] = self._number(numbers[place])
        return now[places]

    def _number(self, item: str | None) -> int:
        return _NONE if item is None else self._numbers.setdefault(item, len(self._numbers))

    def heads(self) -> Heads:
        """The heads of all documents that were taken."""
        facts = np.array(self._facts, np.int32).reshape(-1, 4)
        titles = np.array(self._titles, np.uint64)
        return Heads(
            self._documents,
            self._items,
            sections_of(self._documents["sections"], facts, titles, tuple(self._numbers)),
        )


def joined_heads(runs: Iterable[tuple[Heads, int, int]]) -> Heads:
    """The heads of documents that stand in other heads, each from one number to another."""
    every = list(runs)
    if len(every) == 1 and every[0][1:] == (0, len(every[0][0])):
        return every[0][0]
    gathered = Gathering()
    for heads, start, end in every:
        gathered.take(heads, start, end)
    return gathered.heads()


def sections_of(
    counts: Sequence[int], facts: Ints, titles: npt.NDArray[np.uint64], numbers: Sequence[str]
) -> Sections:
    """The sections of documents that have so many each.

    Raises:
        ValueError: they do not fit together.
    """
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.array(counts, np.int64))])
    if facts.shape != (starts[-1], 4) or facts.dtype != np.int32:
        raise ValueError("not the facts of so many sections")
    if titles.shape != (starts[-1],) or titles.dtype != np.uint64:
        raise ValueError("not the titles of so many sections")
    return Sections(starts, facts, titles, tuple(numbers))


def _mask(values: Iterable[str], known: Sequence[str]) -> int:
    return sum(1 << known.index(value) for value in values)


def _members(mask: int, known: Sequence[Any]) -> Iterator[Any]:
    return (value for at, value in enumerate(known) if mask >> at & 1)

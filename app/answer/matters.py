"""Matters: one case handled in several meetings, told together, the newest decision first."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.answer.cited_place import CitedPlace, cited_item
from corpus.document import Document, case_of
from corpus.language import Language
from index.result import Hit

_NEAR = 0.8
"""The share of the best score that a newer decision must reach to be told before it."""


class Archive(Protocol):
    """What knows the documents, and which items handle a case."""

    @property
    def cases(self) -> Mapping[str, Sequence[tuple[Document, int]]]:
        """The items of each case number: documents by id, with the index of the item's section."""

    def document(self, document_id: str) -> Document:
        """The document of an id."""

    def language(self, document_id: str, section: int) -> Language:
        """The language of a section of a document."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One case that passages from several meetings tell of.

    ``ranks`` are those of its passages, which stand together, the newest decision first. ``handled`` are all
    items of that case, newest first; ``meetings`` is in how many meetings they were, as one may handle a case
    in several items.
    """

    case: str
    ranks: tuple[int, ...]
    meetings: int
    handled: tuple[CitedPlace, ...]


def newest_first(archive: Archive, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Hits in their order, but those of one case in several documents together.

    They stand where the best of them stood, those of newer documents first that score nearly as well.
    """
    cases = [_case(archive, hit) for hit in hits]
    found: list[Hit] = []
    told: set[str] = set()
    for hit, case in zip(hits, cases, strict=True):
        if case is None:
            found.append(hit)
        elif case not in told:
            told.add(case)
            its = [other for other, of in zip(hits, cases, strict=True) if of == case]
            found += _together(archive, its)
    return tuple(found)


def _together(archive: Archive, hits: Sequence[Hit]) -> list[Hit]:
    best = hits[0]
    near = [hit for hit in hits if hit.score >= _NEAR * best.score]
    newest = sorted(near, key=lambda hit: _date(archive.document(hit.passage.document_id)), reverse=True)
    return [*newest, *(hit for hit in hits if hit not in newest)]


def matters(archive: Archive, found: Sequence[tuple[str | None, str]]) -> tuple[Matter, ...]:
    """The cases that passages of two meetings or more tell of, in the order of their first passages.

    ``found`` are each passage's case number and document id, by rank.
    """
    ranks: dict[str, list[int]] = {}
    told_in: dict[str, set[Hashable]] = {}
    for rank, (case, document_id) in enumerate(found, start=1):
        if case is not None:
            ranks.setdefault(case, []).append(rank)
            told_in.setdefault(case, set()).add(_meeting(archive.document(document_id)))
    return tuple(
        Matter(case, tuple(its), len(told_in[case] | _meetings(archive, case)), _handled(archive, case))
        for case, its in ranks.items()
        if len(told_in[case]) > 1
    )


def elsewhere(archive: Archive, document: Document, section: int) -> tuple[CitedPlace, ...]:
    """The items of other meetings that handle the case of a section, newest first."""
    case = case_of(document, document.sections[section])
    if case is None:
        return ()
    return _handled(archive, case, but=document)


def _handled(archive: Archive, case: str, but: Document | None = None) -> tuple[CitedPlace, ...]:
    """The items that handle a case, newest first, those of one document's meeting left out."""
    items = [
        (document, number)
        for document, number in archive.cases.get(case, ())
        if but is None or _meeting(document) != _meeting(but)
    ]
    newest = sorted(items, key=lambda item: _date(item[0]), reverse=True)
    return tuple(
        cited_item(document, number, archive.language(document.id, number)) for document, number in newest
    )


def _meetings(archive: Archive, case: str) -> set[Hashable]:
    return {_meeting(document) for document, _ in archive.cases.get(case, ())}


def _meeting(document: Document) -> Hashable:
    """What tells a document's meeting from others: its body and date, as several files may be of one."""
    return (document.body, document.date) if document.body and document.date else document.id


def _case(archive: Archive, hit: Hit) -> str | None:
    document = archive.document(hit.passage.document_id)
    return case_of(document, document.sections[hit.passage.section])


def _date(document: Document) -> date:
    return document.date or date.min

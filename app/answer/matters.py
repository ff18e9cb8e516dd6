"""Matters: one case handled in several meetings, told together, the newest decision first."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from app.answer.citation import CitedPlace, cited_item
from app.answer.once import told_once
from app.answer.source import Source
from corpus.document import Document, case_of
from corpus.head import Head
from index.result import Hit
from index.search import Index

_NEAR = 0.8
"""The share of the best score that a newer decision must reach to be told before it."""


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


def newest_first(index: Index, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Hits in their order, but those of one case in several documents together.

    They stand where the best of them stood, those of newer documents first that score nearly as well.
    """
    cases = [index.case_of(hit.passage.document_id, hit.passage.section) for hit in hits]
    ordered: list[Hit] = []
    gathered: set[str] = set()
    for hit, case in zip(hits, cases, strict=True):
        if case is None:
            ordered.append(hit)
        elif case not in gathered:
            gathered.add(case)
            its = [other for other, of in zip(hits, cases, strict=True) if of == case]
            ordered += _together(index, its)
    return tuple(ordered)


def _together(index: Index, hits: Sequence[Hit]) -> list[Hit]:
    best = hits[0]
    near = [hit for hit in hits if hit.score >= _NEAR * best.score]
    newest = sorted(near, key=lambda hit: index.day_of(hit.passage.document_id), reverse=True)
    return [*newest, *(hit for hit in hits if hit not in newest)]


def matters(index: Index, places: Sequence[tuple[str | None, str]]) -> tuple[Matter, ...]:
    """The cases that passages of two meetings or more tell of, in the order of their first passages.

    ``places`` are each passage's case number and document id, by rank.
    """
    ranks: dict[str, list[int]] = {}
    meetings: dict[str, set[Hashable]] = {}
    for rank, (case, document_id) in enumerate(places, start=1):
        if case is not None:
            ranks.setdefault(case, []).append(rank)
            meetings.setdefault(case, set()).add(meeting_of(index.document(document_id)))
    return tuple(
        Matter(case, tuple(its), len(meetings[case] | _meetings(index, case)), _handled(index, case))
        for case, its in ranks.items()
        if len(meetings[case]) > 1
    )


def elsewhere(index: Index, document: Document, section: int) -> tuple[CitedPlace, ...]:
    """The items of other meetings that handle the case of a section, newest first."""
    case = case_of(document, document.sections[section])
    if case is None:
        return ()
    return _handled(index, case, but=document)


def _handled(index: Index, case: str, but: Document | None = None) -> tuple[CitedPlace, ...]:
    """The items that handle a case, newest first, those of one document's meeting left out."""
    days = {
        (document.id, number): document.day
        for document, number in index.items_of_case(case)
        if but is None or meeting_of(document) != meeting_of(but)
    }
    newest = sorted(told_once(index, list(days)), key=lambda place: days[place], reverse=True)
    return tuple(cited_item(index.document(name), number) for name, number in newest)


def _meetings(index: Index, case: str) -> set[Hashable]:
    return {meeting_of(document) for document, _ in index.items_of_case(case)}


def meeting_of(document: Document | Head | Source) -> Hashable:
    """What tells a document's meeting from others: its body and date, as several files may be of one."""
    return (document.body, document.date) if document.body and document.date else document.id

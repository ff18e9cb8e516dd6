"""Matters: one case handled in several meetings, told together, the newest decision first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.citation import citation
from corpus.document import Document, Span, case_of
from index.search import Hit, Index

_NEAR = 0.8
"""The share of the best score that a newer decision must reach to be told before it."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One case that passages from several meetings tell of.

    ``ranks`` are those of its passages, which stand together, the newest decision first. ``handled`` are the
    citations of all items of that case, newest first.
    """

    case: str
    ranks: tuple[int, ...]
    handled: tuple[str, ...]


def newest_first(index: Index, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Hits in their order, but those of one case in several documents together.

    They stand where the best of them stood, those of newer documents first that score nearly as well.
    """
    cases = [_case(index, hit) for hit in hits]
    found: list[Hit] = []
    told: set[str] = set()
    for hit, case in zip(hits, cases, strict=True):
        if case is None:
            found.append(hit)
        elif case not in told:
            told.add(case)
            found += _together(index, [other for other, its in zip(hits, cases, strict=True) if its == case])
    return tuple(found)


def _together(index: Index, hits: Sequence[Hit]) -> list[Hit]:
    best = hits[0]
    near = [hit for hit in hits if hit.score >= _NEAR * best.score]
    newest = sorted(near, key=lambda hit: _date(index.document(hit.passage.document_id)), reverse=True)
    return [*newest, *(hit for hit in hits if hit not in newest)]


def matters(index: Index, hits: Sequence[Hit]) -> tuple[Matter, ...]:
    """The cases that hits in two documents or more tell of, in the order of their first hits."""
    ranks: dict[str, list[int]] = {}
    documents: dict[str, set[str]] = {}
    for rank, hit in enumerate(hits, start=1):
        case = _case(index, hit)
        if case is not None:
            ranks.setdefault(case, []).append(rank)
            documents.setdefault(case, set()).add(hit.passage.document_id)
    return tuple(
        Matter(case, tuple(found), _handled(index, case))
        for case, found in ranks.items()
        if len(documents[case]) > 1
    )


def elsewhere(index: Index, document: Document, section: int) -> tuple[str, ...]:
    """The citations of the items of other documents that handle the case of a section, newest first."""
    case = case_of(document, document.sections[section])
    if case is None:
        return ()
    return _handled(index, case, but=document)


def _handled(index: Index, case: str, but: Document | None = None) -> tuple[str, ...]:
    """The citations of the items that handle a case, newest first, those of one document left out."""
    items = [
        (_date(document), citation(document, number, document.sections[number].heading or Span(0, 0)))
        for document, number in index.cases.get(case, ())
        if but is None or document.id != but.id
    ]
    return tuple(cited for _, cited in sorted(items, key=lambda pair: pair[0], reverse=True))


def _case(index: Index, hit: Hit) -> str | None:
    document = index.document(hit.passage.document_id)
    return case_of(document, document.sections[hit.passage.section])


def _date(document: Document) -> date:
    return document.date or date.min

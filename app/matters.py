"""Matters: one case handled in several meetings, told together, the newest decision first."""

from collections.abc import Sequence
from datetime import date

from app.citation import citation
from corpus.document import Document, Span, case_of
from index.search import Hit, Index

_NEAR = 0.8
"""The share of the best score that a newer decision must reach to be told before it."""


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


def elsewhere(index: Index, document: Document, section: int) -> tuple[str, ...]:
    """The citations of the items of other documents that handle the case of a section, newest first."""
    case = case_of(document, document.sections[section])
    if case is None:
        return ()
    others = [
        (_date(other), citation(other, number, other.sections[number].heading or Span(0, 0)))
        for other, number in index.cases.get(case, ())
        if other.id != document.id
    ]
    return tuple(cited for _, cited in sorted(others, key=lambda pair: pair[0], reverse=True))


def _case(index: Index, hit: Hit) -> str | None:
    document = index.document(hit.passage.document_id)
    return case_of(document, document.sections[hit.passage.section])


def _date(document: Document) -> date:
    return document.date or date.min

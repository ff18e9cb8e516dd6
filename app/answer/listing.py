"""Listings: what a meeting, a body or a time decided, item by item; and how one case was handled."""

from collections.abc import Sequence

from app.answer.form import Form
from app.answer.item import AnsweredItem, answered_item
from corpus.document import Document
from corpus.minutes.grammar import is_routine
from index.filters import Filter
from index.search import Index


def listed(index: Index, form: Form) -> tuple[AnsweredItem, ...]:
    """The items that a listing or a case asks for.

    A case's come in order of time; a listing's by date and §, those that stand in every meeting's minutes
    (who was there, who checks the minutes) last. The same meeting read from two files is told once.
    """
    found: list[tuple[Document, int]] = []
    if form.kind == "case":
        found = [*index.cases.get(form.case or "", ())]
    elif form.kind == "listing":
        found = [
            (document, section)
            for document in index.documents()
            if fits(document, form.filter)
            for section in index.outcomes(document.id)
        ]
    once = _once(found)
    if form.kind == "listing":
        once.sort(key=lambda place: (_is_formal(*place), _day(place[0])))
    else:
        once.sort(key=lambda place: _day(place[0]))
    return tuple(answered_item(index, document, section) for document, section in once)


def fits(document: Document, wanted: Filter) -> bool:
    """Whether a document is of the body and the time that a filter asks for."""
    if wanted.body is not None and (document.body or "").casefold() != wanted.body.casefold():
        return False
    if wanted.since is None and wanted.until is None:
        return True
    date = document.date
    return date is not None and (wanted.since or date) <= date <= (wanted.until or date)


def _once(places: Sequence[tuple[Document, int]]) -> list[tuple[Document, int]]:
    """Places without those of a meeting that another document before it holds too."""
    first: dict[tuple[object, ...], str] = {}
    kept = []
    for document, section in places:
        item = document.sections[section].item
        known = (document.body, document.date, item)
        if document.body and document.date and item and first.setdefault(known, document.id) != document.id:
            continue
        kept.append((document, section))
    return kept


def _is_formal(document: Document, section: int) -> bool:
    return is_routine(document.sections[section].title)


def _day(document: Document) -> int:
    return document.date.toordinal() if document.date else 0

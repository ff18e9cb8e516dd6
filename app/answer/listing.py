"""Listings: what a meeting, a body or a time decided, item by item; and how one case was handled."""

from collections.abc import Sequence

from app.answer.form import Form
from app.answer.item import AnsweredItem, answered_item
from corpus.document import Document
from corpus.minutes.grammar import is_routine
from index.filters import ANYWHERE, Filter, admits, document_fits
from index.search import Index


def listed(index: Index, form: Form, wanted: Filter = ANYWHERE) -> tuple[AnsweredItem, ...]:
    """The items that a listing or a case asks for, of those that a filter allows.

    A case's come in order of time; a listing's by date and §, those that stand in every meeting's minutes
    (who was there, who checks the minutes) last. The same meeting read from two files is told once.
    """
    places: list[tuple[Document, int]] = []
    if form.kind == "case":
        places = [*index.cases.get(form.case or "", ())]
    elif form.kind == "listing":
        places = [
            (document, section)
            for document in index.documents()
            if document_fits(document, form.filter)
            for section in index.outcomes(document.id)
        ]
    if wanted:
        places = [(document, section) for document, section in places if admits(document, section, wanted)]
    once = _once(places)
    if form.kind == "listing":
        once.sort(key=lambda place: (_is_formal(*place), _day(place[0])))
    else:
        once.sort(key=lambda place: _day(place[0]))
    return tuple(answered_item(index, document, section) for document, section in once)


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

"""Listings: what a meeting, a body or a time decided, item by item; and how one case was handled."""

from app.answer.form import Form
from app.answer.item import AnsweredItem, answered_item
from app.answer.once import told_once
from corpus.document import Document, day_of
from corpus.minutes.grammar import is_routine
from index.filters import ANYWHERE, Filter, admits, document_fits
from index.search import Index


def listed(index: Index, form: Form, wanted: Filter = ANYWHERE) -> tuple[AnsweredItem, ...]:
    """The items that a listing or a case asks for, of those that a filter allows.

    A case's come in order of time; a listing's by date and §, those that stand in every meeting's minutes
    (who was there, who checks the minutes) last. What stands in several documents of a meeting is told once.
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
    once = told_once(index, places)
    if form.kind == "listing":
        once.sort(key=lambda place: (_is_formal(*place), day_of(place[0])))
    else:
        once.sort(key=lambda place: day_of(place[0]))
    return tuple(answered_item(index, document, section) for document, section in once)


def _is_formal(document: Document, section: int) -> bool:
    return is_routine(document.sections[section].title)

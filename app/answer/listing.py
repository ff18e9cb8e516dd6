"""Listings: what a meeting, a body or a time decided, item by item; and how one case was handled."""

import numpy as np

from app.answer.form import Form
from app.answer.item import AnsweredItem, answered_item
from app.answer.once import ItemPlace, told_once
from corpus.head import Head
from corpus.minutes.grammar import is_routine
from index.filters import ANYWHERE, Filter, admits, documents_fit
from index.search import Index


def listed(index: Index, form: Form, wanted: Filter = ANYWHERE) -> tuple[AnsweredItem, ...]:
    """The items that a listing or a case asks for, of those that a filter allows.

    A case's come in order of time; a listing's by date and §, those that stand in every meeting's minutes
    (who was there, who checks the minutes) last. What stands in several documents of a meeting is told once.
    """
    places: list[ItemPlace] = []
    if form.kind == "case":
        places = [(document.id, section) for document, section in index.items_of_case(form.case or "")]
    elif form.kind == "listing":
        numbers = np.flatnonzero(documents_fit(index.heads, form.filter)).tolist()
        heads = (index.heads[number] for number in numbers)
        places = [(document.id, item.section) for document in heads for item in document.items]
    if wanted:
        places = [
            (name, section) for name, section in places if admits(index.document(name), section, wanted)
        ]
    heads_of = {name: index.head(name) for name, _ in places}
    once = told_once(index, places)
    if form.kind == "listing":
        once.sort(key=lambda place: (_is_formal(heads_of[place[0]], place[1]), _day(heads_of[place[0]])))
    else:
        once.sort(key=lambda place: _day(heads_of[place[0]]))
    return tuple(answered_item(index, index.document(name), section) for name, section in once)


def _day(document: Head | None) -> int:
    return document.day if document else 0


def _is_formal(document: Head | None, section: int) -> bool:
    items = document.items if document else ()
    return any(is_routine(item.title) for item in items if item.section == section)

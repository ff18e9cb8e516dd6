"""Recalled passages."""

from collections.abc import Iterable

from app.answer.answer import CitedPassage, cite
from app.answer.matters import Archive
from app.answer.place import Place, find, section_at
from corpus.document import Document, Span


def recalled(
    archive: Archive, document: Document, place: Place, quote: Span, twins: Iterable[Place]
) -> CitedPassage | None:
    """The passage at a place of a document, as ``Recalling.recall`` gives it."""
    found = _standing(document, place)
    if found is None:
        return None
    also = [stands for stands in (_standing(document, twin) for twin in twins) if stands]
    return cite(archive, document, *found, quote, also)


def _standing(document: Document, place: Place) -> tuple[int, Span] | None:
    """The section and the span where the text of a place stands now."""
    span = find(document, place)
    section = None if span is None else section_at(document, span.start)
    return None if span is None or section is None else (section, span)

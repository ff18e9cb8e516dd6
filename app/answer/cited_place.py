"""Cited places: a citation with the place that it leads to, in a document beside the one that is quoted."""

from dataclasses import dataclass

from app.answer.citation import citation
from app.answer.place import Place, place_of, section_place
from corpus.document import Document, Span
from corpus.language import Language
from corpus.minutes.handlings import Handling


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A citation, the place that it leads to, and the language of what stands there."""

    citation: str
    place: Place
    language: Language


def cited_span(
    document: Document, section: int, span: Span, language: Language, earlier: Handling | None = None
) -> CitedPlace:
    """The cited place of a stretch of a document's section, in an earlier handling if one is given."""
    place = place_of(document.id, span, span.of(document.text))
    return CitedPlace(citation(document, section, span, earlier), place, language)


def cited_item(document: Document, section: int, language: Language) -> CitedPlace:
    """The cited place of an item, at its heading."""
    heading = document.sections[section].heading or Span(0, 0)
    return CitedPlace(citation(document, section, heading), section_place(document, section), language)

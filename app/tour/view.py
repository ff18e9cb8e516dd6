"""The tour of a document as HTML: its decisions, sections and names."""

from collections import defaultdict
from dataclasses import dataclass

from app.answer.citation import finnish_date, joined, short
from app.answer.place import place_of, query
from app.texts.outcome import outcome_text
from app.texts.tour import TourTexts
from app.tour.names import Name
from app.tour.tour import Decision, Stop, Tour
from app.web.templates import html
from corpus.document import Document, Span, full_title, item_title, main_language, one_line, section_path
from corpus.language import Language

_MANY_STOPS = 40
"""From so many sections on, those below others are folded."""

_LONGEST_TEXT = 280
"""The characters of a text in force that are shown."""

_MOST_NAMES = 12
_MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Link:
    """What leads to a place of a document: its address, what it is called, and the language of that."""

    address: str
    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision as it is shown: its item, what became of it in words, and how the text in force begins."""

    link: Link
    outcome: str
    text: str


@dataclass(frozen=True, slots=True)
class StopView:
    """A section as it is shown: its title, its central sentence or nothing, and the sections below it."""

    link: Link
    sentence: str
    below: "tuple[StopView, ...]"


@dataclass(frozen=True, slots=True)
class NameView:
    """A name as it is shown: in how many sections it stands, and links to the first of them."""

    text: str
    count: int
    links: tuple[Link, ...]


def tour_html(tour: Tour, texts: TourTexts, questions: str, *, alone: bool) -> str:
    """The tour of a document, ending with its questions; ``alone`` where there is no other to go back to."""
    document = tour.document
    kinds = ((texts.bodies, "body"), (texts.others, "name"))
    named = [(heading, [name for name in tour.names if name.kind == kind]) for heading, kind in kinds]
    return html(
        "tour/tour.html",
        document=document,
        title=full_title(document),
        language=main_language(document),
        about=joined(" · ", document.body, finnish_date(document.date), document.case),
        decisions=[_decision(tour, decision, texts.language) for decision in tour.decisions],
        stops=_stops(tour),
        folded=len(tour.stops) >= _MANY_STOPS,
        names=[
            (heading, [_name(tour, name) for name in names[:_MOST_NAMES]])
            for heading, names in named
            if names
        ],
        questions=questions,
        alone=alone,
        texts=texts,
    )


def _link(document: Document, span: Span, text: str, language: Language) -> Link:
    return Link(query(place_of(document.id, span, span.of(document.text))), text, language)


def _decision(tour: Tour, decision: Decision, language: Language) -> DecisionView:
    document = tour.document
    section = document.sections[decision.item]
    spans = [span for stretch in decision.outcome.in_force for span in stretch.spans]
    text = one_line(" ".join(span.of(document.text) for span in spans))
    at = spans[0] if spans else section.heading
    link = _link(document, at, item_title(section), section.language) if at else None
    return DecisionView(
        link or Link("", item_title(section), section.language),
        outcome_text(decision.outcome, language),
        text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT].rsplit(' ', 1)[0]} …",
    )


def _stops(tour: Tour) -> tuple[StopView, ...]:
    below: defaultdict[int | None, list[Stop]] = defaultdict(list)
    for stop in tour.stops:
        below[tour.document.sections[stop.section].parent].append(stop)

    def views(parent: int | None) -> tuple[StopView, ...]:
        return tuple(_stop(tour, stop, views(stop.section)) for stop in below.get(parent, ()))

    return views(None)


def _stop(tour: Tour, stop: Stop, below: tuple[StopView, ...]) -> StopView:
    document, section = tour.document, tour.document.sections[stop.section]
    title, language = item_title(section), section.language
    at = stop.sentence or section.heading
    link = _link(document, at, title, language) if at else Link("", title, language)
    return StopView(link, one_line(stop.sentence.of(document.text)) if stop.sentence else "", below)


def _name(tour: Tour, name: Name) -> NameView:
    document = tour.document
    links = (
        _link(document, span, where(document, section), document.sections[section].language)
        for section, span in name.places[:_MOST_PLACES]
    )
    return NameView(name.text, len(name.places), tuple(links))


def where(document: Document, section: int) -> str:
    """A section by its title, behind that of its item where the document has several."""
    path = section_path(document, section)
    items = sum(each.kind == "item" for each in document.sections)
    return short(path[-1]) if len(path) == 1 or items < 2 else f"{short(path[0])}, {short(path[-1])}"


def note_html(note: str, *, waiting: bool = False) -> str:
    """What is said in place of a tour, where it is still being made or its document is gone."""
    return html("tour/note.html", note=note, waiting=waiting)

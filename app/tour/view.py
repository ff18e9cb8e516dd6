"""The tour of a document as HTML: its decisions, sections and names, and what can be asked."""

from collections.abc import Sequence

from app.answer.citation import finnish_date, joined, short
from app.texts.families import TourTexts
from app.texts.outcome import outcome_text
from app.tour.examples import Examples
from app.tour.tour import Decision, Tour
from app.tour.wording.topic import Asking
from app.web.templates import html
from corpus.document import Document, Section, Span, below, full_title, main_language, one_line, section_path
from corpus.language import Language

_MANY_STOPS = 40
"""From so many sections on, those below others are folded."""

_LONGEST_TEXT = 280
"""The characters of a text in force that are shown."""

_MOST_NAMES = 12
_MOST_PLACES = 12


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
        decisions=[_decision(document, decision, texts.language) for decision in tour.decisions],
        sentences=tour.sentences,
        below=below(document, tour.sentences),
        folded=len(tour.sentences) >= _MANY_STOPS,
        names=[(heading, names[:_MOST_NAMES]) for heading, names in named if names],
        most_places=_MOST_PLACES,
        where=where,
        questions=questions,
        alone=alone,
        texts=texts,
    )


def _decision(
    document: Document, decision: Decision, language: Language
) -> tuple[Section, Span | None, str, str]:
    """An item with its place, what became of it in words, and how the text in force begins."""
    section = document.sections[decision.item]
    spans = [span for stretch in decision.outcome.in_force for span in stretch.spans]
    text = one_line(" ".join(span.of(document.text) for span in spans))
    shown = text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT].rsplit(' ', 1)[0]} …"
    return section, spans[0] if spans else section.heading, outcome_text(decision.outcome, language), shown


def where(document: Document, section: int) -> str:
    """A section by its title, behind that of its item where the document has several."""
    path = section_path(document, section)
    items = sum(each.kind == "item" for each in document.sections)
    return short(path[-1]) if len(path) == 1 or items < 2 else f"{short(path[0])}, {short(path[-1])}"


def note_html(note: str) -> str:
    """What is said in place of a tour whose document is gone."""
    return html("tour/note.html", note=note)


def questions_html(
    document: Document, questions: Sequence[Asking] | None, texts: TourTexts, *, failed: bool = False
) -> str:
    """The last part of a tour: what can be asked.

    ``questions`` is None while they are being tried; ``failed`` says that they could not be.
    """
    note = texts.tried_failed if failed else texts.trying if questions is None else texts.no_questions
    return html(
        "tour/questions.html", document=document, questions=questions, where=where, note=note, texts=texts
    )


def examples_html(tried: Examples, heading: str) -> str:
    """Questions to begin with, or to go on with, as a list with its heading; empty without any.

    Each is in its own language.
    """
    return html("tour/examples.html", tried=tried, heading=heading)

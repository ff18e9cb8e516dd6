"""The tour as HTML: a document's decisions, sections, names and questions, an archive's documents."""

from collections import defaultdict
from collections.abc import Sequence

from app.answer.citation import finnish_date, joined, short
from app.catalogue import ON_A_PAGE, Catalogue, Entry, page_address
from app.texts import TEXTS
from app.texts.families import TourTexts
from app.texts.worded import outcome_text
from app.tour.examples import Examples
from app.tour.tour import Tour
from app.tour.wording.topic import Asking
from app.web.templates import html
from corpus.document import Document, Section, Span, below, full_title, main_language, one_line, section_path
from corpus.language import Language
from corpus.minutes.outcomes.outcome import Outcome

_MANY_STOPS = 40
"""From so many sections on, those below others are folded."""

_LONGEST_TEXT = 280
"""The characters of a text in force that are shown."""

_UNFOLDED = 20
"""Up to so many documents they are all in sight; more are folded under their bodies."""

_MOST_LISTED = 400
"""Where the newest of all bodies are more than this, none is listed until it is asked for."""

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
        decisions=[_decision(document, *decision, texts.language) for decision in tour.decisions],
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
    document: Document, item: int, outcome: Outcome, language: Language
) -> tuple[Section, Span | None, str, str]:
    """An item with its place, what became of it in words, and how the text in force begins."""
    section = document.sections[item]
    spans = [span for stretch in outcome.in_force for span in stretch.spans]
    text = one_line(" ".join(span.of(document.text) for span in spans))
    shown = text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT].rsplit(' ', 1)[0]} …"
    return section, spans[0] if spans else section.heading, outcome_text(outcome, language), shown


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


def archive_html(catalogue: Catalogue, texts: TourTexts) -> str:
    """The documents by body (in the order of the alphabet), of each the 20 newest and the way to more."""
    bodies: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue:
        bodies[entry.body].append(entry)
    listed = sum(min(len(entries), ON_A_PAGE) for entries in bodies.values())
    shown = ON_A_PAGE if listed <= _MOST_LISTED else 0
    return html(
        "tour/archive.html",
        bodies={body: bodies[body] for body in sorted(bodies, key=lambda body: (not body, body.casefold()))},
        shown=shown,
        page_address=page_address,
        unfolded=len(catalogue) <= _UNFOLDED,
        spread=_spread(catalogue, texts),
        texts=TEXTS[texts.language],
        tour=texts,
    )


def _spread(catalogue: Catalogue, texts: TourTexts) -> str:
    """How many documents there are, and from when to when; empty where none tells its date."""
    dates = [entry.date for entry in catalogue if entry.date]
    if not dates:
        return ""
    return texts.spread.format(
        documents=len(catalogue), since=finnish_date(min(dates)), until=finnish_date(max(dates))
    )

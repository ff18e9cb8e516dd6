"""The tour of a document as HTML.

Pure functions. All text of documents goes through ``html.escape``; none of it is markup.
"""

from collections.abc import Sequence
from html import escape

from app.answer.citation import finnish_date, short
from app.answer.place import place_of, query
from app.texts.tour import TourTexts
from app.tour.asking import Asking
from app.tour.decisions import Decision
from app.tour.names import Name
from app.tour.walk import Stop, Tour
from app.wordhelp.ruby import ruby_html, titles_switch_html
from corpus.document import Document, Span, full_title, item_title, main_language, section_path
from corpus.language import Language

_MANY_STOPS = 40
"""From so many sections on, those below others are folded."""

_MOST_NAMES = 12
_MOST_PLACES = 12


def tour_html(tour: Tour, texts: TourTexts, *, alone: bool) -> str:
    """The tour of a document, but for its questions; ``alone`` where there is no other to go back to."""
    document = tour.document
    parts = (
        ("decisions", texts.decisions, _decisions_html(tour, texts)),
        ("sections", texts.sections, _stops_html(tour, texts)),
        ("names", texts.names, _names_html(tour, texts)),
    )
    there = [(name, told, body) for name, told, body in parts if body]
    jumps = "".join(
        f'<li><a href="#tour-{name}" data-jump="{name}">{escape(told)}</a></li>'
        for name, told in (*((name, told) for name, told, _ in there), ("questions", texts.questions))
    )
    bodies = "".join(_part_html(name, told, body) for name, told, body in there)
    back = "" if alone else f'<button type="button" class="tour-back">{escape(texts.back)}</button>'
    language = main_language(document)
    return (
        f'<div class="tour" data-document="{escape(document.id)}">{back}'
        f'<h2 id="tour-title" tabindex="-1" lang="{language}">{escape(full_title(document))}</h2>'
        f'{_told_html(document, language)}<p class="lead">{escape(texts.lead)}</p>'
        f'<nav class="jumps" aria-label="{escape(texts.jump)}"><ul>{jumps}</ul></nav>{bodies}</div>'
    )


def _part_html(name: str, told: str, body: str) -> str:
    return (
        f'<section aria-labelledby="tour-{name}"><h3 id="tour-{name}" tabindex="-1">{escape(told)}</h3>{body}'
        "</section>"
    )


def _told_html(document: Document, language: Language) -> str:
    told = " · ".join(part for part in (document.body, finnish_date(document.date), document.case) if part)
    return f'<p class="told" lang="{language}">{escape(told)}</p>' if told else ""


def source_link(document: Document, span: Span, told: str, language: Language) -> str:
    """A link that opens the reader at a span of a document."""
    address = query(place_of(document.id, span, span.of(document.text)))
    return f'<a class="source" href="{escape(address)}" lang="{language}">{escape(told)}</a>'


def _decisions_html(tour: Tour, texts: TourTexts) -> str:
    items = "".join(_decision_html(tour, decision, texts) for decision in tour.decisions)
    return f'<ol class="decisions">{items}</ol>' if items else ""


def _decision_html(tour: Tour, decision: Decision, texts: TourTexts) -> str:
    document = tour.document
    title = document.sections[decision.item].title
    written = " ".join(part for part in (decision.number, title) if part)
    who = ", ".join(part for part in (decision.body, finnish_date(decision.date)) if part)
    told = f'<p class="who">{escape(texts.decided.format(who=who))}</p>' if who else ""
    said = _line(decision.sentence.of(document.text))
    language = tour.languages[decision.section]
    return (
        f"<li><h4>{source_link(document, decision.sentence, written, language)}</h4>"
        f'<p class="said" lang="{language}">{escape(said)}</p>{told}</li>'
    )


def _stops_html(tour: Tour, texts: TourTexts) -> str:
    below: dict[int | None, list[Stop]] = {}
    for stop in tour.stops:
        below.setdefault(tour.document.sections[stop.section].parent, []).append(stop)
    folded = len(tour.stops) >= _MANY_STOPS

    def listed(parent: int | None) -> str:
        stops = below.get(parent, [])
        items = "".join(f"<li>{_stop_html(tour, stop)}{listed(stop.section)}</li>" for stop in stops)
        if not items:
            return ""
        if parent is None or not folded:
            return f'<ol class="stops">{items}</ol>'
        told = texts.one_below if len(stops) == 1 else texts.below.format(count=len(stops))
        return f'<details><summary>{escape(told)}</summary><ol class="stops">{items}</ol></details>'

    walked = listed(None)
    return f"<p>{escape(texts.sections_lead)}</p>{walked}" if walked else ""


def _stop_html(tour: Tour, stop: Stop) -> str:
    document = tour.document
    section = document.sections[stop.section]
    language = tour.languages[stop.section]
    title = item_title(section)
    at = stop.sentence or section.heading
    link = source_link(document, at, title, language) if at else escape(title)
    said = (
        f'<p class="said" lang="{language}">{escape(_line(stop.sentence.of(document.text)))}</p>'
        if (stop.sentence)
        else ""
    )
    return f'<p class="stop">{link}</p>{said}'


def _names_html(tour: Tour, texts: TourTexts) -> str:
    groups = "".join(
        f"<h4>{escape(told)}</h4>{_group_html(tour, names, texts)}"
        for told, kind in ((texts.bodies, "body"), (texts.others, "name"))
        if (names := [name for name in tour.names if name.kind == kind][:_MOST_NAMES])
    )
    return f"<p>{escape(texts.names_lead)}</p>{groups}" if groups else ""


def _group_html(tour: Tour, names: Sequence[Name], texts: TourTexts) -> str:
    document = tour.document
    items = []
    for name in names:
        places = "".join(
            f"<li>{source_link(document, span, _where(document, section), tour.languages[section])}</li>"
            for section, span in name.places[:_MOST_PLACES]
        )
        more = "<li>…</li>" if len(name.places) > _MOST_PLACES else ""
        count = texts.places.format(count=len(name.places))
        language = tour.languages[name.places[0][0]]
        items.append(
            f'<li><details><summary><span lang="{language}">{escape(name.text)}</span> '
            f'<span class="count">{escape(count)}</span></summary><ul>{places}{more}</ul></details></li>'
        )
    return f'<ul class="names">{"".join(items)}</ul>'


def _where(document: Document, section: int) -> str:
    """A section by its title, behind that of its item where the document has several."""
    path = section_path(document, section)
    items = sum(each.kind == "item" for each in document.sections)
    return short(path[-1]) if len(path) == 1 or items < 2 else f"{short(path[0])}, {short(path[-1])}"


def questions_html(
    document: Document, questions: Sequence[Asking] | None, texts: TourTexts, *, failed: bool = False
) -> str:
    """The last part of a tour: what can be asked.

    ``questions`` is None while they are being tried; ``failed`` says that they could not be.
    """
    body = _asking_html(document, questions, texts, failed=failed)
    return f'<div class="tour">{_part_html("questions", texts.questions, body)}</div>'


def _asking_html(
    document: Document, questions: Sequence[Asking] | None, texts: TourTexts, *, failed: bool
) -> str:
    if not questions:
        told = texts.tried_failed if failed else texts.trying if questions is None else texts.no_questions
        return f'<p class="tried">{escape(told)}</p>'
    spoken = [section.language for section in document.sections]
    items = "".join(_question_html(document, asking, spoken[asking.section], texts) for asking in questions)
    helped = any(asking.quoted and spoken[asking.section] != texts.language for asking in questions)
    switch = titles_switch_html(texts.language) if helped else ""
    return f'<p>{escape(texts.questions_lead)}</p>{switch}<ul class="asking">{items}</ul>'


def _question_html(document: Document, asking: Asking, source: Language, texts: TourTexts) -> str:
    """A question; a title that it quotes is said to be in its own language, with word help."""
    before, quoted, after = (
        asking.question.partition(asking.quoted) if asking.quoted else (asking.question, "", "")
    )
    title = ""
    if quoted:
        written = ruby_html(quoted, source, texts.language)
        title = f'<span lang="{source}">{written}</span>' if source != texts.language else escape(quoted)
    return (
        f'<li><button type="button" class="example" data-question="{escape(asking.question)}" '
        f'lang="{texts.language}">{escape(before)}{title}{escape(after)}</button>'
        f'<span class="from" lang="{source}">{escape(_where(document, asking.section))}</span></li>'
    )


def missing_tour_html(texts: TourTexts) -> str:
    """What is shown where the document of a tour is gone."""
    return f'<div class="tour"><p>{escape(texts.gone)}</p></div>'


def waiting_html(texts: TourTexts) -> str:
    """What is shown while a tour is put together."""
    return f'<div class="tour"><p class="tried">{escape(texts.waiting)}</p></div>'


def _line(text: str) -> str:
    return " ".join(text.split())

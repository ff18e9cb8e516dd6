"""The viewer's panel: a document as HTML, with its contents, its original, and how it was read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from app.answer.citation import finnish_date, joined
from app.answer.place import Place, find, query, section_at
from app.texts import Texts
from app.texts.worded import form_name
from app.viewer.text import NO_OUTCOMES, text_html
from app.web.templates import html
from app.web.ways import Ways
from corpus.document import (
    Document,
    Span,
    below,
    case_of,
    full_title,
    main_language,
    pages_of,
    places_of,
)
from corpus.head import head_of
from corpus.language import Language
from corpus.minutes.outcomes.outcome import Outcome
from corpus.text.treatment import treatment

_MOST_WORDS = 40
"""The words that were put together which are named."""


def panel_html(
    document: Document,
    place: Place,
    texts: Texts,
    outcomes: Mapping[int, Outcome] = NO_OUTCOMES,
    *,
    alone: bool,
) -> str:
    """The panel of a document: title, contents and text, with the text of a place marked.

    The mark has the id ``cited``; where the place's text is gone, the panel says so instead. ``outcomes`` are
    those of its items, by the indexes of their sections. ``alone`` says that there is no other document to
    choose.
    """
    cited = find(document, place)
    current = None if cited is None else section_at(document, cited.start)
    return html(
        "viewer/panel.html",
        place=query(place),
        document=document,
        language=main_language(document),
        title=full_title(document),
        facts=_facts(document, current, texts.language),
        inferred=any(page.inferred for page in document.pages),
        treated=treated_html(document, texts),
        original=original_html(document, cited, texts),
        choice=not alone,
        notice=texts.gone_span if place.span is not None and cited is None else "",
        below=below(document, range(len(document.sections))),
        current=current,
        pictures=pictures_html(document, cited, texts),
        text=text_html(document, cited, texts, outcomes),
        items=any(section.kind == "item" for section in document.sections),
        texts=texts,
    )


def _facts(document: Document, section: int | None, language: Language) -> Sequence[tuple[str, str]]:
    """What is known of a document and of the section that is cited, each with its address, or none."""
    items = [each for each in document.sections if each.kind == "item"]
    case = document.case if len(items) == 1 else None
    if section is not None:
        case = case_of(document, document.sections[section])
    meeting = joined(" · ", document.body, finnish_date(document.date))
    known = case is not None and any(item.case == case for item in items)
    facts = (
        (meeting, Ways().meeting(document.id)),
        (case or "", Ways().case(case) if case and known else ""),
        (form_name(head_of(document), language), ""),
    )
    return [(text, address) for text, address in facts if text]


def original_html(document: Document, cited: Span | None, texts: Texts) -> str:
    """Links that open the file, a PDF at the cited page, and that save it."""
    kind = PurePath(document.path).suffix.lstrip(".").upper()
    pages = pages_of(document, cited) if cited and kind == "PDF" else ()
    return html("viewer/original.html", document=document, kind=kind, pages=pages[:1], texts=texts)


def pictures_html(document: Document, cited: Span | None, texts: Texts) -> str:
    """The pages that a span stands on as they look, folded, with its lines marked; empty without layout."""
    places = places_of(document, cited) if cited else ()
    return html("viewer/pictures.html", document=document, places=places, texts=texts)


def treated_html(document: Document, texts: Texts) -> str:
    """What reading did to a document, folded; empty where it did nothing that could be told.

    The words that were put together are told with how often, the most frequent first; what was taken out of
    the text by the section that it stands in, with a link.
    """
    told = treatment(document)
    words = Counter(span.of(document.text) for span in told.words)
    if not (words or told.taken_out or told.by_looks):
        return ""
    return html(
        "viewer/treated.html",
        count=len(told.words),
        words=[word for word, _ in words.most_common(_MOST_WORDS)],
        more=max(len(words) - _MOST_WORDS, 0),
        taken_out=[(at, document.sections[at].title) for at in told.taken_out],
        by_looks=told.by_looks,
        language=main_language(document),
        texts=texts,
    )


def missing_html(place: Place, texts: Texts) -> str:
    """The panel for a document that is not there: it says so, and offers the others."""
    return html(
        "viewer/panel.html",
        place=query(place),
        document=None,
        choice=True,
        notice=texts.gone_document,
        texts=texts,
    )

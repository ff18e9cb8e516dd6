"""The viewer's panel: a document as HTML, with its contents, its original and the cited place."""

from collections.abc import Mapping, Sequence

from app.answer.citation import finnish_date, joined
from app.answer.place import Place, find, query, section_at
from app.texts import Texts
from app.texts.forms import form_name
from app.viewer.original import original_html, pictures_html
from app.viewer.text import NO_OUTCOMES, text_html
from app.viewer.treated import treated_html
from app.web.templates import html
from app.web.ways import Ways
from corpus.document import Document, below, case_of, full_title, main_language, scan_labels
from corpus.head import head_of
from corpus.language import Language
from corpus.minutes.outcomes.outcome import Outcome


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
        scans=_scans(document, texts),
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


def _scans(document: Document, texts: Texts) -> Sequence[str]:
    """What is said of pages that are pictures: those that a machine read, and those that nobody did."""
    notes = (
        (scan_labels(document, "read"), texts.read_pages),
        (scan_labels(document, "unread"), texts.unread_pages),
    )
    return [said.format(labels=labels) for labels, said in notes if labels]


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

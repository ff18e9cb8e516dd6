"""The reader: a document as HTML, with its contents, its original and the cited place.

Pure functions. All text of documents goes through ``html.escape``; none of it is markup.
"""

from collections.abc import Sequence
from html import escape

from app.answer.citation import finnish_date
from app.answer.place import Place, find, query, section_at, section_place
from app.texts import Texts
from app.viewer.original import face_html, original_html
from app.viewer.text import text_html
from app.web.language import lang
from app.wordhelp.ruby import reader_switch_html
from corpus.document import Document, full_title, item_title, main_language
from corpus.language import Language


def reader_html(documents: Sequence[Document], document: Document, place: Place, texts: Texts) -> str:
    """The reading panel: title, contents and text of a document, with the text of a place marked.

    The mark has the id ``cited``; where the place's text is gone, the panel says so instead.
    """
    cited = find(document, place)
    gone = texts.gone_span if place.span is not None and cited is None else None
    current = None if cited is None else section_at(document, cited.start)
    languages = [section.language for section in document.sections]
    return _panel(
        f"{_header(document, main_language(document), texts)}{original_html(document, cited, texts)}"
        f"{_choice(documents, document.id, texts)}{_notice(gone)}"
        f"{reader_switch_html(document, texts.language)}",
        f'<div class="leaves">{contents_html(document, current, languages, texts)}'
        f"<div>{face_html(document, cited, texts)}{text_html(document, cited, languages, texts)}</div></div>",
        place,
        texts,
    )


def missing_html(documents: Sequence[Document], place: Place, texts: Texts) -> str:
    """The reading panel for a document that is not there: it says so, and offers the others."""
    title = f'<h2 id="reader-title" tabindex="-1">{escape(texts.reader)}</h2>'
    return _panel(title + _choice(documents, None, texts) + _notice(texts.gone_document), "", place, texts)


def _panel(head: str, body: str, place: Place, texts: Texts) -> str:
    return (
        f'<section class="reader" aria-labelledby="reader-title" data-place="{escape(query(place))}">'
        f'<div class="reader-bar"><button type="button" class="back">{escape(texts.back)}</button>'
        f"{_steps(texts)}"
        f'<button type="button" class="close">{escape(texts.close)}</button></div>'
        f'<div class="reader-head">{head}</div>{body}</section>'
    )


def _steps(texts: Texts) -> str:
    """The way to the answer's other places, out of sight until the page's script knows them."""
    return (
        f'<div class="places" role="group" aria-label="{escape(texts.steps)}" hidden>'
        f'<button type="button" class="previous">{escape(texts.previous)}</button>'
        f'<span class="at" data-told="{escape(texts.step)}"></span>'
        f'<button type="button" class="next">{escape(texts.next)}</button></div>'
    )


def _header(document: Document, language: Language, texts: Texts) -> str:
    told = (document.body, finnish_date(document.date), document.case)
    line = " · ".join(part for part in told if part)
    pages = (
        f'<p class="pages-note">{escape(texts.inferred_pages)}</p>'
        if any(page.inferred for page in document.pages)
        else ""
    )
    return (
        f'<h2 id="reader-title" tabindex="-1" lang="{language}">{escape(full_title(document))}</h2>'
        + (f'<p class="told" lang="{language}">{escape(line)}</p>' if line else "")
        + pages
    )


def _notice(text: str | None) -> str:
    return f'<p class="notice" role="status">{escape(text)}</p>' if text else ""


def _choice(documents: Sequence[Document], chosen: str | None, texts: Texts) -> str:
    """A list to choose the document from, where there is a choice."""
    if len(documents) < 2 and chosen is not None:
        return ""
    empty = "" if chosen is not None else '<option value="" selected></option>'
    options = "".join(
        f'<option value="{escape(query(Place(document.id)))}"{lang(main_language(document), "fi")}'
        f"{' selected' if document.id == chosen else ''}>"
        f"{escape(full_title(document))}</option>"
        for document in documents
    )
    return (
        f'<p class="choice"><label for="choose-document">{escape(texts.choose_document)}</label> '
        f'<select id="choose-document" lang="fi">{empty}{options}</select></p>'
    )


def contents_html(
    document: Document, current: int | None, languages: Sequence[Language], texts: Texts
) -> str:
    """The table of contents: nested lists of links to the sections, one of them said to be read now.

    ``languages`` are those of the sections.
    """
    main = main_language(document)
    children: dict[int | None, list[int]] = {}
    for number, section in enumerate(document.sections):
        children.setdefault(section.parent, []).append(number)

    def link(number: int) -> str:
        address = query(section_place(document, number))
        reading = ' aria-current="location"' if number == current else ""
        title = escape(item_title(document.sections[number]))
        told = f'data-section="{number}"{lang(languages[number], main)}{reading}'
        return f'<a href="{escape(address)}" {told}>{title}</a>'

    def listed(parent: int | None) -> str:
        items = "".join(f"<li>{link(number)}{listed(number)}</li>" for number in children.get(parent, ()))
        return f"<ol>{items}</ol>" if items else ""

    return (
        f'<details class="contents"><summary>{escape(texts.contents)}</summary>'
        f'<nav aria-label="{escape(texts.contents)}"><div lang="{main}">{listed(None)}</div></nav></details>'
    )

"""The viewer's panel: a document as HTML, with its contents, its original and the cited place."""

from app.answer.citation import finnish_date
from app.answer.place import Place, find, query, section_at
from app.texts import Texts
from app.viewer.contents import contents_html
from app.viewer.original import original_html, pictures_html
from app.viewer.text import text_html
from app.web.templates import html
from corpus.document import Document, full_title, main_language


def panel_html(document: Document, place: Place, texts: Texts, *, alone: bool) -> str:
    """The panel of a document: title, contents and text, with the text of a place marked.

    The mark has the id ``cited``; where the place's text is gone, the panel says so instead. ``alone`` says
    that there is no other document to choose.
    """
    cited = find(document, place)
    current = None if cited is None else section_at(document, cited.start)
    about = (document.body, finnish_date(document.date), document.case)
    return html(
        "viewer/panel.html",
        place=query(place),
        document=document,
        language=main_language(document),
        title=full_title(document),
        about=" · ".join(part for part in about if part),
        inferred=any(page.inferred for page in document.pages),
        original=original_html(document, cited, texts),
        choice=not alone,
        notice=texts.gone_span if place.span is not None and cited is None else "",
        contents=contents_html(document, current, texts),
        pictures=pictures_html(document, cited, texts),
        text=text_html(document, cited, texts),
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

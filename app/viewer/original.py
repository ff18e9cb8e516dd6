"""The original of a document: the links to its file, and the cited page as it looks there, as HTML."""

from html import escape
from pathlib import PurePath
from urllib.parse import urlencode

from app.texts import Texts
from corpus.document import Document, Page, Span, pages_of, places_of
from corpus.layout import Box, Layout


def original_html(document: Document, cited: Span | None, texts: Texts) -> str:
    """Links that open the file, a PDF at the cited page, and that save it."""
    kind = PurePath(document.path).suffix.lstrip(".").upper()
    at = _page(document, cited) if kind == "PDF" else None
    told = ", ".join(part for part in (kind, texts.page.format(label=at.label) if at else "") if part)
    opened = _file(document, {}) + (f"#page={at.number}" if at else "")
    return (
        f'<p class="original"><a href="{escape(opened)}" target="_blank" rel="noopener">'
        f'{escape(texts.original)} ({escape(told)})<span class="unseen"> {escape(texts.new_tab)}</span></a> '
        f'<a href="{escape(_file(document, {"save": "1"}))}">{escape(texts.save)}</a></p>'
    )


def face_html(document: Document, cited: Span | None, texts: Texts) -> str:
    """The pages that a span stands on as they look, folded, with its lines marked; empty without layout."""
    return "".join(
        _face(document, page, page.layout, boxes, texts)
        for page, boxes in (places_of(document, cited) if cited else ())
        if page.layout is not None
    )


def _face(document: Document, page: Page, layout: Layout, boxes: tuple[Box, ...], texts: Texts) -> str:
    told = escape(texts.page_as_it_is.format(label=page.label))
    marks = "".join(f'<span class="line" style="{_style(box, layout)}"></span>' for box in boxes)
    picture = "picture?" + urlencode({"doc": document.id, "page": page.number, "of": document.digest[:12]})
    return (
        f'<details class="face" id="face-{page.number}"><summary>{told}</summary>'
        f'<div class="sheet" style="aspect-ratio:{layout.width:g}/{layout.height:g}">'
        f'<img src="{escape(picture)}" loading="lazy" alt="{escape(texts.picture.format(label=page.label))}">'
        f"{marks}</div></details>"
    )


def _style(box: Box, layout: Layout) -> str:
    """Where a box stands, in hundredths of the page."""
    edges = {
        "left": box.left / layout.width,
        "top": box.top / layout.height,
        "width": (box.right - box.left) / layout.width,
        "height": (box.bottom - box.top) / layout.height,
    }
    return ";".join(f"{name}:{100 * share:.2f}%" for name, share in edges.items())


def _page(document: Document, cited: Span | None) -> Page | None:
    pages = pages_of(document, cited) if cited else ()
    return pages[0] if pages else None


def _file(document: Document, more: dict[str, str]) -> str:
    return "original?" + urlencode({"doc": document.id, **more})

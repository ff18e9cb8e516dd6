"""The original of a document: the links to its file, and the cited page as it looks there, as HTML."""

from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlencode

from app.answer.citation import joined
from app.texts import Texts
from app.web.templates import html
from corpus.document import Document, Page, Span, pages_of, places_of
from corpus.layout import Box, Layout


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it looks: the address of its picture, width to height, and the style of each marked line."""

    page: Page
    address: str
    ratio: str
    lines: tuple[str, ...]


def original_html(document: Document, cited: Span | None, texts: Texts) -> str:
    """Links that open the file, a PDF at the cited page, and that save it."""
    kind = PurePath(document.path).suffix.lstrip(".").upper()
    pages = pages_of(document, cited) if cited and kind == "PDF" else ()
    page = texts.page.format(label=pages[0].label) if pages else ""
    return html(
        "viewer/original.html",
        opened=_address(document) + (f"#page={pages[0].number}" if pages else ""),
        saved=_address(document, save="1"),
        kind=joined(", ", kind, page),
        texts=texts,
    )


def _address(document: Document, **more: str) -> str:
    return "original?" + urlencode({"doc": document.id, **more})


def pictures_html(document: Document, cited: Span | None, texts: Texts) -> str:
    """The pages that a span stands on as they look, folded, with its lines marked; empty without layout."""
    pictures = [
        _picture(document, page, page.layout, boxes)
        for page, boxes in (places_of(document, cited) if cited else ())
        if page.layout is not None
    ]
    return html("viewer/pictures.html", pictures=pictures, texts=texts)


def _picture(document: Document, page: Page, layout: Layout, boxes: tuple[Box, ...]) -> Picture:
    address = "picture?" + urlencode({"doc": document.id, "page": page.number, "of": document.digest[:12]})
    ratio = f"{layout.width:g}/{layout.height:g}"
    return Picture(page, address, ratio, tuple(_style(box, layout) for box in boxes))


def _style(box: Box, layout: Layout) -> str:
    """Where a box stands, in hundredths of the page."""
    edges = {
        "left": box.left / layout.width,
        "top": box.top / layout.height,
        "width": (box.right - box.left) / layout.width,
        "height": (box.bottom - box.top) / layout.height,
    }
    return ";".join(f"{name}:{100 * share:.2f}%" for name, share in edges.items())

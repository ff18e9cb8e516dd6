"""Documents made up for tests, whose clean text is their source."""

import datetime
from collections.abc import Sequence
from itertools import pairwise

from corpus.assemble import told_apart
from corpus.document import Document, Page, Run, Section, SectionKind, SourceMap, Span

Part = tuple[str, SectionKind, int | None, Sequence[str]]
"""A section: its title, kind, parent, and paragraphs."""


def make_document(
    document_id: str, title: str, parts: Sequence[Part], page_breaks: Sequence[int] = ()
) -> Document:
    """A document whose clean text is its source: each title and paragraph is a paragraph of its own.

    ``page_breaks`` are the offsets at which pages end; with none the document has no pages.
    """
    text = ""
    sections: list[Section] = []

    def put(written: str) -> Span:
        nonlocal text
        text += "\n\n" if text else ""
        text += written
        return Span(len(text) - len(written), len(text))

    for name, kind, parent, paragraphs in parts:
        heading = put(name)
        item = "§ 7" if kind == "item" else None
        sections.append(Section(name, kind, parent, heading, tuple(map(put, paragraphs)), item))
    edges = [0, *page_breaks, len(text)]
    pages = tuple(
        Page(number, str(number), Span(start, end), inferred=True)
        for number, (start, end) in enumerate(pairwise(edges), start=1)
    )
    return Document(
        id=document_id,
        path=f"/tmp/{document_id}",
        title=title,
        text=text,
        source_map=SourceMap((Run(0, 0, len(text)),)),
        sections=told_apart(text, sections),
        pages=pages if page_breaks else (),
        digest="0" * 64,
        item="§ 7" if parts[0][1] == "item" else None,
        case="HEL 2025-000007",
        body="Puistojaosto",
        date=datetime.date(2025, 3, 4),
    )


PARKS = make_document(
    "puistot.md",
    "Puistojen hoito",
    [
        ("Puistojen hoito", "item", None, ["Asia koskee kaikkia puistoja."]),
        ("Päätös", "part", 0, ["Jaosto hyväksyi hoitosuunnitelman. Suunnitelma alkaa <b>keväällä</b> 2026."]),
        ("Perustelut", "part", 0, []),
        ("Kustannukset", "heading", 2, ["Hoito maksaa 40 000 euroa.\nSumma on <script>alert(1)</script>."]),
    ],
    page_breaks=[90],
)
"""A document of one item, on two pages, with text that looks like markup."""

ODD = make_document(
    "outo & <i>.md",
    "Ohje <b>lihavoitu</b> & muut",
    [
        ("Merkit", "heading", None, ["Kaavat $x^2$, **tähdet**, {{value}}, ${1+1} ja `koodi` ovat tekstiä."]),
        ("Sääntö", "heading", None, ["Vain ruusuja ja lumihiutaleita."]),
    ],
)
"""A document without pages, whose name and text hold what markup is made of."""

"""Places: the address of a stretch of a document, as it stands in a citation's link."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode
from zlib import crc32

from corpus.document import Document, Span

_SPAN = re.compile(r"(\d{1,12})-(\d{1,12})")
_WORD = re.compile(r"\S+")
_CHECK = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Place:
    """A document, a span of its clean text, and the check sum of what stood there.

    ``span`` is None for the document as a whole; ``check`` is None where the link does not tell.
    """

    document_id: str
    span: Span | None = None
    check: str | None = None


def place_of(document_id: str, span: Span, text: str) -> Place:
    """The place of a text that stands at a span of a document."""
    return Place(document_id, span, checksum(text))


def checksum(text: str) -> str:
    """Eight hexadecimal digits that tell whether a text is the one that was cited (CRC-32 of its UTF-8)."""
    return f"{crc32(text.encode('utf-8')):08x}"


def query(place: Place) -> str:
    """The place as the query of an address: ``?doc=report.md&span=120-480&check=1a2b3c4d``."""
    fields = {"doc": place.document_id}
    if place.span is not None:
        fields["span"] = f"{place.span.start}-{place.span.end}"
        if place.check is not None:
            fields["check"] = place.check
    return "?" + urlencode(fields)


def parse(fields: Mapping[str, str]) -> Place | None:
    """The place that the fields of a query name, or None where they name no document.

    A span or a check sum that cannot be read is passed over.
    """
    document_id = fields.get("doc", "")
    if not document_id:
        return None
    span = _SPAN.fullmatch(fields.get("span", ""))
    if span is None:
        return Place(document_id)
    check = fields.get("check", "")
    return Place(document_id, Span(int(span[1]), int(span[2])), check if _CHECK.fullmatch(check) else None)


def parse_query(written: str) -> Place | None:
    """The place that the query of an address names, with or without its question mark."""
    return parse(dict(parse_qsl(written.removeprefix("?"))))


def section_place(document: Document, number: int) -> Place:
    """The place of a section's heading, or of its first paragraph where it has none."""
    section = document.sections[number]
    spans = (section.heading, *section.paragraphs) if section.heading else section.paragraphs
    if not spans:
        return Place(document.id)
    return place_of(document.id, spans[0], spans[0].of(document.text))


def span_address(document: Document, span: Span) -> str:
    """The address of a span of a document, as the query of a link."""
    return query(place_of(document.id, span, span.of(document.text)))


def section_address(document: Document, number: int) -> str:
    """The same of a section, by its index."""
    return query(section_place(document, number))


def section_at(document: Document, offset: int) -> int | None:
    """The section whose heading or paragraph holds an offset of the clean text, by its index."""
    for number, section in enumerate(document.sections):
        spans = (section.heading, *section.paragraphs) if section.heading else section.paragraphs
        if any(span.start <= offset < span.end for span in spans):
            return number
    return None


def find(document: Document, place: Place) -> Span | None:
    """Where the text of a place stands in its document now, or None where it is gone.

    A text that has moved since the link was made is found by its check sum where a word begins, the
    nearest one if it stands there more than once. Without a check sum the span is taken as it is, if
    it lies in the text.
    """
    span = place.span
    if span is None or not 0 <= span.start < span.end:
        return None
    text = document.text
    if place.check is None:
        return span if span.end <= len(text) else None
    if checksum(span.of(text)) == place.check:
        return span
    length = len(span)
    starts = [
        start
        for start in (word.start() for word in _WORD.finditer(text))
        if start + length <= len(text) and checksum(text[start : start + length]) == place.check
    ]
    if not starts:
        return None
    nearest = min(starts, key=lambda start: abs(start - span.start))
    return Span(nearest, nearest + length)

"""Documents as JSON records, and back."""

import datetime
import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

from corpus.document import Document, Page, Run, Section, SourceMap, Span
from corpus.layout import Layout


def to_record(document: Document) -> dict[str, Any]:
    """A document as a JSON object; spans and runs are lists of numbers."""
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "text": document.text,
        "runs": [[run.start, run.source, run.length] for run in document.source_map.runs],
        "sections": [
            {
                "title": section.title,
                "kind": section.kind,
                "parent": section.parent,
                "heading": _pair(section.heading),
                "paragraphs": [_pair(paragraph) for paragraph in section.paragraphs],
                "item": section.item,
                "case": section.case,
                "language": section.language,
                "role": section.role,
            }
            for section in document.sections
        ],
        "pages": [
            [page.number, page.label, _pair(page.span), page.inferred, _layout_record(page.layout), page.scan]
            for page in document.pages
        ],
        "digest": document.digest,
        "item": document.item,
        "case": document.case,
        "body": document.body,
        "date": document.date.isoformat() if document.date else None,
    }


def line_of(record: object) -> bytes:
    """A record as a line of JSON, UTF-8."""
    return (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def document_line(document: Document) -> bytes:
    """A document as a line of JSON, UTF-8."""
    return line_of(to_record(document))


def parts_of(document: Document) -> tuple[bytes, bytes]:
    """A document as a line of JSON without its text, and that text, both UTF-8."""
    record = to_record(document)
    text = record.pop("text")
    return line_of(record), text.encode("utf-8")


def from_record(record: dict[str, Any]) -> Document:
    """The document of a JSON object that ``to_record`` made.

    Raises:
        KeyError, TypeError, ValueError: it is no such object.
    """
    return Document(
        id=record["id"],
        path=record["path"],
        title=record["title"],
        text=record["text"],
        source_map=SourceMap(tuple(Run(*run) for run in record["runs"])),
        sections=tuple(
            Section(
                **{
                    **section,
                    "heading": Span(*section["heading"]) if section["heading"] else None,
                    "paragraphs": tuple(Span(*paragraph) for paragraph in section["paragraphs"]),
                }
            )
            for section in record["sections"]
        ),
        pages=tuple(
            Page(number, label, Span(*span), inferred, _layout(layout), *scan)
            for number, label, span, inferred, layout, *scan in record["pages"]
        ),
        digest=record["digest"],
        item=record["item"],
        case=record["case"],
        body=record["body"],
        date=datetime.date.fromisoformat(record["date"]) if record["date"] else None,
    )


def _pair(span: Span | None) -> Sequence[int] | None:
    return None if span is None else [span.start, span.end]


def _layout_record(layout: Layout | None) -> Sequence[float | str] | None:
    return None if layout is None else [layout.width, layout.height, b64encode(layout.packed).decode("ascii")]


def _layout(record: tuple[float, float, str] | None) -> Layout | None:
    return None if record is None else Layout(record[0], record[1], b64decode(record[2], validate=True))

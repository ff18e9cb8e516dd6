"""Documents and sections as JSON, for programs that read what a citation names."""

from collections.abc import Sequence
from typing import Any

from app.answer.citation import citation
from corpus.document import Document, Span, case_of, pages_of, section_path
from corpus.errors import UnknownDocumentError


def find_document(documents: Sequence[Document], document_id: str) -> Document:
    """The document of an id.

    Raises:
        UnknownDocumentError: there is none.
    """
    for document in documents:
        if document.id == document_id:
            return document
    raise UnknownDocumentError(f"there is no document “{document_id}”; /api/documents lists them")


def document_json(document: Document) -> dict[str, Any]:
    """What a document is, as answers tell it; the case is that of its first item."""
    return {
        "id": document.id,
        "title": document.title,
        "path": document.path,
        "case": document.case,
        "body": document.body,
        "date": document.date.isoformat() if document.date else None,
    }


def outline_json(document: Document) -> dict[str, Any]:
    """A document and its sections, in reading order."""
    return {
        "document": document_json(document),
        "sections": [_listed(document, number) for number in range(len(document.sections))],
    }


def section_json(document: Document, number: int) -> dict[str, Any]:
    """A section as it was read, with its citation.

    Raises:
        UnknownDocumentError: the document has no section of that number.
    """
    if not 0 <= number < len(document.sections):
        raise UnknownDocumentError(
            f"{document.id}: there is no section {number}, they are 0 to {len(document.sections) - 1}"
        )
    section = document.sections[number]
    told = document_json(document) | {"case": case_of(document, section)}
    return {
        **_listed(document, number),
        "document": told,
        "paragraphs": [span.of(document.text) for span in section.paragraphs],
        "citation": citation(document, number, _whole(document, number)),
    }


def _listed(document: Document, number: int) -> dict[str, Any]:
    section = document.sections[number]
    pages = pages_of(document, _whole(document, number))
    path = section_path(document, number)
    return {
        "number": number,
        "parent": section.parent,
        "kind": section.kind,
        "path": list(path),
        "title": path[-1],
        "item": section.item,
        "pages": [pages[0].number, pages[-1].number] if pages else None,
    }


def _whole(document: Document, number: int) -> Span:
    """The span from a section's heading to its last paragraph, empty where it has neither."""
    section = document.sections[number]
    spans = [span for span in (section.heading, *section.paragraphs) if span is not None]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)

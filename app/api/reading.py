"""Documents and their sections, for programs that read what a citation names."""

from collections.abc import Iterable
from dataclasses import asdict

from app.answer.citation import citation
from app.answer.source import source_of
from app.api.models import Documents, ListedDocument, ListedSection, Outline, ReadSection
from corpus.document import Document, Span, case_of, pages_of, section_path
from corpus.errors import UnknownDocumentError
from corpus.head import Head
from index.search import Index


def find_document(index: Index, document_id: str) -> Document:
    """The document of an id.

    Raises:
        UnknownDocumentError: there is none.
    """
    if index.head(document_id) is None:
        raise UnknownDocumentError(f"there is no document “{document_id}”; /api/documents lists them")
    return index.document(document_id)


def documents_of(documents: Iterable[Head]) -> Documents:
    """All documents, in their order."""
    sources = ((source_of(document, document.case), document.sections) for document in documents)
    return Documents(
        tuple(ListedDocument(**asdict(source), sections=sections) for source, sections in sources)
    )


def outline_of(document: Document) -> Outline:
    """A document and its sections, in reading order."""
    sections = tuple(_listed(document, number) for number in range(len(document.sections)))
    return Outline(source_of(document, document.case), sections)


def read_section(document: Document, number: int) -> ReadSection:
    """A section as it was read, with its citation.

    Raises:
        UnknownDocumentError: the document has no section of that number.
    """
    if not 0 <= number < len(document.sections):
        raise UnknownDocumentError(
            f"{document.id}: there is no section {number}, they are 0 to {len(document.sections) - 1}"
        )
    section = document.sections[number]
    return ReadSection(
        **asdict(_listed(document, number)),
        document=source_of(document, case_of(document, section)),
        paragraphs=tuple(span.of(document.text) for span in section.paragraphs),
        citation=citation(document, number, _whole(document, number)),
    )


def _listed(document: Document, number: int) -> ListedSection:
    section = document.sections[number]
    pages = pages_of(document, _whole(document, number))
    path = section_path(document, number)
    return ListedSection(
        number=number,
        parent=section.parent,
        kind=section.kind,
        path=path,
        title=path[-1],
        item=section.item,
        pages=(pages[0].number, pages[-1].number) if pages else None,
    )


def _whole(document: Document, number: int) -> Span:
    """The span from a section's heading to its last paragraph, empty where it has neither."""
    section = document.sections[number]
    spans = [span for span in (section.heading, *section.paragraphs) if span is not None]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)

"""Sources: what an answer tells of the document that a passage stands in."""

from dataclasses import dataclass

from corpus.document import Document
from corpus.head import Head


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a passage stands in: its id, title, file as given, and what its minutes say of it.

    ``case`` is the case number of the passage's item; ``date`` is written ``2024-12-02``.
    """

    id: str
    title: str
    path: str
    case: str | None
    body: str | None
    date: str | None


def source_of(document: Document | Head, case: str | None) -> Source:
    """What is told of a document, with a case number: that of an item, or of the document."""
    date = document.date.isoformat() if document.date else None
    return Source(document.id, document.title, document.path, case, document.body, date)

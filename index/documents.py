"""Documents that belong together, and what is known of them all: cases, meetings, handlings, outcomes."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from corpus.document import Document, items_by_case
from corpus.errors import UnknownDocumentError
from corpus.language import Language
from corpus.minutes.handlings import Handling, handlings
from corpus.minutes.meetings import Meeting, MeetingItem, meetings
from corpus.minutes.outcomes.outcome import Outcome, outcomes


class Documents:
    """The documents of an index. What is read out of one is read when it is first asked for, and kept."""

    def __init__(self, documents: tuple[Document, ...]) -> None:
        self._documents = documents
        self._handlings: dict[str, Mapping[int, tuple[Handling, ...]]] = {}
        self._outcomes: dict[str, Mapping[int, Outcome]] = {}

    def documents(self) -> tuple[Document, ...]:
        """All documents, by id."""
        return self._documents

    def document(self, document_id: str) -> Document:
        """The document of an id.

        Raises:
            UnknownDocumentError: there is none.
        """
        found = self._by_id.get(document_id)
        if found is not None:
            return found
        raise UnknownDocumentError(f"no document “{document_id}” in the index; “pykala show” lists them")

    @cached_property
    def _by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self._documents}

    def find_document(self, name: str) -> Document:
        """The document of an id, a path or the only one whose id begins so.

        Raises:
            UnknownDocumentError: there is none, or more than one.
        """
        for found in (
            [document for document in self._documents if name in {document.id, document.path}],
            [document for document in self._documents if document.id.startswith(name)],
        ):
            if len(found) == 1:
                return found[0]
        raise UnknownDocumentError(f"no single document “{name}” in the index; “pykala show” lists them")

    @cached_property
    def cases(self) -> Mapping[str, Sequence[tuple[Document, int]]]:
        """The items of each case number: documents by id, with the index of the item's section."""
        return items_by_case(self._documents)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings that the documents are of; a document of none counts as one by itself."""
        return meetings(self._documents)

    @cached_property
    def meeting_items(self) -> Mapping[tuple[str, int], MeetingItem]:
        """The items of meetings by their places: a document's id and the index of the section."""
        return {
            (document.id, section): item
            for meeting in self.meetings
            for item in meeting.items
            for document, section in ((item.document, item.section), *item.also)
        }

    def language(self, document_id: str, section: int) -> Language:
        """The language of a section of a document."""
        return self.document(document_id).sections[section].language

    def handlings(self, document_id: str) -> Mapping[int, tuple[Handling, ...]]:
        """The handlings of each item of a document, by the index of the item's section; the own one last."""
        if document_id not in self._handlings:
            self._handlings[document_id] = handlings(self.document(document_id))
        return self._handlings[document_id]

    def outcomes(self, document_id: str) -> Mapping[int, Outcome]:
        """What became of each item of a document, by the index of the item's section."""
        if document_id not in self._outcomes:
            self._outcomes[document_id] = outcomes(self.document(document_id))
        return self._outcomes[document_id]

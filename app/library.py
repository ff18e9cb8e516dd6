"""The library behind the chat page: one index, opened or built when it is first needed."""

import threading
from collections.abc import Sequence
from pathlib import Path

from app.answer.answer import Answer, CitedPassage, answer, matters_of
from app.answer.matters import Matter
from app.answer.place import Place
from app.answer.recall import recalled
from app.feedback.kept import Feedback, feedback_file, keep
from corpus.document import Document, Span
from corpus.errors import EmptyStoreError, UnknownDocumentError
from corpus.readers import shipped_reports
from index.filters import Filter
from index.search import Index


class IndexLibrary:
    """The published index of a store; that of the shipped report is built where there is none.

    Several threads may ask at once; whoever comes while the index is being built waits for it.
    """

    def __init__(self, store: Path, encoder: str | None = None) -> None:
        """Open the store.

        Raises:
            DamagedStoreError: the store cannot be read.
        """
        self._store, self._encoder = store, encoder
        self._lock = threading.Lock()
        self._index: Index | None
        try:
            self._index = Index.open(store, encoder)
        except EmptyStoreError:
            self._index = None

    def ask(
        self,
        question: str,
        top: int = 5,
        wanted: Filter | None = None,
        *,
        hinting: bool = True,
        before: str | None = None,
    ) -> Answer:
        """The answer to a question; raises what ``app.answer.answer.answer`` raises."""
        return answer(self._opened(), question, top, wanted, hinting=hinting, before=before)

    def documents(self) -> tuple[Document, ...]:
        """All documents, by id."""
        return self._opened().documents()

    def document(self, document_id: str) -> Document:
        """The document of an id; raises UnknownDocumentError."""
        return self._opened().document(document_id)

    def matters(self, passages: Sequence[CitedPassage]) -> tuple[Matter, ...]:
        """The cases that passages, in the order of their ranks, tell of in several meetings."""
        return matters_of(self._opened(), passages)

    def recall(self, place: Place, quote: Span, twins: Sequence[Place] = ()) -> CitedPassage | None:
        """The passage that stands at a place, with a quote at a span of it; None where it is gone.

        ``twins`` are the places of that document where the same text stood; those that are gone are left out.
        """
        index = self._opened()
        try:
            document = index.document(place.document_id)
        except UnknownDocumentError:
            return None
        return recalled(index, document, place, quote, twins)

    def rate(self, feedback: Feedback) -> None:
        """Keep what was said of an answer; raises FeedbackError."""
        keep(feedback_file(self._store), feedback)

    def warm(self) -> None:
        """Build what is missing and load the encoder, so that the first question need not wait."""
        index = self._opened()
        with self._lock:
            index.warm()

    def _opened(self) -> Index:
        with self._lock:
            if self._index is None:
                from index.build import build  # only an empty store needs it
                from index.encoders import load_encoder

                build(self._store, shipped_reports(), load_encoder(self._encoder or "base"))
                self._index = Index.open(self._store, self._encoder)
            return self._index


Library = IndexLibrary

"""The library: the index of a store as it is now, for the page and for programs."""

import datetime
import logging
import threading
import time
from pathlib import Path

from app.answer.answer import Answer, answer
from app.feedback.kept import Feedback, count_unanswered, feedback_file, keep
from corpus.errors import AwayStoreError, EmptyStoreError, GoneGenerationError, PykalaError
from corpus.readers import shipped_reports
from index.encoders import Encoder
from index.extractor import Extractor
from index.filters import Filter
from index.heads import Heads
from index.search import Index
from index.store.stores import Store, store_at

_EVERY = 0.5
"""The seconds that pass at least between two looks at what the store has published."""

_log = logging.getLogger(__name__)


class Library:
    """The published index of a store, opened anew when another one is published.

    Where nothing is published, the first call indexes the report that ships. Several threads may call at
    once: those that come while the first index is being built wait for it; those that come while another
    one is being opened are answered from the one before. An index that cannot be opened is passed over
    with a line in the log, and the one before stays.
    """

    def __init__(
        self,
        store: Path | Store,
        encoder: Encoder | str | None = None,
        extractor: Extractor | bool | None = None,
    ) -> None:
        """Open the store; where what it has published is damaged, the index before, which the log tells.

        ``extractor`` is as ``Index.open`` takes it.

        Raises:
            DamagedStoreError: the store cannot be read.
        """
        self._store, self._encoder, self._extractor = store_at(store), encoder, extractor
        self._lock = threading.Lock()
        self._seen = self._store.publication()
        self._looked = time.monotonic()
        self._index: Index | None
        try:
            self._index = Index.open(self._store, encoder, extractor)
        except EmptyStoreError:
            self._index = None
        else:
            if self._index.generation.notice:
                _log.warning("%s", self._index.generation.notice)

    @property
    def index(self) -> Index:
        """The index as it is now; whoever asks it twice for one answer keeps it.

        Raises:
            PykalaError: there is none, and none can be built.
        """
        index = self._index
        if index is None:
            return self._first()
        if time.monotonic() - self._looked < _EVERY or not self._lock.acquire(blocking=False):
            return index
        try:
            return self._newest(index)
        finally:
            self._lock.release()

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
        index = self.index
        try:
            return answer(index, question, top, wanted, hinting=hinting, before=before)
        except GoneGenerationError:  # others are published so fast, or this server asks another replica now
            with self._lock:
                index = self._opened_anew()
            return answer(index, question, top, wanted, hinting=hinting, before=before)

    def heads(self) -> Heads:
        """The heads of all documents, by id; the same object as long as the generation is the same."""
        return self.index.heads

    def rate(self, feedback: Feedback) -> None:
        """Keep what was said of an answer.

        Raises:
            FeedbackError: the file of feedback is damaged, locked, or cannot be written.
        """
        keep(feedback_file(self._store.folder), feedback)

    @property
    def held_in(self) -> Store:
        """The store of the index."""
        return self._store

    def miss(self, question: str) -> None:
        """Count a question that no answer was found to.

        Raises:
            FeedbackError: the file of feedback is damaged, locked, or cannot be written.
        """
        count_unanswered(
            feedback_file(self._store.folder), question, datetime.datetime.now(datetime.UTC).date()
        )

    def warm(self) -> None:
        """Build what is missing and load the encoder, so that the first question need not wait."""
        self.index.warm()

    def _first(self) -> Index:
        """The first index: the published one, or that of the report that ships where there is none."""
        with self._lock:
            if self._index is None:
                from index.building.build import build_where_empty  # only an empty store needs it
                from index.encoders import load_encoder

                encoder = self._encoder or "base"
                loaded = load_encoder(encoder) if isinstance(encoder, str) else encoder
                build_where_empty(self._store, shipped_reports(), loaded)
                self._seen = self._store.publication()
                self._index = Index.open(self._store, self._encoder, self._extractor)
            return self._index

    def _opened_anew(self) -> Index:
        """The index that is published now, whatever was seen before; raises what ``Index.open`` raises."""
        newest = Index.open(self._store, self._encoder, self._extractor)
        if self._index is not None:
            newest.share_encoder(self._index)
        self._index = newest
        return newest

    def _newest(self, index: Index) -> Index:
        """The index that is published now; the given one where it is that, or where it cannot be opened."""
        self._looked = time.monotonic()
        now, before = self._store.publication(), self._seen
        if now == before:
            return index
        self._seen = now
        try:
            newest = Index.open(self._store, self._encoder, self._extractor)
        except PykalaError as error:
            if isinstance(error, AwayStoreError):
                self._seen = before  # its server went away just now: to be tried again
            _log.warning("what is published now cannot be opened, answers stay as they were: %s", error)
            return index
        if newest.generation.notice:
            _log.warning("answers stay as they were: %s", newest.generation.notice)
            return index
        newest.share_encoder(index)
        self._index = newest
        return newest

"""The real library, with the toy encoder, over made-up documents in a store that goes when it does.

All that is no topic of the toy encoder lies in one direction, so the words decide: the verdict is found where
a sentence says half of the question, not found where it says less than a fifth.
"""

import shutil
import tempfile
import time
import weakref
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from app.answer.answer import Answer, CitedPassage, cite
from app.feedback.kept import Feedback, feedback_file, kept
from app.library import Library
from corpus.document import Document, Span
from corpus.errors import DamagedStoreError, FeedbackError
from corpus.records import parts_of
from index.building.build import generation_of
from index.building.cutting import cut
from index.building.spool import Spool
from index.building.staying import postings_of
from index.building.vectors import vectors_of
from index.filters import ANYWHERE, Filter
from index.heads import Heads
from index.store.held.documents import HeldDocuments, as_marks, text_mark
from index.store.held.records import Records
from index.store.store import publish, writing
from index.store.stores import FileStore
from tests.support.documents import ODD, PARKS
from tests.support.toys.toy import ToyEncoder


class MadeLibrary(Library):
    """A library over made-up documents.

    ``asked`` are the filters and hints asked with, ``warmed`` how often it was warmed.
    """

    def __init__(self, documents: Iterable[Document] = (PARKS, ODD)) -> None:
        self.store = Path(tempfile.mkdtemp(prefix="pykala-test-"))
        weakref.finalize(self, shutil.rmtree, self.store, ignore_errors=True)
        self.asked: list[tuple[Filter, bool]] = []
        self.warmed = 0
        publish_documents(self.store, documents)
        super().__init__(self.store, ToyEncoder())

    @property
    def rated(self) -> tuple[Feedback, ...]:
        """What was said of answers."""
        return kept(feedback_file(self.store))

    def hold(self, documents: Iterable[Document]) -> None:
        """Publish other documents, and look for them at once."""
        publish_documents(self.store, documents)
        self._looked = 0.0

    def ask(
        self,
        question: str,
        top: int = 5,
        wanted: Filter | None = None,
        *,
        hinting: bool = True,
        before: str | None = None,
    ) -> Answer:
        self.asked.append((wanted or ANYWHERE, hinting))
        return super().ask(question, top, wanted, hinting=hinting, before=before)

    def warm(self) -> None:
        self.warmed += 1
        super().warm()


class FailingLibrary(MadeLibrary):
    """A library that fails on demand, and takes a moment to open.

    A question with ``hajalla`` meets a damaged index, one with ``kaatuu`` an error that nobody expects, one
    with ``hidas`` takes a second; a remark with ``rikki`` cannot be kept.
    """

    def ask(
        self,
        question: str,
        top: int = 5,
        wanted: Filter | None = None,
        *,
        hinting: bool = True,
        before: str | None = None,
    ) -> Answer:
        if "hajalla" in question:
            raise DamagedStoreError("vectors.faiss: the file is cut <short>")
        if "kaatuu" in question:
            raise ZeroDivisionError("secret detail")
        if "hidas" in question:
            time.sleep(1)
        return super().ask(question, top, wanted, hinting=hinting, before=before)

    def rate(self, feedback: Feedback) -> None:
        if "rikki" in feedback.remark:
            raise FeedbackError("feedback.sqlite3: the file is cut <short>")
        super().rate(feedback)


class ListedLibrary(MadeLibrary):
    """A library that lists other documents than it searches: more than a test has time to index."""

    def __init__(self, listed: Sequence[Document]) -> None:
        super().__init__()
        self._listed = Heads.of(listed)

    def heads(self) -> Heads:
        return self._listed


def publish_documents(store: Path, documents: Iterable[Document]) -> str:
    """Publish a generation of documents, made with the toy encoder; its name."""
    lines, texts, told = Spool(), Spool(), list[bytes]()
    for document in sorted(documents, key=lambda document: document.id):
        line, text = parts_of(document)
        lines.add(line)
        texts.add(text)
        told.append(text)
    marks = as_marks(map(text_mark, told))
    held = HeldDocuments(Records([lines.piece()]), Records([texts.piece()]), marks)
    made, encoder = cut(held), ToyEncoder()
    with writing(store):
        rows = np.arange(len(made.digests))
        vectored = vectors_of(FileStore(store), made, rows, (), encoder, lambda _what, _done, _total: None)
        return publish(store, generation_of(held, made, encoder, vectored.dense, postings_of(made)))


def cited(document: Document, number: int, span: Span, quoted: str | None = None) -> CitedPassage:
    """A stretch of a document's section as an answer holds it; all of it is the quote where none is given."""
    text = span.of(document.text)
    start = 0 if quoted is None else text.index(quoted)
    quote = Span(start, start + len(text if quoted is None else quoted))
    return cite(MadeLibrary([document]).index, document, number, span, quote)

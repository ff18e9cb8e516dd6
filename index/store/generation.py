"""A generation: all of one index, as it is written once and never changed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Span
from corpus.language import LANGUAGES, Language
from index.dense import Dense
from index.heads import Heads
from index.lexical import Lexical
from index.passages import Passage
from index.store.held.part import Parts


@dataclass(frozen=True, slots=True)
class EncoderMark:
    """Which encoder a generation's vectors come from: its name, digest and width."""

    name: str
    digest: str
    width: int


@dataclass(frozen=True, slots=True)
class Generation:
    """All of one index: documents sorted by id, their passages in reading order, vectors and postings.

    ``documents`` and ``contexts``, the context of each passage, may be read from files by need; ``heads`` is
    what is known of all documents without that.

    Row ``i`` of ``places`` (document, section, start, end), of ``digests``, of ``languages`` (places in
    ``LANGUAGES``), of the dense side and of the lexical side is the same passage. ``reading`` tells the
    code that read and cut the documents. ``sources`` are the files of the documents as absolute paths, in
    their order. ``name`` is what the store calls it, empty before it is written. ``notice`` tells why it
    was opened in place of the published one, empty where it is that. ``parts`` are those that it lies in, or
    is to lie in, where it does lie in files.
    """

    encoder: EncoderMark
    analyzer: str
    reading: str
    documents: Sequence[Document]
    heads: Heads
    contexts: Sequence[str]
    places: npt.NDArray[np.int32]
    digests: npt.NDArray[np.uint8]
    languages: npt.NDArray[np.uint8]
    dense: Dense
    lexical: Lexical
    sources: tuple[str, ...] = ()
    parts: Parts | None = None
    name: str = ""
    notice: str = ""

    def passage(self, row: int) -> Passage:
        """The passage of a row; raises DamagedStoreError."""
        document, section, start, end = self.places[row].tolist()
        context = self.contexts[row]
        text = context[len(context) - (end - start) :]
        return Passage(self.heads.ids[document], section, Span(start, end), text, context)

    def text(self, row: int) -> str:
        """The text of the passage of a row; raises DamagedStoreError."""
        return self.passage(row).text

    def language(self, row: int) -> Language:
        """The language of the passage of a row."""
        return LANGUAGES[int(self.languages[row])]

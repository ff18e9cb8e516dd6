"""Cutting: all documents into their passages, one document after another, none of them held in memory."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.language import LANGUAGES
from index.building.spool import Spool
from index.building.stretches import NEW, Stretch, joined, stretches
from index.heads import Gathering, Heads
from index.passages import Passage, split
from index.store.generation import Generation
from index.store.held.contexts import HeldContexts
from index.store.held.documents import HeldDocuments
from index.store.held.joined import Joined
from index.store.held.records import Piece, Records

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """The passages of documents, a row each, as a generation has them, and the heads of the documents.

    ``stretches`` are the rows of passages that are new, and of those that an earlier generation has, whose
    ``contexts`` may lie there.
    """

    heads: Heads
    places: Ints
    digests: Bytes
    languages: Bytes
    contexts: Sequence[str]
    stretches: Sequence[Stretch]


def cut(
    documents: Sequence[Document],
    folder: Path | None = None,
    before: Generation | None = None,
    kept: Sequence[int] = (),
) -> Cut:
    """The passages of documents; what is made lies in temporary files, in a folder if one is given.

    ``kept`` are the numbers of the documents in an earlier generation, whose passages are taken over, or
    ``NEW``.

    Raises:
        OSError: they cannot be written.
    """
    made = _Made(folder, documents, before)
    for stretch in stretches(kept if before is not None else [NEW] * len(documents)):
        if before is None or stretch.before is None:
            for number in range(stretch.first, stretch.last):
                made.add(documents[number])
        else:
            made.take(before, stretch.before, stretch.before + stretch.last - stretch.first)
    return made.cut()


class _Made:
    """What is made of documents, one after another.

    Where the passages of the generation before do not lie in files, contexts are made of new ones alone.
    """

    def __init__(self, folder: Path | None, documents: Sequence[Document], before: Generation | None) -> None:
        self._left = None if before is None or isinstance(before.contexts, HeldContexts) else before.contexts
        self._added: list[int] = []
        self._gathering = Gathering()
        self._above = Spool(folder)
        self._above_until = 0
        self._pieces: list[Piece] = []
        self._texts = None if isinstance(documents, HeldDocuments) else Spool(folder)
        self._held = documents.texts if isinstance(documents, HeldDocuments) else None
        self._places, self._spans = array("i"), array("i")
        self._digests, self._languages = bytearray(), bytearray()
        self._count = 0
        self._stretches: list[Stretch] = []

    def add(self, document: Document) -> None:
        """Cut the next document."""
        self._gathering.add(document)
        self._added.append(self._count)
        if self._texts is not None:
            self._texts.add(document.text.encode("utf-8"))
        found = split(document)
        section = None
        for passage, span in zip(found, byte_spans(document.text, found), strict=True):
            self._places.extend((self._count, passage.section, passage.span.start, passage.span.end))
            self._spans.extend(span)
            self._languages.append(LANGUAGES.index(document.sections[passage.section].language))
            self._digests += passage.digest
            if passage.section != section:
                section = passage.section
                self._above.add(passage.context.removesuffix(passage.text).encode("utf-8"))
        self._count += 1
        self._stretch(len(found), None)

    def take(self, before: Generation, start: int, end: int) -> None:
        """Take over the passages of documents of an earlier generation, from one number to another."""
        self._gathering.take(before.heads, start, end)
        first, last = np.searchsorted(before.places[:, 0], [start, end]).tolist()
        places = before.places[first:last].copy()
        places[:, 0] += self._count - start
        self._places.frombytes(places.astype("i").tobytes())
        self._languages += before.languages[first:last].tobytes()
        self._digests += before.digests[first:last].tobytes()
        contexts = before.contexts
        if first < last and isinstance(contexts, HeldContexts):
            self._spans.frombytes(contexts.spans[first:last].astype("i").tobytes())
            self._put_away()
            self._pieces += contexts.above.part(*contexts.of_sections(first, last))
        self._count += end - start
        self._stretch(last - first, first)

    def _stretch(self, rows: int, before: int | None) -> None:
        first = self._stretches[-1].last if self._stretches else 0
        self._stretches.append(Stretch(first, first + rows, before))

    def _put_away(self) -> None:
        """Have what stands above passages until now in the order that it was made in."""
        if self._above_until < len(self._above):
            self._pieces.append(self._above.piece(range(self._above_until, len(self._above))))
            self._above_until = len(self._above)

    def cut(self) -> Cut:
        """All that was made."""
        self._put_away()
        places = np.array(self._places, np.int32).reshape(-1, 4)
        spans = np.array(self._spans, np.int32).reshape(-1, 2)
        texts = (self._held if self._texts is None else Records([self._texts.piece()])) or Records([])
        above = Records(self._pieces)
        return Cut(
            heads=self._gathering.heads(),
            places=places,
            digests=np.frombuffer(bytes(self._digests), np.uint8).reshape(-1, 16),
            languages=np.frombuffer(bytes(self._languages), np.uint8),
            contexts=HeldContexts(above, texts, places, spans)
            if self._left is None
            else self._joined(self._left, above, texts, places, spans),
            stretches=self._stretches,
        )

    def _joined(
        self, left: Sequence[str], above: Records, texts: Records, places: Ints, spans: Ints
    ) -> Joined[str]:
        """The contexts of all passages, where those of some are left where they are."""
        new = [range(one.first, one.last) for one in self._stretches if one.before is None]
        own = places[np.fromiter(chain.from_iterable(new), np.int64)]
        own[:, 0] = np.searchsorted(self._added, own[:, 0])
        fresh = HeldContexts(above, texts, own, spans)
        return joined(self._stretches, left, fresh)


def byte_spans(text: str, passages: Sequence[Passage]) -> Sequence[tuple[int, int]]:
    """The spans of passages in the text as UTF-8, bytes in place of code points."""
    found = []
    character = byte = 0
    for passage in passages:
        if passage.span.start < character:
            character = byte = 0
        byte += len(text[character : passage.span.start].encode("utf-8"))
        end = byte + len(passage.text.encode("utf-8"))
        found.append((byte, end))
        character, byte = passage.span.end, end
    return found

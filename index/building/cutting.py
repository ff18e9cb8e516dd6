"""Cutting: all documents into their passages, one document after another, none of them held in memory."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import Thread

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from index.building.slices import Slices, sliced
from index.building.spool import Spool
from index.building.staying import Staying, context_in
from index.building.stretches import NEW, Stretch, joined, stretches
from index.heads import Gathering, Heads
from index.lexical import Lexical
from index.store.generation import Generation
from index.store.held.contexts import HeldContexts
from index.store.held.documents import HeldDocuments
from index.store.held.joined import Joined
from index.store.held.records import Piece, Records
from index.words.postings.blocks import Postings
from index.words.postings.tally import Tally, Tallying

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]

_AT_ONCE = 256
"""The passages that are counted again in one go."""


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """The passages of documents, a row each, as a generation has them, and the heads of the documents.

    ``lexical`` has their postings, which are put in order beside all else until they are asked for.
    ``contexts`` of passages that an earlier generation has may lie there.
    """

    heads: Heads
    places: Ints
    digests: Bytes
    languages: Bytes
    contexts: Sequence[str]
    lexical: "Future[Lexical]"


def cut(
    documents: Sequence[Document],
    folder: Path | None = None,
    before: Generation | None = None,
    kept: Sequence[int] = (),
    slices: Callable[[int], Slices | None] = lambda _: None,
    stays: Staying | None = None,
) -> Cut:
    """The passages of documents; what is made lies in temporary files, in a folder if one is given.

    ``kept`` are the numbers of the documents in an earlier generation, whose passages are taken over, or
    ``NEW``; their postings are counted again but for what ``stays``. ``slices`` gives those of the document
    of a number that is cut already.

    Raises:
        DamagedStoreError: what is counted again is not what was written.
        OSError: they cannot be written.
    """
    made = _Made(folder, documents, before, stays)
    for stretch in stretches(kept if before is not None else [NEW] * len(documents)):
        if before is None or stretch.before is None:
            for number in range(stretch.first, stretch.last):
                made.add(documents, number, slices(number))
        else:
            made.take(before, stretch.before, stretch.before + stretch.last - stretch.first)
    return made.cut()


class _Made:
    """What is made of documents, one after another.

    Where the passages of the generation before do not lie in files, contexts are made of new ones alone.
    """

    def __init__(
        self,
        folder: Path | None,
        documents: Sequence[Document],
        before: Generation | None,
        stays: Staying | None,
    ) -> None:
        self._stays, self._less = stays, Counter[str]()
        self._written = None if stays is None else stays.is_written
        self._counted, self._tallying = Postings(folder), Tallying()
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

    def add(self, documents: Sequence[Document], number: int, slices: Slices | None) -> None:
        """Take the next document, which is cut, if that is not done."""
        if slices is None or self._texts is not None:
            document = documents[number]
            slices = slices or sliced(document, self._tallying)
            if self._texts is not None:
                self._texts.add(document.text.encode("utf-8"))
        self._gathering.take(slices.heads, 0, 1)
        self._added.append(self._count)
        self._places.frombytes((slices.places + np.array([self._count, 0, 0, 0], np.int32)).tobytes())
        self._spans.frombytes(slices.spans.tobytes())
        self._languages += slices.languages.tobytes()
        self._digests += slices.digests.tobytes()
        for above in slices.above:
            self._above.add(above.encode("utf-8"))
        self._counted.add_tally(slices.tally)
        self._count += 1
        self._stretch(len(slices.places), None)

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
        self._count_again(before, first, last)
        self._count += end - start
        self._stretch(last - first, first)

    def _count_again(self, before: Generation, first: int, last: int) -> None:
        """Count what is written anew of the passages of an earlier generation from one row to another."""
        rows = np.arange(first, last)
        if self._written is not None:
            rows = rows[self._written[self._row : self._row + len(rows)]]
        for tally in self._tallies(before, rows):
            self._counted.add_tally(tally)

    def _tallies(self, before: Generation, rows: npt.NDArray[np.int64]) -> Iterator[Tally]:
        """The tallies of passages of an earlier generation, some at a time; they are not counted there."""
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE].tolist()
            tally = self._tallying.of(context_in(before, row) for row in some)
            times = np.bincount(tally.numbers, minlength=len(tally.terms)).tolist()
            self._less.update(dict(zip(tally.terms, times, strict=True)))
            yield tally

    @property
    def _row(self) -> int:
        """The row of the next passage."""
        return self._stretches[-1].last if self._stretches else 0

    def _stretch(self, rows: int, before: int | None) -> None:
        first = self._row
        self._stretches.append(Stretch(first, first + rows, before))

    def _put_away(self) -> None:
        """Have what stands above passages until now in the order that it was made in."""
        if self._above_until < len(self._above):
            self._pieces.append(self._above.piece(range(self._above_until, len(self._above))))
            self._above_until = len(self._above)

    def cut(self) -> Cut:
        """All that was made."""
        self._put_away()
        if self._stays is not None:
            for _ in self._tallies(self._stays.before, self._stays.gone):
                pass
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
            lexical=_beside(self._lexical),
        )

    def _lexical(self) -> Lexical:
        coded = self._counted.merged()
        return Lexical(coded) if self._stays is None else self._stays.lexical(coded, self._less)

    def _joined(
        self, left: Sequence[str], above: Records, texts: Records, places: Ints, spans: Ints
    ) -> Joined[str]:
        """The contexts of all passages, where those of some are left where they are."""
        new = [range(one.first, one.last) for one in self._stretches if one.before is None]
        own = places[np.fromiter(chain.from_iterable(new), np.int64)]
        own[:, 0] = np.searchsorted(self._added, own[:, 0])
        fresh = HeldContexts(above, texts, own, spans)
        return joined(self._stretches, left, fresh)


def _beside(work: Callable[[], Lexical]) -> "Future[Lexical]":
    """What comes of some work in a thread of its own, which does not hold up a program that is to end."""
    found = Future[Lexical]()

    def done() -> None:
        try:
            found.set_result(work())
        except BaseException as error:
            found.set_exception(error)

    Thread(target=done, daemon=True).start()
    return found

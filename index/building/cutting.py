"""Cutting: all documents into their passages, one document after another, none of them held in memory."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.language import LANGUAGES
from index.building.slices import Slices, sliced
from index.building.spool import Spool
from index.building.stretches import NEW, Stretch, joined, stretches
from index.heads import Gathering, Heads
from index.store.generation import Generation
from index.store.held.contexts import HeldContexts
from index.store.held.documents import HeldDocuments
from index.store.held.joined import Joined
from index.store.held.records import Piece, Records
from index.words.postings.tally import Tally, Tallying

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """The passages of documents, a row each, as a generation has them, and the heads of the documents.

    ``stretches`` are the rows of passages that are new, and of those that an earlier generation has, whose
    ``contexts`` may lie there. ``tally`` gives that of the document of a number, where it was counted when it
    was read.
    """

    heads: Heads
    places: Ints
    digests: Bytes
    languages: Bytes
    contexts: Sequence[str]
    stretches: Sequence[Stretch]
    tally: Callable[[int], Tally | None]

    def tallies(self, rows: Sequence[int] | npt.NDArray[np.integer[Any]]) -> Iterator[Tally]:
        """The tallies of the passages of some rows, which rise, those of one document at a time.

        Raises:
            StoreError: a context cannot be read.
        """
        chosen, tallying = np.array(rows, np.int64), Tallying()
        of = self.places[chosen, 0]
        starts = np.flatnonzero(np.diff(of, prepend=-1)).tolist()
        for start, end in pairwise([*starts, len(of)]):
            some = chosen[start:end].tolist()
            known = self.tally(int(of[start])) if self._is_whole(some) else None
            yield known or tallying.of((self.contexts[row], LANGUAGES[self.languages[row]]) for row in some)

    def _is_whole(self, rows: Sequence[int]) -> bool:
        """Whether rows of one document, rising, are all that it has."""
        first, last = rows[0], rows[-1]
        beside = [row for row in (first - 1, last + 1) if 0 <= row < len(self.places)]
        own = self.places[first, 0]
        return last - first + 1 == len(rows) and all(self.places[row, 0] != own for row in beside)


def cut(
    documents: Sequence[Document],
    folder: Path | None = None,
    before: Generation | None = None,
    kept: Sequence[int] = (),
    slices: Callable[[int], Slices | None] = lambda _: None,
    tally: Callable[[int], Tally | None] = lambda _: None,
) -> Cut:
    """The passages of documents; what is made lies in temporary files, in a folder if one is given.

    ``kept`` are the numbers of the documents in an earlier generation, whose passages are taken over, or
    ``NEW``. ``slices`` and ``tally`` give those of the document of a number that is cut already.

    Raises:
        OSError: they cannot be written.
    """
    made = _Made(folder, documents, before, tally)
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
        tally: Callable[[int], Tally | None],
    ) -> None:
        self._tally = tally
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
            slices = slices or sliced(document)
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
            tally=self._tally,
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

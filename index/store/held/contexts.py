"""The contexts of passages: what stands above each of them, and its text, a part of its document's."""

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from index.store.held.records import ByNumber, Records
from index.store.manifest import MEND

Ints = npt.NDArray[np.int32]


class HeldContexts(ByNumber[str]):
    """The contexts of passages, each put together when it is asked for.

    ``above`` are what stands above the passages of each section that has some, in their order. ``spans`` are
    the first byte of each passage in its document's text, and the one behind its last, int32 (passages, 2).
    """

    def __init__(self, above: Records, texts: Records, places: Ints, spans: Ints) -> None:
        """``places`` are (document, section, …) of each passage, ``texts`` those of the documents.

        Raises:
            ValueError: they do not fit together.
        """
        self.above, self.spans = above, spans
        self._texts, self._documents = texts, places[:, 0]
        self._sections = sections_with_passages(places)
        self._read: tuple[int, bytes] | None = None
        if len(places) and (self._sections[-1] + 1 != len(above) or not _inside(spans, places, texts)):
            raise ValueError("not the contexts of these passages")

    def __len__(self) -> int:
        return len(self.spans)

    def at(self, number: int) -> str:
        """The context of a passage."""
        document = int(self._documents[number])
        start, end = self.spans[number].tolist()
        try:
            above = self.above.read(int(self._sections[number])).decode("utf-8")
            return above + self._part(document, start, end).decode("utf-8")
        except UnicodeDecodeError as error:
            what = f"{self._texts.name(document)}: passage {number}"
            raise DamagedStoreError(f"{what} cannot be read ({error}); {MEND}") from None

    def of_sections(self, start: int, end: int) -> tuple[int, int]:
        """Which of ``above`` are those of the passages from one to another, which are of whole documents."""
        return int(self._sections[start]), int(self._sections[end - 1]) + 1

    def sections_before(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """How many of ``above`` stand before those of the passages from each row on."""
        return np.append(self._sections, len(self.above))[rows]

    def _part(self, document: int, start: int, end: int) -> bytes:
        if not self._texts.checked:
            return self._texts.within(document, start, end)
        held = self._read
        if held is None or held[0] != document:  # its passages are asked for one after another
            held = self._read = document, self._texts.read(document)
        return held[1][start:end]


def sections_with_passages(places: Ints) -> npt.NDArray[np.int64]:
    """The number of each passage's section among those that have passages."""
    changes = np.any(places[1:, :2] != places[:-1, :2], axis=1)
    return np.concatenate([np.zeros(min(len(places), 1), np.int64), np.cumsum(changes)])


def _inside(spans: Ints, places: Ints, texts: Records) -> bool:
    """Whether spans lie in the texts of their documents."""
    if spans.shape != (len(places), 2) or spans.dtype != np.int32:
        return False
    ordered = np.all(spans[:, 0] <= spans[:, 1]) and spans.min() >= 0
    return bool(ordered and np.all(spans[:, 1] <= texts.sizes()[places[:, 0]]))

"""Documents as files hold them, a line of each and its text, read by need."""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.errors import DamagedStoreError
from corpus.records import from_record
from index.store.held.records import ByNumber, Records
from index.store.manifest import MEND

KEPT_BYTES = 16_000_000
"""The bytes of those documents that are kept at hand; as objects they take five times that."""


class HeldDocuments(ByNumber[Document]):
    """Documents as ``corpus.records.parts_of`` parts them; those that were read last are kept at hand.

    ``marks`` are ``text_mark`` of their texts, uint8 (documents, 16). Several threads may read at once.
    """

    def __init__(self, lines: Records, texts: Records, marks: npt.NDArray[np.uint8]) -> None:
        self.lines, self.texts, self.marks = lines, texts, marks
        self._kept: OrderedDict[int, Document] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.lines)

    def at(self, number: int) -> Document:
        """The document of a number."""
        with self._lock:
            if number in self._kept:
                self._kept.move_to_end(number)
                return self._kept[number]
        found = self._read(number)
        with self._lock:
            if number not in self._kept:
                self._kept[number] = found
                self._size += self._bytes(number)
                while self._size > KEPT_BYTES and len(self._kept) > 1:
                    self._size -= self._bytes(self._kept.popitem(last=False)[0])
            return self._kept[number]

    def __iter__(self) -> Iterator[Document]:
        """All documents; none of them is kept at hand for that."""
        return (self._kept.get(number) or self._read(number) for number in range(len(self)))

    def text_mark(self, number: int) -> bytes:
        """``text_mark`` of a document's text."""
        return bytes(self.marks[number])

    def _bytes(self, number: int) -> int:
        return self.lines.size(number) + self.texts.size(number)

    def _read(self, number: int) -> Document:
        line, text = self.lines.read(number), self.texts.read(number)
        return document_of_line(line, f"{self.lines.name(number)}: document {number}", MEND, text)


def text_mark(text: bytes) -> bytes:
    """Sixteen bytes that tell a text, in UTF-8, from others (BLAKE2b)."""
    return hashlib.blake2b(text, digest_size=16).digest()


def as_marks(marks: Iterable[bytes]) -> npt.NDArray[np.uint8]:
    """Marks of texts, a row each: uint8 (texts, 16)."""
    return np.frombuffer(b"".join(marks), np.uint8).reshape(-1, 16)


def document_of_line(line: bytes, what: str, advice: str, text: bytes | None = None) -> Document:
    """The document of a line, and of its text where that is not in it.

    ``what`` it is and what to do, ``advice``, are for the error.

    Raises:
        DamagedStoreError: it is no such line.
    """
    try:
        record = json.loads(line)
        if text is not None:
            record["text"] = text.decode("utf-8")
        return from_record(record)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise DamagedStoreError(f"{what} cannot be read ({error}); {advice}") from None

"""Documents and contexts as a generation's files hold them, read by need.

``documents.jsonl`` has a document a line, and ``documents.npy`` where each line begins; ``contexts.txt`` has
the contexts of all passages without anything between, and ``contexts.npy`` where each begins.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import BinaryIO, overload

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.errors import DamagedStoreError
from corpus.records import from_record, to_record
from index.store.file_array import FileBytes
from index.store.manifest import MEND

KEPT_BYTES = 16_000_000
"""The bytes of the lines of those documents that are kept at hand; as objects they take five times that."""

Offsets = npt.NDArray[np.int64]


def line_of(record: object) -> bytes:
    """A JSON record as a line."""
    return (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def document_line(document: Document) -> bytes:
    """A document as a line of ``documents.jsonl``."""
    return line_of(to_record(document))


class HeldDocuments(Sequence[Document]):
    """The documents of a generation's files; those that were read last are kept at hand.

    Several threads may read at once.
    """

    def __init__(self, file: BinaryIO, offsets: Offsets) -> None:
        """The documents of a file that is open at its beginning; its lines begin at the offsets."""
        self._name = file.name
        self._bytes, self._offsets = FileBytes(file), offsets
        self._kept: OrderedDict[int, Document] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, number: int) -> Document: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Document]: ...
    def __getitem__(self, number: int | slice) -> Document | Sequence[Document]:
        """The document of a number.

        Raises:
            IndexError: there is none.
            DamagedStoreError: it cannot be read.
        """
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        number = range(len(self))[number]
        with self._lock:
            if number in self._kept:
                self._kept.move_to_end(number)
                return self._kept[number]
        found = self._read(number)
        with self._lock:
            if number not in self._kept:
                self._kept[number] = found
                self._size += self._length(number)
                while self._size > KEPT_BYTES and len(self._kept) > 1:
                    self._size -= self._length(self._kept.popitem(last=False)[0])
            return self._kept[number]

    def __iter__(self) -> Iterator[Document]:
        """All documents; none of them is kept at hand for that."""
        return (self._kept.get(number) or self._read(number) for number in range(len(self)))

    def _length(self, number: int) -> int:
        return int(self._offsets[number + 1] - self._offsets[number])

    def _read(self, number: int) -> Document:
        line = self._bytes.read(int(self._offsets[number]), int(self._offsets[number + 1]))
        try:
            return from_record(json.loads(line))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise DamagedStoreError(
                f"{self._name}: document {number} cannot be read ({error}); {MEND}"
            ) from None


class HeldTexts(Sequence[str]):
    """Texts that stand one after another in a file, UTF-8."""

    def __init__(self, file: BinaryIO, offsets: Offsets) -> None:
        """The texts of a file that is open at its beginning; they begin at the offsets."""
        self._name = file.name
        self._bytes, self._offsets = FileBytes(file), offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        """The text of a number.

        Raises:
            IndexError: there is none.
            DamagedStoreError: it cannot be read.
        """
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        number = range(len(self))[number]
        data = self._bytes.read(int(self._offsets[number]), int(self._offsets[number + 1]))
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise DamagedStoreError(f"{self._name}: text {number} cannot be read ({error}); {MEND}") from None


def check_offsets(offsets: Offsets, count: int, size: int) -> None:
    """See that offsets are of so many parts of a file of that size.

    Raises:
        ValueError: they are not.
    """
    fit = offsets.dtype == np.int64 and offsets.shape == (count + 1,)
    if not fit or offsets[0] != 0 or offsets[-1] != size or np.any(np.diff(offsets) < 0):
        raise ValueError(f"not the offsets of {count} parts of {size} bytes")

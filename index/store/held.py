"""Documents and contexts as a generation's files hold them, read by need.

``documents.jsonl`` has a document a line, and ``documents.npy`` where each line begins; ``contexts.txt`` has
the contexts of all passages without anything between, and ``contexts.npy`` where each begins.
"""

import json
import threading
import zlib
from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeVar, overload

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.errors import DamagedStoreError
from corpus.records import from_record
from index.store.file_array import FileBytes
from index.store.manifest import MEND

KEPT_BYTES = 16_000_000
"""The bytes of the lines of those documents that are kept at hand; as objects they take five times that."""

Offsets = npt.NDArray[np.int64]
Kind_co = TypeVar("Kind_co", covariant=True)


class ByNumber(Sequence[Kind_co]):
    """Things that are each made when they are asked for: ``at`` makes the one of a number, from 0.

    ``at`` and all that asks it raise StoreError where it cannot be read.
    """

    @abstractmethod
    def at(self, number: int) -> Kind_co:
        """The thing of a number from 0 to the length, which is not looked at again."""

    @overload
    def __getitem__(self, number: int) -> Kind_co: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Kind_co]: ...
    def __getitem__(self, number: int | slice) -> Kind_co | Sequence[Kind_co]:
        """The thing of a number, or those of a slice; raises IndexError where there is none."""
        if isinstance(number, slice):
            return [self.at(number) for number in range(*number.indices(len(self)))]
        return self.at(range(len(self))[number])


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """Records of a file by their numbers from 0; several threads may read at once.

    Record ``i`` lies from ``starts[i]`` to ``ends[i]``, bytes. ``sums`` are their CRC-32, empty where the
    whole file was compared with its digest.
    """

    name: str
    held: FileBytes
    starts: Offsets
    ends: Offsets
    sums: Offsets | None = None

    @staticmethod
    def of(file: BinaryIO, offsets: Offsets) -> "Records":
        """The records of a file that is open at its beginning, which stand one after another."""
        return Records(file.name, FileBytes(file), offsets[:-1], offsets[1:])

    def __len__(self) -> int:
        return len(self.starts)

    def size(self, number: int) -> int:
        """The bytes of a record."""
        return int(self.ends[number] - self.starts[number])

    def read(self, number: int) -> bytes:
        """A record; raises DamagedStoreError."""
        data = self.held.read(int(self.starts[number]), int(self.ends[number]))
        if self.sums is not None and zlib.crc32(data) != self.sums[number]:
            raise DamagedStoreError(f"{self.name}: record {number} is not what was written; try again")
        return data


class HeldDocuments(ByNumber[Document]):
    """Documents as lines of a file; those that were read last are kept at hand.

    Several threads may read at once.
    """

    def __init__(self, lines: Records) -> None:
        self.lines = lines
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
                self._size += self.lines.size(number)
                while self._size > KEPT_BYTES and len(self._kept) > 1:
                    self._size -= self.lines.size(self._kept.popitem(last=False)[0])
            return self._kept[number]

    def __iter__(self) -> Iterator[Document]:
        """All documents; none of them is kept at hand for that."""
        return (self._kept.get(number) or self._read(number) for number in range(len(self)))

    def _read(self, number: int) -> Document:
        return document_of_line(self.lines.read(number), f"{self.lines.name}: document {number}", MEND)


def document_of_line(line: bytes, what: str, advice: str) -> Document:
    """The document of a line that ``document_line`` made; ``what`` and what to do are for the error.

    Raises:
        DamagedStoreError: it is no such line.
    """
    try:
        return from_record(json.loads(line))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise DamagedStoreError(f"{what} cannot be read ({error}); {advice}") from None


class HeldTexts(ByNumber[str]):
    """Texts of a file, UTF-8."""

    def __init__(self, texts: Records) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    def at(self, number: int) -> str:
        """The text of a number."""
        data = self._texts.read(number)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise DamagedStoreError(
                f"{self._texts.name}: text {number} cannot be read ({error}); {MEND}"
            ) from None


def offsets_of(sizes: Iterable[int]) -> Offsets:
    """Where parts of these sizes begin that stand one after another, and where the last one ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.fromiter(sizes, np.int64))])


def check_offsets(offsets: Offsets, count: int, size: int) -> None:
    """See that offsets are of so many parts of a file of that size.

    Raises:
        ValueError: they are not.
    """
    fit = offsets.dtype == np.int64 and offsets.shape == (count + 1,)
    if not fit or offsets[0] != 0 or offsets[-1] != size or np.any(np.diff(offsets) < 0):
        raise ValueError(f"not the offsets of {count} parts of {size} bytes")

"""Records of files, read by their numbers, and copied in large blocks."""

import zlib
from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeVar, overload

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from index.store.held.file_array import FileBytes

_BLOCK = 1 << 20  # bytes

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
class Piece:
    """Records of one file by their numbers from 0.

    Record ``i`` lies from ``starts[i]`` to ``ends[i]``, bytes. ``sums`` are their CRC-32; None where the
    whole file was compared with its digest, and the records stand one after another.
    """

    name: str
    held: FileBytes
    starts: Offsets
    ends: Offsets
    sums: Offsets | None = None

    def __len__(self) -> int:
        return len(self.starts)

    def read(self, number: int) -> bytes:
        """A record; raises DamagedStoreError."""
        data = self.held.read(int(self.starts[number]), int(self.ends[number]))
        if self.sums is not None and zlib.crc32(data) != self.sums[number]:
            raise DamagedStoreError(f"{self.name}: record {number} is not what was written; try again")
        return data

    def blocks(self) -> Iterator[bytes]:
        """The bytes of all records, one after another, in blocks; raises DamagedStoreError."""
        if self.sums is not None:
            yield from (self.read(number) for number in range(len(self)))
        elif len(self):
            end = int(self.ends[-1])
            for start in range(int(self.starts[0]), end, _BLOCK):
                yield self.held.read(start, min(start + _BLOCK, end))

    def part(self, start: int, end: int) -> "Piece":
        """The records from one number to another."""
        sums = None if self.sums is None else self.sums[start:end]
        return Piece(self.name, self.held, self.starts[start:end], self.ends[start:end], sums)


class Records:
    """Records by their numbers from 0, which may lie in several files; several threads may read at once."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """The records of pieces, one after another."""
        self._pieces = tuple(piece for piece in pieces if len(piece))
        self._firsts: list[int] = offsets_of(map(len, self._pieces)).tolist()

    @staticmethod
    def of(file: BinaryIO, offsets: Offsets) -> "Records":
        """The records of a file that is open at its beginning, which stand one after another."""
        return Records([Piece(file.name, FileBytes(file), offsets[:-1], offsets[1:])])

    @property
    def checked(self) -> bool:
        """Whether a record is compared with its check sum when it is read."""
        return any(piece.sums is not None for piece in self._pieces)

    def __len__(self) -> int:
        return self._firsts[-1]

    def sizes(self) -> Offsets:
        """The bytes of each record."""
        return np.concatenate([np.zeros(0, np.int64), *(piece.ends - piece.starts for piece in self._pieces)])

    def size(self, number: int) -> int:
        """The bytes of a record."""
        piece, at = self._piece(number)
        return int(piece.ends[at] - piece.starts[at])

    def name(self, number: int) -> str:
        """The name of the file that a record lies in."""
        return self._piece(number)[0].name

    def read(self, number: int) -> bytes:
        """A record; raises DamagedStoreError."""
        piece, at = self._piece(number)
        return piece.read(at)

    def within(self, number: int, start: int, end: int) -> bytes:
        """The bytes of a record from one to another, without a look at its check sum.

        Raises:
            DamagedStoreError: they cannot be read.
        """
        piece, at = self._piece(number)
        first = int(piece.starts[at])
        return piece.held.read(first + start, first + end)

    def blocks(self) -> Iterator[bytes]:
        """The bytes of all records, one after another, in blocks; raises DamagedStoreError."""
        for piece in self._pieces:
            yield from piece.blocks()

    def part(self, start: int, end: int) -> Iterator[Piece]:
        """The records from one number to another."""
        for piece, first in zip(self._pieces, self._firsts, strict=False):
            low, high = max(start - first, 0), min(end - first, len(piece))
            if low < high:
                yield piece.part(low, high)

    def _piece(self, number: int) -> tuple[Piece, int]:
        at = bisect_right(self._firsts, number) - 1
        return self._pieces[at], number - self._firsts[at]


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

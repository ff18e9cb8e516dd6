"""A spool: what a build makes, out of memory in a temporary file until it is published."""

import tempfile
import zlib
from array import array
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.store.held.file_array import FileBytes
from index.store.held.records import Piece


class Spool:
    """Records that are put into a temporary file one after another, each with its check sum.

    The file lies in a folder, by default the system's, and goes when nothing needs it any more. Records may
    be read as soon as they are there.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed with the last that reads of it
        self._held = FileBytes(self._file)
        self._ends = array("q", [0])
        self._sums = array("Q")

    def __len__(self) -> int:
        return len(self._sums)

    def add(self, data: bytes) -> int:
        """Put a record in; its number, from 0. Raises OSError."""
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))
        self._sums.append(zlib.crc32(data))
        return len(self) - 1

    def piece(self, numbers: Sequence[int] | None = None) -> Piece:
        """All records that are there by now, or those of some numbers in their order.

        Raises:
            OSError: they could not be written.
        """
        self._file.flush()
        chosen = np.arange(len(self)) if numbers is None else np.array(numbers, np.int64)
        ends = np.array(self._ends, np.int64)
        sums = np.array(self._sums, np.int64)
        return Piece("a temporary file", self._held, ends[chosen], ends[chosen + 1], sums[chosen])

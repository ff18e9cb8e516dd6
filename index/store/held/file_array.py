"""Arrays and bytes of a file: small ones in memory, large ones read by need.

Nothing is mapped into memory: a file that is cut while it is open is then an error, and does not end the
program.
"""

import os
import threading
import weakref
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any, BinaryIO, Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError

SMALL = 16_000_000
"""The bytes up to which an array is read into memory at once."""


_ONE_READ = 1 << 30
"""The bytes from which on the system may give them in parts."""

_MEND = "mend the index with “pykala doctor --mend”"


class Writable(Protocol):
    """A file to write bytes to."""

    def write(self, data: bytes) -> int:
        """Write bytes; how many there were."""
        ...


class FileBytes:
    """The bytes of an open file from where it stands; a part of them is read when it is asked for.

    Several threads may read at once. The file may be deleted meanwhile, where the system allows that.
    """

    def __init__(self, file: BinaryIO) -> None:
        """The bytes from where the file stands; the file is closed when nothing needs it any more."""
        self._file, self._start = file, file.tell()
        self._lock = threading.Lock()
        weakref.finalize(self, file.close)

    def read(self, start: int, end: int) -> bytes:
        """The bytes from one offset to another.

        Raises:
            DamagedStoreError: the file has been cut short, or cannot be read.
        """
        (data,) = self.stretches([start], max(end - start, 0))
        return data

    def stretches(self, starts: Iterable[int], size: int) -> list[bytes]:
        """The bytes of stretches of one size from some offsets, in their order; raises what ``read`` does."""
        begin = self._start
        try:
            if hasattr(os, "pread") and size < _ONE_READ:
                number, read = self._file.fileno(), os.pread
                found = [read(number, size, begin + start) for start in starts]
            else:
                found = [self._read(begin + start, size) for start in starts]
        except OSError as error:
            raise DamagedStoreError(f"{self._file.name}: cannot be read ({error}); {_MEND}") from None
        if any(len(data) != size for data in found):
            raise DamagedStoreError(f"{self._file.name}: the file has been cut short; {_MEND}")
        return found

    def _read(self, offset: int, size: int) -> bytes:
        if hasattr(os, "pread"):
            data = os.pread(self._file.fileno(), size, offset)
            while 0 < len(data) < size:
                more = os.pread(self._file.fileno(), size - len(data), offset + len(data))
                if not more:
                    break
                data += more
            return data
        with self._lock:
            self._file.seek(offset)
            return self._file.read(size)


class FileArray:
    """An array of one dimension in an open file; a slice of it is read when it is asked for."""

    def __init__(self, held: FileBytes, dtype: np.dtype[Any], length: int) -> None:
        self._bytes, self.dtype, self._length = held, dtype, length

    ndim = 1

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, part: slice) -> npt.NDArray[Any]:
        """The values of a slice without a step.

        Raises:
            DamagedStoreError: the file has been cut short.
        """
        start, end, _ = part.indices(self._length)
        wide = self.dtype.itemsize
        return np.frombuffer(self._bytes.read(start * wide, max(end, start) * wide), self.dtype)

    def stretches(self, starts: Iterable[int], length: int) -> npt.NDArray[Any]:
        """The values of stretches of one length, in their order: (stretches, length).

        Raises:
            DamagedStoreError: the file has been cut short.
        """
        wide = self.dtype.itemsize
        data = b"".join(self._bytes.stretches([start * wide for start in starts], length * wide))
        return np.frombuffer(data, self.dtype).reshape(-1, length)


def whole_array(file: BinaryIO) -> npt.NDArray[Any]:
    """The array of a file in numpy's format, read into memory; the file is closed.

    Raises:
        ValueError: it is no such file, or holds other than plain values.
        OSError: it cannot be read.
    """
    with file:
        found: npt.NDArray[Any] = np.load(file, allow_pickle=False)
    return found


def array_by_need(file: BinaryIO) -> npt.NDArray[Any] | FileArray:
    """The array of a file in numpy's format; a large one keeps the file open.

    Raises:
        what ``whole_array`` raises.
    """
    with ExitStack() as unless_kept:
        unless_kept.enter_context(file)
        found = _large_array(file)
        if found is not None:
            unless_kept.pop_all()
            return found
        file.seek(0)
        return whole_array(file)


def _large_array(file: BinaryIO) -> FileArray | None:
    """The array of a file of which it is better to read by need; None where it is small."""
    version = np.lib.format.read_magic(file)
    header = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, _, dtype = header(file)
    if len(shape) == 1 and not dtype.hasobject and shape[0] * dtype.itemsize > SMALL:
        return FileArray(FileBytes(file), dtype, shape[0])
    return None


def save_array(file: Writable, values: npt.NDArray[Any] | FileArray) -> None:
    """Write an array in numpy's format, one that lies in a file piece by piece; raises OSError."""
    if isinstance(values, FileArray):
        header = {"descr": np.lib.format.dtype_to_descr(values.dtype), "fortran_order": False}
        np.lib.format.write_array_header_1_0(file, {**header, "shape": (len(values),)})
        step = max(SMALL // values.dtype.itemsize, 1)
        for start in range(0, len(values), step):
            file.write(values[start : start + step].tobytes())
    else:
        np.save(file, values, allow_pickle=False)

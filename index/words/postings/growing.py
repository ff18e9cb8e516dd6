"""Arrays that are made piece by piece: small ones in memory, large ones in a temporary file."""

import tempfile
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from index.store.held.file_array import FileArray, FileBytes

IN_MEMORY = 40_000_000
"""The bytes up to which an array stays in memory."""


class Growing:
    """Values in one dimension that are added piece by piece; the file, if there is one, lies in a folder."""

    def __init__(self, folder: Path | None, dtype: npt.DTypeLike, *, always: bool = False) -> None:
        """``always`` says that the values are put into a file however few they are."""
        self._folder, self._dtype, self._always = folder, np.dtype(dtype), always
        self._parts: list[npt.NDArray[Any]] = []
        self._file: BinaryIO | None = None
        self._held: FileBytes | None = None
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, values: npt.NDArray[Any]) -> None:
        """Add values of the type that was told; raises OSError."""
        self._count += len(values)
        self._parts.append(values)
        if self._always or self._file is not None or self._count * self._dtype.itemsize > IN_MEMORY:
            if self._file is None:
                self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed with ``_held``
                self._held = FileBytes(self._file)
            for part in self._parts:
                self._file.write(part.tobytes())
            self._parts.clear()

    def all(self) -> npt.NDArray[Any] | FileArray:
        """All values; nothing may be added after that. Raises OSError."""
        if self._file is None or self._held is None:
            return np.concatenate(self._parts) if self._parts else np.empty(0, self._dtype)
        self._file.flush()
        return FileArray(self._held, self._dtype, self._count)

"""Files that are compared with their digests before anything of them is understood."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy.typing as npt

from corpus.errors import DamagedStoreError
from index.store.disk import Mark
from index.store.held.file_array import whole_array
from index.store.manifest import MEND, Manifest
from index.store.stamps import is_stamped, stamp

ALWAYS = 64_000_000
"""The bytes of a generation that are compared with their digests at every opening: a fifth of a second."""

_LARGE = 1_000_000
_BLOCK = 1 << 20


class CheckedFiles:
    """The files of a folder, each compared with its digest before anything is read of it.

    With ``stamping``, large files that were compared on this machine before, and have not been touched since,
    are not compared again, unless it is to be ``thorough``.
    """

    def __init__(
        self, folder: Path, marks: Mapping[str, Mark], *, stamping: bool, thorough: bool = False
    ) -> None:
        self.folder, self.marks = folder, marks
        self._large = [name for name, mark in marks.items() if mark.bytes > _LARGE]
        self._stamping = stamping and bool(self._large)
        stamped = self._stamping and not thorough and is_stamped(folder, self._large)
        self._known = set(self._large) if stamped else set[str]()

    def open(self, name: str) -> BinaryIO:
        """A file, open at its beginning.

        Raises:
            DamagedStoreError: it is missing, or not what was written.
        """
        path = self.folder / name
        if name not in self.marks:
            raise DamagedStoreError(f"{path}: the manifest has no such file; {MEND}")
        mark = self.marks[name]
        try:
            file = path.open("rb")
        except FileNotFoundError:
            raise DamagedStoreError(f"{path}: the file is missing; {MEND}") from None
        except OSError as error:
            raise DamagedStoreError(f"{path}: cannot be opened ({error}); {MEND}") from None
        try:
            size = file.seek(0, 2)
            file.seek(0)
            if size != mark.bytes:
                raise DamagedStoreError(f"{path}: {size} bytes where {mark.bytes} were written; {MEND}")
            if name not in self._known and _digest(file) != mark.sha256:
                raise DamagedStoreError(f"{path}: not the bytes that were written; {MEND}")
            self._known.add(name)
            file.seek(0)
        except OSError as error:
            file.close()
            raise DamagedStoreError(f"{path}: cannot be read ({error}); {MEND}") from None
        except BaseException:
            file.close()
            raise
        return file

    def array(self, name: str) -> npt.NDArray[Any]:
        """The array of a file in numpy's format; raises as ``open`` does, and ValueError."""
        return whole_array(self.open(name))

    def check(self, names: Iterable[str] | None = None) -> None:
        """Compare some files, or all; raises DamagedStoreError."""
        for name in self.marks if names is None else names:
            self.open(name).close()

    def check_again(self, names: Iterable[str] | None = None) -> None:
        """Compare some files, or all, whether or not they have been compared before.

        Raises:
            DamagedStoreError: one is not what was written.
        """
        again = list(self.marks if names is None else names)
        self._known.difference_update(again)
        self.check(again)

    def remember(self, folder: Path | None = None) -> None:
        """Keep for the next opening that all files were found sound, where all have been compared.

        ``folder`` is where they lie by now, if they were moved.
        """
        if self._stamping and self._known >= self.marks.keys():
            stamp(folder or self.folder, self._large)


class GenerationFiles:
    """The files of a generation's folder, ``own``, and those of its parts, ``parts``, in their order.

    Where there are fewer bytes than ``ALWAYS`` in all, every file is compared at each opening. ``thorough``
    says that no file counts as compared; those of the generation's own folder may be compared so alone.
    """

    def __init__(
        self, folder: Path, manifest: Manifest, *, thorough: bool = False, thorough_parts: bool | None = None
    ) -> None:
        self.folder, self.manifest = folder, manifest
        every = [manifest.files, *(part.files for part in manifest.parts)]
        stamping = sum(mark.bytes for files in every for mark in files.values()) > ALWAYS
        self.own = CheckedFiles(folder, manifest.files, stamping=stamping, thorough=thorough)
        self.parts = tuple(
            CheckedFiles(
                parts_folder(folder) / part.name,
                part.files,
                stamping=stamping,
                thorough=thorough if thorough_parts is None else thorough_parts,
            )
            for part in manifest.parts
        )

    def check_all(self) -> None:
        """Compare every file; raises DamagedStoreError."""
        for files in (self.own, *self.parts):
            files.check()

    def remember(self, folder: Path | None = None) -> None:
        """Keep for the next opening what was found sound; ``folder`` is the generation's, if it was moved."""
        self.own.remember(folder)
        for files in self.parts:
            files.remember()


def parts_folder(generation: Path) -> Path:
    """Where the parts of a generation in this folder lie."""
    return generation.parent.parent / "parts"


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()

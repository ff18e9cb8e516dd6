"""The disk: what is written is what was meant, is there after a power cut, and is read by no other user.

All that the store writes goes through here. The size and digest of a file are those of the bytes that it was
given, not of what the disk then holds.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_BUFFER = 1 << 20  # bytes
_WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.3)  # seconds
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a file's bytes: how many there are, and their SHA-256 in hexadecimal."""

    bytes: int
    sha256: str


class NewFile:
    """A file that is being written; ``mark`` tells what it was given until now."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._buffer = bytearray()
        self._digest = hashlib.sha256()
        self._size = 0
        self._failed: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write bytes; how many there were.

        Raises:
            OSError: the disk does not take them.
        """
        self._digest.update(data)
        self._size += len(data)
        self._buffer += data
        if len(self._buffer) >= _BUFFER:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Give the disk all that was written; raises OSError, again and again once it has failed."""
        try:
            if self._failed is not None:
                raise self._failed
            with memoryview(self._buffer) as left:
                done = 0
                while done < len(left):
                    done += os.write(self._handle, left[done:])
            self._buffer.clear()
        except OSError as error:  # whoever calls ``write`` may swallow it, as FAISS does
            self._failed = error
            raise

    @property
    def mark(self) -> Mark:
        """Size and digest of what was written."""
        return Mark(self._size, self._digest.hexdigest())


@contextmanager
def new_file(path: Path) -> Iterator[NewFile]:
    """A file to write to, which only its owner may read; at the end it is on the disk.

    Raises:
        OSError: it cannot be made, or not all of it could be written.
    """
    handle = os.open(path, _FLAGS, 0o600)
    try:
        file = NewFile(handle)
        yield file
        file.flush()
        os.fsync(handle)
    finally:
        os.close(handle)


def new_folder(path: Path) -> None:
    """Make a folder that only its owner may open, and those above it; one that is there stays as it is."""
    if not path.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or path.exists():
            path.unlink()  # a file in its place is damage
        path.mkdir(0o700)


def own(path: Path) -> None:
    """Take from other users the right to read a file or open a folder, where it is there."""
    if os.name == "posix" and path.exists():
        path.chmod(0o700 if path.is_dir() else 0o600)


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old text or the new, never a part.

    Raises:
        OSError: it cannot be written; the old text is there, unless only the last step failed.
    """
    fresh = path.with_name(path.name + ".new")
    with new_file(fresh) as file:
        file.write(text.encode("utf-8"))
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)  # damage that no file can be put in place of
    _patiently(lambda: fresh.replace(path))
    sync_folder(path.parent)


def rename_folder(old: Path, new: Path) -> None:
    """Give a folder its name for good; raises OSError."""
    _patiently(lambda: old.rename(new))
    sync_folder(new.parent)


def _patiently(act: Callable[[], object]) -> None:
    """Do it, again and again for a second where it is forbidden.

    On Windows nothing may take the place of a file that somebody has open, as a reader or a virus scanner
    has for a moment.
    """
    for wait in _WAITS:
        try:
            act()
        except PermissionError:
            time.sleep(wait)
        else:
            return
    act()


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder; raises OSError."""
    if os.name != "posix":  # elsewhere a folder cannot be opened, and names are kept by themselves
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_all(path: Path) -> None:
    """Remove a file or a folder with all that is in it, as far as that can be done."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)

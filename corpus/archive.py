"""Archives: the files packed in a ``.zip``, each at a path as if the archive were a folder."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from corpus.errors import DamagedFileError, EncryptedFileError, MissingFileError

ARCHIVE = ".zip"
"""The suffix of an archive."""

_MOST = 20_000  # files
_LARGEST = 1 << 32  # bytes, unpacked, of all files
_LARGEST_FILE = 1 << 28
_DIRECTORY = 1 << 24
_TIMES = 200  # as large unpacked
_SMALL = 1 << 20  # bytes that may be as many times as large as they like
_WAYS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_END = b"PK\x05\x06"
_TAIL = (1 << 16) + 22
_WRONG = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)


def archive_of(path: Path) -> Path | None:
    """The archive that a path leads into, or None."""
    above = (folder for folder in path.parents if folder.suffix.lower() == ARCHIVE)
    return next((folder for folder in above if folder.is_file()), None)


def packed(archive: Path, told: list[tuple[Path, str]]) -> Iterator[Path]:
    """The paths of the files in an archive, in order, those that can be unpacked.

    Names that begin with a dot are passed over in silence. What else is passed over is added to ``told``,
    with the reason: the archive itself, if it is damaged or has more in it than an archive of documents;
    files that are locked, links, archives, of a name that leads out of the archive, or made to harm.
    """
    try:
        entries = _opened(archive).infolist()
    except DamagedFileError as error:
        told.append((archive, str(error).removeprefix(f"{archive}: ")))
        return
    seen: set[str] = set()
    for entry in sorted(entries, key=lambda entry: entry.filename):
        name = PurePosixPath(entry.filename)
        if entry.is_dir() or any(part.startswith((".", "__MACOSX")) and part != ".." for part in name.parts):
            continue
        reason = "another file of this name stands in the archive" if str(name) in seen else _reason(entry)
        seen.add(str(name))
        if reason:
            told.append((archive / _harmless(entry.filename), reason))
        else:
            yield archive / name


def unpacked(path: Path) -> bytes:
    """The bytes of a file in an archive, whose path leads through the archive's.

    Raises:
        MissingFileError: there is no such archive, or no such file in it.
        EncryptedFileError: the file is locked with a password.
        DamagedFileError: the archive or the file is damaged, or made to harm.
    """
    archive = archive_of(path)
    if archive is None:
        raise MissingFileError(f"{path}: there is no such file; check the path")
    opened = _opened(archive)
    try:
        entry = opened.getinfo(path.relative_to(archive).as_posix())
    except KeyError:
        raise MissingFileError(f"{path}: there is no such file in the archive; check the path") from None
    reason = _reason(entry)
    if reason:
        raise (EncryptedFileError if entry.flag_bits & 1 else DamagedFileError)(f"{path}: {reason}")
    try:
        with opened.open(entry) as file:
            return file.read(_LARGEST_FILE)
    except _WRONG as error:
        raise DamagedFileError(
            f"{path}: the file cannot be unpacked ({error}); get the archive anew"
        ) from None


def contents(path: Path) -> bytes:
    """The bytes of a file, be it in an archive.

    Raises:
        MissingFileError: there is no such file, or it may not be opened.
        EncryptedFileError, DamagedFileError: as ``unpacked`` does.
    """
    try:
        return unpacked(path) if archive_of(path) else path.read_bytes()
    except OSError as error:
        raise MissingFileError(
            f"{path}: the file cannot be opened ({error.strerror}); put it back, or index again"
        ) from None


def _reason(entry: zipfile.ZipInfo) -> str:
    """Why a file of an archive is passed over, or an empty text."""
    name, parts = entry.filename, entry.filename.split("/")
    outside = not {"", ".", ".."}.isdisjoint(parts) or "\\" in name or ":" in parts[0]
    unpacks = f"{entry.file_size} bytes of {entry.compress_size}"
    checks = (
        (outside, "the name leads out of the archive; leave the file out"),
        (not (name.isprintable() and _is_text(name)), "the name cannot be printed; rename the file"),
        (entry.flag_bits & 1, "the file is locked with a password; pack it without one"),
        (stat.S_ISLNK(entry.external_attr >> 16), "this is a link; pack the file itself"),
        (name.lower().endswith(ARCHIVE), "this is an archive in an archive; unpack it"),
        (entry.compress_type not in _WAYS, "the file is packed in a way that is not read; pack it anew"),
        (entry.file_size > max(_SMALL, _TIMES * entry.compress_size), f"the file unpacks to {unpacks}"),
        (entry.file_size > _LARGEST_FILE, f"the file has more than {_LARGEST_FILE} bytes; split it"),
    )
    return next((reason for wrong, reason in checks if wrong), "")


def _is_text(name: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in name)


def _harmless(name: str) -> str:
    """A name as a path below an archive can end with it."""
    kept = "".join(sign if sign.isprintable() and _is_text(sign) else "�" for sign in name)
    return kept.strip("/") or "�"


def _opened(archive: Path) -> zipfile.ZipFile:
    """An archive, opened anew only where it has changed; raises DamagedFileError."""
    try:
        status = archive.stat()
        return _kept_open(archive, status.st_size, status.st_mtime_ns)
    except _WRONG as error:
        raise DamagedFileError(f"{archive}: the archive cannot be read ({error}); get it anew") from None


@lru_cache(maxsize=1)
def _kept_open(archive: Path, _size: int, _changed: int) -> zipfile.ZipFile:
    listed = _directory_size(archive)
    if listed > _DIRECTORY:
        raise DamagedFileError(f"{archive}: the archive has too many files in it; unpack what is meant")
    opened = zipfile.ZipFile(archive)
    entries = opened.infolist()
    size = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST or size > _LARGEST:
        opened.close()
        raise DamagedFileError(
            f"{archive}: the archive has {len(entries)} files of {size} bytes, more than {_MOST} or "
            f"{_LARGEST}; unpack what is meant"
        )
    return opened


def _directory_size(archive: Path) -> int:
    """The bytes of an archive's list of files as its end tells them, before that is taken into memory."""
    with archive.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - _TAIL, 0))
        tail = file.read(_TAIL)
    at = tail.rfind(_END)
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0

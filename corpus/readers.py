"""Readers: a file into a document, by its kind, from one read of its bytes."""

import hashlib
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.archive import archive_of, unpacked
from corpus.assemble import assemble
from corpus.document import Document
from corpus.errors import DamagedFileError, EmptyFileError, FormatError, MissingFileError, PykalaError
from corpus.folder import shown
from corpus.parsers import PARSERS, PREPARED
from corpus.pdf.scans import Ocr, read_scans
from corpus.process.apart import read_apart
from corpus.records import from_record

READING = "11"
"""The version of what reading makes of a file: to be raised whenever the same bytes give another document.

Stores keep it with their documents, and building reads again what another version has read.
"""

_LARGEST = 1 << 28


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a kind that can be read: its path, its bytes, and their SHA-256 in hexadecimal."""

    path: Path
    data: bytes
    digest: str


def read(path: Path, document_id: str | None = None) -> Document:
    """The document that a file holds, its id the file's name unless one is given.

    Raises:
        ReadError: as ``source_file`` and ``document_of`` do.
    """
    return document_of(source_file(path), document_id)


def source_file(path: Path) -> SourceFile:
    """A file with its bytes, which are read once, here; of an archive too (``minutes.zip/2025/a.pdf``).

    Raises:
        MissingFileError: there is no such file, it is a folder, or it may not be opened.
        FormatError: the file's suffix is not one of ``PARSERS``.
        EmptyFileError: the file holds no byte.
        EncryptedFileError: it is locked in its archive with a password.
        DamagedFileError: the file is larger than 256 MiB, or cannot be unpacked.
    """
    packed = archive_of(path) is not None
    if packed:
        _check_kind(path)
    data = unpacked(path) if packed else _file_bytes(path)
    if not data:
        raise EmptyFileError(f"{path}: the file is empty; leave it out or give the file that was meant")
    return SourceFile(path, data, hashlib.sha256(data).hexdigest())


def _file_bytes(path: Path) -> bytes:
    try:
        mode, size = path.stat().st_mode, path.stat().st_size
        if shown(path) != str(path):
            raise MissingFileError(f"{shown(path)}: the name is not UTF-8; rename the file")
        if stat.S_ISDIR(mode):
            raise MissingFileError(f"{path}: this is a folder; give one of its files")
        if not stat.S_ISREG(mode):
            raise MissingFileError(f"{path}: this is neither a file nor a folder; check the path")
        opened = path.open("rb")
    except FileNotFoundError:
        raise MissingFileError(f"{shown(path)}: there is no such file; check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise MissingFileError(
            f"{shown(path)}: the file cannot be opened ({reason}); check its rights"
        ) from None
    with opened:
        _check_kind(path)
        if size > _LARGEST:
            raise DamagedFileError(f"{path}: the file has {size} bytes, more than {_LARGEST}; split it")
        return opened.read(_LARGEST)


def _check_kind(path: Path) -> None:
    if path.suffix.lower() not in PARSERS:
        kind, kinds = path.suffix or "without suffix", ", ".join(sorted(PARSERS))
        raise FormatError(f"{path}: files of the kind “{kind}” are not read; give one of {kinds}")


def document_of(
    file: SourceFile,
    document_id: str | None = None,
    ocr: Ocr | None = None,
    tell: Callable[[int], None] = lambda _: None,
) -> Document:
    """The document of a file's bytes, its id the file's name unless one is given.

    With ``ocr`` the pages of a PDF that are pictures are read by it, and ``tell`` is called with how many of
    them are done. It is read in another process, within limits of time and memory.

    Raises:
        BinaryFileError: the file holds bytes that no text holds.
        EncodingError: the file is not UTF-8, or a web page not of the encoding that it names.
        EmptyFileError: the file holds no text.
        ScannedFileError: a PDF holds pictures of pages only.
        EncryptedFileError: a PDF or DOCX is locked with a password.
        DamagedFileError: the file is cut short, altered or made to harm, or takes more than it may.
    """
    scanned = ocr if file.path.suffix.lower() == ".pdf" else None
    data = read_scans(file.path, file.data, scanned, tell) if scanned else _prepared(file)
    return from_record(read_apart(file.path, data, _asked(file, document_id)))


def answer_about(file: SourceFile, document_id: str, program: Path) -> Any:
    """What a program of ours answers about a file, asked for its document (``corpus.process.apart``).

    Raises:
        ReadError: as ``document_of`` does.
    """
    return read_apart(file.path, _prepared(file), _asked(file, document_id), program)


def _asked(file: SourceFile, document_id: str | None) -> dict[str, str]:
    return {"digest": file.digest, "id": document_id or file.path.name, "wanted": "document"}


def source_text(path: Path) -> str:
    """The text that the offsets of ``read``'s document refer to: as decoded, or as extracted.

    Raises:
        ReadError: as ``read`` does.
    """
    file = source_file(path)
    asked = {"digest": file.digest, "id": path.name, "wanted": "source"}
    return str(read_apart(path, _prepared(file), asked))


def document_here(path: Path, data: bytes, digest: str, document_id: str) -> Document:
    """The document of a file's bytes as they were prepared, made in this process without limits.

    Raises:
        ReadError: as ``document_of`` does.
    """
    with _told(path):
        source, pages, blocks = PARSERS[path.suffix.lower()](path, data)
        if not blocks:
            raise EmptyFileError(
                f"{path}: the file holds no text; leave it out or give the file that was meant"
            )
        return assemble(source, blocks, pages, document_id, path, digest)


def source_here(path: Path, data: bytes) -> str:
    """The text that offsets refer to, of a file's bytes as they were prepared, made in this process.

    Raises:
        ReadError: as ``document_of`` does.
    """
    with _told(path):
        return PARSERS[path.suffix.lower()](path, data)[0]


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Says of which file it is what goes wrong in a way that no reader knows of."""
    try:
        yield
    except PykalaError:
        raise
    except MemoryError as error:
        raise DamagedFileError(
            f"{path}: reading the file takes more memory than a document should (a gibibyte); split it, and "
            "give its parts"
        ) from error
    except Exception as error:
        raise DamagedFileError(
            f"{path}: the file cannot be read ({error!r}); open it in the program that made it and save it "
            "anew"
        ) from error


def _prepared(file: SourceFile) -> bytes:
    """The bytes that a file's parser is given."""
    prepare = PREPARED.get(file.path.suffix.lower())
    return prepare(file.path, file.data) if prepare else file.data


def shipped_reports() -> list[Path]:
    """The files of the reports that ship with the product, by name."""
    return sorted((Path(__file__).parent / "reports").glob("*.md"))

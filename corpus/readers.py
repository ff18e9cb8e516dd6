"""Readers: a file into a document, by its kind, from one read of its bytes."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.assemble import assemble
from corpus.document import Document, Page
from corpus.errors import BinaryFileError, EmptyFileError, EncodingError, FormatError, MissingFileError
from corpus.formats.docx import docx_blocks
from corpus.formats.html import html_blocks
from corpus.formats.markdown import markdown_blocks
from corpus.formats.plaintext import plain_blocks
from corpus.pdf.text import pdf_blocks
from corpus.text.blocks import Block
from corpus.text.lines import inferred_pages

Parser = Callable[[Path, bytes], tuple[str, tuple[Page, ...], list[Block]]]
"""What makes of a file, its bytes given, the source that offsets refer to, its pages and its blocks."""

READING = "3"
"""The version of what reading makes of a file: to be raised whenever the same bytes give another document.

Stores keep it with their documents, and building reads again what another version has read.
"""

_LONE_RETURN = re.compile(r"\r(?!\n)")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


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
    """A file with its bytes, which are read once, here.

    Raises:
        MissingFileError: there is no such file, it is a folder, or it may not be opened.
        FormatError: the file's suffix is not one of ``PARSERS``.
        EmptyFileError: the file holds no byte.
    """
    try:
        opened = path.open("rb")
    except FileNotFoundError:
        raise MissingFileError(f"{path}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise MissingFileError(f"{path}: this is a folder; give one of its files") from None
    except OSError as error:
        raise MissingFileError(
            f"{path}: the file cannot be opened ({error.strerror}); check its rights"
        ) from None
    with opened:
        if path.suffix.lower() not in PARSERS:
            kind, kinds = path.suffix or "without suffix", ", ".join(sorted(PARSERS))
            raise FormatError(f"{path}: files of the kind “{kind}” are not read; give one of {kinds}")
        data = opened.read()
    if not data:
        raise EmptyFileError(f"{path}: the file is empty; leave it out or give the file that was meant")
    return SourceFile(path, data, hashlib.sha256(data).hexdigest())


def document_of(file: SourceFile, document_id: str | None = None) -> Document:
    """The document of a file's bytes, its id the file's name unless one is given.

    Raises:
        BinaryFileError: the file holds bytes that no text holds.
        EncodingError: the file is not UTF-8, or a web page not of the encoding that it names.
        EmptyFileError: the file holds no text.
        ScannedFileError: a PDF holds pictures of pages only.
        EncryptedFileError: a PDF or DOCX is locked with a password.
        DamagedFileError: a PDF or DOCX is cut short, altered or made to harm.
    """
    source, pages, blocks = _parsed(file)
    if not blocks:
        raise EmptyFileError(
            f"{file.path}: the file holds no text; leave it out or give the file that was meant"
        )
    return assemble(source, blocks, pages, document_id or file.path.name, file.path, file.digest)


def source_text(path: Path) -> str:
    """The text that the offsets of ``read``'s document refer to: as decoded, or as extracted.

    Raises:
        ReadError: as ``read`` does.
    """
    return _parsed(source_file(path))[0]


def _parsed(file: SourceFile) -> tuple[str, tuple[Page, ...], list[Block]]:
    return PARSERS[file.path.suffix.lower()](file.path, file.data)


def walk(root: Path) -> Iterator[Path]:
    """The files that ``read`` can read: the path itself if it is a file, else all below it, by name.

    Names that begin with a dot are passed over, and so are links to a folder that the link stands in.

    Raises:
        MissingFileError: there is nothing at the path.
    """
    if root.is_file():
        yield root
    elif root.is_dir():
        yield from _below(root, frozenset())
    else:
        raise MissingFileError(f"{root}: there is no such file or folder; check the path")


def shipped_reports() -> list[Path]:
    """The files of the reports that ship with the product, by name."""
    return sorted((Path(__file__).parent / "reports").glob("*.md"))


def _below(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    real = folder.resolve()
    if real in above:
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _below(path, above | {real})
        elif path.suffix.lower() in PARSERS:
            yield path


def _text(parse: Callable[[str, tuple[Page, ...]], list[Block]]) -> Parser:
    """The parser of a format of plain text from one of its decoded text and inferred pages."""

    def parser(path: Path, data: bytes) -> tuple[str, tuple[Page, ...], list[Block]]:
        source = _decoded(path, data)
        pages = inferred_pages(source)
        return source, pages, parse(source, pages)

    return parser


def _decoded(path: Path, data: bytes) -> str:
    """The text of a file; offsets in it are those of citations.

    A byte order mark counts as a character; a lone carriage return, a line break of old, is a line feed.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise EncodingError(f"{path}: the file is UTF-16, not UTF-8; save it as UTF-8 and try again")
    found = _BINARY.search(data)
    if found:
        raise BinaryFileError(
            f"{path}: byte {found.start()} is 0x{found[0][0]:02x}, which no text holds; "
            "the file is not text, or is damaged"
        )
    try:
        source = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"{path}: byte {error.start} is 0x{data[error.start]:02x}, which is not UTF-8 there; "
            "save the file as UTF-8 and try again"
        ) from None
    if not source.strip("\ufeff \t\r\n\f"):
        raise EmptyFileError(f"{path}: the file is empty; leave it out or give the file that was meant")
    return _LONE_RETURN.sub("\n", source)


PARSERS: dict[str, Parser] = {
    ".md": _text(markdown_blocks),
    ".markdown": _text(markdown_blocks),
    ".txt": _text(plain_blocks),
    ".pdf": pdf_blocks,
    ".docx": docx_blocks,
    ".html": html_blocks,
    ".htm": html_blocks,
}
"""The parser of each suffix."""

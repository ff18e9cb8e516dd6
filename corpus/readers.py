"""Readers: a file into a document, by its kind."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.assemble import assemble
from corpus.blocks import Block
from corpus.document import Document, Page
from corpus.errors import BinaryFileError, EmptyFileError, EncodingError, FormatError, MissingFileError
from corpus.markdown import markdown_blocks
from corpus.pages import inferred_pages
from corpus.plaintext import plain_blocks

Parser = Callable[[str, tuple[Page, ...]], list[Block]]

PARSERS: dict[str, Parser] = {".md": markdown_blocks, ".markdown": markdown_blocks, ".txt": plain_blocks}
"""The parser of each suffix; a new format of text is a new line here."""

_LONE_RETURN = re.compile(r"\r(?!\n)")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(path: Path, document_id: str | None = None) -> Document:
    """The document that a file holds, its id the file's name unless one is given.

    Raises:
        MissingFileError: there is no such file, it is a folder, or it may not be opened.
        FormatError: the file's suffix is not one of ``PARSERS``.
        BinaryFileError: the file holds bytes that no text holds.
        EncodingError: the file is not UTF-8.
        EmptyFileError: the file holds no text.
    """
    _check(path)
    parser = PARSERS.get(path.suffix.lower())
    if parser is None:
        kinds = ", ".join(sorted(PARSERS))
        raise FormatError(
            f"{path}: files of the kind “{path.suffix or 'without suffix'}” are not read; give one of {kinds}"
        )
    data = path.read_bytes()
    source = _decoded(path, data)
    pages = inferred_pages(source)
    blocks = parser(source, pages)
    if not blocks:
        raise EmptyFileError(f"{path}: the file holds no text; leave it out or give the file that was meant")
    return assemble(source, blocks, pages, document_id or path.name, path, hashlib.sha256(data).hexdigest())


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


def _check(path: Path) -> None:
    try:
        path.open("rb").close()
    except FileNotFoundError:
        raise MissingFileError(f"{path}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise MissingFileError(f"{path}: this is a folder; give one of its files") from None
    except OSError as error:
        raise MissingFileError(
            f"{path}: the file cannot be opened ({error.strerror}); check its rights"
        ) from None


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

"""Parsers: what makes of a file of each kind its text, its pages and its blocks."""

import re
from collections.abc import Callable
from pathlib import Path

from corpus.document import Page
from corpus.errors import BinaryFileError, EmptyFileError, EncodingError
from corpus.formats.office import OFFICE, as_docx, installed_office
from corpus.pdf.process import extracted
from corpus.text.blocks import Block
from corpus.text.lines import inferred_pages

Parsed = tuple[str, tuple[Page, ...], list[Block]]
"""The source that offsets refer to, its pages, and its blocks."""

Parser = Callable[[Path, bytes], Parsed]
"""What makes this of a file, its bytes given as they were prepared."""

_LONE_RETURN = re.compile(r"\r(?!\n)")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


# What parsers need is imported when they are called: a process that reads one file needs one of them.


def _markdown(path: Path, data: bytes) -> Parsed:
    from corpus.formats.markdown import markdown_blocks

    source = _decoded(path, data)
    pages = inferred_pages(source)
    return source, pages, markdown_blocks(source, pages)


def _plain(path: Path, data: bytes) -> Parsed:
    from corpus.formats.plaintext import plain_blocks

    source = _decoded(path, data)
    pages = inferred_pages(source)
    return source, pages, plain_blocks(source, pages)


def _html(path: Path, data: bytes) -> Parsed:
    from corpus.formats.html import html_blocks

    return html_blocks(path, data)


def _docx(path: Path, data: bytes) -> Parsed:
    from corpus.formats.docx import docx_blocks

    return docx_blocks(path, data)


def _pdf(_path: Path, data: bytes) -> Parsed:
    from corpus.pdf.text import pdf_blocks

    return pdf_blocks(data)


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
    ".md": _markdown,
    ".markdown": _markdown,
    ".txt": _plain,
    ".pdf": _pdf,
    ".docx": _docx,
    **dict.fromkeys(sorted(OFFICE), _docx),
    ".html": _html,
    ".htm": _html,
}
"""The parser of each suffix."""

PREPARED: dict[str, Callable[[Path, bytes], bytes]] = {
    ".pdf": extracted,
    **dict.fromkeys(sorted(OFFICE), as_docx),
}
"""What makes of a file's bytes, in a process of its own, those that its parser is given."""


def readable() -> frozenset[str]:
    """The suffixes of the files that can be read on this machine, with the programs installed on it."""
    return frozenset(PARSERS) - (frozenset() if installed_office() else OFFICE)

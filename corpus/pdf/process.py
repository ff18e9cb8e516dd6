"""PDF: the pages of a file as lines with size, weight and place, read in a process of its own."""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import Scan
from corpus.errors import DamagedFileError, EncryptedFileError, ScannedFileError
from corpus.process.bounded import said

_PATIENCE = 15.0  # seconds of processor time
_PER_PAGE = 0.1
_PER_BYTE = 1e-5
_MOST_PAGES = 10_000
_EXTRACT = Path(__file__).with_name("extract_program.py")
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which a damaged font may tell of, and which no text holds alone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one baseline of a page, in points from the page's top left corner.

    ``first`` is the width of the first word, ``bold`` says whether all words are. ``top`` is the top of what
    was put together from several lines, None of what is of one; ``base`` is that of the last.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    first: float
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A line that a page draws along its own edges, in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page of a PDF as it is read: the label that the file gives it, or an empty one, size and pieces.

    ``turned`` are the quarter turns to the right that bring the page as it is shown into the way that most
    of its text is read. ``aside`` are the pieces that stand across that way, as a stamp along the edge.
    ``scan`` says what became of a page that is a picture.
    """

    label: str
    width: float
    height: float
    pieces: tuple[Piece, ...]
    turned: int = 0
    aside: tuple[Piece, ...] = ()
    rules: tuple[Rule, ...] = ()
    scan: Scan | None = None


def pdf_pages(path: Path, data: bytes) -> list[PdfPage]:
    """The pages of a PDF from its bytes; errors name it by its path.

    Raises:
        ReadError: as ``extracted`` does.
    """
    return pages_of(extracted(path, data))


def extracted(path: Path, data: bytes) -> bytes:
    """What stands on the pages of a PDF, a line of JSON for each; errors name the file by its path.

    They are read in a process of its own, which may take 1 GiB of memory, and of processor time 15 s and a
    tenth of a second for each page, but no more than 10 s for each megabyte of the file beside the 15.

    Raises:
        EncryptedFileError: the file is locked with a password.
        DamagedFileError: the file is no PDF, is cut short or altered, took more than it may, or has
            more than 10,000 pages.
        ScannedFileError: no page has text.
    """
    lines = page_lines(path, data)
    if not any(has_text(json.loads(line)) for line in lines):
        raise ScannedFileError(
            f"{path}: the PDF has {len(lines)} pages but no text, only pictures of it; "
            "“pykala index --ocr” reads them where Tesseract is installed",
            len(lines),
        )
    return b"".join(lines)


def has_text(line: dict[str, Any]) -> bool:
    """Whether a line of ``page_lines`` tells of any text."""
    return any(piece[0].strip() for piece in line["pieces"] + line["aside"])


def page_lines(path: Path, data: bytes) -> list[bytes]:
    """The lines of ``extracted``, of pages without text too; raises what it does but ScannedFileError."""
    pages: list[bytes] = []
    told = 0
    command = [sys.executable, "-P", str(_EXTRACT)]
    for said_line in said(command, data, _PATIENCE, _PER_PAGE, len(data) * _PER_BYTE):
        line = json.loads(said_line)
        error = line.get("error")
        if error == "encrypted":
            raise EncryptedFileError(
                f"{path}: the PDF is locked with a password; save it without one and try again"
            )
        if error:
            break
        if "pages" in line:
            told = line["pages"]
            if told > _MOST_PAGES:
                raise DamagedFileError(
                    f"{path}: the PDF has {told} pages, more than {_MOST_PAGES}; split it, or get it anew"
                )
        else:
            pages.append(said_line)
    if not told or len(pages) < told:
        raise DamagedFileError(
            f"{path}: the PDF cannot be read beyond page {len(pages)} of {told or 'an unknown number'}; "
            "it is cut short, altered, or takes more time or memory than a document should: get it anew"
        )
    return pages


def pages_of(lines: bytes) -> list[PdfPage]:
    """The pages that the lines of ``extracted`` tell of, without what stands beyond their edges."""
    return [_page(json.loads(line)) for line in lines.splitlines()]


def _page(line: dict[str, Any]) -> PdfPage:
    width, height = line["width"], line["height"]
    pieces, aside = (
        tuple(
            piece
            for piece in (Piece(_HALVES.sub("\ufffd", text), *places) for text, *places in line[key])
            if piece.right > 0 and piece.left < width and 0 < piece.base < height + piece.size
        )
        for key in ("pieces", "aside")
    )
    rules = tuple(Rule(*rule) for rule in line["rules"])
    scan: Scan | None = "read" if line.get("read") else "unread" if line["picture"] else None
    label = _HALVES.sub("\ufffd", line["label"])
    return PdfPage(label, width, height, pieces, line["turned"], aside, rules, scan)

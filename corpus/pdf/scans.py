"""Scans: pages of a PDF that are pictures of text, read by Tesseract where it is installed."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import ScannedFileError
from corpus.pdf.misread import mended
from corpus.pdf.process import Piece, has_text, page_lines
from corpus.pdf.recognized import evened, recognized
from corpus.process.bounded import said

LANGUAGES = ("fin", "swe", "eng")
"""The languages that pages are read in, by Tesseract's names."""

SECONDS = 3.0
"""The seconds of processor time that a page of minutes takes, more or less."""

_PATIENCE = 120.0  # seconds of processor time
_ASKING = 20.0  # seconds on the clock
_END = "</html>"
_PROGRAM = Path(__file__).with_name("recognize_program.py")


@dataclass(frozen=True, slots=True)
class Ocr:
    """A program that reads pictures of text, and those of ``LANGUAGES`` that it knows, ``fin+swe+eng``."""

    program: str
    languages: str

    def seconds(self, pages: int) -> float:
        """About how long so many pages take on this machine."""
        return pages * SECONDS / _at_once()


def installed_ocr() -> Ocr | None:
    """Tesseract, None where it is not installed or knows none of the languages."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603
            [program, "--list-langs"], capture_output=True, timeout=_ASKING, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    knows = done.stdout.decode("utf-8", "replace").split()
    languages = "+".join(name for name in LANGUAGES if name in knows)
    return Ocr(program, languages) if languages else None


def read_scans(path: Path, data: bytes, ocr: Ocr, tell: Callable[[int], None] = lambda _: None) -> bytes:
    """What ``extracted`` gives, with what a program reads on the pages that are pictures.

    ``tell`` is called with how many of them are done. Each takes a process of its own, with Tesseract in it,
    that may take 1 GiB of memory and 120 s of processor time; a page that takes more, or is damaged, stays a
    picture that nobody read. Of pages without any text in the whole file all are tried.

    Raises:
        ScannedFileError: no words were found on any page.
        and what ``extracted`` raises.
    """
    pages: list[dict[str, Any]] = [json.loads(line) for line in page_lines(path, data)]
    blank = not any(map(has_text, pages))
    wanted = [at for at, page in enumerate(pages) if blank or page["picture"]]
    found = _recognized(data, [at + 1 for at in wanted], ocr, tell)
    even = evened(mended([read[0] if read else [] for read in found]))
    for at, read, pieces in zip(wanted, found, even, strict=True):
        pages[at]["picture"] = True
        if read:
            width, height = read[1]
            told = [list(astuple(piece)[:-1]) for piece in pieces]
            pages[at].update(width=width, height=height, turned=0, pieces=told, rules=[], read=True)
    if not any(map(has_text, pages)):
        raise ScannedFileError(
            f"{path}: the PDF has {len(pages)} pages without text, and Tesseract finds no words on them; "
            "leave it out, or scan it anew",
            len(pages),
        )
    return "".join(json.dumps(page) + "\n" for page in pages).encode()


_Read = tuple[list[Piece], tuple[float, float]]


def _recognized(
    data: bytes, numbers: Sequence[int], ocr: Ocr, tell: Callable[[int], None]
) -> list[_Read | None]:
    """What is read on pages of a PDF, by their numbers from 1: pieces, and width and height in points."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(_at_once()) as workers:
        file = Path(folder) / "scan.pdf"
        file.write_bytes(data)
        found = []
        for done, read in enumerate(workers.map(lambda n: _page(file, n, ocr), numbers), start=1):
            found.append(read)
            tell(done)
        return found


def _page(file: Path, number: int, ocr: Ocr) -> _Read | None:
    """What is read on one page; None where it cannot be drawn or read to its end."""
    command = [sys.executable, "-P", str(_PROGRAM), str(file), str(number), ocr.program, ocr.languages]
    lines = list(said(command, b"", _PATIENCE))
    hocr = b"".join(lines[1:]).decode("utf-8", "replace")
    if _END not in hocr:
        return None
    drawn = json.loads(lines[0])
    return recognized(hocr, drawn["dots"]), (drawn["width"], drawn["height"])


def _at_once() -> int:
    return os.cpu_count() or 1

"""PDF: the pages of a file as lines with size, weight and place, read in a process of its own."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from corpus.errors import DamagedFileError, EncryptedFileError, ScannedFileError

_PATIENCE = 15.0  # seconds of processor time
_SLACK = 8  # times as long on the clock, for a busy machine
_PER_PAGE = 0.1
_PER_BYTE = 1e-5
_MOST_PAGES = 10_000
_EXTRACT = Path(__file__).with_name("extract_program.py")


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
    """

    label: str
    width: float
    height: float
    pieces: tuple[Piece, ...]
    turned: int = 0
    aside: tuple[Piece, ...] = ()
    rules: tuple[Rule, ...] = ()


def pdf_pages(path: Path, data: bytes) -> list[PdfPage]:
    """The pages of a PDF from its bytes; errors name it by its path.

    They are read in a process of its own, which may take 1 GiB of memory, and of processor time 15 s and a
    tenth of a second for each page, but no more than 10 s for each megabyte of the file beside the 15.

    Raises:
        EncryptedFileError: the file is locked with a password.
        DamagedFileError: the file is no PDF, is cut short or altered, took more than it may, or has
            more than 10,000 pages.
        ScannedFileError: no page has text.
    """
    pages: list[PdfPage] = []
    told = 0
    for line in _lines(data):
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
            pages.append(_page(line))
    if not told or len(pages) < told:
        raise DamagedFileError(
            f"{path}: the PDF cannot be read beyond page {len(pages)} of {told or 'an unknown number'}; "
            "it is cut short, altered, or takes more time or memory than a document should: get it anew"
        )
    if not any(piece.text.strip() for page in pages for piece in page.pieces + page.aside):
        raise ScannedFileError(
            f"{path}: the PDF has {told} pages but no text, only pictures of it; run OCR on it and try again"
        )
    return pages


def _page(line: dict[str, Any]) -> PdfPage:
    pieces, aside = (tuple(Piece(*piece) for piece in line[key]) for key in ("pieces", "aside"))
    rules = tuple(Rule(*rule) for rule in line["rules"])
    return PdfPage(line["label"], line["width"], line["height"], pieces, line["turned"], aside, rules)


def _lines(data: bytes) -> Iterator[dict[str, Any]]:
    """What the process that is given the bytes of a file says, as long as it keeps to its time."""
    command = [sys.executable, "-P", str(_EXTRACT)]
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    with (
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=null) as process,  # noqa: S603
        _watched(process, len(data) * _PER_BYTE) as more_time,
    ):
        with suppress(OSError), cast("IO[bytes]", process.stdin) as given:  # it may end before it has all
            given.write(data)
        for line in process.stdout or ():
            more_time()
            if not line.endswith(b"\n"):
                return
            yield json.loads(line)


@contextmanager
def _watched(process: "subprocess.Popen[bytes]", most: float) -> Iterator[Callable[[], None]]:
    """Kills a process that is past its time; what it gives is called for each page, and lends some more.

    ``most`` are the seconds that all pages may lend together. On a busy machine the clock may run eight
    times as long; where no one tells a process's own time, the clock's counts.
    """
    start = time.monotonic()
    lent = 0.0
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            passed = time.monotonic() - start
            if max(_used(process.pid, passed), passed / _SLACK) > _PATIENCE + lent:
                process.kill()
                return

    def more_time() -> None:
        nonlocal lent
        lent = min(lent + _PER_PAGE, most)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield more_time
    finally:
        done.set()
        process.kill()


def _used(pid: int, passed: float) -> float:
    """The processor time of a process in seconds where Linux tells it, else the seconds that have passed."""
    if sys.platform != "linux":
        return passed
    try:
        return time.clock_gettime(~pid << 3 | 2)  # the clock of a process, as clock_getcpuclockid(3) makes it
    except OSError:
        return 0.0  # it has ended

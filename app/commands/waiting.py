"""Waiting: told early where encoding will take long, with what would not; asked before scans are read."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from app.commands.escaped import escaped
from app.commands.progress import Shown
from corpus.errors import ExtraError

if TYPE_CHECKING:
    from index.building.scans import Scans
    from index.building.vectors import Progress

LONG = 3600.0
"""The seconds of encoding from which on another encoder is offered."""

_SURE = 10.0
_MINUTE = 60


def offering(
    tell: "Progress", say: Callable[[str], None], clock: Callable[[], float] = time.monotonic
) -> "Progress":
    """A progress that passes all on, and says once how long encoding will take where that is over an hour.

    It says so after ten seconds, from the passages that were encoded in them.
    """
    first: tuple[float, int] | None = None
    said = False

    def watch(what: str, done: int, total: int) -> None:
        nonlocal first, said
        tell(what, done, total)
        if what != "encode" or said:
            return
        if first is None:
            first = (clock(), done)
            return
        passed, encoded = clock() - first[0], done - first[1]
        if passed < _SURE or encoded < 1:
            return
        said = True
        left = (total - done) * passed / encoded
        if left > LONG:
            say(
                f"encoding {total - done} passages will take about {left / 3600:.1f} hours; the encoder "
                "“static” takes minutes and finds somewhat less: stop with Ctrl-C and add --encoder static"
            )

    return watch


def scanning(shown: Shown, *, ocr: bool | None) -> "Scans":
    """How scans are read: with ``ocr`` all of them, without it those that were before; None asks the person.

    Where there is nobody to ask, None is no.

    Raises:
        ExtraError: they are to be read, and there is nothing to read them with.
    """
    from corpus.pdf.scans import LANGUAGES, installed_ocr  # only commands that read files need them
    from index.building.scans import Scans

    found = installed_ocr()
    if ocr and found is None:
        raise ExtraError(
            f"Tesseract is not installed, or knows none of {', '.join(LANGUAGES)}; on Debian and Ubuntu: "
            "apt-get install tesseract-ocr tesseract-ocr-fin tesseract-ocr-swe"
        )
    if ocr or found is None:
        return Scans(found)
    seconds = found.seconds

    def ask(files: int, pages: int) -> bool:
        if ocr is False or not sys.stdin.isatty():
            return False
        with shown.asking():
            return typer.confirm(escaped(question(files, pages, seconds(pages))), err=True)

    return Scans(found, ask)


def question(files: int, pages: int, seconds: float) -> str:
    """What a person is asked about so many pages in so many files, which take so long to read."""
    minutes = round(seconds / _MINUTE)
    took = "less than a minute" if minutes < 1 else f"about {minutes} min"
    many = f"{pages} pages in {files} files are pictures" if pages > 1 else "1 page is a picture"
    return f"{many} without text. Reading {'them' if pages > 1 else 'it'} takes {took}. Read?"

"""Scans for a command: read where it is asked for, offered at a terminal where some are found."""

import sys

import typer

from app.commands.escaped import escaped
from app.commands.progress import Shown
from corpus.errors import ExtraError
from corpus.pdf.scans import LANGUAGES, installed_ocr
from index.building.scans import Scans

_MINUTE = 60


def scanning(shown: Shown, *, ocr: bool | None) -> Scans:
    """How scans are read: with ``ocr`` all of them, without it those that were before; None asks the person.

    Where there is nobody to ask, None is no.

    Raises:
        ExtraError: they are to be read, and there is nothing to read them with.
    """
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

"""Scans on the command line: asked for, offered, or left as they are."""

import sys
from pathlib import Path

import pytest

from app.commands.progress import progress
from app.commands.waiting import question, scanning
from corpus.errors import ExtraError
from tests.support.pdfs import scan
from tests.support.programs import TESSERACT, installed, nothing_installed
from tests.support.site.command import pykala


def test_what_is_asked() -> None:
    assert question(3, 40, 95.0) == (
        "40 pages in 3 files are pictures without text. Reading them takes about 2 min. Read?"
    )
    assert question(1, 1, 3.0) == (
        "1 page is a picture without text. Reading it takes less than a minute. Read?"
    )


def test_asked_for_where_there_is_no_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing_installed(tmp_path / "bin", monkeypatch)
    with progress() as shown, pytest.raises(ExtraError, match="apt-get install tesseract-ocr"):
        scanning(shown, ocr=True)


@pytest.mark.parametrize(
    ("ocr", "terminal", "says", "reads"),
    [
        (None, True, True, True),
        (None, True, False, False),
        (None, False, True, False),
        (False, True, True, False),
    ],
)
def test_a_person_is_asked_at_a_terminal(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ocr: bool | None,
    terminal: bool,
    says: bool,
    reads: bool,
) -> None:
    installed(tmp_path / "bin", monkeypatch, "tesseract", TESSERACT)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr("typer.confirm", lambda _text, err: err and says)
    with progress() as shown:
        scans = scanning(shown, ocr=ocr)
        assert scans.ask is not None
        assert scans.ask(2, 3) is reads


def test_a_scan_is_indexed_and_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path / "bin", monkeypatch, "tesseract", TESSERACT)
    folder = tmp_path / "minutes"
    folder.mkdir()
    scan(folder / "kokous.pdf", "")
    store = tmp_path / "store"
    done = pykala("index", "--ocr", "--encoder", "static", str(folder), store=store)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "1 added; 2 passages, 2 encoded now")
    shown = pykala("show", "kokous.pdf", store=store).stdout.splitlines()
    assert "s. 1: read from pictures by machine" in shown
    assert "  § 34 Kissan talo  s. 1, read by machine" in shown
    asked = pykala("ask", "Kissa saa talon?", "--top", "1", store=store).stdout
    assert "§ 34 Kissan talo, s. 1 (luettu koneellisesti kuvasta)" in asked

"""Reading in a process of its own: the same document, and an end to what takes too much."""

import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import IO

import pytest

from corpus import parsers
from corpus.errors import DamagedFileError, EmptyFileError, EncodingError, ReadError
from corpus.process import apart, bounded
from corpus.readers import document_here, read, source_file, source_here, source_text

TEXT = "# Tausta\n\nKissa is-\ntuu **matolla**.\n\n## § 3 Päätös\n\nHEL 2024-015391\n\nHyväksyttiin."


def refused(path: Path, error: type[ReadError]) -> str:
    with pytest.raises(error) as caught:
        read(path)
    assert type(caught.value) is error
    return str(caught.value)


def test_a_document_is_the_same_as_one_read_here(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    file = source_file(path)
    assert read(path, "toinen") == document_here(path, file.data, file.digest, "toinen")
    assert source_text(path) == source_here(path, file.data)


def test_what_is_wrong_with_a_file_is_told_as_if_it_were_read_here(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xe4")
    assert refused(path, EncodingError) == (
        f"{path}: byte 0 is 0xe4, which is not UTF-8 there; save the file as UTF-8 and try again"
    )
    path.write_bytes(b"***")
    refused(path, EmptyFileError)


def test_what_no_reader_foresaw_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_path: Path, _data: bytes) -> None:
        raise ZeroDivisionError("kissa")

    monkeypatch.setitem(parsers.PARSERS, ".md", broken)
    path = tmp_path / "a.md"
    with pytest.raises(DamagedFileError) as caught:
        document_here(path, b"Kissa", "", "a.md")
    assert str(caught.value) == (
        f"{path}: the file cannot be read (ZeroDivisionError('kissa')); "
        "open it in the program that made it and save it anew"
    )


def test_a_small_file_that_unpacks_to_much_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_PATIENCE", 0.5)
    path = tmp_path / "a.docx"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraphs = "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{paragraphs}</w:body></w:document>'
        )
    assert path.stat().st_size < 150_000
    assert refused(path, DamagedFileError) == (
        f"{path}: reading took more time or memory than a document should, or came to a sudden end; "
        "open the file in the program that made it and save it anew, in parts if it is large"
    )


@pytest.mark.parametrize(
    "program", ["", "import os; os.kill(os.getpid(), 9)", "print('{')", "raise SystemExit"]
)
def test_a_program_that_ends_without_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", tmp_path / "ohjelma.py")
    (tmp_path / "ohjelma.py").write_text(program)
    path = tmp_path / "a.md"
    path.write_text("Kissa")
    assert "came to a sudden end" in refused(path, DamagedFileError)


def test_bytes_that_a_program_does_not_want_are_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    ended, closed = Event(), Event()

    def give_late(pipe: IO[bytes], data: bytes) -> None:
        pipe.write(data)  # into the buffer, where it still is when the program has ended
        ended.wait(60)
        with suppress(OSError):
            pipe.close()
        closed.set()

    monkeypatch.setattr(bounded, "_given", give_late)
    assert list(bounded.said([sys.executable, "-c", "import os; os.close(0)"], b"Kissa", 10)) == []
    ended.set()
    assert closed.wait(60)

"""Documents of other word processors: read through what stands for LibreOffice, or told."""

import os
import resource
import time
from io import BytesIO
from pathlib import Path

import docx
import pytest

from corpus.errors import DamagedFileError, FormatError
from corpus.formats import office_program
from corpus.parsers import PARSERS, readable
from corpus.readers import read
from index.building.build import build
from tests.support.programs import OFFICE, installed, nothing_installed
from tests.support.toys.toy import ToyEncoder


def written(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    document.add_heading("Koti", 1)
    for text in paragraphs:
        document.add_paragraph(text)
    data = BytesIO()
    document.save(data)
    path.write_bytes(data.getvalue())
    return path


@pytest.mark.parametrize("suffix", [".doc", ".odt", ".RTF"])
def test_an_older_file_is_read_as_what_is_made_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    installed(tmp_path / "bin", monkeypatch, "soffice", OFFICE)
    assert readable() == frozenset(PARSERS)
    document = read(written(tmp_path / f"kokous{suffix}", "Kissa saa talon."))
    assert (document.id, document.title) == (f"kokous{suffix}", "Koti")
    assert [span.of(document.text) for span in document.sections[0].paragraphs] == ["Kissa saa talon."]


def test_of_what_nothing_can_be_made_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path / "bin", monkeypatch, "soffice", OFFICE)
    path = tmp_path / "kokous.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(DamagedFileError, match="LibreOffice cannot read the file"):
        read(path)


def test_without_libreoffice_older_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing_installed(tmp_path / "bin", monkeypatch)
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "a.md").write_text("# Koti\n\ntalo\n")
    path = written(folder / "kokous.doc", "Kissa saa talon.")
    with pytest.raises(FormatError, match="are read where LibreOffice is installed"):
        read(path)
    built = build(tmp_path / "store", [folder], ToyEncoder())
    assert [skipped.reason for skipped in built.skipped] == [
        f"{folder}: 1 file of the kind “.doc” is not read, kokous.doc; "
        "install LibreOffice, or save as .docx what is meant"
    ]


def test_a_program_that_never_ends_is_given_up_where_there_are_no_groups_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = installed(tmp_path / "bin", monkeypatch, "soffice", "import time\ntime.sleep(600)\n")
    monkeypatch.delattr(os, "killpg")  # as on Windows
    monkeypatch.setattr(office_program, "_CLOCK", 0.1)
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)  # of this process
    began = time.monotonic()
    assert office_program.main(str(program), str(tmp_path), "kokous.doc") == 1
    assert time.monotonic() - began < 60

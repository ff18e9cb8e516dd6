"""Scans in a folder: named and counted, read where that is wanted, and never read twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import ScannedFileError
from corpus.pdf.scans import Ocr, installed_ocr
from index.building import build as building
from index.building.build import build
from index.building.change import mend
from index.building.scans import Scans
from index.store.store import load
from tests.support.pdfs import scan
from tests.support.programs import TESSERACT, installed
from tests.support.toys.toy import ToyEncoder


@pytest.fixture
def ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ocr:
    installed(tmp_path / "bin", monkeypatch, "tesseract", TESSERACT)
    found = installed_ocr()
    assert found is not None
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text, a scan of two pages, and one page of text with one that is a picture."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "a.md").write_text("# Koti\n\ntalo\n")
    scan(folder / "b.pdf", "", "")
    scan(folder / "c.pdf", "kissa ja koira", "")
    return folder


def test_without_a_machine_scans_are_named_and_counted(tmp_path: Path, folder: Path) -> None:
    built = build(tmp_path / "store", [folder], ToyEncoder())
    assert built.added == ("a.md", "c.pdf")
    assert [skipped.reason for skipped in built.skipped] == [
        f"{folder}/b.pdf: the PDF has 2 pages but no text, only pictures of it; “pykala index --ocr” reads "
        "them where Tesseract is installed",
        f"{folder}/c.pdf: 1 of 2 pages is a picture without text; “--ocr” reads them where Tesseract is "
        "installed",
        f"{folder}: 3 pages in 2 files are pictures that were not read",
    ]


def test_a_scan_that_is_named_itself_is_an_error(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(ScannedFileError):
        build(tmp_path / "store", [folder / "b.pdf"], ToyEncoder())


def test_scans_are_read_and_not_again(tmp_path: Path, folder: Path, ocr: Ocr) -> None:
    store, told = tmp_path / "store", []
    built = build(store, [folder], ToyEncoder(), lambda *what: told.append(what), scans=Scans(ocr))
    assert (built.added, built.skipped) == (("a.md", "b.pdf", "c.pdf"), ())
    assert [what[1:] for what in told if what[0] == "scan"] == [(1, 3), (2, 3), (2, 3), (3, 3), (3, 3)]
    documents = {document.id: document for document in load(store).documents}
    assert [page.scan for page in documents["c.pdf"].pages] == [None, "read"]
    (tmp_path / "bin" / "tesseract").unlink()
    again = build(store, [folder], ToyEncoder())
    assert (again.unchanged, again.published) == (("a.md", "b.pdf", "c.pdf"), False)


def test_a_person_is_asked_once_and_only_of_what_is_new(tmp_path: Path, folder: Path, ocr: Ocr) -> None:
    asked = []

    def no(files: int, pages: int) -> bool:
        asked.append((files, pages))
        return False

    store = tmp_path / "store"
    assert build(store, [folder], ToyEncoder(), scans=Scans(ocr, no)).added == ("a.md", "c.pdf")
    build(store, [folder], ToyEncoder(), scans=Scans(ocr, no))
    assert asked == [(2, 3), (1, 2)]  # what cannot be read otherwise is new each time
    built = build(store, [folder], ToyEncoder(), scans=Scans(ocr, lambda *_: True))
    assert built.added == ("b.pdf",)


def test_what_a_machine_read_is_read_by_it_again(
    tmp_path: Path, folder: Path, ocr: Ocr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version that reads otherwise does not lose the scans that somebody agreed to have read."""
    store = tmp_path / "store"
    build(store, [folder / "b.pdf"], ToyEncoder(), scans=Scans(ocr))
    monkeypatch.setattr(building, "MADE", "other")
    never = Scans(ocr, lambda *_: False)
    told = []
    built = build(store, [folder / "b.pdf"], ToyEncoder(), lambda *what: told.append(what), scans=never)
    assert built.unchanged == ("b.pdf",)
    assert ("scan", 2, 2) in told


def test_a_damaged_index_of_scans_is_mended(tmp_path: Path, folder: Path, ocr: Ocr) -> None:
    store = tmp_path / "store"
    build(store, [folder], ToyEncoder(), scans=Scans(ocr))
    before = {document.id: document for document in load(store).documents}
    (records,) = (path for path in store.rglob("documents.jsonl") if path.is_file())
    records.write_bytes(records.read_bytes()[:-40])
    built = mend(store, ToyEncoder())
    after = {document.id: document for document in load(store).documents}
    assert (built.skipped, after["b.pdf"]) == ((), replace(before["b.pdf"]))

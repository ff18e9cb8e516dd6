"""Pages that are pictures: told as such, read by what stands for Tesseract, with their places."""

from pathlib import Path

import pytest

from corpus.document import Document, Span, is_read_by_machine, places_of, scan_labels
from corpus.errors import ScannedFileError
from corpus.layout import Box
from corpus.pdf.process import Piece
from corpus.pdf.recognized import evened
from corpus.pdf.scans import Ocr, installed_ocr
from corpus.readers import document_of, read, source_file
from tests.support.pdfs import scan
from tests.support.programs import TESSERACT, installed, nothing_installed


def with_ocr(path: Path, ocr: Ocr | None) -> tuple[Document, list[int]]:
    done: list[int] = []
    assert ocr is not None
    return document_of(source_file(path), None, ocr, done.append), done


def test_a_scan_without_tesseract_is_told_with_its_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_installed(tmp_path / "bin", monkeypatch)
    assert installed_ocr() is None
    with pytest.raises(ScannedFileError) as caught:
        read(scan(tmp_path / "a.pdf", "", "", ""))
    assert caught.value.pages == 3


def test_a_tesseract_without_our_languages_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path / "bin", monkeypatch, "tesseract", "print('List of (1):\\nosd')")
    assert installed_ocr() is None


def test_a_scan_is_read_with_items_and_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = installed(tmp_path / "bin", monkeypatch, "tesseract", TESSERACT)
    ocr = installed_ocr()
    assert ocr == Ocr(str(program), "fin+eng")
    document, done = with_ocr(scan(tmp_path / "a.pdf", ""), ocr)
    assert done == [1]
    assert [(section.item, section.title) for section in document.sections] == [
        ("§ 34", "Kissan talo"),
        ("§ 35", "Koira"),
    ]
    paragraph = document.sections[0].paragraphs[0]
    assert paragraph.of(document.text) == "Kissa saa kesällä talon veden ääreltä."
    assert "kuten 119 §:ssä sanotaan." in document.text
    ((page, boxes),) = places_of(document, paragraph)
    assert (page.number, page.scan) == (1, "read")
    assert boxes == (Box(60.0, 144.0, 273.6, 156.2),)
    assert is_read_by_machine(document, paragraph)


def test_only_the_pages_without_text_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path / "bin", monkeypatch, "tesseract", TESSERACT)
    path = scan(tmp_path / "a.pdf", "Koira juoksee metsään.", "", "Kissa nukkuu.")
    alone = read(path)
    assert [page.scan for page in alone.pages] == [None, "unread", None]
    document, _ = with_ocr(path, installed_ocr())
    assert [page.scan for page in document.pages] == [None, "read", None]
    assert (scan_labels(document, "read"), scan_labels(document, "unread")) == ("2", "")
    first = document.text.index("Koira juoksee")
    assert not is_read_by_machine(document, Span(first, first + 5))
    assert "Kissa nukkuu." in document.text


def test_a_page_that_tesseract_gives_up_stays_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = TESSERACT.replace('print("</div></body></html>")', "sys.exit(1)")
    installed(tmp_path / "bin", monkeypatch, "tesseract", code)
    document, _ = with_ocr(scan(tmp_path / "a.pdf", "Koira juoksee.", ""), installed_ocr())
    assert [page.scan for page in document.pages] == [None, "unread"]
    with pytest.raises(ScannedFileError, match="finds no words on them"):
        with_ocr(scan(tmp_path / "b.pdf", ""), installed_ocr())


def piece(text: str, size: float = 11.0) -> Piece:
    return Piece(text, 0.0, 100.0, 50.0, size, bold=False, first=20.0)


def test_sizes_that_differ_by_chance_are_one() -> None:
    found = evened([[piece("a" * 50, 10.6), piece("b" * 40, 11.9)], [piece("Otsikko", 17.3)]])
    assert [[each.size for each in page] for page in found] == [[11.0, 11.0], [17.0]]

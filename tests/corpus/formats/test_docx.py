"""Word documents: headings, lists, tables, furniture, pages, and files that are none."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap, qn

from corpus.document import section_path
from corpus.errors import DamagedFileError, EmptyFileError, EncryptedFileError, ReadError
from corpus.formats.docx import docx_blocks
from corpus.readers import read
from tests.support.traces import offsets_of

NAMES = {"w": nsmap["w"]}


def blocks(fill: Callable[[Any], None]) -> list[tuple[str, int, str]]:
    """Kind, level and text of each block of a document; each is a slice of the extracted text."""
    document = docx.Document()
    fill(document)
    source, _, found = docx_blocks(Path("a.docx"), saved(document))
    for block in found:
        assert block.text == "".join(source[offset] for offset in offsets_of(block.traced))
    return [(block.kind, block.level, block.text) for block in found]


def saved(document: Any) -> bytes:
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def test_headings_by_style_and_paragraphs() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Pöytäkirja", 0)
        document.add_heading("Talous", 1)
        document.add_paragraph("Kissa  istuu\tmatolla.")
        document.add_heading("Menot", 3)
        document.add_paragraph("   ")
        document.add_paragraph("Rivi\nja toinen\u00ad")

    assert blocks(fill) == [
        ("heading", 1, "Pöytäkirja"),
        ("heading", 1, "Talous"),
        ("paragraph", 0, "Kissa istuu matolla."),
        ("heading", 3, "Menot"),
        ("paragraph", 0, "Rivi\nja toinen"),
    ]


def test_a_short_bold_paragraph_is_a_heading() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph().add_run("Päätös").bold = True
        paragraph = document.add_paragraph()
        paragraph.add_run("Esittelijä ").bold = True
        paragraph.add_run("Maija")
        document.add_paragraph().add_run("Lihava lause.").bold = True

    assert [kind for kind, _, _ in blocks(fill)] == ["heading", "paragraph", "paragraph"]


def test_items_of_lists_are_led_by_numbers_or_dashes() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("yksi", style="List Bullet")
        document.add_paragraph("kaksi", style="List Number")
        for words in ("eka", "toka"):
            paragraph = document.add_paragraph(words)
            marks = '<w:numPr {}><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(marks.format(nsdecls("w"), decimal(document))))

    assert blocks(fill) == [
        ("list", 0, "- yksi"),
        ("list", 0, "1. kaksi"),
        ("list", 0, "2. eka"),
        ("list", 0, "3. toka"),
    ]


def decimal(document: Any) -> str:
    """The id of the first list of a document whose items are numbered."""
    numbering = document.part.numbering_part.element
    for number in numbering.num_lst:
        (abstract,) = numbering.findall(
            f'w:abstractNum[@w:abstractNumId="{number.abstractNumId.val}"]', NAMES
        )
        if abstract.find("w:lvl/w:numFmt", NAMES).get(qn("w:val")) == "decimal":
            return str(number.numId)
    raise AssertionError


def test_tables_are_rows_of_cells_between_bars() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(2, 3)
        for cell, words in zip(table.rows[0].cells, ("Vuosi", "Tulot", "Menot"), strict=True):
            cell.text = words
        table.cell(1, 0).text = "2024"
        table.cell(1, 1).merge(table.cell(1, 2)).text = "ei\ntietoa"

    assert blocks(fill) == [("table", 0, "Vuosi | Tulot | Menot\n2024 | ei tietoa")]


def test_headers_and_footers_are_furniture() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Kissa.")
        document.sections[0].header.paragraphs[0].text = "Vaasan kaupunki"
        document.sections[0].footer.paragraphs[0].text = "Sivu 1"

    assert sorted(blocks(fill)) == [
        ("furniture", 0, "Sivu 1"),
        ("furniture", 0, "Vaasan kaupunki"),
        ("paragraph", 0, "Kissa."),
    ]


def test_what_a_reviewer_put_in_is_read_and_what_was_taken_out_is_not() -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("Kissa ")
        for kind, tag, words in (("ins", "t", "istuu"), ("del", "delText", "makaa")):
            run = f"<w:r><w:{tag}>{words}</w:{tag}></w:r>"
            paragraph._p.append(parse_xml(f'<w:{kind} {nsdecls("w")} w:id="1" w:author="M">{run}</w:{kind}>'))

    assert blocks(fill) == [("paragraph", 0, "Kissa istuu")]


def test_content_controls_and_text_boxes_are_read_once() -> None:
    def fill(document: Any) -> None:
        words = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
        control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{words.format('Kenttä.')}</w:sdtContent></w:sdt>"
        document.element.body.insert(0, parse_xml(control))
        box = f"<w:txbxContent>{words.format('Laatikko.')}</w:txbxContent>"
        mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        drawing = (
            f'<w:r {nsdecls("w")}><mc:AlternateContent xmlns:mc="{mc}">'
            f'<mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
        document.add_paragraph("Teksti.")._p.append(parse_xml(drawing))

    assert [text for _, _, text in blocks(fill)] == ["Kenttä.", "Teksti.", "Laatikko."]


def test_pages_are_those_of_the_page_breaks(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("yksi")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("kaksi").runs[0]._r.addprevious(
        parse_xml(f"<w:r {nsdecls('w')}><w:lastRenderedPageBreak/></w:r>")
    )
    document.add_paragraph("kolme").paragraph_format.page_break_before = True
    path = tmp_path / "a.docx"
    path.write_bytes(saved(document))
    found = read(path)
    assert [(page.label, page.inferred) for page in found.pages] == [("1", True), ("2", True), ("3", True)]


def test_minutes_in_word_are_read_like_others(tmp_path: Path) -> None:
    document = docx.Document()
    for words, level in (("§ 12", 1), ("Tilinpäätös", 1), ("Päätös", 2)):
        document.add_heading(words, level)
    document.add_paragraph("Hyväksyttiin.")
    document.add_heading("§ 13 Talousarvio", 1)
    path = tmp_path / "kokous-2025-05-20.docx"
    path.write_bytes(saved(document))
    found = read(path)
    assert [section_path(found, at) for at in range(len(found.sections))] == [
        ("§ 12 Tilinpäätös",),
        ("§ 12 Tilinpäätös", "Päätös"),
        ("§ 13 Talousarvio",),
    ]
    assert str(found.date) == "2025-05-20"


def packed(**parts: bytes) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return data.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'


def altered(before: bytes, after: bytes) -> bytes:
    """A document in whose packing some bytes are others."""
    data = saved(docx.Document())
    assert before in data
    return data.replace(before, after)


def with_level(level: str) -> bytes:
    """A document of one item of a list on a level."""
    marks = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = f"<w:body><w:p>{marks}<w:r><w:t>Kissa</w:t></w:r></w:p></w:body>"
    return packed(word__document=f"<w:document {nsdecls('w')}>{body}</w:document>".encode())


@pytest.mark.parametrize("level", ["", "a", "-1", "99", "²", "3"])
def test_a_level_that_is_no_number_is_the_first(tmp_path: Path, level: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(with_level(level))
    assert read(path).text == "- Kissa"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"Kissa istuu.", DamagedFileError),
        (altered(b"\x00\x00\x08\x00", b"\x01\x00\x08\x00"), EncryptedFileError),
        (altered(b"\x00\x00\x08\x00", b"\x00\x00\x63\x00"), DamagedFileError),
        (altered(saved(docx.Document())[5000:5100], b"\xff" * 100), DamagedFileError),
        (saved(docx.Document())[:3000], DamagedFileError),
        (packed(word__muu=b"<a/>"), DamagedFileError),
        (packed(word__document=b"<a><b></a>"), DamagedFileError),
        (packed(word__document=b"<a>" * 5000), DamagedFileError),
        (packed(word__document=b" " * 50_000_001), DamagedFileError),
        (packed(word__document=ENTITIES), EmptyFileError),
        (saved(docx.Document()), EmptyFileError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", EncryptedFileError),
        (b"", EmptyFileError),
    ],
    ids=[
        "text",
        "flag_of_a_lock",
        "unknown_compression",
        "corrupt_deflate",
        "cut_short",
        "no_body",
        "bad_xml",
        "deep",
        "inflating",
        "entities",
        "blank",
        "locked",
        "empty",
    ],
)
def test_files_that_are_no_documents(tmp_path: Path, data: bytes, error: type[ReadError]) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read(path)
    assert type(caught.value) is error
    assert str(caught.value).startswith(f"{path}: ")

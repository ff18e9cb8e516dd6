"""Where on a page lines stand: packing, boxes of stretches, pages turned for reading, pictures of pages."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Document, Span, places_of
from corpus.errors import ChangedFileError, MissingFileError, PageError
from corpus.layout import Box, boxes_at, layout
from corpus.picture import picture as pictures
from corpus.picture.picture import page_picture
from corpus.readers import read
from tests.support.pdfs import Words, lines, made

WIDTH, HEIGHT = A4
LINES = ((0, 10, Box(50, 100, 150, 112)), (11, 15, Box(50, 114, 90, 126)), (15, 20, Box(200, 114, 300, 126)))
LAYOUT = layout(595, 842, LINES)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 20, (Box(50, 100, 150, 112), Box(50, 114, 90, 126), Box(200, 114, 300, 126))),
        (5, 12, (Box(100, 100, 150, 112), Box(50, 114, 60, 126))),
        (2, 4, (Box(70, 100, 90, 112),)),
        (10, 11, ()),
        (15, 16, (Box(200, 114, 220, 126),)),
        (20, 99, ()),
    ],
)
def test_the_boxes_of_a_stretch(start: int, end: int, expected: tuple[Box, ...]) -> None:
    assert boxes_at(LAYOUT, start, end) == expected


def test_a_line_takes_fourteen_bytes() -> None:
    assert (len(LAYOUT), len(LAYOUT.packed)) == (3, 42)


def test_what_stands_beyond_the_edge_is_held_to_it() -> None:
    (box,) = boxes_at(layout(595, 842, [(0, 4, Box(-3, 1.26, 9999, 5))]), 0, 4)
    assert box == Box(0, 1.3, 6553.5, 5)


def test_a_page_without_lines_has_no_boxes() -> None:
    assert boxes_at(layout(595, 842, []), 0, 9) == ()


def written(folder: Path, data: bytes) -> Path:
    path = folder / "kokous.pdf"
    path.write_bytes(data)
    return path


def span_of(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def places(document: Document, words: str) -> list[tuple[int, list[tuple[float, float]]]]:
    """Page, and left end and baseline of each line."""
    return [
        (page.number, [(int(box.left), round(box.bottom - 0.22 * 11)) for box in boxes])
        for page, boxes in places_of(document, span_of(document, words))
    ]


def test_a_passage_knows_its_place_on_both_of_its_pages(tmp_path: Path) -> None:
    long = "Kaupunki toimii kansainvälisesti monella eri tavalla ja monesta eri syystä, ja sen yhteistyö"
    pages: list[list[Words]] = [
        lines(57, 780, long),
        lines(70, 90, "on laajaa.", "Toinen kappale.", pitch=40),
    ]
    document = read(written(tmp_path, made(pages)))
    assert places(document, f"{long} on laajaa.") == [(1, [(57, 780)]), (2, [(70, 90)])]
    assert places(document, "Toinen kappale.") == [(2, [(70, 130)])]
    ((_, (box,)),) = places_of(document, span_of(document, "kappale."))
    assert 70 < box.left < box.right < 200
    for page in document.pages:
        assert page.layout is not None
        assert (page.layout.width, page.layout.height) == pytest.approx(A4, abs=0.01)


def test_each_cell_of_a_row_has_its_own_box(tmp_path: Path) -> None:
    rows: list[Words] = [(57, 100, "Urakoitsija"), (300, 100, "Hinta"), (57, 116, "Oy"), (300, 116, "9 €")]
    document = read(written(tmp_path, made([rows])))
    assert places(document, "Oy | 9 €") == [(1, [(57, 116), (300, 116)])]


def test_markdown_has_no_places(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Kissa\n\nKissa istuu.\n", encoding="utf-8")
    document = read(path)
    assert places_of(document, Span(0, 5)) == ()
    with pytest.raises(PageError, match="no page 1"):
        page_picture(document, 1)


def turned(rotation: int, angle: int) -> bytes:
    """A cropped page that is shown turned by so many degrees, with two lines set at an angle."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=True)
    canvas.setPageRotation(rotation)
    canvas.setCropBox((30, 20, WIDTH, WIDTH))
    canvas.setFont("Helvetica", 11)
    canvas.translate(300, 400)
    canvas.rotate(angle)
    canvas.drawString(0, 0, "Leveä taulukko")
    canvas.drawString(0, -20, "sivun poikki")
    canvas.save()
    return data.getvalue()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_page_is_read_whichever_way_it_is_turned(tmp_path: Path, rotation: int, angle: int) -> None:
    document = read(written(tmp_path, turned(rotation, angle)))
    assert document.text == "Leveä taulukko sivun poikki"
    ((page, boxes),) = places_of(document, Span(0, len(document.text)))
    assert page.layout is not None
    drawn = ink(page_picture(document, 1, width=round(page.layout.width)))
    told = (
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    assert drawn == pytest.approx(told, abs=4)


def ink(png: bytes) -> tuple[int, int, int, int]:
    """The box of what is not white in a picture."""
    found = Image.open(io.BytesIO(png)).convert("L").point(lambda light: 255 * (light < 128)).getbbox()
    assert found is not None
    return found


def stamped() -> bytes:
    """Three pages of text with a stamp along their edge and a word aslant over them."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=True)
    for number in range(1, 4):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(57, 500, f"Rivi {number} ennen leimaa ja")
        canvas.drawString(57, 485, "rivi sen jälkeen.")
        for place, angle, words in (
            ((20, 400), 90, "Sähköisesti allekirjoitettu"),
            ((200, 450), 45, "LUONNOS"),
        ):
            canvas.saveState()
            canvas.translate(*place)
            canvas.rotate(angle)
            canvas.drawString(0, 0, words)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def test_what_stands_across_a_page_is_furniture_and_breaks_no_sentence(tmp_path: Path) -> None:
    document = read(written(tmp_path, stamped()))
    body, stamps = document.sections
    assert [span.of(document.text) for span in body.paragraphs] == [
        f"Rivi {number} ennen leimaa ja rivi sen jälkeen." for number in range(1, 4)
    ]
    assert [span.of(document.text) for span in stamps.paragraphs] == [
        "Sähköisesti allekirjoitettu",
        "LUONNOS",
    ]
    ((_, (box,)),) = places_of(document, stamps.paragraphs[0])
    assert box.bottom - box.top > 100
    assert box.right - box.left < 20


def test_a_picture_is_as_wide_as_asked_or_has_four_million_dots(tmp_path: Path) -> None:
    document = read(written(tmp_path, made([lines(57, 100, "Kissa istuu.")])))
    assert Image.open(io.BytesIO(page_picture(document, 1, width=600))).size == (600, 849)
    wide, high = Image.open(io.BytesIO(page_picture(document, 1, width=50_000))).size
    assert 3_990_000 < wide * high < 4_010_000


def test_a_page_that_is_not_there_has_no_picture(tmp_path: Path) -> None:
    document = read(written(tmp_path, made([lines(57, 100, "Kissa istuu.")])))
    with pytest.raises(PageError, match="no page 2"):
        page_picture(document, 2)


def test_a_file_that_has_changed_or_gone_has_no_picture(tmp_path: Path) -> None:
    path = written(tmp_path, made([lines(57, 100, "Kissa istuu.")]))
    document = read(path)
    path.write_bytes(made([lines(57, 100, "Koira istuu.")]))
    with pytest.raises(ChangedFileError, match="has changed since it was indexed"):
        page_picture(document, 1)
    path.unlink()
    with pytest.raises(MissingFileError, match="No such file"):
        page_picture(document, 1)


def test_a_page_that_cannot_be_drawn_has_no_picture(tmp_path: Path) -> None:
    document = read(written(tmp_path, made([lines(57, 100, "Kissa istuu.")])))
    phantom = replace(document, pages=(*document.pages, replace(document.pages[0], number=2)))
    with pytest.raises(PageError, match="page 2 cannot be drawn"):
        page_picture(phantom, 2)


def test_a_page_that_takes_too_long_has_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    monkeypatch.setattr(pictures, "_RENDER", sleeper)
    monkeypatch.setattr(pictures, "_PATIENCE", 0.3)
    document = read(written(tmp_path, made([lines(57, 100, "Kissa istuu.")])))
    with pytest.raises(PageError, match=r"takes longer to draw than 0\.3 s"):
        page_picture(document, 1)

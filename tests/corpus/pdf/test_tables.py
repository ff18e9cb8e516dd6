"""Ruled tables: rules into grids, and what stands in them into rows of whole cells."""

import io
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Document, Span, places_of
from corpus.pdf.process import Piece, Rule
from corpus.pdf.tables import Grid, grids, ruled_rows
from corpus.readers import read
from tests.corpus.pdf.test_lines import pdf_page, piece

HEIGHT = A4[1]


def rules(columns: list[float], rows: list[float]) -> list[Rule]:
    """The rules of a whole grid."""
    across = [Rule(columns[0], row, columns[-1], row) for row in rows]
    return across + [Rule(column, rows[0], column, rows[-1]) for column in columns]


def test_rules_that_touch_make_a_grid() -> None:
    assert list(grids(rules([50, 100, 200], [10, 30, 50]))) == [Grid((50, 100, 200), (10, 30, 50))]


def test_each_cell_may_have_sides_of_its_own() -> None:
    boxes = [
        side
        for left, right in ((50.0, 99.5), (100.5, 200.0))
        for top, bottom in ((10.0, 29.5), (30.5, 50.0))
        for side in rules([left, right], [top, bottom])
    ]
    assert list(grids(boxes)) == [Grid((50, 100, 200), (10, 30, 50))]


def test_two_tables_are_two_grids() -> None:
    found = list(grids([*rules([50, 100, 200], [10, 30]), *rules([50, 100, 200], [90, 120])]))
    assert found == [Grid((50, 100, 200), (10, 30)), Grid((50, 100, 200), (90, 120))]


@pytest.mark.parametrize(
    "drawn",
    [[], rules([50, 200], [10, 30, 50]), [Rule(50, 10, 200, 10)], rules([50, 100, 200], [10, 30]) * 1000],
    ids=["nothing", "one_column", "a_line", "too_many"],
)
def test_other_rules_make_none(drawn: list[Rule]) -> None:
    assert list(grids(drawn)) == []


def rows(*pieces: Piece) -> tuple[list[list[str]], list[str]]:
    """The cells of each row of a table of two columns, and what stands outside it."""
    plain = pdf_page(*pieces)
    drawn = rules([50, 150, 400], [90, 130, 150])
    ((rest, found),) = ruled_rows([type(plain)("", 600, 800, plain.pieces, rules=tuple(drawn))])
    return [[cell.text for cell in line.cells] for line in found], [each.text for each in rest.pieces]


def test_cells_of_several_lines_are_whole() -> None:
    assert rows(
        piece("ennen", 50, 80),
        piece("14.10.2024 §", 52, 104),
        piece("162", 52, 118),
        piece("Viran täyttä-", 152, 104),
        piece("minen syksyllä", 152, 118),
        piece("Muu", 52, 142),
        piece("asia", 152, 142),
        piece("jälkeen", 50, 170),
    ) == ([["14.10.2024 § 162", "Viran täyttäminen syksyllä"], ["Muu", "asia"]], ["ennen", "jälkeen"])


def test_an_empty_cell_keeps_its_place() -> None:
    found, _ = rows(piece("a", 52, 104), piece("b", 152, 104), piece("c", 152, 142))
    assert found == [["a", "b"], ["", "c"]]


@pytest.mark.parametrize(
    "pieces",
    [[piece("a", 52, 104), piece("b", 52, 142)], [piece("a" * 800, 52, 104), piece("b", 152, 104)]],
    ids=["one_column", "a_frame_around_text"],
)
def test_what_is_no_table_is_left_as_it_is(pieces: list[Piece]) -> None:
    assert rows(*pieces) == ([], [each.text for each in pieces])


def test_a_page_header_that_a_table_reaches_into_is_not_of_it() -> None:
    header = (piece("Vaasan kaupunki", 52, 20), piece("2 (9)", 152, 20))
    body = (piece("a", 52, 144), piece("b", 152, 144))
    plain = pdf_page(*header, *body)
    drawn = type(plain)("", 600, 800, plain.pieces, rules=tuple(rules([50, 150, 400], [10, 160])))
    for rest, found in ruled_rows([drawn] * 3):
        assert rest.pieces == header
        assert [[cell.text for cell in line.cells] for line in found] == [["a", "b"]]


def drawn(path: Path) -> Document:
    """A page with a ruled table between two lines of text, its first column too narrow for its words."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=True)
    canvas.setFont("Helvetica", 11)
    canvas.grid([57, 124, 400], [HEIGHT - 100, HEIGHT - 140, HEIGHT - 160])
    for left, base, words in (
        (57, 90, "Seuraavat päätökset ilmoitetaan:"),
        (59, 114, "14.10.2024 §"),
        (59, 128, "162"),
        (126, 121, "Irtisanoutuminen"),
        (59, 154, "4.11.24 § 169"),
        (126, 154, "Muutos"),
        (57, 185, "Merkitään tiedoksi."),
    ):
        canvas.drawString(left, HEIGHT - base, words)
    canvas.save()
    path.write_bytes(data.getvalue())
    return read(path)


def test_a_ruled_table_of_a_pdf_is_read_by_rows(tmp_path: Path) -> None:
    document = drawn(tmp_path / "a.pdf")
    table = "14.10.2024 § 162 | Irtisanoutuminen\n4.11.24 § 169 | Muutos"
    paragraphs = [span.of(document.text) for span in document.sections[0].paragraphs]
    assert paragraphs == ["Seuraavat päätökset ilmoitetaan:", table, "Merkitään tiedoksi."]
    start = document.text.index(table)
    ((_, boxes),) = places_of(document, Span(start, start + len("14.10.2024 § 162")))
    (box,) = boxes
    assert (round(box.left), round(box.top), round(box.bottom)) == (60, 105, 130)

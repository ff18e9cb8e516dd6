"""Pieces of pages as lines: order, cells, columns, furniture and labels."""

from dataclasses import replace

import pytest

from corpus.pdf.lines import Line, merged, page_labels, page_lines
from corpus.pdf.process import PdfPage, Piece
from corpus.pdf.tables import ruled_rows


def piece(text: str, left: float, base: float, *, size: float = 10, bold: bool = False) -> Piece:
    """A piece whose letters are half as wide as they are high."""
    right = left + len(text) * size / 2
    return Piece(text, left, right, base, size, bold, len(text.split(maxsplit=1)[0]) * size / 2)


def pdf_page(*pieces: Piece, label: str = "") -> PdfPage:
    return PdfPage(label, 600, 800, pieces)


def texts(*pages: PdfPage) -> list[list[str]]:
    """The cells of each line."""
    return [[cell.text for cell in line.cells] for line in page_lines(ruled_rows(pages))]


def test_lines_are_read_from_top_to_bottom_and_left_to_right() -> None:
    pieces = (piece("alin", 50, 300), piece("2.", 50, 202), piece("ylin", 50, 100), piece("kohta", 65, 200))
    assert texts(pdf_page(*pieces)) == [["ylin"], ["2. kohta"], ["alin"]]


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(1, ["yksikaksi"]), (3, ["yksi kaksi"]), (14, ["yksi kaksi"]), (16, ["yksi", "kaksi"])],
)
def test_a_wide_gap_parts_cells_and_a_narrow_one_words(gap: float, expected: list[str]) -> None:
    assert texts(pdf_page(piece("yksi", 50, 100), piece("kaksi", 70 + gap, 100))) == [expected]


@pytest.mark.parametrize("mark", ["1.", "12)", "a)", "-", "•"])
def test_what_a_list_begins_with_is_of_one_cell_with_it(mark: str) -> None:
    assert texts(pdf_page(piece(mark, 50, 100), piece("kohta", 120, 100))) == [[f"{mark} kohta"]]


def test_merged_pieces_keep_their_look() -> None:
    (whole,) = merged([piece("yksi", 50, 100, size=12, bold=True), piece("kaksi", 76, 100)], 1.5)
    assert whole == Piece("yksikaksi", 50, 101, 100, 12, False, 24)


def test_a_label_centred_beside_two_lines_stands_beside_the_first() -> None:
    pieces = (piece("ensimmäinen rivi", 120, 100), piece("§ 5", 50, 107), piece("toinen rivi", 120, 114))
    assert texts(pdf_page(*pieces)) == [["§ 5", "ensimmäinen rivi"], ["toinen rivi"]]


def test_columns_of_prose_are_read_one_after_the_other_under_what_goes_over_both() -> None:
    wide = "palstan rivi on pitkä kuin mikä"
    left = [piece(f"{wide} {n}", 50, 200 + 12 * n) for n in range(8)]
    right = [piece(f"{wide} {n}", 320, 200 + 12 * n) for n in range(8)]
    over = piece("otsikko joka ylittää molemmat palstat, on hyvin leveä ja jatkuu", 150, 100)
    found = page_lines(ruled_rows([pdf_page(*left, *right, over)]))
    assert [(line.column, line.base) for line in found] == [
        (0, 100),
        *((1, 200 + 12 * n) for n in range(8)),
        *((2, 200 + 12 * n) for n in range(8)),
    ]


def test_narrow_cells_are_no_columns() -> None:
    rows = [
        cell
        for n in range(9)
        for cell in (piece("vuosi", 50, 200 + 12 * n), piece("summa", 400, 200 + 12 * n))
    ]
    assert {line.column for line in page_lines(ruled_rows([pdf_page(*rows)]))} == {0}


def furniture(*pages: PdfPage) -> list[str]:
    return [line.text for line in page_lines(ruled_rows(pages)) if line.furniture]


def body(page: int) -> list[Piece]:
    return [piece(f"tekstiä sivulla {'abc'[page % 3]}", 50, 200 + 12 * n) for n in range(5)]


def test_a_line_at_the_same_place_of_three_pages_is_furniture() -> None:
    pages = [pdf_page(piece("Kaupunki", 50, 30), *body(n), piece(f"Sivu {n}", 50, 780)) for n in range(3)]
    assert furniture(*pages) == ["Kaupunki", "Sivu 0", "Kaupunki", "Sivu 1", "Kaupunki", "Sivu 2"]


def test_of_two_pages_both_must_have_it() -> None:
    pages = [pdf_page(piece("Kaupunki", 50, 30), *body(n)) for n in range(2)]
    assert furniture(*pages) == ["Kaupunki", "Kaupunki"]
    assert furniture(pages[0], pdf_page(*body(1))) == []
    assert furniture(pages[0]) == []


def test_a_line_at_another_place_or_on_few_pages_is_no_furniture() -> None:
    places = [30, 70, 110, 30]
    pages = [pdf_page(piece("Kaupunki", 50, place), *body(n)) for n, place in enumerate(places)]
    assert furniture(*pages) == []


def test_a_line_close_to_the_text_is_no_furniture_unless_most_pages_have_it() -> None:
    close = [
        pdf_page(*body(n), piece(f"rivi {'abc'[n]}", 50, 752), piece("Esittelijä: Maija", 50, 764))
        for n in range(3)
    ]
    assert furniture(*close) == ["Esittelijä: Maija"] * 3
    assert furniture(*close, *(pdf_page(*body(n)) for n in range(5))) == []


@pytest.mark.parametrize("text", ["Päätös", "§ 12", "Beslut"])
def test_headings_of_items_and_parts_are_no_furniture(text: str) -> None:
    assert furniture(*(pdf_page(piece(text, 50, 30), *body(n)) for n in range(4))) == []


def labels(*texts: str, given: str = "") -> list[str]:
    pages = [pdf_page(piece(text, 500, 30), *body(n), label=given) for n, text in enumerate(texts)]
    return page_labels(pages, page_lines(ruled_rows(pages)))


def test_labels_are_the_numbers_printed_on_the_pages() -> None:
    assert labels("7 (64)", "8 (64)", "9 (64)") == ["7", "8", "9"]
    assert labels("Sivu 1", "Sivu 2", "Sivu 3") == ["1", "2", "3"]
    assert labels("- 4 -", "- 5 -", "- 6 -") == ["4", "5", "6"]


def test_labels_without_printed_numbers_are_the_files_or_the_pages_own() -> None:
    assert labels("Kaupunki", "Kaupunki", "Kaupunki") == ["1", "2", "3"]
    assert labels("Kaupunki", "Kaupunki", "Kaupunki", given="iv") == ["iv", "iv", "iv"]
    assert labels("2025", "2025", "2025") == ["1", "2", "3"]


def test_a_line_knows_its_ends_and_look() -> None:
    cells = (piece("yksi", 50, 100, bold=True), piece("kaksi", 150, 100, size=12))
    line = Line(0, 0, cells, cells)
    assert (line.left, line.right, line.base, line.size, line.bold) == (50, 180, 100, 12, False)


def test_a_header_that_a_machine_read_otherwise_on_some_pages_is_one_on_all() -> None:
    heads = [
        "Kissan kunta Pöytäkirja 1 (9)",
        "Kissan kunta Poytakirja —2(9)",
        "Kissan kunta | Pöytäkirja",
    ] * 2
    pages = [pdf_page(piece(head, 60, 30), piece("Teksti", 60, 300)) for head in heads]
    read = page_lines((replace(page, scan="read"), ()) for page in pages)
    assert [line.text for line in read if line.furniture] == heads
    own = page_lines((page, ()) for page in pages)
    assert [line.text for line in own if line.furniture] == []

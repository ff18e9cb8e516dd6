"""What a machine misreads on pictures, each damage with the few words that show it."""

import pytest
from PIL import Image, ImageDraw

from corpus.pdf.misread import mended
from corpus.pdf.process import Piece
from corpus.pdf.recognize_program import without_sides


def piece(text: str, base: float = 50.0, left: float = 60.0) -> Piece:
    return Piece(text, left, left + 5.0 * len(text), base, 11.0, bold=False, first=20.0)


def page(*lines: str | tuple[str, str]) -> list[Piece]:
    """A page of lines, each of one piece or of a § in the margin with what stands beside it."""
    pieces = []
    for number, line in enumerate(lines, start=1):
        first, *beside = (line,) if isinstance(line, str) else line
        pieces.append(piece(first, 20.0 * number))
        pieces += [piece(text, 20.0 * number, 130.0) for text in beside]
    return pieces


def texts(*pages: list[Piece]) -> list[list[str]]:
    return [[each.text for each in found] for found in mended(pages)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("835", "§ 35"),
        ("8 33 Asia", "§ 33 Asia"),
        ("$ 35", "§ 35"),
        ("S 35", "§ 35"),
        ("535", "§ 35"),
        ("337", "§ 37"),
        ("899", "899"),
        ("835 euroa", "835 euroa"),
        ("Lain 119 8:n mukaan", "Lain 119 §:n mukaan"),
        ("120 8 Kokouskutsu", "120 § Kokouskutsu"),
        ("120 8 hevosta", "120 8 hevosta"),
        ("Perusopetuslain 8 32:n mukaan", "Perusopetuslain § 32:n mukaan"),
        ("nuorisolain 89 mukaiseksi", "nuorisolain §9 mukaiseksi"),
        ("nuorisolain 89 mukana", "nuorisolain 89 mukana"),
        ("hallintolain 21 8 mukaisesti", "hallintolain 21 § mukaisesti"),
        ("hallintolain 21 8 hevosta", "hallintolain 21 8 hevosta"),
        ("turvalliseen (8 29) tilaan", "turvalliseen (§ 29) tilaan"),
        ("Lautakunta, 8 19, 18.2.2025", "Lautakunta, § 19, 18.2.2025"),
        ("Lautakunta, 8 47,25.04.2023", "Lautakunta, § 47,25.04.2023"),
        ("Lautakunta, 18.2.2025, 8 19", "Lautakunta, 18.2.2025, § 19"),
        ("Kissoja, 8 19, hevosia", "Kissoja, 8 19, hevosia"),
        ("päätöksen (24.06.1999 8 6) nojalla", "päätöksen (24.06.1999 § 6) nojalla"),
        ("päättänyt 9.6.2003 815, että", "päättänyt 9.6.2003 §15, että"),
        ("Kunnanhallitus on 2.9.2024 8 244 antanut", "Kunnanhallitus on 2.9.2024 § 244 antanut"),
        ("Velkaa oli 2.9.2024 8 244 tuhatta", "Velkaa oli 2.9.2024 8 244 tuhatta"),
        ("Velkaa oli 2.9.2024 8 44 euroa", "Velkaa oli 2.9.2024 8 44 euroa"),
        ("e kissat", "• kissat"),
        ("esa", "esa"),
        ("[174", "174"),
        ("kulttuurille]", "kulttuurille"),
        ("[174]", "[174]"),
        ("kissa | koira", "kissa koira"),
    ],
)
def test_a_sign_that_was_read_as_another(text: str, right: str) -> None:
    assert texts(page("§ 32 Asia", "§ 36 Asia"), [piece(text)])[1] == [right]


def test_a_number_that_stands_behind_other_cells_begins_nothing() -> None:
    assert texts(page("§ 34 Asia"), page(("Kissat", "835"), ("835", "kissaa")))[1] == [
        "Kissat",
        "835",
        "835",
        "kissaa",
    ]


def test_items_whose_signs_were_all_misread_are_known_by_their_row() -> None:
    listed = page(("81", "Avaus"), ("82", "Tarkastus"), ("53", "Katto"), ("84", "Muut asiat"))
    found = texts(listed, page("81", "Kokous avattiin."), page("82"), page("83", "Katto korjataan."))
    assert found[0] == ["§ 1", "Avaus", "§ 2", "Tarkastus", "§ 3", "Katto", "§ 4", "Muut asiat"]
    assert [lines[0] for lines in found[1:]] == ["§ 1", "§ 2", "§ 3"]


def test_numbers_of_pages_are_no_items() -> None:
    pages = [page("Teksti on tässä.", str(number)) for number in (81, 82, 83, 84)]
    assert texts(*pages) == [["Teksti on tässä.", str(number)] for number in (81, 82, 83, 84)]


def test_one_number_too_far_from_the_row_is_none_of_it() -> None:
    assert texts(page("§ 34 Asia", "§ 35 Asia"), page("8 39 Asia"))[1] == ["8 39 Asia"]
    assert texts(page("§ 34 Asia", "8 35 Asia", "8 36 Asia", "8 37 Asia"))[0][1:] == [
        "§ 35 Asia",
        "§ 36 Asia",
        "§ 37 Asia",
    ]


def test_a_day_and_the_sign_behind_it_may_stand_in_two_pieces_of_a_line() -> None:
    line = [piece("Johtajan päätös 12.2.2021", 50.0, 60.0), piece("8 16 on", 50.0, 193.0)]
    assert texts(line) == [["Johtajan päätös 12.2.2021", "§ 16 on"]]
    apart = [line[0], piece("8 16 on", 50.0, 300.0)]
    assert texts(apart) == [["Johtajan päätös 12.2.2021", "8 16 on"]]


def test_dots_that_were_not_read_are_put_where_the_word_has_them_elsewhere() -> None:
    found = texts(page("Johtaja hyvaksyy sen.", "Johtaja hyväksyy sen."), page("Hyväksyy", "HYVAKSYY"))
    assert found == [["Johtaja hyväksyy sen.", "Johtaja hyväksyy sen."], ["Hyväksyy", "HYVÄKSYY"]]
    assert texts(page("Hyvaksyy", "hyvaksyy", "hyväksyy")) == [["Hyvaksyy", "hyvaksyy", "hyväksyy"]]
    found = texts(page("Kannykkakiellosta", "Kannykkakiellosta", "kännykkäkiellosta"))
    assert found == [["Kännykkäkiellosta", "Kännykkäkiellosta", "kännykkäkiellosta"]]


def test_a_word_that_may_be_its_own_keeps_its_letters() -> None:
    assert texts(page("Vaara on suuri.", "Väärä tieto.", "Mika", "mikä")) == [
        ["Vaara on suuri.", "Väärä tieto.", "Mika", "mikä"]
    ]


def test_names_of_parts_have_their_dots() -> None:
    assert texts(page("Kasitellyt asiat", "Esittelija: N. N.")) == [["Käsitellyt asiat", "Esittelijä: N. N."]]


def test_the_sides_of_a_table_are_taken_out_of_the_picture_and_letters_stay() -> None:
    picture = Image.new("L", (400, 600), 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((100, 100, 103, 499), fill=0)  # a side
    draw.rectangle((200, 300, 210, 399), fill=0)  # a letter's stem
    draw.rectangle((300, 100, 349, 499), fill=0)  # part of a photograph
    found = without_sides(picture)
    assert found.crop((90, 0, 120, 600)).getextrema() == (255, 255)
    assert found.crop((150, 0, 400, 600)).tobytes() == picture.crop((150, 0, 400, 600)).tobytes()


def test_a_page_without_tables_is_left_as_it_is() -> None:
    picture = Image.new("L", (400, 600), 255)
    ImageDraw.Draw(picture).rectangle((200, 300, 210, 399), fill=0)
    assert without_sides(picture) is picture

"""PDFs of any make: mirrored margins, listings, headings over lines, numbers and labels beside the text."""

from pathlib import Path

import pytest

from corpus.pdf.process import extracted
from corpus.pdf.text import pdf_blocks
from corpus.readers import read
from tests.support.pdfs import CATALOG, FONT, PAGE, Words, made, raw, stream

TEXT = [
    "Kaupunki rakentaa uuden uimahallin ensi vuonna kes-",
    "kustan laidalle, jossa sitä on toivottu monta vuotta jo",
    "kauan. Hallin suunnittelee kaupungin oma väki, ja se on",
    "valmis syksyllä, kun koulujen lukuvuosi on alkanut taas.",
]
WHOLE = (
    "Kaupunki rakentaa uuden uimahallin ensi vuonna keskustan laidalle, jossa sitä on toivottu monta vuotta "
    "jo kauan. Hallin suunnittelee kaupungin oma väki, ja se on valmis syksyllä, kun koulujen lukuvuosi on "
    "alkanut taas."
)


def found(pages: list[list[Words]]) -> list[tuple[str, str]]:
    """Kind and text of each block of a PDF."""
    return [(block.kind, block.text) for block in pdf_blocks(extracted(Path("a.pdf"), made(pages)))[2]]


def text(left: float, top: float = 100, size: float = 11, lines: list[str] = TEXT) -> list[Words]:
    return [(left, top + n * 14, line, size, False) for n, line in enumerate(lines)]


def test_margins_mirrored_page_by_page_make_no_difference() -> None:
    right = ["Rivi on tällä sivulla näin pitkä ja sitten se vielä jat-", "kuu tähän."]
    pages = []
    for number in range(8):
        left = 60.0 if number % 2 else 120.0
        pages.append([*text(left, 200), *text(left, 300), *text(left, 400, lines=right)])
    blocks = found(pages)
    assert (
        blocks
        == [
            ("paragraph", WHOLE),
            ("paragraph", WHOLE),
            ("paragraph", "Rivi on tällä sivulla näin pitkä ja sitten se vielä jatkuu tähän."),
        ]
        * 8
    )


def test_a_page_number_beside_the_text_is_no_part_of_it() -> None:
    towns = dict(enumerate(["Espoo", "Turku", "Oulu", "Vantaa", "Lapua"], start=7))
    pages: list[list[Words]] = [
        [(500, 100, str(number), 30, True), *text(100, 100, lines=[f"{town} {TEXT[0][9:]}", *TEXT[1:]])]
        for number, town in towns.items()
    ]
    assert found(pages) == [
        each
        for number, town in towns.items()
        for each in (("paragraph", f"{town} {WHOLE[9:]}"), ("furniture", str(number)))
    ]


def test_listings_do_not_set_the_usual_type() -> None:
    code: list[Words] = [(60, 100 + n * 9, f"<Nimi Id='{n}'>Virtanen</Nimi>", 8, True) for n in range(60)]
    pages: list[list[Words]] = [[(60, 70, "Johdanto", 14, True), *text(60), *text(60, 180), *text(60, 260)]]
    pages += [[*text(60), *text(60, 180)] for _ in range(3)]
    pages += [code for _ in range(4)]
    kinds = found(pages)
    assert [block for block in kinds if block[0] == "heading"] == [("heading", "Johdanto")]


def test_text_between_the_tags_of_a_listing_does_not_set_the_usual_type() -> None:
    said = "Kaupunginhallitus hyväksyy tämän ehdotuksen ja antaa siitä lausunnon"
    code: list[Words] = [(60, 100 + n * 9, f"<Teksti>{said}</Teksti>", 8, False) for n in range(60)]
    pages: list[list[Words]] = [[*text(60), (60, 180, "Seuraavassa on esimerkki:", 11, False)]]
    pages += [[*text(60), *text(60, 180)] for _ in range(3)]
    pages += [code for _ in range(4)]
    assert [block for block in found(pages) if block[0] == "heading"] == []


@pytest.mark.parametrize(
    "line",
    [
        "• Uimahalli",
        "Yhteensä 1 500 2 300",
        "Taulukko 3: Menot vuosittain",
        "Johdanto .................. 4",
        "<Nimi>Virtanen</Nimi>",
        "ja muut asiat)",
        "1 200 300 €",
    ],
)
def test_bold_lines_that_are_no_headings(line: str) -> None:
    assert ("heading", line) not in found([[*text(60), (60, 200, line, 11, True), *text(60, 240)]])


def test_a_heading_over_two_lines_is_one() -> None:
    words: list[Words] = [
        (60, 60, "3 Kunnat, kaupungit ja valtion", 22, True),
        (90, 88, "aluehallinto", 22, True),
        *text(60, 130),
    ]
    assert found([words]) == [
        ("heading", "3 Kunnat, kaupungit ja valtion aluehallinto"),
        ("paragraph", WHOLE),
    ]


def test_a_short_numbered_line_above_its_text_is_a_heading() -> None:
    words = [*text(60), *text(60, 180, lines=["1. Datakatalogit löydettäviksi", *TEXT])]
    assert found([words]) == [
        ("paragraph", WHOLE),
        ("heading", "1. Datakatalogit löydettäviksi"),
        ("paragraph", WHOLE),
    ]


def test_a_raised_mark_of_a_note_is_of_its_line() -> None:
    words: list[Words] = [*text(60), (64 + 290, 111, "[1]", 6, False)]
    assert found([words]) == [("paragraph", WHOLE.replace("jo kauan", "jo [1] kauan"))]


def test_what_stands_beyond_the_edge_of_the_page_is_not_read() -> None:
    assert found([[*text(60), (-300, 300, "piilossa", 11, False)]]) == [("paragraph", WHOLE)]


def test_a_label_over_several_lines_in_the_margin_is_one() -> None:
    words: list[Words] = [*text(180), *text(180, 180)]
    labels = ["Kaupungin-", "hallituksen", "päätösehdotus"]
    words += [(60, 180 + n * 14, label, 11, False) for n, label in enumerate(labels)]
    assert found([words]) == [
        ("paragraph", WHOLE),
        ("paragraph", "Kaupunginhallituksen päätösehdotus"),
        ("paragraph", WHOLE),
    ]


def test_a_label_in_the_margin_may_be_longer_than_its_text() -> None:
    words: list[Words] = [
        (60, 100, "Dno"),
        (180, 100, "OUKA/1499/12.00.02/2016"),
        (60, 126, "Valmistelijat/"),
        (180, 126, "Johtaja Matti Kissa puh. 040 123,"),
        (60, 140, "Lisätietojen"),
        (180, 140, "päällikkö Maija Koira puh. 040 456"),
        (60, 154, "antaja"),
        (60, 180, "Tiivistelmä"),
        *text(180, 180),
    ]
    assert found([words])[1:] == [
        ("paragraph", "Valmistelijat/ Lisätietojen antaja"),
        ("paragraph", "Johtaja Matti Kissa puh. 040 123,\npäällikkö Maija Koira puh. 040 456"),
        ("paragraph", "Tiivistelmä"),
        ("paragraph", WHOLE),
    ]


def test_a_number_with_a_gap_for_thousands_is_one_cell() -> None:
    rows: list[Words] = []
    for n, (name, *cells) in enumerate([("Tuotot", "1", "116", "300"), ("Menot", "-116", "224", "41")]):
        rows += [(60, 200 + n * 14, name, 11, False)]
        places = (200.0, 200 + 5.0 * len(cells[0]) + 4, 300.0)
        rows += [(left, 200 + n * 14, cell, 11, False) for left, cell in zip(places, cells, strict=True)]
    assert found([[*text(60), *rows]])[-1] == ("table", "Tuotot | 1 116 | 300\nMenot | -116 224 | 41")


def test_a_bold_line_with_a_letter_before_it_is_a_heading() -> None:
    assert ("heading", "A) Aineistojen analysointi") in found(
        [[*text(60), (60, 200, "A) Aineistojen analysointi", 11, True), *text(60, 240)]]
    )


def test_the_title_of_a_report_is_its_largest_heading_though_its_authors_stand_above(tmp_path: Path) -> None:
    cover: list[Words] = [
        (60, 300, "Anna Kissala", 14, False),
        (60, 318, "Kalle Koirala", 14, False),
        (60, 500, "Julkinen data", 60, True),
        (60, 545, "johdatus avaamiseen", 24, False),
    ]
    path = tmp_path / "opas.pdf"
    path.write_bytes(made([cover, *([*text(60, 200), *text(60, 300), *text(60, 400)] for _ in range(2))]))
    assert read(path).title == "Julkinen data"


def test_a_ragged_line_that_breaks_off_inside_a_sentence_goes_on() -> None:
    ragged = ["Hallitus on nyt sitoutunut vahvistamaan taloutta", "ja päättää siitä."]  # *ja* had room
    names = ["oppilaat ja opettajat sekä rehtorit kuvaus", "kuljetukset"]  # a list without marks
    assert found([[*text(60), *text(60, 200, lines=ragged), *text(60, 300, lines=names)]]) == [
        ("paragraph", WHOLE),
        ("paragraph", " ".join(ragged)),
        ("paragraph", "\n".join(names)),
    ]


def test_a_line_that_hangs_and_goes_on_small_is_of_the_paragraph_above() -> None:
    words: list[Words] = [
        (60, 200, "y Selvitetään vanhemman seurapalvelun lisäämistä", 11, False),
        (71, 214, "henkilöstöeduksi.", 11, False),
        (60, 228, "y Tehdään", 11, False),
    ]
    assert found([[*text(60), *words]])[1:] == [
        ("paragraph", "y Selvitetään vanhemman seurapalvelun lisäämistä henkilöstöeduksi."),
        ("paragraph", "y Tehdään"),
    ]


def test_each_note_in_brackets_is_one() -> None:
    notes: list[Words] = [
        (60, 300, "[1] Suomalaisia palveluita on", 9, False),
        (72, 314, "Espoossa.", 9, False),
        (60, 328, "[2] Kissa istuu.", 9, False),
    ]
    lines = ["Kaupunki rakentaa uuden uimahallin ensi vuonna kuten on", "[3] ja sitten vielä kerran."]
    blocks = found([[*text(60), *text(60, 200, lines=lines), *notes]])
    assert blocks[1:] == [
        ("paragraph", " ".join(lines)),
        ("list", "[1] Suomalaisia palveluita on\nEspoossa."),
        ("list", "[2] Kissa istuu."),
    ]


@pytest.mark.parametrize(
    ("font", "found"), [("Wingdings2", "• yksi"), ("SymbolMT", "• yksi"), ("Helvetica", "y yksi")]
)
def test_a_letter_of_a_font_of_pictures_is_a_bullet(font: str, found: str) -> None:
    content = b"BT /F1 11 Tf 60 700 Td (y) Tj /F2 11 Tf 12 0 Td (yksi) Tj ET"
    page = PAGE.replace(b"/F1 5 0 R", b"/F1 5 0 R/F2 6 0 R")
    marks = f"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+{font}/Encoding/WinAnsiEncoding>>".encode()
    data = raw(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(content), marks, FONT)
    assert [block.text for block in pdf_blocks(extracted(Path("a.pdf"), data))[2]] == [found]


@pytest.mark.parametrize(("sign", "found"), [("D835", "\ufffd yksi"), ("D83DDE00", "😀 yksi")])
def test_half_a_character_is_none(tmp_path: Path, sign: str, found: str) -> None:
    content = b"BT /F1 11 Tf 60 700 Td (x yksi) Tj ET"
    mapped = (
        f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> "
        f"endcodespacerange 1 beginbfchar <78> <{sign}> endbfchar endcmap end end"
    ).encode()
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    path = tmp_path / "a.pdf"
    path.write_bytes(
        raw(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, stream(content), font, stream(mapped))
    )
    assert read(path).text == found


def test_numbered_headings_of_one_size_are_one_under_the_other(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    page: list[Words] = [
        (60, 60, "5 Yhteenveto", 16, True),
        (60, 90, "5.1 Palvelu", 16, True),
        *text(60, 120),
        (60, 220, "5.2 Autentikointi", 16, True),
        *text(60, 250),
    ]
    path.write_bytes(made([page]))
    sections = read(path).sections
    assert [(section.title, section.parent, len(section.paragraphs)) for section in sections] == [
        ("5 Yhteenveto", None, 0),
        ("5.1 Palvelu", 0, 1),
        ("5.2 Autentikointi", 0, 1),
    ]


def test_what_stands_beside_the_label_of_attachments_is_theirs(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    labels = {
        "Esittelyteksti": "Talous on tasapainossa.",
        "Liitteet": "Kortit laitetaan työtilaan maanantaina.",
        "Päätös": "Merkittiin tiedoksi.",
    }
    page: list[Words] = [
        (188, 80, "Talouden seuranta", 11, True),
        (58, 110, "Dno", 11, True),
        (188, 110, "OUKA/1472/02.02.02/2017"),
    ]
    for n, (label, said) in enumerate(labels.items()):
        page += [(58, 140 + 30 * n, label, 11, True), (188, 140 + 30 * n, said)]
    path.write_bytes(made([page]))
    document = read(path)
    parts = {
        section.title: [span.of(document.text) for span in section.paragraphs]
        for section in document.sections
        if section.kind == "part"
    }
    assert parts == {label: [said] for label, said in labels.items()}

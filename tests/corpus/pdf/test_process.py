"""PDFs: minutes as a city makes them, and files that are scanned, locked, damaged or made to harm."""

import datetime
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.document import Document, pages_of, section_path
from corpus.errors import DamagedFileError, EmptyFileError, EncryptedFileError, ReadError, ScannedFileError
from corpus.pdf import process as pdf
from corpus.process import bounded
from corpus.readers import read, source_text
from tests.support.pdfs import CATALOG, PAGE, Words, inflating, lines, made, one_page, raw, stream

BODY = "Kaupunki toimii kansainvälisesti monella eri tavalla ja monesta eri syystä, ja sen"


def page(number: int, *words: list[Words]) -> list[Words]:
    """A page of minutes: its header and what else stands on it."""
    header: list[Words] = [
        (132, 32, "Vaasan kaupunki", 11, True),
        (347, 32, "Pöytäkirja", 11, True),
        (452, 32, "5/2025"),
        (509, 32, f"{number} (5)"),
        (132, 47, "Tekninen lautakunta"),
        (347, 47, "20.05.2025"),
    ]
    return header + [word for group in words for word in group]


def bold(left: float, base: float, *texts: str) -> list[Words]:
    return [(left, base + n * 15, text, 11, True) for n, text in enumerate(texts)]


MINUTES = [
    page(
        1,
        [(57, 150, "Aika"), (123, 150, "20.05.2025, klo 16:02")],
        [(57, 173, "Paikka"), (123, 173, "Kokoushuone")],
        bold(57, 196, "Käsitellyt asiat"),
        [(57, 219, "§ 74", 11, True), (123, 219, "Pöytäkirjan tarkastus", 11, True)],
        [(123, 243, "Uimahallin rakennuttaminen ja urakoitsijan", 11, True)],
        [(57, 250, "§ 75", 11, True), (123, 258, "valinta", 11, True)],
        lines(57, 300, "Saapuvilla olleet jäsenet"),
        lines(123, 315, "Maija Virtanen, puheenjohtaja", "Matti Niemi"),
        lines(57, 360, "Allekirjoitukset"),
        [(123, 400, "Maija Virtanen"), (345, 400, "Liisa Koski")],
        [(123, 415, "Puheenjohtaja"), (345, 415, "Sihteeri")],
    ),
    page(
        2,
        bold(57, 150, "§ 74", "Pöytäkirjan tarkastus"),
        lines(123, 203, BODY, "yhteistyö on laajaa.", pitch=14.5),
        bold(123, 246, "Päätös"),
        lines(123, 261, "Hyväksyttiin.", pitch=14.5),
    ),
    page(
        3,
        bold(57, 150, "Tekninen lautakunta, § 19, 18.02.2025", "Tekninen lautakunta, § 75, 20.05.2025"),
        bold(57, 188, "§ 75", "Uimahallin rakennuttaminen ja urakoitsijan valinta"),
        lines(57, 229, "VAADno-2025-65"),
        bold(57, 255, "Tekninen lautakunta, 18.02.2025, § 19"),
        lines(123, 279, "Valmistelija:", "Maija Virtanen"),
        bold(123, 320, "Ehdotus"),
        lines(123, 335, "Asia palautetaan valmisteluun."),
        bold(57, 370, "Tekninen lautakunta, 20.05.2025, § 75"),
        [(125, 400, "Urakoitsija"), (300, 400, "Hinta")],
        [(125, 416, "Rakennus Oy"), (300, 416, "1 000 €")],
        lines(123, 780, f"{BODY} yhteistyö lin-".replace("ja sen ", "")),
    ),
    page(
        4,
        lines(123, 150, "jaukset hyväksyttiin."),
        bold(123, 200, "Päätös"),
        lines(123, 215, "Valittiin Rakennus Oy."),
        lines(136, 240, "1."),
        lines(
            151,
            240,
            "Ensimmäinen kohta on niin pitkä, että se jatkuu toiselle ja vielä sen ri-",
            "ville.",
        ),
        [(136, 280, "2."), (151, 280, "Toinen kohta.")],
    ),
    page(
        5,
        bold(57, 150, "Oikaisuvaatimus"),
        lines(123, 165, "§75"),
        bold(57, 188, "Oikaisuvaatimusohje"),
        lines(123, 203, "Päätökseen tyytymätön voi tehdä oikaisuvaatimuksen."),
        bold(123, 230, "Oikaisuvaatimusaika"),
        lines(123, 245, "Aika on 14 päivää."),
    ),
]


def written(folder: Path, data: bytes) -> Path:
    path = folder / "kokous.pdf"
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return read(written(tmp_path_factory.mktemp("pdf"), made(MINUTES)))


def sections(document: Document) -> list[tuple[str, list[str]]]:
    return [
        (" > ".join(section_path(document, at)), [span.of(document.text) for span in section.paragraphs])
        for at, section in enumerate(document.sections)
    ]


def test_minutes_are_read_with_items_handlings_and_parts(minutes: Document) -> None:
    item = "§ 75 Uimahallin rakennuttaminen ja urakoitsijan valinta"
    past, present = "Tekninen lautakunta, 18.02.2025, § 19", "Tekninen lautakunta, 20.05.2025, § 75"
    joined = BODY.replace("ja sen", "yhteistyö linjaukset hyväksyttiin.")
    assert sections(minutes) == [
        ("Tekninen lautakunta, pöytäkirja 5/2025", ["Aika | 20.05.2025, klo 16:02", "Paikka | Kokoushuone"]),
        (
            "Käsitellyt asiat",
            [
                "§ 74 | Pöytäkirjan tarkastus",
                "§ 75 | Uimahallin rakennuttaminen ja urakoitsijan valinta",
            ],
        ),
        ("Saapuvilla olleet jäsenet", ["Maija Virtanen, puheenjohtaja\nMatti Niemi"]),
        ("Allekirjoitukset", ["Maija Virtanen | Liisa Koski\nPuheenjohtaja | Sihteeri"]),
        ("§ 74 Pöytäkirjan tarkastus", [f"{BODY} yhteistyö on laajaa."]),
        ("§ 74 Pöytäkirjan tarkastus > Päätös", ["Hyväksyttiin."]),
        (
            item,
            [
                "VAADno-2025-65",
                "Tekninen lautakunta, § 19, 18.02.2025",
                "Tekninen lautakunta, § 75, 20.05.2025",
            ],
        ),
        (f"{item} > {past}", ["Valmistelija:\nMaija Virtanen"]),
        (f"{item} > {past} > Ehdotus", ["Asia palautetaan valmisteluun."]),
        (f"{item} > {present}", ["Urakoitsija | Hinta\nRakennus Oy | 1 000 €", joined]),
        (
            f"{item} > {present} > Päätös",
            [
                "Valittiin Rakennus Oy.",
                "1. Ensimmäinen kohta on niin pitkä, että se jatkuu toiselle ja vielä sen riville.",
                "2. Toinen kohta.",
            ],
        ),
        ("Oikaisuvaatimus", ["§75"]),
        ("Oikaisuvaatimus > Oikaisuvaatimusohje", ["Päätökseen tyytymätön voi tehdä oikaisuvaatimuksen."]),
        ("Oikaisuvaatimus > Oikaisuvaatimusaika", ["Aika on 14 päivää."]),
        ("Ylätunniste", ["Vaasan kaupunki Pöytäkirja 5/2025 1 (5)", "Tekninen lautakunta 20.05.2025"]),
    ]


def test_metadata_of_a_pdf(minutes: Document) -> None:
    assert (minutes.item, minutes.case, minutes.body) == ("§ 74", None, "Tekninen lautakunta")
    assert minutes.date == datetime.date(2025, 5, 20)
    assert {section.item for section in minutes.sections if section.case == "VAADno-2025-65"} == {"§ 75"}


def test_pages_of_a_pdf_have_the_labels_printed_on_them(minutes: Document) -> None:
    assert [(page.number, page.label, page.inferred) for page in minutes.pages] == [
        (number, str(number), False) for number in range(1, 6)
    ]
    spans = (span for section in minutes.sections for span in section.paragraphs)
    over = next(span for span in spans if "linjaukset" in span.of(minutes.text))
    assert [page.label for page in pages_of(minutes, over)] == ["3", "4"]


def test_every_character_of_a_pdf_maps_to_its_extracted_text(minutes: Document) -> None:
    source = source_text(Path(minutes.path))
    for at, character in enumerate(minutes.text):
        offset = minutes.source_map.source_offset(at)
        assert character == (" " if offset is None else source[offset])
    assert source.count("\f") == 4


def test_a_report_without_items_is_read_by_size_of_type(tmp_path: Path) -> None:
    first: list[Words] = [(57, 80, "Vuosikertomus", 20, True), (57, 120, "Talous", 14, True)]
    second: list[Words] = [(57, 80, "Henkilöstö", 14, True), (57, 140, "Palkat", 11, True)]
    pages = [
        [*first, *lines(57, 145, f"{BODY} talous on hyvä.")],
        [*second, *lines(57, 105, "Kaupungissa on sata työntekijää.")],
    ]
    document = read(written(tmp_path, made(pages)))
    assert sections(document)[1:] == [
        ("Vuosikertomus > Talous", [f"{BODY} talous on hyvä."]),
        ("Vuosikertomus > Henkilöstö", ["Kaupungissa on sata työntekijää."]),
        ("Vuosikertomus > Henkilöstö > Palkat", []),
    ]
    assert (document.title, [page.label for page in document.pages]) == ("Vuosikertomus", ["1", "2"])


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"vasen palsta rivi {n} on näin pitkä ja" for n in range(10)]
    right = [f"oikea palsta rivi {n} on näin pitkä ja" for n in range(10)]
    words = [*lines(57, 120, *left), *lines(320, 120, *right), *lines(57, 80, f"{BODY} ylittää palstat")]
    document = read(written(tmp_path, made([words])))
    assert (
        document.text.replace("\n", " ").split() == f"{BODY} ylittää palstat {' '.join(left + right)}".split()
    )


def refused(path: Path, error: type[ReadError]) -> str:
    start = time.monotonic()
    with pytest.raises(error) as caught:
        read(path)
    assert type(caught.value) is error
    assert time.monotonic() - start < 60  # of the clock; a busy machine lends little of its time
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_scanned(tmp_path: Path) -> None:
    path = written(tmp_path, made([[], []]))
    assert refused(path, ScannedFileError) == (
        f"{path}: the PDF has 2 pages but no text, only pictures of it; “pykala index --ocr” reads them "
        "where Tesseract is installed"
    )


def test_locked_with_a_password(tmp_path: Path) -> None:
    path = written(tmp_path, made(MINUTES, locked=True))
    assert refused(path, EncryptedFileError) == (
        f"{path}: the PDF is locked with a password; save it without one and try again"
    )


def test_empty(tmp_path: Path) -> None:
    refused(written(tmp_path, b""), EmptyFileError)


@pytest.mark.parametrize(
    "data",
    [
        b"Kissa istuu.",
        b"%PDF-1.7\n",
        made(MINUTES)[:2000],
        made(MINUTES).replace(b"/Type /Page\n", b"/Type /Pagx\n").replace(b"endobj", b"endobk"),
        raw(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"),
    ],
    ids=["text", "head", "cut_short", "altered", "no_pages"],
)
def test_damaged(tmp_path: Path, data: bytes) -> None:
    assert "cannot be read beyond page 0" in refused(written(tmp_path, data), DamagedFileError)


@pytest.mark.parametrize(
    "data",
    [
        raw(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        raw(
            CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 999999>>", b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]>>"
        ),
        one_page(inflating(5 << 28, 2)),
        one_page(
            stream(b"/X Do"),
            stream(b"/X Do /Y Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R/Y 6 0 R>>>>"),
        ),
    ],
    ids=["page_tree_loop", "page_tree_knot", "inflating_stream", "form_in_itself"],
)
def test_made_to_harm(tmp_path: Path, data: bytes) -> None:
    refused(written(tmp_path, data), DamagedFileError)


def test_more_pages_than_a_document_has(tmp_path: Path) -> None:
    kids = b"<</Type/Pages/Kids[" + b"3 0 R " * 20_000 + b"]/Count 20000>>"
    path = written(tmp_path, raw(CATALOG, kids, PAGE, stream(b"BT /F1 12 Tf (A) Tj ET"), b"null", b"null"))
    assert refused(path, DamagedFileError) == (
        f"{path}: the PDF has 20000 pages, more than 10000; split it, or get it anew"
    )


def test_the_time_of_a_process_is_its_own() -> None:
    """A process that waits uses none, however long; one that computes uses what the clock says."""
    busy = "while time.process_time() < 0.4: pass"
    code = f"import time; time.sleep(0.5)\n{busy}\ninput()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as process:
        start = time.monotonic()
        while (used := bounded.used(process.pid, 99.0)) < 0.3:
            assert time.monotonic() < start + 30
            time.sleep(0.01)
        assert used < time.monotonic() - start - 0.3
        process.communicate(b"\n")


def test_a_page_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time\nprint('{\"pages\": 2}', flush=True)\ntime.sleep(60)\n")
    monkeypatch.setattr(pdf, "_EXTRACT", sleeper)
    monkeypatch.setattr(pdf, "_PATIENCE", 0.3)
    path = written(tmp_path, made(MINUTES))
    assert "cannot be read beyond page 0 of 2" in refused(path, DamagedFileError)

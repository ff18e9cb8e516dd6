"""The grammar of minutes: items, parts, case numbers, bodies and dates."""

import datetime

import pytest

from corpus.minutes import case_number, deciding_body, first_date, holds_headings, is_part, item_heading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 31", ("§ 31", "")),
        ("§31", ("§ 31", "")),
        ("31 §", ("§ 31", "")),
        ("31§", ("§ 31", "")),
        ("§ 31 Tilannekatsaus  asioista", ("§ 31", "Tilannekatsaus asioista")),
        ("31 § Tilannekatsaus", ("§ 31", "Tilannekatsaus")),
        ("§ 31. Tilannekatsaus", ("§ 31", "Tilannekatsaus")),
        ("§ 31: Tilannekatsaus", ("§ 31", "Tilannekatsaus")),
        ("§ 31 – Tilannekatsaus", ("§ 31", "Tilannekatsaus")),
        ("§ 12 Bokslut 2024", ("§ 12", "Bokslut 2024")),
        ("§ 12 a Oikaisu", ("§ 12a", "Oikaisu")),
        ("§ 140 2025 talousarvio", ("§ 140", "2025 talousarvio")),
        ("§ 23 rahoitukseen", None),
        ("2 §:n mukaan", None),
        ("Hallintosäännön 8 §", None),
        ("§ 31-33", None),
        ("§", None),
        ("Päätös", None),
        ("", None),
    ],
)
def test_item_headings(text: str, expected: tuple[str, str] | None) -> None:
    assert item_heading(text) == expected


@pytest.mark.parametrize(
    ("text", "part", "holds"),
    [
        ("Päätös", True, True),
        ("PÄÄTÖS:", True, True),
        ("Esittelijän  perustelut", True, True),
        ("Esittelijä", True, False),
        ("Tiedoksi", True, False),
        ("Beslutsförslag", True, True),
        ("Föredragande", True, False),
        ("Taustaa", False, False),
        ("Päätös on ehdotuksen mukainen.", False, False),
    ],
)
def test_parts(text: str, part: bool, holds: bool) -> None:
    assert (is_part(text), holds_headings(text)) == (part, holds)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HEL 2024-015391 T 04 03 00", "HEL 2024-015391"),
        ("LAPDno-2024-792", "LAPDno-2024-792"),
        ("Asia LAPDno-2024-792 ja LAPDno-2023-1", "LAPDno-2024-792"),
        ("HEL\n2024-015391", "HEL 2024-015391"),
        ("VD/123/02.01/2024", None),
        ("vuosina 2024-2025", None),
        ("COVID 2020-2021", None),
    ],
)
def test_case_numbers(text: str, expected: str | None) -> None:
    assert case_number(text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["Kaupunginhallituksen elinkeinojaosto merkitsi tiedoksi katsauksen."],
            "Kaupunginhallituksen elinkeinojaosto",
        ),
        (["Kaupunginvaltuusto päätti hyväksyä.", "Lautakunta päätti."], "Kaupunginvaltuusto"),
        (["Lautakunta päätti.", "Tekninen lautakunta päätti."], "Tekninen lautakunta"),
        (["Kasvatus- ja koulutuslautakunta hyväksyi."], "Kasvatus- ja koulutuslautakunta"),
        (["Stadsfullmäktige beslutade godkänna."], "Stadsfullmäktige"),
        (["Asiasta kaupunginvaltuusto päätti."], None),
        ([], None),
    ],
)
def test_deciding_bodies(texts: list[str], expected: str | None) -> None:
    assert deciding_body(texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02.12.2024", datetime.date(2024, 12, 2)),
        ("Kokous 2.12.2024 klo 16", datetime.date(2024, 12, 2)),
        ("helsinki-2024-12-02-31", datetime.date(2024, 12, 2)),
        ("31.2.2024, 1.3.2024", datetime.date(2024, 3, 1)),
        ("2024-01-05 ja 1.1.2020", datetime.date(2024, 1, 5)),
        ("puh. 09.310.15266", None),
        ("", None),
    ],
)
def test_first_dates(text: str, expected: datetime.date | None) -> None:
    assert first_date(text) == expected

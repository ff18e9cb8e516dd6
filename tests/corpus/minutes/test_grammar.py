"""The grammar of minutes: items, parts, case numbers, bodies and dates."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.minutes import grammar
from corpus.minutes.grammar import (
    broken_item_heading,
    case_number,
    deciding_body,
    first_date,
    front_label,
    handled_numbers,
    is_appeal_title,
    is_contents_label,
    is_history,
    is_item_list,
    is_own_history,
    is_routine,
    item_heading,
)
from corpus.minutes.labels import part_label
from corpus.minutes.vocabulary import (
    holds_attachments,
    holds_headings,
    is_part,
    part_kind,
    part_name,
)


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
        ("§ 74 § 75 § 76", None),
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
        ("Taustaa", True, True),
        ("Kaupunginjohtajan ehdotus:", True, True),
        ("Asemakaavan selostus", False, False),
        ("tiedoksi", False, False),
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
        ("VD/123/02.01/2024", "VD/123/02.01/2024"),
        ("123/10.03.02/2023", "123/10.03.02/2023"),
        ("Asianumero TRE:1234/02.02.00/2024", "TRE:1234/02.02.00/2024"),
        ("OUKA/1234/2024 Lausunto", "OUKA/1234/2024"),
        ("1234-2024 (02 02 00)", "1234-2024"),
        ("Dnr 45/2024", "45/2024"),
        ("MliDno-2017-1255", "MliDno-2017-1255"),
        ("KirDno-2023-5", "KirDno-2023-5"),
        ("Asia OUKA/1499/12.00.02/2016", "OUKA/1499/12.00.02/2016"),
        ("VD/1545/02.06.01/2017", "VD/1545/02.06.01/2017"),
        ("5024-2017 (010)", "5024-2017"),
        ("5316/2016", "5316/2016"),
        ("Dno | 5316/2016", "5316/2016"),
        ("Dno OUKA/1499/12.00.02/2016", "OUKA/1499/12.00.02/2016"),
        ("Dno 2024-123", "Dno 2024-123"),
        ("Kaupunginhallitus\n5316/2016", "5316/2016"),
        ("tuomioistuinmaksulaki 1455/2015", None),
        ("5/2025", None),
        ("Pöytäkirja 3/2024", None),
        ("laki 410/2015", None),
        ("vuosina 2024-2025", None),
        ("COVID 2020-2021", None),
    ],
)
def test_case_numbers(text: str, expected: str | None) -> None:
    assert case_number(text) == expected


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Tekninen lautakunta, 20.05.2025, § 83", ("§ 83",)),
        ("Tekninen lautakunta, § 19, 18.02.2025 Tekninen lautakunta, § 75, 20.05.2025", ("§ 19", "§ 75")),
        ("Kaupunginhallitus 02.12.2024 § 349", ("§ 349",)),
        ("Kunnanhallitus | § 85 | 12.03.2024", ("§ 85",)),
        ("KHALL 12.03.2024 § 85", ("§ 85",)),
        ("Kh 12.3.2024 § 85\nKv 25.3.2024 § 20", ("§ 85", "§ 20")),
        ("Stadsstyrelsen 12.3.2024 § 7", ("§ 7",)),
        ("Ksylk § 84", ("§ 84",)),
        ("Tekninen lautakunta § 19", ("§ 19",)),
        ("Kaupunginhallituksen käsittely", ()),
        ("Kuntalaki § 136", ()),
        ("Liite § 3", ()),
        ("Kokous pidettiin 12.3.2024 § 85", ()),
        ("Kaupunginhallitus 02.12.2024", ()),
        ("Kaupunginhallituksen päätös 02.12.2024 § 349 on voimassa.", ()),
    ],
)
def test_who_handled_an_item_and_when(text: str, numbers: tuple[str, ...]) -> None:
    assert is_history(text) == (bool(numbers) or text.endswith("käsittely"))
    assert handled_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Pormestarin päätösesitys", "päätösesitys", "act"),
        ("Kaupunginhallituksen ehdotus", "ehdotus", "act"),
        ("Kommundirektörens förslag:", "förslag", "act"),
        ("Selostus", "selostus", "reasons"),
        ("ASIAN TAUSTA", "asian tausta", "topic"),
        ("Konsekvensbedömning", "konsekvensbedömning", "topic"),
        ("Oheismateriaali", "oheismateriaali", "attachments"),
        ("Bilaga", "bilaga", "attachments"),
        ("Täytäntöönpano", "täytäntöönpano", "note"),
        ("Asemakaavan selostus", None, None),
        ("Talousarvion ehdotus", None, None),
        ("ehdotus", None, None),
    ],
)
def test_names_and_kinds_of_parts(text: str, name: str | None, kind: str | None) -> None:
    assert (part_name(text), part_kind(text)) == (name, kind)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Päätös: Hyväksyttiin.", "Päätös"),
        ("Kunnanjohtajan ehdotus:\nHyväksytään.", "Kunnanjohtajan ehdotus"),
        ("Liitteet 1 Kartta", "Liitteet"),
        ("Tiedoksi: Matti", "Tiedoksi"),
        ("Esittelijä: Maija Virtanen", None),
        ("Päätös Kaupunginhallitus:", "Päätös"),
        ("Päätös Kaupunginhallitus: Hyväksyttiin.", "Päätös"),
        ("Päätösehdotus Teknisen toimen johtaja N. Niemi", "Päätösehdotus"),
        ("Käsittely Asia käsiteltiin kolmantena.", "Käsittely"),
        ("Selostus Kaupunginhallitus on käyttänyt otto-oikeutta.", "Selostus"),
        ("Kaupunginhallituksen päätösehdotus Valtuusto hyväksyy.", "Kaupunginhallituksen päätösehdotus"),
        ("PäätösAsia pantiin pöydälle.", "Päätös"),
        ("EHDOTUS (tekn.joht.): Tontti myydään.", "EHDOTUS (tekn.joht.)"),
        ("KJ:n ehdotus: Ei ole.", "KJ:n ehdotus"),
        ("Kunnanhallituksen päätös: Hyväksyttiin.", "Kunnanhallituksen päätös"),
        ("Oheismateriaali - Kartta", "Oheismateriaali"),
        ("Täytäntöönpano Tekninen toimi", "Täytäntöönpano"),
        ("Beslutsförslag Stadsdirektören:", "Beslutsförslag"),
        ("Beslut Förslaget godkändes.", "Beslut"),
        ("Tiivistelmä: Kaava hyväksytään.", "Tiivistelmä"),
        ("Kaupunginhallituksen päätös 17.6.2024 § 198: ohjeet.", None),
        ("Päätös Kaupunginhallitukselle annetaan.", None),
        ("Liite Kartta alueesta.", None),
        ("Ote Kaupunginhallituksen pöytäkirjasta", None),
        ("Päätös asiassa tehtiin äänin 3-10.", None),
        ("Esitys Kaavasta", None),
        ("Päätös:", None),
        ("Päätös tehtiin: asia hyväksyttiin.", None),
        ("Tausta: vanha", None),
    ],
)
def test_labels_of_parts(text: str, label: str | None) -> None:
    assert part_label(text) == label


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
        ("8. toukokuuta 2017", datetime.date(2017, 5, 8)),
        ("den 13 oktober 2021", datetime.date(2021, 10, 13)),
        ("31.2.2024, 1.3.2024", datetime.date(2024, 3, 1)),
        ("2024-01-05 ja 1.1.2020", datetime.date(2024, 1, 5)),
        ("puh. 09.310.15266", None),
        ("", None),
    ],
)
def test_first_dates(text: str, expected: datetime.date | None) -> None:
    assert first_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Läsnä", "Läsnä"),
        ("Läsnä: Maija", "Läsnä"),
        ("Saapuvilla olleet jäsenet Maija", "Saapuvilla olleet jäsenet"),
        ("Käsitellyt asiat | Käsitellyt asiat", "Käsitellyt asiat"),
        ("Behandlade ärenden", "Behandlade ärenden"),
        ("Närvarande Anna Ek", "Närvarande"),
        ("Läsnä oli viisi jäsentä", None),
        ("läsnä Maija", None),
        ("Läsnäolo", None),
        ("Pöytäkirjan tarkastusvuorossa ovat Maija", None),
    ],
)
def test_labels_of_front_matter(text: str, expected: str | None) -> None:
    assert front_label(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§86", True),
        ("§74, §75, §76", True),
        ("§§ 74, 75 ja 76", True),
        ("§ 74–80", True),
        ("§ 74 Päätös", False),
        ("74", False),
    ],
)
def test_lists_of_items(text: str, expected: bool) -> None:
    assert is_item_list(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tekninen lautakunta, 20.05.2025, § 83", True),
        ("Tekninen lautakunta, § 19,18.02.2025", True),
        ("Kaupunginhallitus, § 1,1.2.2025 Tekninen lautakunta, § 2, 3.4.2025", True),
        ("Tekninen lautakunta 20.05.2025", False),
        ("Maija Virtanen, 20.05.2025, § 83", False),
        ("Tekninen lautakunta, 20.05.2025, § 83 päätti", False),
    ],
)
def test_histories(text: str, expected: bool) -> None:
    assert is_history(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Muutoksenhakukielto", True),
        ("Oikaisuvaatimusohje HANKINTAOIKAISUOHJE", True),
        ("VALITUSOSOITUS", True),
        ("Besvärsanvisning", True),
        ("Oikaisuvaatimusaika", False),
    ],
)
def test_titles_of_instructions_for_appeal(text: str, expected: bool) -> None:
    assert is_appeal_title(text) == expected


def test_the_tail_of_a_broken_title() -> None:
    assert broken_item_heading("§ 23 rahoitukseen") == ("§ 23", "rahoitukseen")
    assert broken_item_heading("§ 23 Rahoitus") is None
    assert broken_item_heading("§ 23") is None


def test_contents_and_attachments() -> None:
    assert (is_contents_label("Käsitellyt asiat"), is_contents_label("Läsnä")) == (True, False)
    assert (holds_attachments("Liitteet:"), holds_attachments("Päätös")) == (True, False)


def test_a_handling_of_the_meeting_at_hand_has_its_number_and_its_date() -> None:
    date = datetime.date(2025, 5, 20)
    heading = "Tekninen lautakunta, 20.05.2025, § 83"
    assert is_own_history(heading, "§ 83", date)
    assert is_own_history(heading, "§ 83", None)
    assert not is_own_history(heading, "§ 84", date)
    assert not is_own_history(heading, "§ 83", datetime.date(2024, 5, 20))
    assert not is_own_history("Päätös", "§ 83", date)


def test_what_stands_in_every_meetings_minutes() -> None:
    titles = ("Esityslistan hyväksyminen", "Muutoksenhaku", "Läsnä", "Aita")
    assert [is_routine(title) for title in titles] == [True, False, True, False]


@given(st.from_regex(grammar._CASE))
def test_each_way_to_write_a_case_number_holds_one_of_its_signs(text: str) -> None:
    assert grammar._CASE_SIGNS.search(text)

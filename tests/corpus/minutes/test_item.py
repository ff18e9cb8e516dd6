"""Items as sections, in the ways that cities write them: handlings, two languages, labels, what follows."""

import pytest

from tests.corpus.minutes.test_outline import sections

DYNASTY = """\
HOLLOLAN KUNTA

Asialista

Kunnanhallitus § 84 11.03.2024

Kunnanhallitus § 85 12.03.2024

## Koulun peruskorjaus

123/10.03.02/2023

KHALL 11.03.2024 § 84

Koulu on vanha.

Kunnanjohtajan päätösehdotus

Palautetaan.

Päätös

Palautettiin.

KHALL 12.03.2024 § 85

Selostus

Koulu on yhä vanha.

Päätös

Hyväksyttiin.

Kunnanhallitus § 86 12.03.2024

## Muut asiat

124/00.02/2024

Päätös

Ei ollut.
"""


def test_items_whose_number_stands_in_the_line_of_who_handled_them() -> None:
    assert sections(DYNASTY) == [
        "alku (text) HOLLOLAN KUNTA",
        "Asialista (contents)",
        "§ 85 Koulun peruskorjaus (item) 123/10.03.02/2023 / Kunnanhallitus § 84 11.03.2024 / "
        "Kunnanhallitus § 85 12.03.2024",
        "  KHALL 11.03.2024 § 84 (part) Koulu on vanha.",
        "    Kunnanjohtajan päätösehdotus (part) Palautetaan.",
        "    Päätös (part) Palautettiin.",
        "  KHALL 12.03.2024 § 85 (part)",
        "    Selostus (part) Koulu on yhä vanha.",
        "    Päätös (part) Hyväksyttiin.",
        "§ 86 Muut asiat (item) 124/00.02/2024 / Kunnanhallitus § 86 12.03.2024",
        "  Päätös (part) Ei ollut.",
    ]


def test_a_handling_has_one_decision() -> None:
    source = (
        "## § 5 Ostopalvelu\n\n## Lautakunta 21.11.2024 § 128\n\na\n\nPäätös\n\nb\n\n"
        "## Ehdotus\n\nc\n\n## Päätös\n\nd"
    )
    assert sections(source) == [
        "§ 5 Ostopalvelu (item)",
        "  Lautakunta 21.11.2024 § 128 (part) a",
        "    Päätös (part) b",
        "  Ehdotus (part) c",
        "  Päätös (part) d",
    ]


def test_minutes_that_begin_with_the_decision_keep_a_proposal_in_its_handling() -> None:
    source = (
        "## § 5 Ostopalvelu\n\n## Päätös\n\na\n\n## Ehdotus\n\nb\n\n## Kaupunginhallitus 2.12.2024 § 7\n\n"
        "## Päätös\n\nc\n\n## Päätösehdotus\n\nd"
    )
    assert sections(source) == [
        "§ 5 Ostopalvelu (item)",
        "  Päätös (part) a",
        "  Ehdotus (part) b",
        "  Kaupunginhallitus 2.12.2024 § 7 (part)",
        "    Päätös (part) c",
        "    Päätösehdotus (part) d",
    ]


def test_a_quoted_handling_is_a_heading_where_handlings_are_written_otherwise() -> None:
    source = (
        "## § 6 Kuljetukset\n\n## Lautakunta, 07.12.2023, § 127\n\n## Lautakunta 10.6.2021 § 16\n\na\n\n"
        "## Ehdotus\n\nb\n\n## Päätös\n\nc"
    )
    assert sections(source) == [
        "§ 6 Kuljetukset (item)",
        "  Lautakunta, 07.12.2023, § 127 (part)",
        "    Lautakunta 10.6.2021 § 16 (heading) a",
        "    Ehdotus (part) b",
        "    Päätös (part) c",
    ]


def test_the_same_item_in_the_other_language_is_a_section_with_its_own_parts() -> None:
    source = (
        "## § 12 Talousarvio 2025\n\n## Ehdotus\n\na\n\n## Päätös\n\nb\n\n"
        "## § 12 Budget 2025\n\n## Förslag\n\nc\n\n## Beslut\n\nd\n\n## § 13 Muut asiat\n\n## Päätös\n\ne"
    )
    assert sections(source) == [
        "§ 12 Talousarvio 2025 (item)",
        "  Ehdotus (part) a",
        "  Päätös (part) b",
        "  § 12 Budget 2025 (heading)",
        "    Förslag (part) c",
        "    Beslut (part) d",
        "§ 13 Muut asiat (item)",
        "  Päätös (part) e",
    ]


def test_the_same_minutes_in_the_other_language_after_the_first() -> None:
    source = "".join(
        f"## § {number} {title}\n\n## {part}\n\n{text}\n\n"
        for number, title, part, text in (
            (1, "Avaus", "Päätös", "a"),
            (2, "Talous", "Päätös", "b"),
            (1, "Öppnande", "Beslut", "c"),
            (2, "Ekonomi", "Beslut", "d"),
        )
    )
    assert sections(source) == [
        "§ 1 Avaus (item)",
        "  Päätös (part) a",
        "§ 2 Talous (item)",
        "  Päätös (part) b",
        "§ 1 Öppnande (item)",
        "  Beslut (part) c",
        "§ 2 Ekonomi (item)",
        "  Beslut (part) d",
    ]


def test_labels_at_the_beginning_of_text_head_parts() -> None:
    source = (
        "## § 3 Kartta\n\nEhdotus:\nEsittelijä: Maija Virtanen\n\nHyväksytään.\n\nPäätös: Hyväksyttiin.\n\n"
        "Liitteet 1 Kartta\n\nTiedoksi: Matti"
    )
    assert sections(source) == [
        "§ 3 Kartta (item)",
        "  Ehdotus (part) Esittelijä: Maija Virtanen / Hyväksytään.",
        "  Päätös (part) Hyväksyttiin.",
        "  Liitteet (part) 1 Kartta",
        "  Tiedoksi (part) Matti",
    ]


def test_whose_proposal_it_is_stands_within_the_proposal() -> None:
    source = "## § 3 Kartta\n\n## Ehdotus\n\n## Kaupunginjohtajan ehdotus:\n\na\n\n## Päätös\n\nb"
    assert sections(source) == [
        "§ 3 Kartta (item)",
        "  Ehdotus (part)",
        "    Kaupunginjohtajan ehdotus: (heading) a",
        "  Päätös (part) b",
    ]


def test_a_topic_stands_within_reasons_and_beside_a_proposal() -> None:
    source = (
        "## § 3 Kartta\n\n## Asian tausta\n\na\n\n## Pormestarin päätösesitys\n\nb\n\n"
        "## Vaikutusten arviointi\n\nc\n\n## Perustelut\n\nd\n\n## Taustaa\n\ne\n\n## Päätös\n\nf"
    )
    assert sections(source) == [
        "§ 3 Kartta (item)",
        "  Asian tausta (part) a",
        "  Pormestarin päätösesitys (part) b",
        "  Vaikutusten arviointi (part) c",
        "  Perustelut (part) d",
        "    Taustaa (heading) e",
        "  Päätös (part) f",
    ]


def test_swedish_parts_of_other_towns() -> None:
    source = (
        "## § 7 Skola\n\n## Beredning\n\na\n\n## Bakgrund\n\nb\n\n## Stadsdirektörens förslag\n\nc\n\n"
        "## Behandling\n\nd\n\n## Beslut\n\ne\n\n## Bilaga\n\n1 Karta\n\n## Delgivning\n\nf"
    )
    assert sections(source) == [
        "§ 7 Skola (item)",
        "  Beredning (part) a",
        "    Bakgrund (heading) b",
        "  Stadsdirektörens förslag (part) c",
        "  Behandling (part) d",
        "  Beslut (part) e",
        "  Bilaga (part) 1 Karta",
        "  Delgivning (part) f",
    ]


@pytest.mark.parametrize("label", ["Allekirjoitukset", "Pöytäkirjan tarkastus", "Underskrifter"])
def test_signatures_after_the_last_item_are_no_part_of_it(label: str) -> None:
    source = f"## § 1 Avaus\n\na\n\n## § 2 Muut asiat\n\n## Päätös\n\nb\n\n{label}\n\nMaija\n\nMatti"
    assert sections(source) == [
        "§ 1 Avaus (item) a",
        "§ 2 Muut asiat (item)",
        "  Päätös (part) b",
        f"{label} (heading) Maija / Matti",
    ]


def test_instructions_for_appeal_without_numbers_are_no_part_of_the_last_item() -> None:
    source = (
        "## § 1 Avaus\n\na\n\n## § 2 Muut asiat\n\n## Muutoksenhaku\n\nb\n\n# OIKAISUVAATIMUSOHJEET\n\nc\n\n"
        "## Oikaisuvaatimusaika\n\nd\n\n# Valitusosoitus\n\ne"
    )
    assert sections(source) == [
        "§ 1 Avaus (item) a",
        "§ 2 Muut asiat (item)",
        "  Muutoksenhaku (part) b",
        "OIKAISUVAATIMUSOHJEET (heading) c",
        "  Oikaisuvaatimusaika (heading) d",
        "Valitusosoitus (heading) e",
    ]

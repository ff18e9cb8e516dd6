"""What became of items, in the words that the systems of cities write it in."""

from pathlib import Path

import pytest

from corpus.head import is_agenda
from tests.corpus.minutes.test_cities import document, in_force


@pytest.mark.parametrize(
    ("acts", "kind", "words"),
    [
        (
            "### Esitys\n\nYmpäristölautakunta esitti kaupunginhallitukselle, että\n\n- sopimus hyväksytään.",
            "accepted",
            "Ympäristölautakunta esitti kaupunginhallitukselle, että / - sopimus hyväksytään.",
        ),
        (
            "### Ehdotus\n\nLautakunta antaa lausunnon.\n\n### Päätös\n\nLautakunta ei anna lausuntoa.",
            "amended",
            "Lautakunta ei anna lausuntoa.",
        ),
        (
            "### Päätösehdotus (kaupunginjohtaja)\n\nKaupunginjohtaja N. N.: Kaava hyväksytään.\n\n"
            "### Päätös (kaupunginhallitus)\n\nHyväksyttiin.",
            "accepted",
            "Kaava hyväksytään.",
        ),
        (
            "### Förslag\n\nAvtalet godkänns.\n\n### Beslut\n\nBeslutsförslaget godkändes.",
            "accepted",
            "Avtalet godkänns.",
        ),
        (
            "### Förslag\n\nAvtalet godkänns.\n\n### Beslut\n\nEnligt beslutsförslaget.",
            "accepted",
            "Avtalet godkänns.",
        ),
        (
            "### Förslag\n\nAvtalet godkänns.\n\n### Beslut\n\nÄrendet togs bort.",
            "withdrawn",
            "Ärendet togs bort.",
        ),
        ("### Ehdotus\n\nKirje merkitään tiedoksi.\n\n### Päätös\n\nMerkittiin.", "noted", "Merkittiin."),
        ("### Ehdotus\n\nMyönnetään.\n\n### Päätös\n\nHylättiin.", "rejected", "Hylättiin."),
        ("### Esitys\n\nLautakunta päättää esittää sopimusta.", "proposed", ""),
        ("### Päätös\n\nSalassa pidettävä (JulkL 24 § 1 mom. 25 k).", "confidential", ""),
        ("Ärendet är sekretessbelagt.", "confidential", ""),
        (
            "### Ehdotus\n\nTarjous hyväksytään.\n\n### Päätös\n\nHyväksyttiin.\n\nSalassa pidettävä.",
            "accepted",
            "Tarjous hyväksytään.",
        ),
    ],
)
def test_what_became_of_an_item(tmp_path: Path, acts: str, kind: str, words: str) -> None:
    found = document(tmp_path, f"## § 5 Sopimus\n\n{acts}", "x.md")
    assert in_force(found) == [(kind, words)]


def test_a_confidential_item_says_so(tmp_path: Path) -> None:
    page = "<div>1 §</div><h1>Julkinen otsikko</h1><p>Salassa pidettävä (perustelut)</p>"
    found = document(tmp_path, f"<html><body>{page}</body></html>")
    assert (found.item, in_force(found)) == ("§ 1", [("confidential", "")])


def test_an_agenda_that_retells_what_others_decided_is_one(tmp_path: Path) -> None:
    text = (
        "# Kaupunginhallitus, esityslista 29.5.2017\n\n## § 26 Kaavan hyväksyminen\n\n"
        "### Päätösehdotus\n\nKaava hyväksytään.\n\n### Päätöshistoria\n\n"
        "#### Suunnittelulautakunta 3.9.2015 § 139\n\n##### Päätös\n\nKaava pantiin pöydälle.\n"
    )
    found = document(tmp_path, text, "x.md")
    assert (is_agenda(found), in_force(found)) == (True, [("proposed", "")])


def test_a_call_to_a_meeting_that_lists_items_decides_nothing(tmp_path: Path) -> None:
    text = (
        "Kissakunta                KOKOUSKUTSU 4/2007\n\nPerusturvalautakunta\n\nKäsiteltävät asiat\n\n"
        "57 §   KOKOUKSEN LAILLISUUS\n\n58 §   PÖYTÄKIRJAN TARKASTAJIEN VALINTA\n\n59 §   HINNAT\n"
    )
    found = document(tmp_path, text, "kutsu.txt")
    assert in_force(found) == [("proposed", "")] * 3

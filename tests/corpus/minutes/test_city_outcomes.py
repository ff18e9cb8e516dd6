"""What became of items, in the words that the systems of cities write it in."""

from pathlib import Path

import pytest

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
        ("### Esitys\n\nLautakunta päättää esittää sopimusta.", "unknown", ""),
    ],
)
def test_what_became_of_an_item(tmp_path: Path, acts: str, kind: str, words: str) -> None:
    found = document(tmp_path, f"## § 5 Sopimus\n\n{acts}", "x.md")
    assert in_force(found) == [(kind, words)]

"""The table of the parts of minutes: each name once, with its language, its role and what it answers."""

import pytest

from corpus.minutes.vocabulary import PARTS, gloss, heading_part, role_of, titled


def test_every_name_stands_once_in_small_letters() -> None:
    names = [part.name for part in PARTS]
    assert len(set(names)) == len(names)
    assert [name for name in names if name != " ".join(name.lower().split())] == []


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Päätös:", "decision"),
        ("BESLUT", "decision"),
        ("Kaupunginjohtajan päätösehdotus", "proposal"),
        ("Kommundirektörens förslag", "proposal"),
        ("Vastaehdotus", "counterproposal"),
        ("Käsittely", "handling"),
        ("Omröstning", "vote"),
        ("Eriävä mielipide", "dissent"),
        ("Esittelijän perustelut", "reasons"),
        ("Tiivistelmä", "summary"),
        ("Kuvaus", "summary"),
        ("Päätöshistoria", "history"),
        ("Valmistelijat", "preparer"),
        ("Esittelijät", "presenter"),
        ("Lisätiedot", "information"),
        ("Oheismateriaali", "attachments"),
        ("Muutoksenhaku", "appeal"),
        ("Toimivalta", "competence"),
        ("Delges", "notice"),
        ("Täytäntöönpano", "execution"),
        ("Yhteystiedot", "contact"),
        ("Päätöstiedot", None),
        ("Otsikko", None),
    ],
)
def test_what_a_part_is_for(title: str, role: str | None) -> None:
    assert role_of(title) == role


def test_a_heading_begins_with_a_capital_and_heads_a_part_of_an_item() -> None:
    assert heading_part("tiedoksi") is None
    assert heading_part("Yhteystiedot") is None
    assert titled("tiedoksi") == heading_part("Tiedoksi")


def test_a_part_says_what_it_answers_in_the_language_of_its_title() -> None:
    assert gloss("Pormestarin ehdotus:") == "mitä esitettiin päätettäväksi, esittelijän ehdotus"
    assert gloss("Bilagor") == "bifogade handlingar, material"
    assert (gloss("Vastaehdotus"), gloss("Otsikko")) == (None, None)

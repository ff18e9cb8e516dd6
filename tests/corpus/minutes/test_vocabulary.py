"""The table of the parts of minutes: each name once, with its language, its role and what it answers."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.minutes import vocabulary
from corpus.minutes.vocabulary import PARTS, gloss, heading_part, may_head, role_of, titled


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


@given(st.from_regex(vocabulary._OWNED, fullmatch=True))
def test_what_is_somebodys_ends_with_what_it_is(name: str) -> None:
    assert name.endswith(vocabulary._OWNED_ENDS)


@pytest.mark.parametrize("blanks", [1, 79, 80, 160, 1000])
def test_blanks_make_no_title_too_long(blanks: int) -> None:
    assert titled(f"Päätöksen{' ' * blanks}\nperustelut:{' ' * blanks}") is titled("Päätöksen perustelut")
    assert titled(f"{' ' * blanks}Päätös") is titled("Päätös")
    assert titled(f"Päätös{' ' * blanks}{'a' * 80}") is None


PIECES = (
    *(
        "Päätös",
        "Kaupunginjohtajan",
        "ehdotus",
        "ehdotus:",
        "(kj)",
        "ehdotus(kj)",
        "Täytäntöönpano-",
        "tiedot",
    ),
    *(
        "Valmistelijat",
        "/",
        "Valmistelijat/lisätietojen",
        "lisätietojen",
        "antaja",
        "Kissa",
        "istuu",
        "EU-",
        "§",
    ),
    *(
        "Kommundirektörens",
        "förslag",
        "till",
        "beslut",
        "Asian",
        "esittely",
        "esittely:",
        "Ote",
        "pöytäkirjasta",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=5), st.sampled_from([" ", "  ", "\n"]))
@example(["Kaupunginjohtajan", "ehdotus:"], " ")
@example(["Esittely:"], " ")
def test_a_text_that_begins_with_a_parts_name_may_head_one(words: list[str], blank: str) -> None:
    begun = [blank.join(words[:count]) for count in range(1, len(words) + 1)]
    if any(heading_part(each) for each in begun):
        assert may_head(blank.join(words))


@pytest.mark.parametrize("text", ["", "Kissa istuu", "Tämän lain 3 §:ssä säädetään ehdotuksista"])
def test_most_texts_head_no_part(text: str) -> None:
    assert not may_head(text)

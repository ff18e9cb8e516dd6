"""Handlings: which body dealt with an item when, and which sections are whose."""

import datetime
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.minutes.handlings import Handling, handlings, handlings_of
from corpus.readers import read

RETOLD = """## § 5 Katuvalot

### Tekninen lautakunta, 18.02.2025, § 19

Valot maksavat.

#### Ehdotus

Lautakunta sammuttaa valot.

#### Päätös

Lautakunta hyväksyi ehdotuksen.

### Kaupunginhallitus, 03.03.2025, § 40

#### Päätös

Kaupunginhallitus palautti asian.

### Tekninen lautakunta, 20.05.2025, § 5

#### Ehdotus

Lautakunta pitää valot.

#### Päätös

Lautakunta hyväksyi ehdotuksen.

## § 6 Muut asiat
"""


def meeting(folder: Path, text: str) -> Document:
    path = folder / "tekninen-lautakunta-2025-05-20.md"
    path.write_text(text, encoding="utf-8")
    return read(path)


def parts(document: Document, handling: Handling) -> dict[str, list[str]]:
    """The texts of a handling's parts, by what they serve as; those it lacks left out."""

    def texts(sections: tuple[int, ...]) -> list[str]:
        return [span.of(document.text) for at in sections for span in document.sections[at].paragraphs]

    found = {
        "proposals": texts(handling.proposals),
        "decisions": texts(handling.decisions),
        "reasons": texts(handling.reasons),
    }
    return {name: words for name, words in found.items() if words}


def test_each_handling_has_its_body_its_date_and_its_parts(tmp_path: Path) -> None:
    document = meeting(tmp_path, RETOLD)
    first, second, other = handlings(document)[0]
    assert (first.body, first.date, first.number, first.own) == (
        "Tekninen lautakunta",
        datetime.date(2025, 2, 18),
        "§ 19",
        False,
    )
    assert (second.body, second.date, second.number, second.own) == (
        "Kaupunginhallitus",
        datetime.date(2025, 3, 3),
        "§ 40",
        False,
    )
    assert (other.date, other.number, other.own) == (datetime.date(2025, 5, 20), "§ 5", True)
    assert [parts(document, each) for each in (first, second, other)] == [
        {"proposals": ["Lautakunta sammuttaa valot."], "decisions": ["Lautakunta hyväksyi ehdotuksen."]},
        {"decisions": ["Kaupunginhallitus palautti asian."]},
        {"proposals": ["Lautakunta pitää valot."], "decisions": ["Lautakunta hyväksyi ehdotuksen."]},
    ]


def test_every_section_of_an_item_is_of_one_handling(tmp_path: Path) -> None:
    document = meeting(tmp_path, RETOLD)
    for item, found in handlings(document).items():
        inside = sorted(at for handling in found for at in handling.sections)
        number = document.sections[item].item
        assert inside == [at for at, section in enumerate(document.sections) if section.item == number]


def test_the_handlings_of_one_item_are_those_among_all(tmp_path: Path) -> None:
    document = meeting(tmp_path, f"{RETOLD}\n### Päätös\n\nEi muita.\n\n## § 7 Kokouksen päättäminen\n")
    assert [document.sections[item].item for item in handlings(document)] == ["§ 5", "§ 6", "§ 7"]
    assert {item: handlings_of(document, item) for item in handlings(document)} == handlings(document)
    with pytest.raises(KeyError):
        handlings_of(document, 1)


def test_an_item_without_a_history_has_its_own_handling_only(tmp_path: Path) -> None:
    document = meeting(tmp_path, RETOLD)
    (own,) = handlings(document)[max(handlings(document))]
    assert (own.number, own.own, own.decisions) == ("§ 6", True, ())


def test_outside_items_there_is_no_handling(tmp_path: Path) -> None:
    document = meeting(tmp_path, "# Opas\n\nTeksti.")
    assert handlings(document) == {}


def test_a_handling_that_another_one_quotes_is_a_part_of_that(tmp_path: Path) -> None:
    act = "#### Ehdotus\n\nLautakunta sammuttaa valot."
    quoted = f"#### Tekninen lautakunta 1.2.2020 § 3\n\nValot ovat vanhat.\n\n{act}"
    document = meeting(tmp_path, RETOLD.replace(act, quoted))
    assert [handling.number for handling in handlings(document)[0]] == ["§ 19", "§ 40", "§ 5"]


def test_acts_behind_a_history_are_not_the_meetings_own(tmp_path: Path) -> None:
    document = meeting(
        tmp_path,
        "## § 5 Katto\n\n### Päätös\n\nKatto korjataan.\n\n### Päätöshistoria\n\n### "
        "Päätös\n\nKatto puretaan.\n\n"
        "### Liitteet\n\n1 Kartta",
    )
    retold, own = handlings(document)[0]
    assert (retold.body, retold.date, retold.number, retold.own) == (None, None, None, False)
    assert parts(document, retold) == {"decisions": ["Katto puretaan."]}
    assert parts(document, own) == {"decisions": ["Katto korjataan."]}


def test_a_line_of_underscores_ends_what_was_copied_of_an_earlier_body(tmp_path: Path) -> None:
    document = meeting(
        tmp_path,
        "## § 5 Katto\n\n### Tekninen lautakunta 18.2.2025 § 19\n\n### Päätös\n\nLautakunta "
        "päätti odottaa.\n\n"
        "Äänestysluettelo liitteenä.\n\n\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n\nKatto vuotaa.\n\n"
        "### Ehdotus\n\nKatto korjataan.\n\n"
        "### Päätös\n\nHyväksyttiin.",
    )
    retold, own = handlings(document)[0]
    assert parts(document, retold)["decisions"][0] == "Lautakunta päätti odottaa."
    assert parts(document, own) == {
        "reasons": ["Katto vuotaa."],
        "proposals": ["Katto korjataan."],
        "decisions": ["Hyväksyttiin."],
    }


def test_a_list_of_votes_is_no_section(tmp_path: Path) -> None:
    document = meeting(tmp_path, "## § 5 Katto\n\n### Päätös\n\nA.\n\n### Äänestysluettelo liitteenä.\n\nB.")
    assert [section.title for section in document.sections] == ["Katto", "Päätös"]


def test_who_prepared_an_item_anew_begins_the_meetings_own_part(tmp_path: Path) -> None:
    document = meeting(
        tmp_path,
        "## § 5 Katto\n\n### Tekninen lautakunta, 18.02.2025, § 19\n\n#### Ehdotus\n\nKatto "
        "korjataan.\n\n#### Päätös\n\n"
        "Hyväksyttiin.\n\nMatti Virtanen, insinööri, matti.virtanen@kunta.example\n\nKatto vuotaa yhä.\n\n"
        "### Ehdotus\n\nKatto uusitaan.\n\n### Päätös\n\nHyväksyttiin.",
    )
    retold, own = handlings(document)[0]
    assert parts(document, retold) == {"proposals": ["Katto korjataan."], "decisions": ["Hyväksyttiin."]}
    assert parts(document, own)["proposals"] == ["Katto uusitaan."]
    assert parts(document, own)["reasons"][-1] == "Katto vuotaa yhä."

"""The lead of an answer: the text in force goes first, where that is asked for or what lost is found."""

from pathlib import Path

import pytest

from app.answer.answer import Answer, answer
from app.answer.lead import beginning
from corpus.document import Span
from corpus.readers import read
from index.building.build import build
from index.passages import MOST_WORDS
from index.search import Index
from tests.support.documents import make_document
from tests.support.toys.toy import ToyEncoder
from tests.support.toys.toy_extractor import ToyExtractor

LOST = """# Kissalautakunta

## § 5 Kissatalon päättäminen

### Ehdotus

Lautakunta päättää, että kissatalo suljetaan 1.8.2025 alkaen.

### Käsittely

Jäsen Aino Aalto esitti Eino Eklundin kannattamana seuraavan esityksen:

Kissatalon toimintaa jatketaan.

Suoritetussa äänestyksessä Aino Aallon esityksen puolesta annettiin seitsemän (7) ääntä ja esittelijän \
ehdotuksen puolesta kaksi (2) ääntä.

### Päätös

Lautakunnan päätökseksi tuli Aino Aallon tekemä vastaehdotus.

## § 6 Koiratalon katto

### Ehdotus

Koiratalon katto korjataan keväällä.

### Päätös

Ehdotus hyväksyttiin.

## § 7 Veneiden tilanne

### Selostus

Veneitä on kolme, ja ne ovat rannalla.

### Päätös

Merkittiin tiedoksi.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("lead")
    path = folder / "kissalautakunta-2025-01-15.md"
    path.write_text(LOST, encoding="utf-8")
    encoder = ToyEncoder()
    build(folder / "store", [path], encoder)
    return Index.open(folder / "store", encoder)


def first(found: Answer) -> tuple[str, str | None]:
    return found.passages[0].text, found.passages[0].standing


def test_a_decision_is_answered_by_the_proposal_that_was_accepted(index: Index) -> None:
    assert first(answer(index, "Mitä koiratalosta päätettiin?")) == (
        "Koiratalon katto korjataan keväällä.",
        "in_force",
    )


def test_a_proposal_that_lost_does_not_lead(index: Index) -> None:
    found = answer(index, "Suljetaanko kissatalo 1.8.2025 alkaen?")
    assert first(found) == ("Kissatalon toimintaa jatketaan.", "in_force")
    (item,) = [item for item in found.items if 1 in item.passages]
    assert item.outcome.kind == "rejected"
    assert {p.standing for p in found.passages if "suljetaan" in p.text} == {"lost"}


def test_who_asks_for_a_proposal_gets_it_and_is_told_that_it_lost(index: Index) -> None:
    found = answer(index, "Mitä esittelijä ehdotti kissatalosta, suljetaanko se?")
    assert found.passages[0].standing == "lost"


def test_that_an_item_was_noted_leads_no_answer(index: Index) -> None:
    text, _ = first(answer(index, "Miten kävi veneille rannalla?"))
    assert text.startswith("Veneitä on kolme")


def test_who_somebody_is_now_is_told_by_the_reasons(tmp_path: Path) -> None:
    path = tmp_path / "kissalautakunta-2025-02-15.md"
    path.write_text(
        "# Kissalautakunta\n\n## § 8 Kissaryhmä\n\n"
        "### Selostus\n\nKissaryhmän puheenjohtaja on Kaisa Kallio.\n\n"
        "### Ehdotus\n\nKissaryhmä nimetään.\n\n### Päätös\n\nEhdotus hyväksyttiin.\n",
        encoding="utf-8",
    )
    build(tmp_path / "store", [path], ToyEncoder())
    index = Index.open(tmp_path / "store", ToyEncoder())
    assert first(answer(index, "Kuka on kissaryhmän puheenjohtaja?")) == (
        "Kissaryhmän puheenjohtaja on Kaisa Kallio.",
        None,
    )
    assert first(answer(index, "Mitä kissaryhmän puheenjohtajasta päätettiin?")) == (
        "Kissaryhmä nimetään.",
        "in_force",
    )


def test_what_was_read_in_the_reasons_of_what_was_accepted_gives_way_to_nothing(tmp_path: Path) -> None:
    """*Montako kissaa* asks for a number, which the decision does not have."""
    asked = "Montako kissaa on talossa, josta päätettiin?"
    path = tmp_path / "kissalautakunta-2025-02-15.md"
    text = "# Kissalautakunta\n\n## § 8 Talo\n\n### Selostus\n\nTalossa on 12 kissaa.\n\n"
    for decision, when_read, alone in (
        ("Ehdotus hyväksyttiin.", "Talossa on 12 kissaa.", "Talo maalataan punaiseksi."),
        ("Ehdotus hylättiin. Talo jätetään rauhaan.", *["Ehdotus hylättiin. Talo jätetään rauhaan."] * 2),
    ):
        parts = f"### Ehdotus\n\nTalo maalataan punaiseksi.\n\n### Päätös\n\n{decision}\n"
        path.write_text(text + parts, encoding="utf-8")
        build(tmp_path / "store", [path], ToyEncoder())
        index = Index.open(tmp_path / "store", ToyEncoder(), ToyExtractor())
        assert first(answer(index, asked))[0] == when_read
        assert first(answer(Index.open(tmp_path / "store", ToyEncoder()), asked))[0] == alone


def test_a_listing_tells_every_item_of_the_day(index: Index) -> None:
    found = answer(index, "mitä 15.1.2025 päätettiin")
    assert [(item.number, item.outcome.kind) for item in found.items] == [
        ("§ 5", "rejected"),
        ("§ 6", "accepted"),
        ("§ 7", "noted"),
    ]
    assert (found.verdict, found.form.kind) == ("found", "listing")
    assert [passage.text for passage in found.passages][:2] == [
        "Kissatalon toimintaa jatketaan.",
        "Koiratalon katto korjataan keväällä.",
    ]


def test_the_beginning_of_a_text_is_whole_sentences_as_long_as_a_passage() -> None:
    long = " ".join(["Sana sana sana sana sana sana sana sana sana sana."] * 20)
    document = make_document("a.md", "A", [("A", "heading", None, [long, "Toinen kappale."])])
    one, two = document.sections[0].paragraphs
    whole = beginning(document, (one, two))
    assert len(whole.of(document.text).split()) == MOST_WORDS
    assert whole.of(document.text).endswith("sana.")
    assert beginning(document, (two,)) == two
    apart = Span(one.start, one.start + 49)
    assert beginning(document, (apart, two)) == Span(one.start, one.start + 49)


def test_reading_of_the_meeting_is_as_told(tmp_path: Path) -> None:
    path = tmp_path / "kissalautakunta-2025-01-15.md"
    path.write_text(LOST, encoding="utf-8")
    assert [s.item for s in read(path).sections if s.kind == "item"] == ["§ 5", "§ 6", "§ 7"]

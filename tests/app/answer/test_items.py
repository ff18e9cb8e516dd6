"""Items of an answer: what became of them as JSON, and the filter that holds for all that an answer tells."""

import datetime

import pytest

from app.answer.answer import Answer, answer
from app.answer.json_answer import to_json
from index.building.build import build
from index.filters import Filter
from index.search import Index
from index.store.store import load
from tests.support.toys.toy import ToyEncoder

MEETING = """\
## § 3 Kissatalo

HEL 2025-000009

#### Päätös

Jaosto hyväksyi ehdotuksen äänin 7–2.

#### Päätösehdotus

Kissa saa talon, jossa on vene.

#### Perustelut

Kissan aiempi talo hyväksyttiin 4.5.2020.

## § 4 Pöytäkirjan tarkastajat

#### Päätös

Valittiin pöytäkirjan tarkastajiksi Maija Mäki ja Matti Meri.
"""
NOTED = """\
## § 6 Venekatsaus

#### Päätös

Jaosto merkitsi tiedoksi venekatsauksen.

#### Perustelut

Laiturin korjaus päätettiin lopettaa.

#### Muutoksenhaku

Tästä päätöksestä valittaa omenan omistaja.
"""
OTHER = "## § 9 Koiratalo\n\n#### Päätös\n\nKoira saa talon.\n"
LISTING = "Mitä tammikuussa 2025 päätettiin?"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("minutes")
    (folder / "a-2025-01-10.md").write_text(MEETING, encoding="utf-8")
    (folder / "b-2025-01-24.md").write_text(OTHER, encoding="utf-8")
    (folder / "c-2025-03-10.md").write_text(NOTED, encoding="utf-8")
    build(folder / "store", [folder], ToyEncoder())
    return Index(load(folder / "store"), ToyEncoder())


def items(answered: Answer) -> list[tuple[str, str | None]]:
    return [(item.document.id, item.number) for item in answered.items]


def test_the_json_of_an_item(index: Index) -> None:
    (item,) = to_json(answer(index, "Saako kissa talon, jossa on vene?", top=1))["items"]
    spans = item["outcome"].pop("source_spans")
    assert "".join(MEETING[start:end] for start, end in spans) == "Kissa saa talon, jossa on vene."
    assert item == {
        "document": "a-2025-01-10.md",
        "section": 0,
        "item": "§ 3",
        "title": "Kissatalo",
        "body": None,
        "date": "2025-01-10",
        "case": "HEL 2025-000009",
        "citation": "§ 3 Kissatalo (HEL 2025-000009, 10.1.2025)",
        "outcome": {
            "kind": "accepted",
            "vote": {"for": 7, "against": 2, "blank": 0},
            "elected": [],
            "text": "Kissa saa talon, jossa on vene.",
            "citation": "§ 3 Kissatalo, Päätösehdotus (HEL 2025-000009, 10.1.2025)",
        },
        "passages": [1],
        "also_in": [],
    }


@pytest.mark.parametrize(
    ("wanted", "listed"),
    [
        (Filter(), [("a-2025-01-10.md", "§ 3"), ("b-2025-01-24.md", "§ 9"), ("a-2025-01-10.md", "§ 4")]),
        (Filter(document="b-2025-01-24.md"), [("b-2025-01-24.md", "§ 9")]),
        (Filter(since=datetime.date(2025, 1, 11)), [("b-2025-01-24.md", "§ 9")]),
        (Filter(item="4"), [("a-2025-01-10.md", "§ 4")]),
    ],
)
def test_a_listing_tells_what_the_filter_allows(
    index: Index, wanted: Filter, listed: list[tuple[str, str | None]]
) -> None:
    answered = answer(index, LISTING, wanted=wanted)
    assert (answered.form.kind, items(answered)) == ("listing", listed)


@pytest.mark.parametrize("part", ["Perustelut", "Päätös"])
def test_no_passage_stands_outside_of_the_part_that_was_asked_for(index: Index, part: str) -> None:
    for question in ("Mitä kissan talosta päätettiin?", LISTING):
        passages = answer(index, question, wanted=Filter(part=part)).passages
        assert passages
        assert {passage.section_path[-1] for passage in passages} == {part}


def test_who_asks_what_was_decided_gets_the_text_in_force_and_who_asks_when_does_not(index: Index) -> None:
    assert answer(index, "Mitä kissan talosta päätettiin?").passages[0].section_path[-1] == "Päätösehdotus"
    for question in ("Milloin kissan aiempi talo hyväksyttiin?", "När godkändes kissan aiempi talo?"):
        assert answer(index, question).passages[0].section_path[-1] == "Perustelut"


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Mitä laiturin korjauksesta päätettiin?", "Perustelut"),  # the item was only noted
        ("Mitä venekatsauksesta päätettiin?", "Päätös"),
        ("Kuka valittaa tästä päätöksestä, omenan omistaja?", "Muutoksenhaku"),
    ],
)
def test_the_text_in_force_goes_not_before_what_it_does_not_answer(
    index: Index, question: str, part: str
) -> None:
    best = answer(index, question).passages[0]
    assert (best.source.id, best.section_path[-1]) == ("c-2025-03-10.md", part)

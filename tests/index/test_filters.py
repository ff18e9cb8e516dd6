"""Filters, and what a question says of where its answer stands."""

import datetime

import numpy as np
import pytest

from index.building.build import build
from index.filters import ANYWHERE, Filter, Named, allowed, hints, normal_item
from index.search import Index
from index.store.store import load
from tests.support.toys.toy import ToyEncoder

MINUTES = """\
# Pöytäkirja

## § 7 Kissatalo

HEL 2025-000007

#### Päätös

{body} päätti, että kissa saa talon.

##### Ehdot

Kissa maksaa vuokran.

## § 8 Venepaikat

#### Päätös

{body} päätti, että vene saa paikan.
"""


MARCH = (datetime.date(2024, 3, 1), datetime.date(2024, 3, 31))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("minutes")
    for name, body in (
        ("tekninen-2025-05-20", "Tekninen lautakunta"),
        ("valtuusto-2024-03-01", "Kaupunginvaltuusto"),
    ):
        (folder / f"{name}.md").write_text(MINUTES.format(body=body), encoding="utf-8")
    (folder / "raportti.md").write_text("Kissa ja koira.\n", encoding="utf-8")
    build(folder / "store", [folder], ToyEncoder())
    return Index(load(folder / "store"), ToyEncoder())


def found(index: Index, wanted: Filter) -> list[str]:
    rows = allowed(index.generation, wanted).nonzero()[0]
    return [
        f"{p.document_id[:3]} {p.text[:20]}" for p in (index.generation.passage(int(row)) for row in rows)
    ]


def test_role_and_language_are_those_of_the_section(index: Index) -> None:
    decisions = found(index, Filter(role="decision"))
    assert found(index, Filter(part="Päätös")) == decisions != []
    assert found(index, Filter(role="reasons")) == found(index, Filter(language="sv")) == []
    assert found(index, Filter(language="fi")) == found(index, ANYWHERE)
    assert Filter(role="notice").over(Filter(role="decision", language="sv")) == Filter(
        role="notice", language="sv"
    )


@pytest.mark.parametrize(
    "wanted", [Filter(item="§ 7"), Filter(body="Kaupunginvaltuusto"), Filter(part="Päätös"), ANYWHERE]
)
def test_some_rows_are_allowed_as_all_are(index: Index, wanted: Filter) -> None:
    every = allowed(index.generation, wanted)
    for rows in ([10, 0, 3, 0], [4], list(range(11)), []):
        some = allowed(index.generation, wanted, np.array(rows, np.int64))
        assert some.tolist() == every[rows].tolist()


def test_no_filter_allows_all(index: Index) -> None:
    assert not Filter()
    assert len(found(index, Filter())) == len(index.generation.places) == 11


def test_by_document(index: Index) -> None:
    assert found(index, Filter(document="raportti.md")) == ["rap Kissa ja koira."]
    assert found(index, Filter(document="missing.md")) == []


def test_by_body_in_any_case(index: Index) -> None:
    assert {text[:3] for text in found(index, Filter(body="TEKNINEN lautakunta"))} == {"tek"}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025-05-20", None, {"tek"}),
        (None, "2025-05-19", {"val"}),
        ("2024-03-01", "2025-05-20", {"tek", "val"}),
        ("2026-01-01", None, set()),
    ],
)
def test_by_date_both_ends_included(
    index: Index, since: str | None, until: str | None, expected: set[str]
) -> None:
    wanted = Filter(
        since=datetime.date.fromisoformat(since) if since else None,
        until=datetime.date.fromisoformat(until) if until else None,
    )
    assert {text[:3] for text in found(index, wanted)} == expected


def test_by_item_and_by_part_with_what_is_below_it(index: Index) -> None:
    tekninen = Filter(body="Tekninen lautakunta")
    assert found(index, Filter(body=tekninen.body, item="8 §")) == ["tek Tekninen lautakunta "]
    assert found(index, Filter(body=tekninen.body, item="§ 7", part="päätös")) == [
        "tek Tekninen lautakunta ",
        "tek Kissa maksaa vuokran",
    ]


def test_a_search_finds_only_what_is_allowed(index: Index) -> None:
    hits = index.search("kissa talo vene", top=20, wanted=Filter(item="§ 8")).hits
    assert len(hits) == 2
    assert all("vene saa paikan" in hit.passage.text for hit in hits)
    assert index.search("kissa", wanted=Filter(document="missing.md")).hits == ()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Mitä tekninen lautakunta päätti?", Filter(body="Tekninen lautakunta")),
        ("Mikä oli teknisen lautakunnan päätös?", Filter(body="Tekninen lautakunta")),
        ("Mitä päätettiin pykälässä § 7?", Filter(item="§ 7")),
        ("Mitä 8 § koskee?", Filter(item="§ 8")),
        ("Mitä hallintosäännön 8 §:n mukaan päätetään?", Filter()),
        ("Mitä § 99 sanoo?", Filter()),
        ("Mitä tapahtui 12.9.2022?", Filter()),
        (
            "Mitä päätettiin 20.5.2025?",
            Filter(since=datetime.date(2025, 5, 20), until=datetime.date(2025, 5, 20)),
        ),
        ("Mitä valtuusto teki maaliskuussa 2024?", Filter(since=MARCH[0], until=MARCH[1])),
        ("What was decided in March 2024?", Filter(since=MARCH[0], until=MARCH[1])),
        ("Vad beslutades i mars 2024?", Filter(since=MARCH[0], until=MARCH[1])),
        ("Mitä tapahtui tammikuussa 2024?", Filter()),
        ("Mitä tapahtui maaliskuussa 0000?", Filter()),
        ("Mikä tekninen vika lautakunnalla oli?", Filter()),
        ("Missä kissa asuu?", Filter()),
    ],
)
def test_hints(index: Index, question: str, expected: Filter) -> None:
    assert hints(question, Named.of(index.heads)) == expected


@pytest.mark.parametrize("written", ["31", "§31", "31 §", "§ 31"])
def test_items_are_written_one_way(written: str) -> None:
    assert normal_item(written) == "§ 31"


def test_what_stands_where_the_question_says_gains(index: Index) -> None:
    best = index.search("Mitä päätettiin 1.3.2024 kissan talosta?").hits[0].passage
    assert best.document_id == "valtuusto-2024-03-01.md"
    best = index.search("Mitä päätettiin 20.5.2025 kissan talosta?").hits[0].passage
    assert best.document_id == "tekninen-2025-05-20.md"


def test_a_hint_can_be_turned_off(index: Index) -> None:
    question = "Mitä päätettiin 1.3.2024 kissan talosta?"
    assert index.search(question).hinted == Filter(
        since=datetime.date(2024, 3, 1), until=datetime.date(2024, 3, 1)
    )
    plain = index.search(question, hinting=False)
    assert plain.hinted == Filter()
    assert [hit.passage.text[:5] for hit in plain.hits[:2]] == ["Tekni", "Kaupu"]


def test_a_filter_over_another_one() -> None:
    march = (datetime.date(2025, 3, 1), datetime.date(2025, 3, 31))
    earlier = Filter(body="Tekninen lautakunta", since=march[0], until=march[1], item="§ 3")
    june = datetime.date(2025, 6, 10)
    over = Filter(since=june, item="§ 4").over(earlier)
    assert over == Filter(body="Tekninen lautakunta", since=june, until=None, item="§ 4")
    assert ANYWHERE.over(earlier) == earlier
    assert earlier.over(ANYWHERE) == earlier


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Vad beslutades i maj 2025?", True),
        ("What was decided in May 2025?", True),
        ("What was decided in May of 2025?", True),
        ("Mitä toukokuussa vuonna 2025 päätettiin?", True),
        ("Mitä majoitus 2025 maksoi?", False),
        ("What did the mayor 2025 say?", False),
    ],
)
def test_a_month_of_three_letters_is_a_whole_word(index: Index, question: str, found: bool) -> None:
    may = Filter(since=datetime.date(2025, 5, 1), until=datetime.date(2025, 5, 31))
    assert hints(question, Named.of(index.heads)) == (may if found else ANYWHERE)

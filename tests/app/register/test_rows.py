"""The rows of the register: which items there are, which are wanted, in which order."""

import datetime
from dataclasses import replace

import pytest

from app.register.rows import Row, Wanted, rows_of, sorted_rows, wanted_rows
from app.texts.worded import outcome_text, votes_text
from app.web.table import Order
from corpus.document import Document
from corpus.minutes.outcomes.outcome import Outcome
from corpus.minutes.outcomes.votes import Vote
from index.documents import Documents
from tests.support.documents import ODD, make_document

FENCE = make_document(
    "aita.md",
    "Kokous",
    [
        ("Puiston aita", "item", None, ["Aita on vanha."]),
        ("Päätösehdotus", "part", 0, ["Jaosto päättää rakentaa puistoon uuden aidan."]),
        ("Päätös", "part", 0, ["Jaosto hyväksyi ehdotuksen."]),
        ("Kokouksen päättäminen", "item", None, ["Kokous päättyi."]),
    ],
)


def numbered(document: Document, *items: str) -> Document:
    """A document with the § of its items, in order."""
    left = iter(items)
    sections = (
        replace(section, item=next(left)) if section.kind == "item" else section
        for section in document.sections
    )
    return replace(document, sections=tuple(sections))


NEW = numbered(FENCE, "§ 31", "§ 32")
OLD = replace(
    numbered(FENCE, "§ 9", "§ 10"),
    id="vanha.md",
    body="Aluejaosto",
    date=datetime.date(2024, 1, 2),
    text=FENCE.text,
)
CASED = replace(
    OLD,
    id="asia.md",
    body=None,
    date=None,
    sections=(replace(OLD.sections[0], case="HEL 2025-1"), *OLD.sections[1:]),
)
ROWS = rows_of(Documents([CASED, NEW, ODD, OLD]))


def names(rows: tuple[Row, ...]) -> list[tuple[str, str | None]]:
    return [(row.document.id, row.item.item) for row in rows]


def test_every_item_is_a_row_and_nothing_else_is() -> None:
    assert names(ROWS) == [
        ("asia.md", "§ 9"),
        ("asia.md", "§ 10"),
        ("aita.md", "§ 31"),
        ("aita.md", "§ 32"),
        ("vanha.md", "§ 9"),
        ("vanha.md", "§ 10"),
    ]


def test_row_tells_the_text_in_force_and_where_it_stands() -> None:
    row, ending = rows_of(Documents([NEW]))
    assert row.outcome.kind == "accepted"
    assert row.in_force == "Jaosto päättää rakentaa puistoon uuden aidan."
    assert row.citation == "§ 31 Puiston aita, Päätösehdotus (Puistojaosto 4.3.2025)"
    start = NEW.text.index("Jaosto päättää")
    assert row.address.startswith(f"?doc=aita.md&span={start}-{start + len(row.in_force)}&check=")
    assert (ending.outcome.kind, ending.in_force) == ("unknown", "")
    assert ending.citation == "§ 32 Kokouksen päättäminen (Puistojaosto 4.3.2025)"
    heading = NEW.sections[3].heading
    assert heading is not None
    assert f"span={heading.start}-{heading.end}" in ending.address


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), 6),
        (Wanted(body="Aluejaosto"), 2),
        (Wanted(since=datetime.date(2024, 1, 2)), 4),
        (Wanted(since=datetime.date(2024, 1, 3)), 2),
        (Wanted(until=datetime.date(2025, 3, 3)), 2),
        (Wanted(until=datetime.date(2025, 3, 4)), 4),
        (Wanted(outcome="accepted"), 3),
        (Wanted(outcome="unknown", body="Puistojaosto"), 1),
        (Wanted(outcome="tabled"), 0),
        (Wanted(case="HEL 2025-1"), 1),
        (Wanted(search="AITA puisto"), 3),
        (Wanted(search="§ 31"), 1),
        (Wanted(search="satama"), 0),
    ],
)
def test_rows_that_are_wanted(wanted: Wanted, expected: int) -> None:
    assert len(wanted_rows(ROWS, wanted)) == expected


def test_outcomes_are_read_only_where_a_kind_of_them_is_wanted() -> None:
    rows = rows_of(Documents([NEW]))
    wanted_rows(rows, Wanted(body="Puistojaosto", search="aita"))
    assert "outcomes" not in vars(rows[0].minutes)
    wanted_rows(rows, Wanted(outcome="accepted"))
    assert "outcomes" in vars(rows[0].minutes)


@pytest.mark.parametrize(
    ("column", "falling", "expected"),
    [
        ("date", True, ["31", "32", "9", "10", "9", "10"]),
        ("date", False, ["9", "10", "31", "32", "9", "10"]),
        ("body", False, ["9", "10", "31", "32", "9", "10"]),
        ("item", False, ["9", "9", "10", "10", "31", "32"]),
        ("item", True, ["32", "31", "10", "10", "9", "9"]),
        ("matter", False, ["10", "32", "10", "9", "31", "9"]),
        ("outcome", False, ["9", "31", "9", "10", "32", "10"]),
        ("case", False, ["9", "10", "31", "32", "9", "10"]),
    ],
)
def test_rows_by_a_column(column: str, falling: bool, expected: list[str]) -> None:
    rows = sorted_rows(ROWS, Order(column, falling))
    assert [str(row.item.item).removeprefix("§ ") for row in rows] == expected
    if column in {"date", "body"}:
        assert [row.document.id for row in rows[-2:]] == ["asia.md", "asia.md"]


def test_outcome_in_words() -> None:
    assert outcome_text(Outcome("accepted"), "fi") == "Päätettiin ehdotuksen mukaisesti"
    assert outcome_text(Outcome("rejected", Vote(2, 7)), "fi") == "Päätettiin äänin 7–2: vastaehdotus voitti"
    assert outcome_text(Outcome("noted", Vote(2, 7)), "sv") == "Antecknades för kännedom"
    assert outcome_text(Outcome("accepted", Vote(6, 3, 1)), "en") == "Decided as proposed, by 6–3 votes"
    assert votes_text(Vote(3, 6)) == "6–3"

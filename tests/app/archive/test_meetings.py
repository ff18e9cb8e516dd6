"""The meetings of an archive: which there are, which are wanted, in which order, which stand beside one."""

import datetime
from dataclasses import replace

import pytest

from app.archive.meetings import COLUMNS, Archive, Wanted, beside, wanted_meetings
from app.web.table import sorted_by
from tests.app.archive.made import archive_of
from tests.app.register.test_rows import CASED, NEW, OLD
from tests.support.documents import ODD, PARKS

LATER = replace(OLD, id="uusi.pdf", path="/tmp/uusi.pdf", date=datetime.date(2024, 3, 1))
ARCHIVE = archive_of([CASED, NEW, ODD, OLD, LATER])


def ids(meetings: object) -> list[str]:
    assert isinstance(meetings, tuple)
    return [meeting.entry.id for meeting in meetings]


def test_every_document_has_a_row_the_newest_first_those_without_a_date_last() -> None:
    assert ids(ARCHIVE.meetings) == ["outo & <i>.md", "aita.md", "uusi.pdf", "vanha.md", "asia.md"]
    assert ARCHIVE.places == {"outo & <i>.md": 0, "aita.md": 1, "uusi.pdf": 2, "vanha.md": 3, "asia.md": 4}
    assert [meeting.entry.items for meeting in ARCHIVE.meetings] == [0, 2, 2, 2, 2]
    assert [row.item.item for row in ARCHIVE.meetings[1].rows] == ["§ 31", "§ 32"]


def test_a_meeting_in_several_documents_has_one_row() -> None:
    copy = replace(NEW, id="aita.pdf", path="/tmp/aita.pdf")
    archive = archive_of([NEW, copy, OLD])
    assert archive.places == {"aita.md": 0, "aita.pdf": 0, "vanha.md": 1}
    assert [len(row.rows) for row in archive.meetings] == [2, 2]
    assert archive.bodies == (("Aluejaosto", 1), ("Puistojaosto", 1))
    assert ids(wanted_meetings(archive, Wanted(search="aita.pdf"))) == ["aita.md"]


def test_a_meeting_of_one_document_for_each_item_is_called_by_its_body_and_day() -> None:
    fence = replace(PARKS, id="aita.md", sections=(replace(PARKS.sections[0], item="§ 8", title="Aita"),))
    (row,) = archive_of([PARKS, fence]).meetings
    assert (row.entry.title, row.entry.items) == ("Puistojaosto 4.3.2025", 2)
    assert archive_of([PARKS]).meetings[0].entry.title == "§ 7 Puistojen hoito"


def test_bodies_and_years_are_counted() -> None:
    assert ARCHIVE.bodies == (("Aluejaosto", 2), ("Puistojaosto", 2))
    assert ARCHIVE.years == ((2025, 2), (2024, 2))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), 5),
        (Wanted(body="Aluejaosto"), 2),
        (Wanted(body="Muu jaosto"), 0),
        (Wanted(year=2025), 2),
        (Wanted(year=2024, body="Puistojaosto"), 0),
        (Wanted(search="aluejaosto 1.3.2024"), 1),
        (Wanted(search="hel 2025-1"), 1),
        (Wanted(search="satama"), 0),
    ],
)
def test_meetings_that_are_wanted(wanted: Wanted, expected: int) -> None:
    assert len(wanted_meetings(ARCHIVE, wanted)) == expected


@pytest.mark.parametrize(
    ("column", "falling", "expected"),
    [
        ("date", False, ["vanha.md", "uusi.pdf", "outo & <i>.md", "aita.md", "asia.md"]),
        ("body", False, ["uusi.pdf", "vanha.md", "outo & <i>.md", "aita.md", "asia.md"]),
        ("title", True, ["outo & <i>.md", "aita.md", "uusi.pdf", "vanha.md", "asia.md"]),
        ("items", False, ["outo & <i>.md", "aita.md", "uusi.pdf", "vanha.md", "asia.md"]),
    ],
)
def test_meetings_by_a_column(column: str, falling: bool, expected: list[str]) -> None:
    assert ids(sorted_by(ARCHIVE.meetings, COLUMNS[column], falling=falling)) == expected


def neighbours(archive: Archive, document_id: str) -> list[str | None]:
    found = beside(archive, archive.places[document_id])
    return [meeting.entry.id if meeting else None for meeting in found]


def test_meetings_of_the_same_body_stand_beside_one() -> None:
    assert neighbours(ARCHIVE, "vanha.md") == [None, "uusi.pdf"]
    assert neighbours(ARCHIVE, "uusi.pdf") == ["vanha.md", None]
    assert neighbours(ARCHIVE, "asia.md") == [None, None]
    many = [replace(PARKS, id=f"{day}.md", date=datetime.date(2025, 1, day)) for day in (1, 2, 3)]
    assert neighbours(archive_of([*many, NEW, OLD]), "2.md") == ["1.md", "3.md"]

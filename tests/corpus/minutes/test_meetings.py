"""Meetings: documents of the same one, and items told once."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.head import Head, head_of, is_agenda
from corpus.minutes.meetings import Meeting, meetings
from corpus.readers import read

HEAD = "# Tekninen lautakunta\n\nTekninen lautakunta {kind} 20.05.2025\n\n"
MINUTES = HEAD.format(kind="pöytäkirja") + (
    "## § 31 Katuvalot\n\n### Ehdotus\n\nValot sammutetaan.\n\n### Päätös\n\nEhdotus hyväksyttiin.\n\n"
    "## § 32 Ilmoitusasiat\n\n### Päätös\n\nMerkittiin tiedoksi.\n\n"
    "## § 33 Ilmoitusasiat\n\n### Päätös\n\nMerkittiin tiedoksi.\n"
)
AGENDA = HEAD.format(kind="esityslista") + (
    "## § 1 Katuvalot\n\n### Ehdotus\n\nValot sammutetaan.\n\n"
    "## § 2 Ilmoitusasiat\n\n### Ehdotus\n\nMerkitään tiedoksi.\n\n"
    "## § 31 Puistot\n\n### Ehdotus\n\nPuistot hoidetaan.\n"
)


def read_text(folder: Path, name: str, text: str) -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return replace(read(path), body="Tekninen lautakunta", date=datetime.date(2025, 5, 20))


def number_at(document: Head, section: int) -> str | None:
    """The § of the item that begins in a section."""
    return next(item.item for item in document.items if item.section == section)


def names(meeting: Meeting) -> list[tuple[str, str | None, str, list[tuple[str, str | None]]]]:
    """Of each item its document, § and title, and the other documents with its § there."""
    return [
        (
            Path(item.document.path).name,
            item.item.item,
            item.item.title,
            [(Path(document.path).name, number_at(document, at)) for document, at in item.also],
        )
        for item in meeting.items
    ]


def test_two_forms_of_minutes_are_one_meeting_each_item_told_once(tmp_path: Path) -> None:
    first, second = read_text(tmp_path, "a.md", MINUTES), read_text(tmp_path, "b.md", MINUTES)
    (meeting,) = meetings(map(head_of, [first, second]))
    assert (meeting.body, str(meeting.date)) == ("Tekninen lautakunta", "2025-05-20")
    assert names(meeting) == [
        ("a.md", "§ 31", "Katuvalot", [("b.md", "§ 31")]),
        ("a.md", "§ 32", "Ilmoitusasiat", [("b.md", "§ 32")]),
        ("a.md", "§ 33", "Ilmoitusasiat", [("b.md", "§ 33")]),
    ]


def test_minutes_go_before_the_agenda_whose_items_are_known_by_their_titles(tmp_path: Path) -> None:
    agenda, minutes = read_text(tmp_path, "a.md", AGENDA), read_text(tmp_path, "b.md", MINUTES)
    (meeting,) = meetings(map(head_of, [agenda, minutes]))
    assert [Path(document.path).name for document in meeting.documents] == ["b.md", "a.md"]
    assert names(meeting) == [
        ("b.md", "§ 31", "Katuvalot", [("a.md", "§ 1")]),
        ("b.md", "§ 32", "Ilmoitusasiat", [("a.md", "§ 2")]),
        ("b.md", "§ 33", "Ilmoitusasiat", []),
        ("a.md", "§ 31", "Puistot", []),
    ]


def test_items_in_files_of_their_own_are_one_meeting(tmp_path: Path) -> None:
    parts = MINUTES.split("## § 32")
    head = HEAD.format(kind="pöytäkirja")
    first = read_text(tmp_path, "a.md", parts[0])
    second = read_text(tmp_path, "b.md", f"{head}## § 32{parts[1]}")
    (meeting,) = meetings(map(head_of, [first, second]))
    # The one with the most items goes first.
    assert [(name, item) for name, item, _, _ in names(meeting)] == [
        ("b.md", "§ 32"),
        ("b.md", "§ 33"),
        ("a.md", "§ 31"),
    ]


def test_another_day_is_another_meeting_and_what_has_no_item_is_by_itself(tmp_path: Path) -> None:
    minutes = read_text(tmp_path, "a.md", MINUTES)
    documents = [
        minutes,
        replace(minutes, id="b.md", date=datetime.date(2025, 5, 21)),
        read_text(tmp_path, "c.md", "# Raportti\n\nTeksti.\n"),
    ]
    assert [len(meeting.documents) for meeting in meetings(map(head_of, documents))] == [1, 1, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (AGENDA, True),
        (MINUTES, False),
        (AGENDA.replace("esityslista", "kokous"), True),
        (AGENDA.replace("esityslista", "pöytäkirja"), False),
        ("# Esityslista 20.05.2025\n\n## § 1 Kokouksen avaus\n\nAvataan.\n", True),
        ("# Kokous 20.05.2025\n\n## § 1 Kokouksen avaus\n\nAvattiin.\n", False),
    ],
)
def test_an_agenda_calls_itself_so_or_proposes_and_decides_nothing(
    tmp_path: Path, text: str, expected: bool
) -> None:
    assert is_agenda(read_text(tmp_path, "a.md", text)) is expected

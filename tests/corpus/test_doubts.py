"""Doubts: what of a reading is told to who keeps the archive."""

from pathlib import Path

import pytest

from corpus.doubts import doubts
from corpus.readers import read

HEAD = "Kaupunginhallitus, kokous 8.5.2017"


def told(folder: Path, text: str) -> list[str]:
    path = folder / "asiakirja.md"
    path.write_text(text, encoding="utf-8")
    return [doubt.text for doubt in doubts(read(path))]


def item(number: int, title: str, *parts: str) -> str:
    return "\n\n".join([f"## § {number} {title}", *(f"### {part}\n\nTeksti." for part in parts)])


def test_a_meeting_that_reads_well_leaves_no_doubt(tmp_path: Path) -> None:
    items = [item(number, f"Asia {number}", "Ehdotus", "Päätös") for number in range(1, 6)]
    assert told(tmp_path, "\n\n".join([HEAD, *items, item(6, "Muut asiat")])) == []


def test_parts_that_most_items_have_and_one_lacks(tmp_path: Path) -> None:
    items = [item(number, f"Asia {number}", "Ehdotus", "Päätös") for number in range(1, 5)]
    assert told(tmp_path, "\n\n".join([HEAD, *items, item(5, "Talous", "Ehdotus")])) == [
        "§ 5 Talous has no decision"
    ]


def test_items_out_of_order_and_a_meeting_that_is_not_told(tmp_path: Path) -> None:
    numbers = [1, 2, 5, 7]
    items = [item(number, f"Asia {number}", "Päätös") for number in numbers]
    assert told(tmp_path, "\n\n".join(items)) == [
        "not found: the body and the date of the meeting",
        "§ 5 Asia 5 follows § 2: § 3 to § 4 not found",
        "§ 7 Asia 7 follows § 5: § 6 not found",
    ]


def test_an_item_that_may_have_swallowed_others(tmp_path: Path) -> None:
    items = [item(number, f"Asia {number}", "Päätös") for number in range(1, 5)]
    assert told(tmp_path, "\n\n".join([HEAD, *items, "Sana ja toinen. " * 40])) == [
        "§ 4 Asia 4 has more text than all other items together"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Otsikko {n}\n\n", ["12 of 12 headings have no text"]),
        ("Tämä rivi on yksi monesta rivistä, jotka muuntaja on ottanut kappaleiksi, ja se\n\nJatkuu. ", None),
        (
            "## Otsikko {n}\n\nKappale, joka päättyy niin kuin kappaleen kuuluu: pisteeseen.\n\n",
            [],
        ),
    ],
)
def test_headings_without_text_and_lines_for_paragraphs(
    tmp_path: Path, text: str, expected: list[str] | None
) -> None:
    source = "".join(text.format(n=n) for n in range(12 if expected is not None else 24))
    assert told(tmp_path, source) == (
        ["24 of 24 paragraphs end inside a sentence"] if expected is None else expected
    )

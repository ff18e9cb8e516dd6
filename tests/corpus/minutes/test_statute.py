"""Statutes: their §s are headings below their chapters; minutes that quote one stay minutes."""

from pathlib import Path

import pytest

from corpus.document import section_path
from corpus.readers import read

MARKDOWN = """# Luotsauslaki

## 1 luku

### 1 § Soveltamisala

Tätä lakia sovelletaan luotsaukseen.

### 2 §

### Määritelmät

Luotsi on henkilö.

## 2 luku

### 3 a § Velvollisuudet

Luotsi vastaa.
"""

TEXT = """Luotsauslaki

1 luku
Yleiset säännökset

1 § Soveltamisala

Tätä lakia sovelletaan luotsaukseen.

2 §
Määritelmät

Luotsi on henkilö.

2 luku
Luotsi

3 § Velvollisuudet

Luotsi vastaa.
"""


def outline(path: Path, text: str) -> list[tuple[str, str]]:
    path.write_text(text, encoding="utf-8")
    document = read(path)
    assert document.title == "Luotsauslaki"
    assert {section.kind for section in document.sections} == {"heading"}
    assert {section.item for section in document.sections} == {None}
    return [
        (" > ".join(section_path(document, at)), " ".join(span.of(document.text) for span in each.paragraphs))
        for at, each in enumerate(document.sections)
    ]


def test_a_law_with_headings(tmp_path: Path) -> None:
    assert outline(tmp_path / "laki.md", MARKDOWN) == [
        ("Luotsauslaki", ""),
        ("Luotsauslaki > 1 luku", ""),
        ("Luotsauslaki > 1 luku > 1 § Soveltamisala", "Tätä lakia sovelletaan luotsaukseen."),
        ("Luotsauslaki > 1 luku > 2 § Määritelmät", "Luotsi on henkilö."),
        ("Luotsauslaki > 2 luku", ""),
        ("Luotsauslaki > 2 luku > 3 a § Velvollisuudet", "Luotsi vastaa."),
    ]


def test_a_law_as_text(tmp_path: Path) -> None:
    assert outline(tmp_path / "laki.txt", TEXT) == [
        ("Luotsauslaki", ""),
        ("Luotsauslaki > 1 luku Yleiset säännökset", ""),
        (
            "Luotsauslaki > 1 luku Yleiset säännökset > 1 § Soveltamisala",
            "Tätä lakia sovelletaan luotsaukseen.",
        ),
        ("Luotsauslaki > 1 luku Yleiset säännökset > 2 § Määritelmät", "Luotsi on henkilö."),
        ("Luotsauslaki > 2 luku Luotsi", ""),
        ("Luotsauslaki > 2 luku Luotsi > 3 § Velvollisuudet", "Luotsi vastaa."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        MARKDOWN.replace("Luotsi vastaa.", "#### Päätös\n\nHyväksyttiin."),  # something is decided
        MARKDOWN.replace("## 1 luku\n", "").replace("## 2 luku\n", ""),  # no chapters
        MARKDOWN.replace("1 § Sov", "§ 1 Sov"),  # as items are written
    ],
    ids=["decided", "no_chapters", "sign_first"],
)
def test_minutes_stay_minutes(tmp_path: Path, text: str) -> None:
    path = tmp_path / "kokous.md"
    path.write_text(text, encoding="utf-8")
    assert sum(section.kind == "item" for section in read(path).sections) == 3

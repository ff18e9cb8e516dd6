"""A case: its handlings over meetings, those that only later minutes tell of among them, each once."""

from pathlib import Path

from app.archive.cases import Retold, handlings_of, name_of
from corpus.document import Document
from corpus.readers import read
from tests.app.archive.made import made_of
from tests.support.library import MadeLibrary

COMMITTEE = """\
# Tekninen lautakunta

## § 19 Uimahalli / Urakka

LAPDno-2025-20

### Päätösehdotus

Lautakunta esittää urakkaa.

### Päätös

Ehdotus hyväksyttiin.
"""
BOARD = """\
# Kaupunginhallitus

## § 84 Uimahalli / Valvonta

LAPDno-2025-20

### Tekninen lautakunta 18.2.2025 § 19

#### Päätös

Lautakunta päätti esittää urakkaa.

### Rakennusvaliokunta 7.1.2025 § 2

#### Päätös

Valiokunta päätti esittää urakkaa lautakunnalle.

### Päätösehdotus

Hallitus valitsee urakoitsijan.

### Päätös

Ehdotus hyväksyttiin.
"""


def written(folder: Path, name: str, text: str) -> Document:
    (folder / name).write_text(text, encoding="utf-8")
    return read(folder / name)


def told(library: MadeLibrary, case: str) -> list[tuple[str, str | None, bool]]:
    handlings = handlings_of(library.index, made_of(library.index), case)
    return [
        (str(each.handling.date), each.handling.number, False)
        if isinstance(each, Retold)
        else (str(each.document.date), each.item.item, True)
        for each in handlings
    ]


def test_handlings_stand_in_order_of_time_each_told_by_its_own_minutes_where_they_are_there(
    tmp_path: Path,
) -> None:
    committee = written(tmp_path, "tekninen-lautakunta-2025-02-18.md", COMMITTEE)
    board = written(tmp_path, "kaupunginhallitus-2025-03-24.md", BOARD)
    both = MadeLibrary([committee, board])
    assert told(both, "LAPDno-2025-20") == [
        ("2025-01-07", "§ 2", False),
        ("2025-02-18", "§ 19", True),
        ("2025-03-24", "§ 84", True),
    ]
    alone = MadeLibrary([board])
    assert told(alone, "LAPDno-2025-20") == [
        ("2025-01-07", "§ 2", False),
        ("2025-02-18", "§ 19", False),
        ("2025-03-24", "§ 84", True),
    ]
    retold = handlings_of(alone.index, made_of(alone.index), "LAPDno-2025-20")[1]
    assert isinstance(retold, Retold)
    assert retold.in_force == "Lautakunta päätti esittää urakkaa."


def test_a_case_is_called_by_what_the_titles_of_its_items_begin_with(tmp_path: Path) -> None:
    committee = written(tmp_path, "tekninen-lautakunta-2025-02-18.md", COMMITTEE)
    board = written(tmp_path, "kaupunginhallitus-2025-03-24.md", BOARD)
    library = MadeLibrary([committee, board])
    handlings = handlings_of(library.index, made_of(library.index), "LAPDno-2025-20")
    assert name_of(handlings) == ("Uimahalli", "fi")
    assert name_of(handlings[2:]) == ("Uimahalli / Valvonta", "fi")


def test_an_unknown_case_has_no_handlings() -> None:
    library = MadeLibrary()
    assert handlings_of(library.index, made_of(library.index), "HEL 1") == ()

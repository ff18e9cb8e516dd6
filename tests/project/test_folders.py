"""Each folder says what it holds: its docstring lists its files in reading order, a line each."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MOST = 14  # files of one folder
FOLDERS = sorted(
    path.parent.relative_to(ROOT).as_posix()
    for room in ("corpus", "index", "app", "scripts")
    for path in (ROOT / room).rglob("__init__.py")
)


def listed(docstring: str) -> list[str]:
    """The files that a docstring has a line for: ``name.py``, two spaces or more, and what it is."""
    return re.findall(r"^(\w+\.py) {2,}\S", docstring, flags=re.MULTILINE)


def test_a_line_is_a_files_name_and_what_it_is() -> None:
    told = "Rooms.\n\none.py    the first\ntwo.py  the second\n\nthree.py is named in passing; four.py"
    assert listed(told) == ["one.py", "two.py"]


def test_a_folder_of_modules_has_a_docstring() -> None:
    folders = {
        path.parent.relative_to(ROOT).as_posix()
        for room in ("corpus", "index", "app", "scripts")
        for path in (ROOT / room).rglob("*.py")
    }
    assert folders == set(FOLDERS)


def test_no_folder_is_a_corridor() -> None:
    rooms = {
        path.parent
        for room in ("corpus", "index", "app", "scripts", "tests")
        for path in (ROOT / room).rglob("*.py")
    }
    assert {room: count for room in rooms if (count := len(list(room.glob("*.py")))) > MOST} == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folders_docstring_lists_each_of_its_files_once(folder: str) -> None:
    docstring = (
        ast.get_docstring(ast.parse((ROOT / folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    )
    files = {path.name for path in (ROOT / folder).glob("*.py")} - {"__init__.py"}
    lines = listed(docstring)
    missing, unknown = sorted(files - set(lines)), sorted(set(lines) - files)
    twice = sorted({line for line in lines if lines.count(line) > 1})
    assert (missing, unknown, twice) == ([], [], []), (
        f"{folder}/__init__.py: its docstring must have a line “name.py  what it is” for each file of the "
        f"folder, in reading order; without a line: {missing}, not there: {unknown}, twice: {twice}"
    )

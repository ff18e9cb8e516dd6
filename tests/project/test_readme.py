"""The README says what is so: its file list, its commands and the output it shows."""

import re
from pathlib import Path

import pytest

from app.commands.main import app
from scripts import readme

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def part(name: str) -> str:
    """What stands between ``<!-- name -->`` and ``<!-- /name -->``."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", README, re.DOTALL)
    assert found, name
    return found[1]


def block(name: str) -> str:
    return re.sub(r"^```.*\n", "", part(name), flags=re.MULTILINE).strip()


@pytest.mark.parametrize("room", ["corpus", "index", "app", "app/tour", "scripts"])
def test_every_file_is_listed_once_and_nothing_else(room: str) -> None:
    listed = re.findall(rf"^{room}/(\w+\.py)", part("files"), flags=re.MULTILINE)
    there = [path.name for path in (ROOT / room).glob("*.py") if path.name != "__init__.py"]
    assert sorted(listed) == sorted(there)


def test_every_command_is_told() -> None:
    told = set(re.findall(r"^\| `pykala (\w+)", README, flags=re.MULTILINE))
    assert told == {command.name for command in app.registered_commands}


def test_the_output_shown_is_the_output() -> None:
    shown = block("output")
    assert "s. 3 (HEL 2024-015391, 2.12.2024)" in shown
    commands = [line for line in shown.splitlines() if line.startswith("$ ")]
    assert readme.output(commands) == shown.splitlines()


def test_what_the_readme_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_figures_are_those_of_the_newest_results() -> None:
    for name, lines in readme.tables(ROOT / "scripts" / "results").items():
        assert readme.part(README, name) == lines, name


def test_a_part_is_replaced_between_its_marks() -> None:
    text = "a\n<!-- x -->\nold\n<!-- /x -->\n<!-- y -->\n<!-- /y -->\n"
    assert readme.part(text, "x") == ["old"]
    assert readme.with_part(text, "x", ["\\1", "new"]) == text.replace("old", "\\1\nnew")
    assert readme.with_part(text, "y", []) == text
    with pytest.raises(ValueError, match="no <!-- z -->"):
        readme.with_part(text, "z", ["new"])

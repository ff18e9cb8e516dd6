"""The README says what is so: its file list, its commands and the output it shows."""

import re
from pathlib import Path

import pytest

from app.commands.main import app
from scripts import readme

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LISTED = ("corpus", "index", "app", "scripts")
DATA = {"corpus/reports", "index/models", "app/static", "app/templates"}
"""Folders without code."""

MANUALS = ("README.md", "app/README.md", "index/README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def part(name: str) -> str:
    """What stands between ``<!-- name -->`` and ``<!-- /name -->``."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", README, re.DOTALL)
    assert found, name
    return found[1]


def block(name: str) -> str:
    return re.sub(r"^```.*\n", "", part(name), flags=re.MULTILINE).strip()


def test_every_folder_is_listed_once_and_nothing_else() -> None:
    listed = re.findall(r"^([a-z/]+)/ ", part("folders"), flags=re.MULTILINE)
    code = {
        str(path.parent.relative_to(ROOT)) for room in LISTED for path in (ROOT / room).rglob("__init__.py")
    }
    assert len(listed) == len(set(listed))
    assert set(listed) - DATA == {folder for folder in code if folder.count("/") < 2} | {"tests"}


def test_every_command_is_told() -> None:
    told = set(re.findall(r"^\| `pykala (\w+)", README, flags=re.MULTILINE))
    assert told == {command.name for command in app.registered_commands}


def test_the_output_shown_is_the_output() -> None:
    shown = block("output")
    assert "s. 3 (HEL 2024-015391, 2.12.2024)" in shown
    commands = [line for line in shown.splitlines() if line.startswith("$ ")]
    assert readme.output(commands) == shown.splitlines()


@pytest.mark.parametrize("manual", MANUALS)
def test_what_a_manual_links_to_is_there(manual: str) -> None:
    text = (ROOT / manual).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert links or manual == "CHANGELOG.md"
    for link in links:
        name, _, anchor = link.partition("#")
        path = (ROOT / manual).parent / name if name else ROOT / manual
        assert path.exists(), link
        if anchor:
            heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert anchor in {head.lower().replace(" ", "-") for head in heads}, link


def test_the_readme_can_be_read_in_a_quarter_of_an_hour() -> None:
    assert len(README.splitlines()) <= 300


def test_the_figures_are_those_of_the_newest_results() -> None:
    for name, lines in readme.tables(ROOT / "scripts" / "results").items():
        assert readme.part(README, name) == lines, name
    beneath = (ROOT / "index" / "README.md").read_text(encoding="utf-8")
    for name, lines in readme.index_tables(ROOT / "scripts" / "results").items():
        assert readme.part(beneath, name) == lines
    assert readme.PLOT.read_text(encoding="utf-8") == readme.drawn(ROOT / "scripts" / "results")


def test_a_part_is_replaced_between_its_marks() -> None:
    text = "a\n<!-- x -->\nold\n<!-- /x -->\n<!-- y -->\n<!-- /y -->\n"
    assert readme.part(text, "x") == ["old"]
    assert readme.with_part(text, "x", ["\\1", "new"]) == text.replace("old", "\\1\nnew")
    assert readme.with_part(text, "y", []) == text
    with pytest.raises(ValueError, match="no <!-- z -->"):
        readme.with_part(text, "z", ["new"])

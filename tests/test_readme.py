"""The README says what is so: its file list, its commands and the output it shows."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import app

ROOT = Path(__file__).parent.parent
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


def test_the_output_shown_is_the_output(tmp_path: Path) -> None:
    shown = block("output")
    assert "s. 3 (HEL 2024-015391, 2.12.2024)" in shown
    commands = [line for line in shown.splitlines() if line.startswith("$ ")]
    printed = ""
    for command in commands:
        arguments = [*shlex.split(command)[2:], "--store", str(tmp_path)]
        done = subprocess.run(
            [sys.executable, "-m", "app.cli", *arguments],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=120,
        )
        printed += f"{command}\n{done.stdout}"
    assert [line.rstrip() for line in printed.splitlines() if line != str(tmp_path)] == shown.splitlines()


def test_what_the_readme_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []

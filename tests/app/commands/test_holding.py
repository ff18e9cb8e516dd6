"""The commands that change what the index holds: asked before much is removed, told how far they are."""

import sys
from pathlib import Path

import pytest

from app.commands.holding import FEW, agreeing
from app.commands.progress import progress
from corpus.errors import RemovalError
from index.building.build import Built
from tests.support.site.command import pykala


def built(lost: int) -> Built:
    names = tuple(f"{number}.md" for number in range(lost))
    return Built((), (), (), names, (), 0, 0, published=False, lost=names)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody sits at the terminal and says this."""
    said: list[str] = []

    def confirm(text: str, *, err: bool) -> bool:
        assert err  # standard output is for what the command prints
        said.append(text)
        return said[0] == "yes"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", confirm)
    return said


@pytest.mark.parametrize(("lost", "yes"), [(0, False), (FEW, False), (FEW + 1, True)])
def test_few_are_removed_without_a_question(lost: int, yes: bool) -> None:
    with progress() as shown:
        assert agreeing(shown, yes=yes)(built(lost))


def test_where_nobody_can_be_asked_nothing_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    with (
        progress() as shown,
        pytest.raises(RemovalError, match=r"3 documents .* \(0.md, 1.md, 2.md\); say --yes"),
    ):
        agreeing(shown, yes=False)(built(3))


def test_a_person_is_asked(terminal: list[str]) -> None:
    terminal.append("yes")
    with progress() as shown:
        assert agreeing(shown, yes=False)(built(4))
    assert terminal[1] == (
        "4 documents that are in the index would be removed from it (0.md, 1.md, 2.md, …). Remove them?"
    )
    terminal[:] = ["no"]
    with progress() as shown, pytest.raises(RemovalError, match="nothing was changed"):
        agreeing(shown, yes=False)(built(4))


def test_a_line_every_ten_seconds_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    with progress(lambda: now[0]) as tell:
        for second in range(0, 25, 3):
            now[0] = second
            tell("encode", second * 10, 300)
    assert capsys.readouterr().err == "encoding: 120 of 300\nencoding: 240 of 300\n"


def test_documents_are_added_and_removed(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.md").write_text(f"# Asia {number}\n\nKissa istuu.\n\nRivi {number}.\n")
    store = tmp_path / "store"

    def run(*arguments: str) -> tuple[int, str, str]:
        done = pykala(*arguments, "--encoder", "static", store=store)
        return done.returncode, done.stdout.splitlines()[0] if done.stdout else "", done.stderr

    files = [str(tmp_path / f"{number}.md") for number in range(5)]
    assert run("index", *files[:4])[:2] == (0, "4 added; 4 passages, 4 encoded now")
    assert run("add", files[4], "--dry-run")[:2] == (0, "added: 4.md")
    assert run("add", files[4])[:2] == (0, "1 added, 4 unchanged; 5 passages, 1 encoded now")
    status, _, told = run("index", files[0])
    assert (status, "4 documents that are in the index would be removed" in told) == (1, True)
    assert run("remove", "1.md", "2.md")[:2] == (0, "2 removed, 3 unchanged; 3 passages, 0 encoded now")
    assert run("add", files[1])[:2] == (
        0,
        "1 added, 3 unchanged; 4 passages, 0 encoded now, 1 by an earlier run",
    )
    assert run("index", files[0], "--yes")[:2] == (0, "3 removed, 1 unchanged; 1 passages, 0 encoded now")


def test_the_doctor_mends_what_it_finds(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (tmp_path / "a.md").write_text("# Asia\n\nHinta on 600 000 euroa.\n", encoding="utf-8")
    assert pykala("index", str(tmp_path / "a.md"), "--encoder", "static", store=store).returncode == 0
    (file,) = store.glob("parts/*/texts.txt")
    file.write_text(file.read_text(encoding="utf-8").replace("600 000", "900 000"), encoding="utf-8")
    asked = pykala("ask", "Mikä on hinta?", store=store)
    assert (asked.returncode, "900 000" in asked.stdout) == (1, False)
    found = pykala("doctor", store=store)
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.splitlines() == [
        f"pykala: {file}: not the bytes that were written",
        "run “pykala doctor --mend” to mend it",
    ]
    mended = pykala("doctor", "--mend", store=store)
    assert mended.stdout.splitlines() == [
        "1 documents; 1 passages, 0 encoded now",
        f"{store}: all is as it was written",
    ]
    assert "600 000" in pykala("ask", "Mikä on hinta?", store=store).stdout

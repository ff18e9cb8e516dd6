"""Workers: one process reads many files, and what goes wrong with one file costs no other."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.errors import DamagedFileError
from corpus.process import apart
from corpus.process.workers import answered, end_workers, waiting
from corpus.readers import read

ECHO = """
import os, sys
for n, line in enumerate(sys.stdin.buffer):
    word = line.decode().strip()
    if word == "die" or (word == "second" and n):
        os._exit(3)
    while word == "turn":
        pass
    if word == "half":
        os.write(1, b"half")
        os._exit(0)
    os.write(1, f"{os.getpid()} {n} {word}\\n".encode())
"""


@pytest.fixture(autouse=True)
def _none_waits() -> Iterator[None]:
    end_workers()
    yield
    end_workers()


@pytest.fixture
def echo(tmp_path: Path) -> Path:
    path = tmp_path / "echo.py"
    path.write_text(ECHO)
    return path


def said(program: Path, word: str, seconds: float = 10.0) -> list[str]:
    return answered(program, f"{word}\n".encode(), seconds).decode().split()


def test_one_process_answers_one_after_the_other(echo: Path) -> None:
    first, second = said(echo, "kissa"), said(echo, "koira")
    assert (first[1:], second[1:]) == (["0", "kissa"], ["1", "koira"])
    assert first[0] == second[0]
    assert waiting() == [int(first[0])]


def test_what_ends_a_new_process_ends_no_more(echo: Path) -> None:
    assert said(echo, "die") == []
    assert said(echo, "half") == ["half"]
    assert waiting() == []
    assert said(echo, "kissa")[1:] == ["0", "kissa"]


def test_what_ends_a_process_that_has_answered_is_tried_in_a_new_one(echo: Path) -> None:
    first = said(echo, "kissa")
    again = said(echo, "second")
    assert again[1:] == ["0", "second"]
    assert again[0] != first[0]
    assert waiting() == [int(again[0])]
    assert said(echo, "die") == []
    assert waiting() == []


def test_a_process_that_has_ended_while_it_waited_is_replaced(echo: Path) -> None:
    first = said(echo, "kissa")
    os.kill(int(first[0]), 9)
    assert said(echo, "koira")[1:] == ["0", "koira"]


def test_each_file_has_a_time_of_its_own_and_one_that_takes_more_is_not_tried_again(echo: Path) -> None:
    said(echo, "kissa")
    start = time.process_time(), time.monotonic()
    assert said(echo, "turn", 0.3) == []
    assert time.monotonic() - start[1] < 30
    assert waiting() == []
    assert said(echo, "koira")[1:] == ["0", "koira"]


def test_files_read_at_once_have_a_process_each_and_two_are_kept(echo: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: said(echo, f"kissa{n}"), range(40)))
    assert [each[2] for each in found] == [f"kissa{n}" for n in range(40)]
    assert 1 <= len(waiting()) <= 2


def test_programs_do_not_answer_for_each_other(echo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.py"
    other.write_text("for _ in range(2): print(input().upper(), flush=True)")
    said(echo, "kissa")
    assert said(other, "kissa") == ["KISSA"]
    assert said(echo, "koira")[1:] == ["1", "koira"]


def test_many_files_are_read_in_one_process(tmp_path: Path) -> None:
    pids = set()
    for number in range(5):
        path = tmp_path / f"{number}.md"
        path.write_text(f"# Kissa {number}\n\nMau.")
        assert read(path).title == f"Kissa {number}"
        pids |= set(waiting())
    assert len(pids) == 1


def test_a_file_that_takes_too_long_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "reading.py"
    program.write_text(
        "import json, runpy, sys\n"
        f"names = runpy.run_path({str(apart._PROGRAM)!r})\n"
        "line = names['_Waiting'].line\n"
        "def slow(waiting, given):\n"
        "    head = line(waiting, given)\n"
        "    while b'hidas' in head: pass\n"
        "    return head\n"
        "names['_Waiting'].line = slow\n"
        f"names['main'].__globals__['__file__'] = {str(apart._PROGRAM)!r}\n"
        "names['main']()\n"
    )
    monkeypatch.setattr(apart, "_PROGRAM", program)
    monkeypatch.setattr(apart, "_PATIENCE", 2.0)
    for name in ("a", "hidas", "b"):
        path = tmp_path / f"{name}.md"
        path.write_text(f"# {name}\n\nMau.")
        if name == "hidas":
            with pytest.raises(DamagedFileError, match="took more time or memory"):
                read(path)
        else:
            assert read(path).title == name

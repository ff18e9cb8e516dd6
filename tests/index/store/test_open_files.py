"""Where a file that somebody has open can be neither moved nor removed, as on Windows (without ``pread``).

What is open is what this process has open (proc(5), ``/proc/self/fd``).
"""

import gc
import os
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from index.building.build import build
from index.building.change import add, remove
from index.search import Index
from index.store.check import problems
from tests.support.stores import made, parts, write
from tests.support.toys.toy import ToyEncoder


def is_open(path: Path) -> bool:
    """Whether a file, or one in a folder, is open."""
    for handle in os.listdir("/proc/self/fd"):  # noqa: PTH208 - links that lead to no path
        try:
            target = os.readlink(f"/proc/self/fd/{handle}")  # noqa: PTH115
        except OSError:
            continue
        if target == str(path) or target.startswith(f"{path}/"):
            return True
    return False


def removed(folder: Path, **_: Any) -> None:
    """Remove of a folder what is not open, as ``shutil.rmtree`` does that passes over errors."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if not is_open(path):
            try:
                path.rmdir() if path.is_dir() else path.unlink()
            except OSError:
                continue
    if not any(folder.iterdir()):
        folder.rmdir()


@pytest.fixture(autouse=True)
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("rename", "replace", "unlink"):
        real = getattr(Path, name)

        def act(path: Path, *more: Any, real: Any = real, **named: Any) -> Any:
            if is_open(path) or (more and is_open(Path(more[0]))):
                raise PermissionError(13, "it is being used by another process", str(path))
            return real(path, *more, **named)

        monkeypatch.setattr(Path, name, act)
    monkeypatch.setattr(shutil, "rmtree", removed)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    monkeypatch.delattr(os, "pread")
    monkeypatch.delattr(os, "sched_getaffinity")


def asked(index: Index, question: str) -> str:
    return index.search(question).hits[0].passage.text


def test_an_open_index_answers_on_while_others_are_published(tmp_path: Path) -> None:
    store = made(tmp_path)
    before = Index.open(store, ToyEncoder())
    for name in ("c", "d", "e"):
        folder = write(tmp_path / name, **{name: f"# Laituri\n\nlaituri {name}\n"})
        add(store, [folder], ToyEncoder())
    assert list(problems(store)) == []
    now = Index.open(store, ToyEncoder())
    assert (len(before.heads), len(now.heads)) == (2, 5)
    assert asked(before, "kissa") == asked(now, "kissa") == "kissa"
    assert asked(now, "laituri").startswith("laituri")
    assert before.document("b.md").text == now.document("b.md").text


def test_what_was_open_goes_with_a_later_run(tmp_path: Path) -> None:
    store = made(tmp_path)
    (first,) = parts(store)
    before = Index.open(store, ToyEncoder())
    for name in ("c", "d"):
        add(store, [write(tmp_path / name, **{name: f"# Laituri\n\nlaituri {name}\n"})], ToyEncoder())
    left = list((store / "parts").iterdir())
    assert (first in left, len(left)) == (True, 3)  # what is open of it
    assert asked(before, "kissa") == "kissa"
    del before
    gc.collect()
    remove(store, ["d.md"], ToyEncoder())
    left = list((store / "parts").iterdir())
    assert (first in left, parts(store)[0] in left, len(left)) == (False, True, 2)
    assert len(list((store / "generations").iterdir())) == 2
    assert list(problems(store)) == []


def test_an_index_that_is_made_anew_takes_the_place_of_an_open_one(tmp_path: Path) -> None:
    store = made(tmp_path)
    before = Index.open(store, ToyEncoder())
    build(store, [write(tmp_path / "others", x="# Laituri\n\nlaituri\n")], ToyEncoder())
    assert (len(before.heads), len(Index.open(store, ToyEncoder()).heads)) == (2, 1)
    assert asked(before, "talo") == "talo"

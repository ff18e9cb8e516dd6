"""A file that somebody has open for a moment, which on Windows forbids to put another one in its place."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import StoreError
from index.building.build import build
from index.store import disk
from index.store.disk import rename_folder, replace_text
from index.store.store import load, published
from tests.support.stores import made, write
from tests.support.toys.toy import ToyEncoder


def forbidden(
    monkeypatch: pytest.MonkeyPatch, name: str, times: int, meant: Callable[[Path], bool] = lambda _: True
) -> list[Path]:
    """Have a way to rename be forbidden so many times; the paths that it was."""
    real = getattr(Path, name)
    met: list[Path] = []

    def act(path: Path, target: Path) -> Path:
        if len(met) < times and meant(path):
            met.append(path)
            raise PermissionError(13, "it is being used by another process")
        moved: Path = real(path, target)
        return moved

    monkeypatch.setattr(Path, name, act)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    return met


def test_what_is_open_for_a_moment_is_replaced_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = forbidden(monkeypatch, "replace", 3)
    replace_text(tmp_path / "current", "b")
    assert ((tmp_path / "current").read_text(), len(met)) == ("b", 3)
    met = forbidden(monkeypatch, "rename", 3)
    (tmp_path / "old").mkdir()
    rename_folder(tmp_path / "old", tmp_path / "new")
    assert ((tmp_path / "new").is_dir(), len(met)) == (True, 3)


def test_what_stays_open_is_told_and_the_old_index_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = made(tmp_path)
    before = published(store)
    write(tmp_path / "minutes", c="# Laituri\n\nlaituri\n")
    forbidden(monkeypatch, "replace", 1_000, lambda path: path.name == "current.new")
    with pytest.raises(StoreError, match="it is being used by another process"):
        build(store, [tmp_path / "minutes"], ToyEncoder())
    assert published(store) == before
    assert len(load(store).documents) == 2
    monkeypatch.undo()
    build(store, [tmp_path / "minutes"], ToyEncoder())
    assert len(load(store).documents) == 3


def test_the_wait_for_what_is_open_is_a_second() -> None:
    assert 0.9 < sum(disk._WAITS) < 1.1

"""Opening: what is large is compared once on a machine, read by need, and never from memory that is gone."""

import json
import os
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedStoreError
from index.building.build import build
from index.lexical import Lexical
from index.store import checked
from index.store.held import file_array
from index.store.opening import open_generation
from index.store.store import load, published
from index.words.postings.coded import Coded
from tests.support.stores import FIRST, count_as_large, held, made, parts, write
from tests.support.toys.toy import ToyEncoder


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that counts as a large one, all of whose files do."""
    count_as_large(monkeypatch, tmp_path / "cache")
    return made(tmp_path)


def compared(monkeypatch: pytest.MonkeyPatch, folder: Path) -> int:
    """How many files are compared with their digest when a store is opened."""
    count = 0
    digest = checked._digest

    def counting(file: object) -> str:
        nonlocal count
        count += 1
        return digest(file)  # type: ignore[arg-type]

    monkeypatch.setattr(checked, "_digest", counting)
    load(folder)
    return count


def test_large_files_are_compared_once_and_again_when_they_are_touched(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compared(monkeypatch, large) == 0  # they were when they were written
    file = held(large, "dense.faiss")
    os.utime(file, (1, 1))
    assert compared(monkeypatch, large) == 17  # of its part, and none of the generation's own
    assert compared(monkeypatch, large) == 0
    for stamp in (tmp_path / "cache" / "checked").iterdir():
        stamp.write_text("[]", encoding="utf-8")
    assert compared(monkeypatch, large) == 17 + 10
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(DamagedStoreError, match="not the bytes that were written"):
        load(large)


def test_stamps_of_what_is_gone_go(large: Path, tmp_path: Path) -> None:
    for text in ("juna\n", "kirja\n", "talo\n"):
        build(large, [write(tmp_path / "minutes", a=text)], ToyEncoder())
    stamps = [json.loads(path.read_bytes()) for path in (tmp_path / "cache" / "checked").iterdir()]
    there = [stamp["folder"] for stamp in stamps if Path(stamp["folder"]).is_dir()]
    assert sorted(there) == sorted(
        str(path.resolve()) for kind in ("generations", "parts") for path in (large / kind).iterdir()
    )
    assert len(stamps) - len(there) == 2  # of four of each; what went last is seen next time


def test_a_cache_that_cannot_be_written_costs_only_time(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: str(tmp_path / "file"))
    assert [compared(monkeypatch, large), compared(monkeypatch, large)] == [27, 27]


def test_postings_that_are_read_by_need_score_the_same(large: Path) -> None:
    generation_ = load(large)
    assert generation_.parts is not None
    by_need, (part,) = generation_.lexical, generation_.parts.held
    assert isinstance(part.coded.gaps, file_array.FileArray)
    weights = {"_kis": 1.0, "talo": 0.5, "vene": 2.0}
    coded = part.coded
    sizes = len(coded.gaps), len(coded.counts)
    assert sizes == (len(coded.gaps[:]), len(coded.counts[:]))
    whole = {field.name: getattr(coded, field.name)[:] for field in fields(Coded)}
    in_memory = Lexical(Coded(**whole))
    expected = in_memory.score(weights, "fi")
    np.testing.assert_array_equal(by_need.score(weights, "fi"), expected)
    assert expected.any()


def test_a_file_that_is_cut_while_it_is_open_is_an_error(large: Path) -> None:
    generation_ = load(large)
    path = parts(large)[0] / "lexical" / "gaps.npy"
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 8)
    with pytest.raises(DamagedStoreError, match=r"gaps\.npy: the file has been cut short"):
        generation_.lexical.score(dict.fromkeys(generation_.lexical.terms.tolist(), 1.0))


def test_what_is_published_while_a_store_is_opened_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path)
    opened = open_generation
    left = [f"# Eläimet\n\nkissa {number}\n" for number in range(4)]

    def slow(path: Path) -> object:
        while left and path.name == published(folder):  # two others take its place, and it goes
            build(folder, [write(tmp_path / "minutes", a=left.pop())], ToyEncoder())
            build(folder, [write(tmp_path / "minutes", a=left.pop())], ToyEncoder())
            break
        return opened(path)

    monkeypatch.setattr("index.store.store.open_generation", slow)
    found = load(folder)
    assert (found.text(0), found.notice, left) == ("kissa 0", "", [])


@pytest.mark.parametrize("damage", ["gone", "garbage", "a folder"])
def test_where_it_is_not_told_what_is_published_the_newest_answers(tmp_path: Path, damage: str) -> None:
    folder = made(tmp_path)
    build(folder, [write(tmp_path / "minutes", a="juna\n")], ToyEncoder())
    current = folder / "current"
    name = published(folder)
    current.unlink()
    if damage == "garbage":
        current.write_bytes(b"\xff" * 16)
    elif damage == "a folder":
        current.mkdir()
    found = load(folder)
    assert (found.name, found.text(0)) == (name, "juna")
    assert found.notice.startswith(f"{current}: ")
    assert build(folder, [tmp_path / "minutes"], ToyEncoder()).encoded == 0
    assert load(folder).notice == ""


@pytest.mark.skipif(os.name != "posix", reason="rights are told in another way there")
def test_no_other_user_may_read_a_store(tmp_path: Path) -> None:
    folder = made(tmp_path, **FIRST)
    modes = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
    folders = {path.stat().st_mode & 0o777 for path in (folder, *folder.rglob("*")) if path.is_dir()}
    assert (modes, folders) == ({0o600}, {0o700})

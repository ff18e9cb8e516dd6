"""Damaged files: the same seed gives the same ones, and none brings reading down."""

import random
from pathlib import Path

import pytest

from corpus.errors import ReadError
from scripts.measure.documents import fuzz_reading
from scripts.measure.documents.fuzz_reading import measured, mutation, tries
from tests.support.fixed import written


def test_a_seed_gives_the_same_mutations() -> None:
    made = [mutation(b"Kissa istuu matolla.", [b"Koira"], random.Random(seed)) for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]


def test_damaged_files_of_all_kinds_are_read_or_refused(tmp_path: Path) -> None:
    found = measured(list(tries(written(tmp_path), files=40, seed=11)))
    assert (found["tracebacks"], found["slower_than_20_s"], found["wrong"]) == (0, 0, {})
    assert sum(kind["read"] + kind["refused"] for kind in found["kinds"].values()) == 40
    assert list(found["kinds"]) == [".docx", ".html", ".md", ".pdf", ".txt"]


def test_what_goes_wrong_is_counted_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise ReadError(f"{path}: the file cannot be read (KissaError())")

    monkeypatch.setattr(fuzz_reading, "read", broken)
    (tmp_path / "a.md").write_text("Kissa")
    found = measured(list(tries([tmp_path / "a.md"], files=2, seed=3, keep=tmp_path / "kept")))
    assert found["tracebacks"] == 2
    assert found["wrong"] == {": the file cannot be read (KissaError())": 2}
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["3-0.md", "3-1.md"]


def test_a_run_that_was_ended_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("Kissa")
    state = tmp_path / "state.jsonl"
    whole = list(tries([tmp_path / "a.md"], files=3, seed=3, state=state))
    state.write_text(state.read_text()[:-20])
    read: list[str] = []

    def noted(path: Path) -> tuple[str, float]:
        read.append(path.name)
        return whole[2].outcome, whole[2].seconds

    monkeypatch.setattr(fuzz_reading, "_tried", noted)
    found = list(tries([tmp_path / "a.md"], files=3, seed=3, state=state))
    assert read == ["3-2.md"]
    assert found[:2] == whole[:2]
    assert (found[2].number, found[2].outcome) == (2, whole[2].outcome)
    assert list(tries([tmp_path / "a.md"], files=3, seed=3, state=state)) == found
    assert len(list(tries([tmp_path / "a.md"], files=1, seed=4, state=state))) == 1
    assert read == ["3-2.md", "4-0.md"]

"""A store whose disk fails, whose program is ended, whose files are damaged: a few seconds of it."""

import os
from pathlib import Path

import pytest

from scripts.measure.load.store_faults import LIES, Tiny, damaged_files, publications


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tiny:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # it is called all the same, and fails when it is to
    return Tiny.make(tmp_path, whole=False)


@pytest.mark.parametrize("how", ["error", *LIES, "end"])
def test_a_publication_that_fails_anywhere_leaves_the_old_or_the_new(tiny: Tiny, how: str) -> None:
    found = publications(tiny, how, every=3)
    assert set(found) <= {"old", "new"}
    assert found["old"] >= (4 if how in LIES else 15)


def test_no_damage_to_a_file_changes_an_answer_and_all_is_mended(tiny: Tiny) -> None:
    found = damaged_files(tiny, flips=1, every=4)  # of 46 files in 7 ways, which 4 does not divide
    assert set(found) == {"same", "before", "told", "mended"}
    assert found["mended"] == found["same"] + found["before"] + found["told"] == 81


def test_of_a_small_store_the_generation_before_answers(tmp_path: Path) -> None:
    found = damaged_files(Tiny.make(tmp_path, whole=True), flips=1, every=3)
    assert set(found) == {"same", "before", "mended"}
    assert found["mended"] == found["same"] + found["before"]

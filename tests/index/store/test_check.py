"""The check of a store."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import EmptyStoreError
from index.store.check import problems
from tests.support.stores import held, made, parts, sealed


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return made(tmp_path, a="# Eläimet\n\nkissa\n\n# Koti\n\ntalo\n")


def test_a_sound_store_has_no_problems(store: Path) -> None:
    assert list(problems(store)) == []


def test_an_empty_store_is_no_sound_one(tmp_path: Path) -> None:
    with pytest.raises(EmptyStoreError):
        list(problems(tmp_path))


def test_one_altered_letter_is_found(store: Path) -> None:
    path = held(store, "texts.txt")
    path.write_text(path.read_text(encoding="utf-8").replace("kissa", "kassi"), encoding="utf-8")
    assert list(problems(store)) == [f"{path}: not the bytes that were written"]
    sealed(store)
    assert list(problems(store)) == ["a.md:9-14: its text is not the one that was encoded"]


def test_all_that_is_missing_is_found(store: Path) -> None:
    for name in ("dense.faiss", "lexical/gaps.npy"):
        held(store, name).unlink()
    assert [problem.removeprefix(str(parts(store)[0])) for problem in problems(store)] == [
        "/dense.faiss: the file is missing",
        "/lexical/gaps.npy: the file is missing",
    ]


def test_vectors_of_another_length_and_spans_outside_are_found(store: Path) -> None:
    raw = bytearray(held(store, "dense.faiss").read_bytes())
    raw[-4:] = np.float32(7).tobytes()
    held(store, "dense.faiss").write_bytes(raw)
    path = held(store, "documents.jsonl")
    path.write_bytes(path.read_bytes().replace(b'"heading":[16,20]', b'"heading":[16,99]'))
    sealed(store)
    assert list(problems(store)) == [
        "a.md, Koti: a span of 16-99 in 26 characters",
        "1 vectors are not of unit length, the first that of passage 1",
    ]

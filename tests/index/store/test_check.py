"""The check of a store."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import EmptyStoreError
from index.build import build
from index.store.check import problems
from index.store.store import published
from tests.support.toy import ToyEncoder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("# Eläimet\n\nkissa\n\n# Koti\n\ntalo\n", encoding="utf-8")
    build(tmp_path / "store", [tmp_path / "a.md"], ToyEncoder())
    return tmp_path / "store"


def generation(store: Path) -> Path:
    return store / "generations" / str(published(store))


def test_a_sound_store_has_no_problems(store: Path) -> None:
    assert list(problems(store)) == []


def test_an_empty_store_is_no_sound_one(tmp_path: Path) -> None:
    with pytest.raises(EmptyStoreError):
        list(problems(tmp_path))


def test_one_altered_letter_is_found(store: Path) -> None:
    path = generation(store) / "documents.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("kissa", "kassi"), encoding="utf-8")
    assert list(problems(store)) == [
        f"{path}: not the bytes that were written",
        "a.md:9-14: its text is not the one that was encoded",
    ]


def test_a_missing_file_is_found(store: Path) -> None:
    (generation(store) / "dense.faiss").unlink()
    (problem,) = problems(store)
    assert "dense.faiss: the file is missing" in problem


def test_vectors_of_another_length_and_spans_outside_are_found(store: Path) -> None:
    folder = generation(store)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    raw = bytearray((folder / "dense.faiss").read_bytes())
    raw[-4:] = np.float32(7).tobytes()
    (folder / "dense.faiss").write_bytes(raw)
    path = folder / "documents.jsonl"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["sections"][1]["heading"][1] = 999
    path.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    manifest["files"]["documents.jsonl"]["bytes"] = path.stat().st_size
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = list(problems(store))
    assert "a.md, Koti: a span of 16-999 in 26 characters" in found
    assert "1 vectors are not of unit length, the first that of passage 1" in found

"""The store: what is published is whole, and damage is told by name."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from corpus.errors import DamagedStoreError, EmptyStoreError, StoreError
from index.building.build import build
from index.store.store import default_store, load, published
from tests.support.stores import generation as generation_folder
from tests.support.stores import held, parts, retold, sealed
from tests.support.toys.toy import ToyEncoder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("# Eläimet\n\nkissa\n\n# Koti\n\ntalo\n", encoding="utf-8")
    build(tmp_path / "store", [tmp_path / "a.md"], ToyEncoder())
    return tmp_path / "store"


def test_nothing_published_is_an_empty_store(tmp_path: Path) -> None:
    assert published(tmp_path) is None
    with pytest.raises(EmptyStoreError, match="run “pykala index” first"):
        load(tmp_path)


def test_a_generation_comes_back_as_it_was_published(store: Path) -> None:
    generation = load(store)
    assert [generation.passage(row).text for row in range(2)] == ["kissa", "talo"]
    assert (generation.encoder.name, generation.encoder.width) == ("toy", 8)
    assert [document.id for document in generation.documents] == ["a.md"]
    assert generation.documents[0].source_map.source_offset(0) == 2
    assert generation.languages.dtype == np.uint8
    assert [generation.language(row) for row in range(2)] == ["fi", "fi"]


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [cut_short, remove])
@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "documents.jsonl",
        "texts.txt",
        "above.txt",
        "passages.npy",
        "digests.npy",
        "languages.npy",
        "dense.faiss",
        "lexical/gaps.npy",
    ],
)
def test_damaged_file(store: Path, name: str, damage: Callable[[Path], None]) -> None:
    damage(held(store, name))
    with pytest.raises(DamagedStoreError, match=name):
        load(store)


def same_size_other_bytes(path: Path) -> None:
    path.write_bytes(b"x" * path.stat().st_size)


@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "documents.jsonl",
        "texts.txt",
        "above.txt",
        "passages.npy",
        "digests.npy",
        "languages.npy",
        "dense.faiss",
        "lexical/starts.npy",
    ],
)
def test_overwritten_file(store: Path, name: str) -> None:
    same_size_other_bytes(held(store, name))
    with pytest.raises(DamagedStoreError, match="pykala doctor --mend"):
        load(store)


@pytest.mark.parametrize(
    ("languages", "message"),
    [
        (np.array([0, 3], np.uint8), "languages.npy: holds what is no language"),
        (np.array([0, 1], np.int8), "languages.npy: holds what is no language"),
        (np.array([[0], [1]], np.uint8), "languages.npy: holds what is no language"),
        (np.array(0, np.uint8), "languages.npy: holds what is no language"),
        (np.array([0], np.uint8), "languages.npy 1"),
        (np.array([0, 1, 2], np.uint8), "languages.npy 3"),
    ],
    ids=["unknown_language", "signed", "two_dimensions", "a_number", "too_few", "too_many"],
)
def test_languages_that_do_not_fit(store: Path, languages: npt.NDArray[np.uint8], message: str) -> None:
    folder = generation_folder(store)
    np.save(folder / "languages.npy", languages)
    sealed(store)
    with pytest.raises(DamagedStoreError, match=message):
        load(store)


def test_current_names_no_generation(store: Path) -> None:
    for name, told in (("../elsewhere", "does not tell"), ("0123456789abcdef", "is not in the store")):
        (store / "current").write_text(name, encoding="utf-8")
        with pytest.raises(DamagedStoreError, match=told):
            published(store)


def test_another_format_is_told(store: Path) -> None:
    retold(generation_folder(store), format=99)
    with pytest.raises(StoreError, match="format 99"):
        load(store)


def test_files_of_two_generations_do_not_mix(store: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("vene\n", encoding="utf-8")
    build(tmp_path / "other", [tmp_path / "a.md"], ToyEncoder())
    held(store, "dense.faiss").write_bytes(held(tmp_path / "other", "dense.faiss").read_bytes())
    sealed(store)
    with pytest.raises(DamagedStoreError, match="not the vectors and postings of 2 passages"):
        load(store)


def test_old_generations_go_but_for_the_last(store: Path, tmp_path: Path) -> None:
    for text in ("vene\n", "juna\n", "kirja\n"):
        (tmp_path / "a.md").write_text(text, encoding="utf-8")
        build(store, [tmp_path / "a.md"], ToyEncoder())
    assert len(list((store / "generations").iterdir())) == 2
    assert load(store).passage(0).text == "kirja"


def test_what_was_left_unfinished_is_cleared_away(store: Path, tmp_path: Path) -> None:
    (store / "generations" / "unfinished-1").mkdir()
    (store / "parts" / "unfinished-2").mkdir()
    (store / "parts" / "0123456789abcdef").mkdir()
    (store / "current.new").write_text("abc", encoding="utf-8")
    assert not build(store, [tmp_path / "a.md"], ToyEncoder()).published
    assert [path.name for path in (store / "generations").iterdir()] == [published(store)]
    assert [*(store / "parts").iterdir()] == parts(store)
    assert sorted(path.name for path in store.iterdir()) == [
        "current",
        "generations",
        "history.jsonl",
        "lock",
        "parts",
    ]


def test_the_default_store_is_the_environments_if_it_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYKALA_STORE", "/tmp/here")
    assert default_store() == Path("/tmp/here")
    monkeypatch.delenv("PYKALA_STORE")
    assert default_store().name == "pykala"

"""Building: only what changed is encoded, and the result is that of a full build."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from corpus.errors import (
    BusyStoreError,
    EmptyFileError,
    MissingFileError,
    OutdatedStoreError,
    ReadError,
    StoreError,
)
from corpus.readers import READING
from index.building.build import CUTTING, MADE, build
from index.building.change import add, mend, remove
from index.building.gather import unique_ids
from index.store.generation import Generation
from index.store.manifest import FORMAT
from index.store.store import load, published, writing
from index.words.postings.blocks import Postings
from tests.support.changing import FIRST, ChangingFile
from tests.support.stores import marks, retold, same, write
from tests.support.toys.toy import ToyEncoder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(
        tmp_path / "minutes", a="# Eläimet\n\nkissa ja koira\n", b="# Koti\n\ntalo\n\n# Retki\n\nvene\n"
    )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def contexts(generation: Generation) -> list[str]:
    return [generation.passage(row).context for row in range(len(generation.places))]


def test_a_first_build_encodes_every_passage(folder: Path, store: Path) -> None:
    encoder = ToyEncoder()
    built = build(store, [folder], encoder)
    assert (built.added, built.passages, built.encoded, built.published) == (("a.md", "b.md"), 3, 3, True)
    assert encoder.encoded == ["Eläimet > kissa ja koira", "Koti > talo", "Koti > Retki > vene"]
    generation = load(store)
    assert contexts(generation) == encoder.encoded
    np.testing.assert_array_equal(
        generation.dense.vectors([0, 1, 2]), encoder.encode_questions(encoder.encoded)
    )


@pytest.mark.parametrize(("written", "mended"), [(FORMAT - 1, True), (FORMAT + 1, False)])
def test_a_store_of_an_earlier_version_is_written_anew(
    folder: Path, store: Path, written: int, mended: bool
) -> None:
    build(store, [folder], ToyEncoder())
    path = store / "generations" / str(published(store)) / "manifest.json"
    retold(path.parent, format=written)
    if written < FORMAT:  # which had no checksum
        manifest = json.loads(path.read_text(encoding="utf-8"))
        del manifest["checksum"], manifest["number"]
        path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(OutdatedStoreError if mended else StoreError, match="earlier|newer Pykälä"):
        load(store)
    if mended:
        assert build(store, [folder], ToyEncoder()).encoded == 3
        assert len(load(store).documents) == 2
    else:
        with pytest.raises(StoreError, match="another folder"):
            build(store, [folder], ToyEncoder())
        assert json.loads(path.read_text(encoding="utf-8"))["format"] == written


def test_a_second_build_of_the_same_files_encodes_and_publishes_nothing(folder: Path, store: Path) -> None:
    build(store, [folder], ToyEncoder())
    name = published(store)
    encoder = ToyEncoder()
    built = build(store, [folder], encoder)
    assert (built.unchanged, built.encoded, built.published) == (("a.md", "b.md"), 0, False)
    assert encoder.encoded == []
    assert published(store) == name


def test_only_what_changed_is_encoded_and_the_result_is_a_full_builds(folder: Path, store: Path) -> None:
    build(store, [folder], ToyEncoder())
    write(folder, b="# Koti\n\ntalo\n\n# Matka\n\njuna\n", c="kirja\n")
    (folder / "a.md").unlink()
    encoder = ToyEncoder()
    built = build(store, [folder], encoder)
    assert (built.added, built.changed, built.removed) == (("c.md",), ("b.md",), ("a.md",))
    assert encoder.encoded == ["Koti > Matka > juna", "c > kirja"]
    build(store.with_name("full"), [folder], ToyEncoder())
    grown, full = load(store), load(store.with_name("full"))
    assert list(grown.documents) == list(full.documents)
    np.testing.assert_array_equal(grown.places, full.places)
    np.testing.assert_array_equal(grown.dense.vectors([0, 1, 2]), full.dense.vectors([0, 1, 2]))
    found, expected = (one.lexical.score({"_jun": 1.0}, "fi") for one in (grown, full))
    np.testing.assert_array_equal(found, expected)
    assert np.count_nonzero(expected) == 1


def test_another_encoder_encodes_all_again(folder: Path, store: Path) -> None:
    build(store, [folder], ToyEncoder())
    other = ToyEncoder(salt="other")
    assert build(store, [folder], other).encoded == 3
    assert load(store).encoder.digest == other.digest


def test_what_another_version_has_read_is_read_again_and_not_encoded_again(folder: Path, store: Path) -> None:
    build(store, [folder], ToyEncoder())
    assert load(store).reading == MADE == f"{READING}.{CUTTING}"
    retold(store / "generations" / str(published(store)), reading="3f786850e387550fdab836ed7e6dc881")
    assert load(store).reading == "3f786850e387550fdab836ed7e6dc881"
    built = build(store, [folder], ToyEncoder())
    assert (built.unchanged, built.encoded, built.published) == (("a.md", "b.md"), 0, True)
    assert load(store).reading == MADE
    assert not build(store, [folder], ToyEncoder()).published


@pytest.mark.parametrize(("change", "written"), [("add", 5), ("remove", 7), ("mend", 8)])
def test_vectors_of_the_version_before_are_taken_over(
    folder: Path, store: Path, change: str, written: int
) -> None:
    build(store, [folder], ToyEncoder())
    generation = store / "generations" / str(published(store))
    for path in generation.rglob("*.np*"):
        if path.name not in {"passages.npy", "digests.npy"}:
            path.unlink()
    (store / "parts").rename(generation / "parts")
    (dense,) = generation.rglob("dense.faiss")
    dense.rename(generation / "dense.faiss")
    shutil.rmtree(generation / "parts")
    retold(generation, format=written, files=marks(generation), parts=[])
    changes: dict[str, Callable[[], object]] = {
        "add": lambda: add(store, [folder], ToyEncoder()),
        "remove": lambda: remove(store, ["a.md"], ToyEncoder()),
        "mend": lambda: mend(store, ToyEncoder()),
    }
    with pytest.raises(OutdatedStoreError, match=f"format {written}, now 9.* what was encoded is taken over"):
        changes[change]()
    built = build(store, [folder], ToyEncoder())
    assert (built.encoded, built.passages) == (0, 3)
    build(store.with_name("anew"), [folder], ToyEncoder())
    same(store, store.with_name("anew"))


def test_a_moved_file_is_the_same_text_under_another_id(folder: Path, store: Path) -> None:
    build(store, [folder], ToyEncoder())
    (folder / "a.md").rename(folder / "z.md")
    encoder = ToyEncoder()
    built = build(store, [folder], encoder)
    assert (built.added, built.removed, encoder.encoded) == (("z.md",), ("a.md",), [])
    assert load(store).documents[1].path == str(folder / "z.md")


def test_an_unreadable_file_of_a_folder_is_skipped_with_its_reason(folder: Path, store: Path) -> None:
    (folder / "c.md").write_bytes(b"\xff\xfe")
    built = build(store, [folder], ToyEncoder())
    assert built.added == ("a.md", "b.md")
    (skipped,) = built.skipped
    assert skipped.path == str(folder / "c.md")
    assert "UTF-16" in skipped.reason


def test_an_unreadable_file_that_was_named_stops_the_build_and_loses_nothing(
    folder: Path, store: Path
) -> None:
    build(store, [folder], ToyEncoder())
    name = published(store)
    (folder / "c.md").write_text("", encoding="utf-8")
    with pytest.raises(EmptyFileError, match="c.md"):
        build(store, [folder / "c.md"], ToyEncoder())
    with pytest.raises(MissingFileError, match="nowhere"):
        build(store, [folder / "nowhere"], ToyEncoder())
    assert published(store) == name


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["b.md"], ("a.md", "c.md")),
        (["old"], ("a.md", "b.md")),
        (["old/*", "a*"], ("b.md",)),
        (["*.txt"], ("a.md", "b.md", "c.md")),
    ],
)
def test_patterns_leave_files_and_folders_out(
    folder: Path, store: Path, patterns: list[str], left: tuple[str, ...]
) -> None:
    write(folder / "old", c="juna\n")
    assert build(store, [folder], ToyEncoder(), exclude=patterns).added == left


def test_a_file_with_the_text_of_another_is_skipped(folder: Path, store: Path) -> None:
    write(folder, c="# Koti\r\n\r\ntalo\r\n\r\n# Retki\r\n\r\nvene\r\n")
    built = build(store, [folder], ToyEncoder())
    assert built.added == ("a.md", "b.md")
    assert [skipped.reason for skipped in built.skipped] == [
        f"{folder / 'c.md'}: its text is that of {folder / 'b.md'}"
    ]


def test_a_folder_without_documents_is_an_error(tmp_path: Path, store: Path) -> None:
    (tmp_path / "tyhjä").mkdir()
    with pytest.raises(ReadError, match="no file there"):
        build(store, [tmp_path / "tyhjä"], ToyEncoder())


def test_an_encoder_that_fails_leaves_what_was_published(folder: Path, store: Path) -> None:
    class Broken(ToyEncoder):
        def _vector(self, text: str) -> npt.NDArray[np.float32]:
            raise KeyboardInterrupt(text)

    build(store, [folder], ToyEncoder())
    name = published(store)
    write(folder, a="vene\n")
    with pytest.raises(KeyboardInterrupt):
        build(store, [folder], Broken())
    assert published(store) == name
    assert [path.name for path in (store / "generations").iterdir()] == [name]
    assert build(store, [folder], ToyEncoder()).changed == ("a.md",)


def test_postings_that_cannot_be_put_in_order_leave_what_was_published(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(store, [folder], ToyEncoder())
    before = published(store)
    (folder / "c.md").write_text("juna\n", encoding="utf-8")

    def full(_postings: Postings) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Postings, "merged", full)
    with pytest.raises(StoreError, match="No space left on device"):
        build(store, [folder], ToyEncoder())
    assert published(store) == before


def test_two_builds_at_once_are_one_too_many(folder: Path, store: Path) -> None:
    with writing(store), pytest.raises(BusyStoreError, match="another pykala"):
        build(store, [folder], ToyEncoder())


def test_a_damaged_store_is_mended_by_building(folder: Path, store: Path) -> None:
    build(store, [folder], ToyEncoder())
    (store / "generations" / str(published(store)) / "documents.jsonl").write_text("{", encoding="utf-8")
    assert build(store, [folder], ToyEncoder()).encoded == 0  # the vectors are sound
    assert len(load(store).documents) == 2


@pytest.mark.parametrize("suffix", [".md", ".pdf"])
def test_a_file_that_changes_while_it_is_built_is_read_once(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    file = ChangingFile(tmp_path, suffix, monkeypatch)
    assert build(store, [file.path], ToyEncoder()).added == (file.path.name,)
    assert file.count == 1
    (document,) = load(store).documents
    assert (document.text, document.digest) == (FIRST, hashlib.sha256(file.first).hexdigest())
    assert build(store, [file.path], ToyEncoder()).changed == (file.path.name,)


def test_progress_tells_reading_and_encoding(folder: Path, store: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build(store, [folder], ToyEncoder(), lambda *step: told.append(step))
    assert told == [("read", 0, 2), ("read", 1, 2), ("read", 2, 2), ("encode", 0, 3), ("encode", 3, 3)]


def test_ids_are_names_led_by_folders_where_names_are_alike() -> None:
    root = Path(os.sep)
    files = [root / "x" / "a.md", root / "x" / "b" / "c.md", root / "y" / "b" / "c.md", root / "y" / "c.md"]
    assert unique_ids(files) == ["a.md", "x/b/c.md", "y/b/c.md", "y/c.md"]


def test_many_files_read_beside_each_other_make_the_same_store(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, **{f"n{number}": f"# Asia {number}\n\nkissa {number}\n" for number in range(20)})
    (folder / "empty.md").write_text("\n", encoding="utf-8")
    one = build(store, [folder], ToyEncoder())
    monkeypatch.setattr("index.building.reading.MANY", 1)
    monkeypatch.setattr("index.building.reading.cores", lambda: 2)
    two = build(store.with_name("two"), [folder], ToyEncoder())
    assert (two.added, two.skipped) == (one.added, one.skipped)
    first, second = load(store), load(store.with_name("two"))
    assert list(first.documents) == list(second.documents)
    assert list(first.contexts) == list(second.contexts)

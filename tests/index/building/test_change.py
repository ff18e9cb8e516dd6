"""Documents added and removed, and damage made good."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import (
    DamagedStoreError,
    EmptyStoreError,
    MissingFileError,
    OutdatedStoreError,
    UnknownDocumentError,
)
from index.building.build import Built, build
from index.building.change import add, mend, remove
from index.store.check import mending, problems
from index.store.store import load, published
from tests.support.stores import flipped, generation, held, made, retold, same, write
from tests.support.toys.toy import ToyEncoder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return made(tmp_path)


def ids(store: Path) -> list[str]:
    return [document.id for document in load(store).documents]


def test_adding_is_indexing_all_together(tmp_path: Path, store: Path) -> None:
    more = write(tmp_path / "more", b="juna\n", c="kirja\n")
    encoder = ToyEncoder()
    built = add(store, [more], encoder)
    assert (built.added, built.removed) == (("c.md", "minutes/b.md", "more/b.md"), ("b.md",))
    assert (built.lost, encoder.encoded) == ((), ["c > kirja", "b > juna"])
    build(tmp_path / "all", [tmp_path / "minutes", more], ToyEncoder())
    same(store, tmp_path / "all")


def test_adding_reads_anew_what_it_names_and_keeps_what_is_gone(tmp_path: Path, store: Path) -> None:
    (tmp_path / "minutes" / "b.md").unlink()
    write(tmp_path / "minutes", a="koira\n")
    built = add(store, [tmp_path / "minutes" / "a.md"], ToyEncoder())
    assert (built.changed, built.unchanged) == (("a.md",), ("b.md",))
    assert [document.text for document in load(store).documents] == ["koira", "Retki\n\nvene"]
    assert not add(store, [tmp_path / "minutes"], ToyEncoder()).published


def test_adding_to_nothing_is_indexing(tmp_path: Path) -> None:
    assert add(tmp_path / "store", [write(tmp_path / "m", a="vene\n")], ToyEncoder()).added == ("a.md",)


def test_adding_what_is_not_there_changes_nothing(tmp_path: Path, store: Path) -> None:
    name = published(store)
    with pytest.raises(MissingFileError, match="nowhere"):
        add(store, [tmp_path / "nowhere"], ToyEncoder())
    assert published(store) == name


def test_what_another_version_has_read_stays_and_is_read_again_by_the_next_index(
    tmp_path: Path, store: Path
) -> None:
    retold(generation(store), reading="old")
    add(store, [write(tmp_path / "more", c="kirja\n")], ToyEncoder())
    assert (load(store).reading, ids(store)) == ("old", ["a.md", "b.md", "c.md"])
    assert build(store, [tmp_path / "minutes", tmp_path / "more"], ToyEncoder()).published


CHANGES: dict[str, Callable[[Path], Built]] = {
    "add": lambda store: add(store, [store.with_name("minutes")], ToyEncoder()),
    "remove": lambda store: remove(store, ["a.md"], ToyEncoder()),
    "mend": lambda store: mend(store, ToyEncoder()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_store_of_an_earlier_version_is_not_taken_for_an_empty_one(
    store: Path, change: Callable[[Path], Built]
) -> None:
    (generation(store) / "manifest.json").write_text('{"format": 4, "encoder": {}, "files": {}}')
    with pytest.raises(OutdatedStoreError, match="format 4, now 9"):
        change(store)


@pytest.mark.parametrize("by", ["id", "path", "other path"])
def test_removing(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    monkeypatch.chdir(tmp_path)
    names = {
        "id": "a.md",
        "path": str(tmp_path / "minutes" / "a.md"),
        "other path": "minutes/../minutes/a.md",
    }
    encoder = ToyEncoder()
    built = remove(store, [names[by]], encoder)
    assert (built.removed, built.lost, built.unchanged) == (("a.md",), ("a.md",), ("b.md",))
    assert encoder.encoded == []
    build(tmp_path / "one", [tmp_path / "minutes" / "b.md"], ToyEncoder())
    same(store, tmp_path / "one")
    assert (tmp_path / "minutes" / "a.md").exists()


def test_what_is_not_there_cannot_be_removed_nor_can_all(store: Path) -> None:
    name = published(store)
    with pytest.raises(UnknownDocumentError, match="no document “c.md”"):
        remove(store, ["a.md", "c.md"], ToyEncoder())
    with pytest.raises(UnknownDocumentError, match="no other document would be left"):
        remove(store, ["a.md", "b.md"], ToyEncoder())
    assert published(store) == name
    with pytest.raises(EmptyStoreError):
        remove(store.with_name("none"), ["a.md"], ToyEncoder())


def test_nothing_changes_that_is_not_agreed_to(tmp_path: Path, store: Path) -> None:
    name = published(store)
    asked: list[Built] = []
    other = [write(tmp_path / "other", c="kirja\n")]

    def agree(built: Built) -> bool:
        asked.append(built)
        return False

    built = build(store, other, ToyEncoder(), agree=agree)
    assert asked == [built]
    assert (built.added, built.lost, built.published) == (("c.md",), ("a.md", "b.md"), False)
    assert published(store) == name
    before = sorted(path.name for path in store.iterdir())
    for dry in (
        build(store, other, ToyEncoder(), dry=True),
        add(store, other, ToyEncoder(), dry=True),
        remove(store, ["a.md"], ToyEncoder(), dry=True),
    ):
        assert not dry.published
    assert (published(store), sorted(path.name for path in store.iterdir())) == (name, before)
    build(tmp_path / "new", other, ToyEncoder(), dry=True)
    assert not (tmp_path / "new").exists()


def test_a_flipped_bit_is_never_carried_on(tmp_path: Path, store: Path) -> None:
    flipped(held(store, "documents.jsonl"))
    with pytest.raises(DamagedStoreError, match="first mend the index with “pykala doctor --mend”"):
        add(store, [write(tmp_path / "more", c="kirja\n")], ToyEncoder())
    encoder = ToyEncoder()
    build(store, [tmp_path / "minutes", tmp_path / "more"], encoder)
    assert encoder.encoded == ["c > kirja"]  # the vectors were sound
    build(tmp_path / "clean", [tmp_path / "minutes", tmp_path / "more"], ToyEncoder())
    same(store, tmp_path / "clean")


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("documents.jsonl", 0),
        ("texts.txt", 0),
        ("above.txt", 0),
        ("dense.faiss", 3),
        ("digests.npy", 3),
        ("lexical/gaps.npy", 0),
    ],
)
def test_what_is_damaged_is_made_good(tmp_path: Path, store: Path, name: str, encoded: int) -> None:
    shutil.copytree(store, tmp_path / "sound")
    flipped(held(store, name))
    assert mending(store) == "run “pykala doctor --mend” to mend it"
    assert mend(store, ToyEncoder()).encoded == encoded
    assert list(problems(store)) == []
    same(store, tmp_path / "sound")
    assert not mend(store, ToyEncoder()).published


def test_what_is_damaged_and_gone_comes_from_the_generation_before(tmp_path: Path, store: Path) -> None:
    add(store, [write(tmp_path / "more", c="kirja\n", d="omena\n")], ToyEncoder())
    flipped(held(store, "documents.jsonl"))
    (tmp_path / "minutes" / "a.md").unlink()
    (tmp_path / "more" / "d.md").unlink()
    built = mend(store, ToyEncoder())
    assert ids(store) == ["a.md", "b.md", "c.md"]
    assert [skipped.path for skipped in built.skipped] == [str(tmp_path / "more" / "d.md")]


def test_where_the_manifest_is_gone_the_folders_have_to_be_indexed(tmp_path: Path, store: Path) -> None:
    add(store, [write(tmp_path / "more", c="kirja\n")], ToyEncoder())
    (generation(store) / "manifest.json").unlink()
    assert ids(store) == ["a.md", "b.md"]  # of the generation before
    assert "run “pykala index” with the folders" in mending(store)
    for change in CHANGES.values():
        with pytest.raises(DamagedStoreError):
            change(store)
    assert build(store, [tmp_path / "minutes", tmp_path / "more"], ToyEncoder()).published
    assert ids(store) == ["a.md", "b.md", "c.md"]


def test_the_files_of_an_archive_are_documents_as_those_of_a_folder(tmp_path: Path) -> None:
    archive = tmp_path / "kokoukset.zip"

    def packed(**files: str) -> Path:
        with zipfile.ZipFile(archive, "w") as opened:
            for name, text in files.items():
                opened.writestr(f"2025/{name}.md", text)
        return archive

    encoder = ToyEncoder()
    built = build(tmp_path / "store", [packed(a="kissa\n", b="koira\n")], encoder)
    assert (built.added, encoder.encoded) == (("a.md", "b.md"), ["a > kissa", "b > koira"])
    paths = [document.path for document in load(tmp_path / "store").documents]
    assert paths == [str(archive / "2025" / f"{name}.md") for name in ("a", "b")]
    encoder = ToyEncoder()
    built = build(tmp_path / "store", [packed(a="kissa\n", b="hevonen\n", c="lehmä\n")], encoder)
    assert (built.added, built.changed, built.unchanged) == (("c.md",), ("b.md",), ("a.md",))
    assert encoder.encoded == ["b > hevonen", "c > lehmä"]
    remove(tmp_path / "store", ["b.md"], ToyEncoder())
    assert ids(tmp_path / "store") == ["a.md", "c.md"]
    built = add(tmp_path / "store", [archive / "2025" / "b.md"], ToyEncoder())
    assert built.added == ("b.md",)


def test_what_is_wrong_in_an_archive_is_told_and_the_rest_indexed(tmp_path: Path) -> None:
    folder = write(tmp_path / "minutes", a="kissa\n")
    with zipfile.ZipFile(folder / "b.zip", "w") as opened:
        for name in ("../c.md", "d.zip", "e.md", "f.md"):
            opened.writestr(name, "koira\n" if name == "e.md" else "")
    (folder / "g.zip").write_text("kissa")
    built = build(tmp_path / "store", [folder], ToyEncoder())
    assert built.added == ("a.md", "e.md")
    assert sorted(
        (each.path.removeprefix(str(folder)), each.reason.split(": ")[1][:24]) for each in built.skipped
    ) == [
        ("/b.zip/../c.md", "the name leads out of th"),
        ("/b.zip/d.zip", "this is an archive in an"),
        ("/b.zip/f.md", "the file is empty; leave"),
        ("/g.zip", "the archive cannot be re"),
    ]

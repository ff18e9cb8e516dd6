"""Parts: what is added is written by itself, what is large stays where it is, and no damage is certified."""

import os
import random
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedStoreError
from index.building import staying
from index.building.build import build
from index.building.change import add, mend, remove
from index.search import Index
from index.store import checked
from index.store.check import problems
from index.store.manifest import read_manifest
from index.store.store import load, published
from tests.support.stores import (
    count_as_large,
    flipped,
    generation,
    keep_in_parts,
    made,
    parts,
    same,
    sealed,
    write,
)
from tests.support.toys.toy import ToyEncoder

TALL = {
    "a": "".join(f"# Osa {number}\n\nkissa {number}\n\n" for number in range(9)),
    "b": "# Retki\n\nvene\n",
}
"""Documents of nine passages and of one."""


def told(store: Path) -> list[tuple[int, int]]:
    """Of each part of what is published its documents and passages, those that are gone included."""
    return [(part.documents, part.passages) for part in read_manifest(generation(store)).parts]


def added(store: Path, name: str, text: str) -> None:
    add(store, [write(store.with_name(f"more-{name}"), **{name: text})], ToyEncoder())


@pytest.fixture(autouse=True)
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_in_parts(monkeypatch)


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that counts as a large one, all of whose files do."""
    count_as_large(monkeypatch, tmp_path / "cache")
    return made(tmp_path, **TALL)


def unseen(path: Path) -> None:
    """Turn the last bit of a file, and have it look as if nobody had touched it, as a disk does."""
    seen, content = path.stat(), bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def test_small_parts_are_written_anew_with_what_is_new(tmp_path: Path) -> None:
    store = made(tmp_path, **TALL)
    for name, expected in zip(
        "cdefg",
        ([(2, 10), (1, 1)], [(2, 10), (2, 2)], [(2, 10), (3, 3)], [(6, 14)], [(6, 14), (1, 1)]),
        strict=True,
    ):
        added(store, name, f"# Uusi\n\njuna {name}\n")
        assert told(store) == expected
        assert list(problems(store)) == []
    remove(store, ["a.md"], ToyEncoder())
    assert told(store) == [(1, 1), (5, 5)]
    same(store, _anew(store))


def test_what_goes_stays_in_its_part_until_half_of_it_is_gone(tmp_path: Path) -> None:
    store = made(tmp_path, **TALL)
    before = parts(store)
    remove(store, ["b.md"], ToyEncoder())
    assert (told(store), parts(store)) == ([(2, 10)], before)
    same(store, _anew(store))
    added(store, "b", "# Retki\n\nvene\n")
    assert told(store) == [(2, 10), (1, 1)]
    same(store, _anew(store))


def test_parts_go_with_the_last_generation_that_has_them(tmp_path: Path) -> None:
    store = made(tmp_path, **TALL)
    there = parts(store)
    for name in "cd":
        added(store, name, f"# Uusi\n\njuna {name}\n")
        there.append(parts(store)[-1])
    assert sorted((store / "parts").iterdir()) == sorted(there)
    remove(store, ["d.md"], ToyEncoder())
    assert sorted((store / "parts").iterdir()) == sorted({there[0], there[2], *parts(store)})


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_added_and_removed_it_is_as_if_it_were_built_anew(tmp_path: Path, seed: int) -> None:
    words, folder, store = random.Random(seed), tmp_path / "texts", tmp_path / "store"
    folder.mkdir()

    def text() -> str:
        some = (" ".join(words.choices("kissa talo vene juna omena kirja".split(), k=5)) for _ in range(3))
        return "".join(f"# Asia {number}\n\n{each}.\n\n" for number, each in enumerate(some))

    for number in range(10):
        write(folder, **{f"d{number}": text()})
    several = 0
    for step in range(8):
        for number in words.sample(range(12), words.choice((1, 1, 1, 2, 7))):
            if words.random() < 0.4:
                (folder / f"d{number}.md").unlink(missing_ok=True)
            else:
                write(folder, **{f"d{number}": text()})
        build(store, [folder], ToyEncoder())
        build(tmp_path / f"anew-{step}", [folder], ToyEncoder())
        same(store, tmp_path / f"anew-{step}")
        for question in ("Missä vene oli?", "kissa ja omena", "Asia 2"):
            found, expected = (
                Index.open(one, ToyEncoder()).search(question) for one in (store, tmp_path / f"anew-{step}")
            )
            assert found == expected
        several += len(parts(store)) > 1
    assert several
    assert list(problems(store)) == []


def test_what_is_large_is_neither_read_nor_compared_where_it_stays(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stays,) = parts(large)
    compared: list[str] = []
    digest = checked._digest

    def noted(file: object) -> str:
        compared.append(str(file.name))  # type: ignore[attr-defined]
        return digest(file)  # type: ignore[arg-type]

    monkeypatch.setattr(checked, "_digest", noted)
    added(large, "c", "# Uusi\n\njuna\n")
    assert [name for name in compared if name.startswith(str(stays))] == []
    assert sum(name.startswith(str(parts(large)[1])) for name in compared) == 17
    compared.clear()
    build(large, [large.with_name("minutes"), large.with_name("more-c")], ToyEncoder())
    assert sum(name.startswith(str(stays)) for name in compared) == 17  # whoever indexes all has all compared


@pytest.mark.parametrize("name", ["documents.jsonl", "texts.txt", "dense.faiss", "lexical/counts.npy"])
def test_a_bit_that_turned_unseen_is_carried_over_with_the_digest_that_tells_it(
    large: Path, name: str
) -> None:
    path = parts(large)[0] / name
    unseen(path)
    added(large, "c", "# Uusi\n\njuna\n")
    assert list(problems(large)) == [f"{path}: not the bytes that were written"]
    assert mend(large, ToyEncoder()).published
    assert list(problems(large)) == []
    same(large, _anew(large))


def test_what_is_copied_from_a_part_is_compared_before(large: Path) -> None:
    added(large, "c", "# Uusi\n\njuna lähti\n")
    name, path = published(large), parts(large)[1] / "texts.txt"
    unseen(path)
    with pytest.raises(DamagedStoreError, match=r"texts\.txt: not the bytes that were written; mend"):
        added(large, "d", "# Uusi\n\nkirja\n")
    assert published(large) == name
    mend(large, ToyEncoder())
    added(large, "d", "# Uusi\n\nkirja\n")
    same(large, _anew(large))


@pytest.mark.parametrize("name", ["dense.faiss", "texts.txt", "above.txt"])
def test_what_is_taken_from_a_part_that_loses_something_is_compared_before(large: Path, name: str) -> None:
    before, path = published(large), parts(large)[0] / name
    seen, content = path.stat(), bytearray(path.read_bytes())
    what = {"dense.faiss": bytes(content[-4:]), "texts.txt": b"vene", "above.txt": b"Retki"}[name]
    content[content.rindex(what)] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    with pytest.raises(DamagedStoreError, match="not (the bytes that were|what was) written; mend"):
        remove(large, ["b.md"], ToyEncoder())
    assert published(large) == before


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ([[0, 0], [0, 2]], "not the places of 2 documents"),
        ([[0, 1], [0, 0]], "not the numbers of documents of part 0"),
        ([[0, 1], [0, 1]], "not the numbers of documents of part 0"),
        ([[0, 0], [1, 0]], "index out of range"),
        ([[0, 0], [0, -1]], "not the places of 2 documents"),
        ([[0, 0]], "not the places of 2 documents"),
    ],
)
def test_places_that_do_not_fit_are_damage(tmp_path: Path, places: list[list[int]], message: str) -> None:
    store = made(tmp_path)
    np.save(generation(store) / "parts.npy", np.array(places, np.int32))
    sealed(store)
    with pytest.raises(DamagedStoreError, match=message):
        load(store)


def test_documents_of_other_passages_are_damage(tmp_path: Path) -> None:
    store = made(tmp_path)
    np.save(parts(store)[0] / "firsts.npy", np.array([[0, 0], [1, 1], [3, 3]]))
    sealed(store)
    with pytest.raises(DamagedStoreError, match="not the passages of part 0"):
        load(store)
    np.save(parts(store)[0] / "firsts.npy", np.array([[0, 0], [2, 2], [2, 2]]))
    sealed(store)
    with pytest.raises(DamagedStoreError, match="not where passages begin"):
        load(store)


def test_a_part_whose_generation_was_never_written_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = made(tmp_path, **TALL)
    before, there = published(store), parts(store)

    def ends(*_: object) -> None:
        assert len(list((store / "parts").iterdir())) == 2
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("index.store.store.save_generation", ends)
        patch.setattr("index.store.store.remove_all", lambda _: None)  # nothing is done any more
        with pytest.raises(KeyboardInterrupt):
            added(store, "c", "# Uusi\n\njuna\n")
    assert (published(store), list(problems(store))) == (before, [])
    assert len(list((store / "parts").iterdir())) == 2
    added(store, "d", "# Uusi\n\nkirja\n")
    assert sorted((store / "parts").iterdir()) == sorted({*there, *parts(store)})
    assert len(load(store).heads) == 3


def test_where_one_part_is_damaged_the_vectors_of_the_others_stay(tmp_path: Path) -> None:
    store = made(tmp_path, **TALL)
    added(store, "c", "# Uusi\n\njuna\n")
    flipped(parts(store)[0] / "dense.faiss")
    encoder = ToyEncoder()
    assert mend(store, encoder).encoded == 10
    assert not [text for text in encoder.encoded if "juna" in text]
    same(store, _anew(store))


@pytest.mark.parametrize("passages", [10, 11])
def test_where_all_is_small_the_generation_before_has_copies_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passages: int
) -> None:
    monkeypatch.setattr(staying, "WHOLE", passages)
    store = made(tmp_path, **TALL)
    before, (first,) = published(store), parts(store)
    added(store, "c", "# Uusi\n\njuna\n")
    assert told(store) == ([(2, 10), (1, 1)] if passages == 10 else [(3, 11)])
    same(store, _anew(store))
    flipped(parts(store)[0] / "texts.txt")
    if passages == 10:
        assert parts(store)[0] == first
        with pytest.raises(DamagedStoreError, match=r"texts\.txt: not the bytes that were written"):
            load(store)
    else:
        assert load(store).name == before
    assert mend(store, ToyEncoder()).published
    assert len(load(store).heads) == 3


def _anew(store: Path) -> Path:
    """A store that is made at once of all files that another one holds."""
    anew = store.with_name(f"anew-{published(store)}")
    build(anew, [Path(path) for path in load(store).heads.paths], ToyEncoder())
    return anew

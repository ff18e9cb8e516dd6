"""Leftovers: a build goes on from one that was cut off, and nothing of it stays behind."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from corpus.errors import EmptyStoreError, EncoderError
from index.building import vectors
from index.building.build import build
from index.store.generation import EncoderMark
from index.store.leftovers import keep, recall
from index.store.store import load, published
from tests.support.toys.toy import TOPICS, ToyEncoder

TODAY = datetime.datetime.now(datetime.UTC).date()
WORDS = [topic for topic in TOPICS if topic]


class CutOff(ToyEncoder):
    """A toy encoder that is stopped when it is asked for more than so many passages."""

    def __init__(self, most: int, error: BaseException, salt: str = "") -> None:
        super().__init__(salt)
        self._most, self._error = most, error

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> npt.NDArray[np.float32]:
        if len(self.encoded) + len(texts) > self._most:
            raise self._error
        return super().encode_passages(texts, progress)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven documents of a passage each."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    for word in WORDS:
        (folder / f"{word}.md").write_text(f"# Asia\n\n{word}\n", encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(vectors, "AT_ONCE", 2)
    monkeypatch.setattr(vectors, "WORTH_KEEPING", 0.0)
    return tmp_path / "store"


def cut_off(store: Path, folder: Path, most: int, salt: str = "") -> None:
    with pytest.raises(KeyboardInterrupt):
        build(store, [folder], CutOff(most, KeyboardInterrupt(), salt))


def left(store: Path) -> list[Path]:
    return sorted(path for path in (store / "leftovers").rglob("*") if path.is_file())


@pytest.mark.parametrize("error", [KeyboardInterrupt(), EncoderError("broken")])
def test_a_build_goes_on_from_one_that_was_cut_off(store: Path, folder: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        build(store, [folder], CutOff(5, error))
    assert published(store) is None
    with pytest.raises(EmptyStoreError):
        load(store)
    encoder, told = ToyEncoder(), list[tuple[str, int, int]]()
    built = build(store, [folder], encoder, lambda *step: told.append(step))
    assert (built.passages, built.resumed, built.encoded) == (7, 4, 3)
    assert len(encoder.encoded) == 3
    assert [step for step in told if step[0] != "read"] == [
        ("resume", 4, 7),
        ("encode", 4, 7),
        ("encode", 6, 7),
        ("encode", 7, 7),
    ]
    generation = load(store)
    texts = [generation.passage(row).context for row in range(7)]
    np.testing.assert_array_equal(generation.dense.vectors(range(7)), ToyEncoder().encode_questions(texts))
    assert not (store / "leftovers").exists()


def test_a_build_may_be_cut_off_again_and_again(store: Path, folder: Path) -> None:
    for number in range(3):
        cut_off(store, folder, 2)
        assert len(left(store)) == number + 1
    assert build(store, [folder], ToyEncoder()).resumed == 6


def test_what_was_published_is_not_encoded_again(store: Path, folder: Path) -> None:
    (folder / "juna.md").rename(folder.parent / "juna.md")
    build(store, [folder], ToyEncoder())
    for word in ("auto", "pyörä", "laiva"):
        (folder / f"{word}.md").write_text(word, encoding="utf-8")
    cut_off(store, folder, 2)
    built = build(store, [folder], ToyEncoder())
    assert (built.passages, built.resumed, built.encoded) == (9, 2, 1)


def test_a_build_that_has_nothing_to_do_leaves_nothing(store: Path, folder: Path) -> None:
    build(store, [folder], ToyEncoder())
    (folder / "uusi.md").write_text(
        "uusi\n\n" + "# Toinen\n\ntoinen\n\n# Kolmas\n\nkolmas\n", encoding="utf-8"
    )
    cut_off(store, folder, 2)
    assert left(store)
    (folder / "uusi.md").unlink()
    assert not build(store, [folder], ToyEncoder()).published
    assert not left(store)


def test_another_encoders_leftovers_are_of_no_use_and_removed(store: Path, folder: Path) -> None:
    cut_off(store, folder, 4)
    cut_off(store, folder, 2, salt="other")
    assert len(left(store)) == 1
    built = build(store, [folder], ToyEncoder())
    assert (built.resumed, built.encoded) == (0, 7)


def test_changed_text_is_encoded_and_what_serves_nothing_is_removed(store: Path, folder: Path) -> None:
    cut_off(store, folder, 4)
    for path in sorted(folder.iterdir())[:3]:
        path.write_text("# Asia\n\nmuuttunut " + path.stem, encoding="utf-8")
    cut_off(store, folder, 0)
    assert len(left(store)) == 1  # the first of two files held changed passages only
    built = build(store, [folder], ToyEncoder())
    assert (built.resumed, built.encoded) == (1, 6)


@pytest.mark.parametrize("damage", ["cut_short", "lengthened", "altered", "empty", "unfinished", "a_folder"])
def test_damaged_leftovers_are_ignored(store: Path, folder: Path, damage: str) -> None:
    cut_off(store, folder, 4)
    first, second = left(store)
    held = first.read_bytes()
    if damage == "unfinished":
        first.rename(first.with_suffix(".part"))
    elif damage == "a_folder":
        first.unlink()
        first.mkdir()
    else:
        changed = {
            "cut_short": held[:-40],
            "lengthened": held + b"x",
            "altered": held[:-1] + bytes([held[-1] ^ 1]),
            "empty": b"",
        }
        first.write_bytes(changed[damage])
    built = build(store, [folder], ToyEncoder())
    assert (built.resumed, built.encoded, built.published) == (2, 5, True)
    assert not second.exists()
    assert not first.exists()


def test_leftovers_of_another_width_are_ignored(tmp_path: Path) -> None:
    mark = EncoderMark("toy", "a" * 64, 3)
    keep(tmp_path, mark, [bytes(16)], np.ones((1, 3), np.float32))
    assert list(recall(tmp_path, mark, {bytes(16)}, TODAY)) == [bytes(16)]
    assert recall(tmp_path, EncoderMark("toy", "a" * 64, 4), {bytes(16)}, TODAY) == {}
    assert not left(tmp_path)


@pytest.mark.parametrize(("days", "resumed"), [(0, 3), (7, 3), (8, 0), (-1, 0)])
def test_what_was_removed_and_comes_back_within_a_week_is_not_encoded_again(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, days: int, resumed: int
) -> None:
    monkeypatch.setattr(vectors, "_today", lambda: TODAY)  # which may end while this runs
    build(store, [folder], ToyEncoder())
    some = sorted(folder.iterdir())[:3]
    build(store, sorted(folder.iterdir())[3:], ToyEncoder())
    build(store, sorted(folder.iterdir())[4:], ToyEncoder())  # no generation of the store has the three now
    monkeypatch.setattr(vectors, "_today", lambda: TODAY + datetime.timedelta(days))
    built = build(store, [*some, *sorted(folder.iterdir())[4:]], ToyEncoder())
    assert (built.resumed, built.encoded) == (resumed, 3 - resumed)
    generation = load(store)
    texts = [generation.passage(row).context for row in range(6)]
    np.testing.assert_array_equal(generation.dense.vectors(range(6)), ToyEncoder().encode_questions(texts))


def test_what_is_soon_made_again_is_not_kept(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "WORTH_KEEPING", 1e9)
    cut_off(store, folder, 4)
    assert not left(store)

"""What stays is taken over: changes in any order give what building anew does."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.readers import SourceFile
from index.building import cutting, reading
from index.building.build import build
from index.building.change import add, remove
from index.building.cut_file import CutFile, cut_file
from index.building.slices import Slices, sliced
from index.store.check import problems
from index.store.store import load
from tests.support.stores import generation, held, retold, same, write
from tests.support.toys.toy import ToyEncoder

TEXTS = (
    "# Eläimet\n\nkissa\n\n## § 3 Koira\n\nKoira haukkui kissaa 12.9.2024.\n",
    "# Matkat\n\n## § 7 Juna\n\nJuna lähti.\n\n## § 3 Vene\n\nVene tuli rantaan, kirja kädessä.\n",
    "# Äidin ruoka\n\nOmena putosi. Äiti söi, ja kissa katsoi.\n",
    "vene\n",
    "# Tyhjä\n",
)
NAMES = ("a", "b", "c", "d", "e")

change = st.tuples(st.sampled_from(NAMES), st.sampled_from((None, *TEXTS)))
"""A document that is added or changed, or with None removed."""


def changed(folder: Path, name: str, text: str | None) -> None:
    """Change a document in a folder and in the store beside it."""
    store, minutes = folder / "store", folder / "minutes"
    path = minutes / f"{name}.md"
    if text is not None:
        write(minutes, **{name: text})
        add(store, [path], ToyEncoder())
    elif path.exists() and len(list(minutes.iterdir())) > 1:
        held = load(store).heads
        if (number := held.number(path.name)) is not None and len(held) > 1:
            remove(store, [held.ids[number]], ToyEncoder())
            path.unlink()


@example([("b", "vene\n"), ("a", "vene\n")])
@settings(deadline=None, max_examples=10)
@given(st.lists(change, min_size=1, max_size=4))
def test_any_changes_give_what_building_anew_does(changes: list[tuple[str, str | None]]) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        build(folder / "store", [write(folder / "minutes", m=TEXTS[0], n=TEXTS[1])], ToyEncoder())
        for name, text in changes:
            changed(folder, name, text)
            indexed = [folder / "minutes" / Path(path).name for path in load(folder / "store").heads.paths]
        build(folder / "anew", sorted(indexed), ToyEncoder())
        same(folder / "store", folder / "anew")
        assert list(problems(folder / "store")) == []


@pytest.fixture
def cut_now(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that are cut from now on."""
    seen: list[str] = []

    def read_and_cut(source: SourceFile, document_id: str) -> CutFile:
        seen.append(document_id)
        return cut_file(source, document_id)

    def cut_here(document: Document) -> Slices:
        seen.append(document.id)
        return sliced(document)

    monkeypatch.setattr(reading, "cut_file", read_and_cut)
    monkeypatch.setattr(cutting, "sliced", cut_here)
    return seen


def test_only_what_is_new_is_cut_and_counted(tmp_path: Path, cut_now: list[str]) -> None:
    texts = dict(zip("abc", TEXTS, strict=False))
    build(tmp_path / "store", [write(tmp_path / "minutes", **texts)], ToyEncoder())
    assert cut_now == ["a.md", "b.md", "c.md"]
    cut_now.clear()
    write(tmp_path / "minutes", b="# Matkat\n\nJuna tuli.\n")
    assert build(tmp_path / "store", [tmp_path / "minutes"], ToyEncoder()).changed == ("b.md",)
    remove(tmp_path / "store", ["a.md"], ToyEncoder())
    assert cut_now == ["b.md"]


def test_what_another_version_has_cut_is_cut_anew(tmp_path: Path, cut_now: list[str]) -> None:
    store = tmp_path / "store"
    build(store, [write(tmp_path / "minutes", a=TEXTS[0], b=TEXTS[1])], ToyEncoder())
    cut_now.clear()
    retold(generation(store), reading="old")
    assert build(store, [tmp_path / "minutes"], ToyEncoder()).unchanged == ("a.md", "b.md")
    assert cut_now == ["a.md", "b.md"]


def test_nothing_is_taken_from_a_damaged_generation(tmp_path: Path, cut_now: list[str]) -> None:
    store = tmp_path / "store"
    build(store, [write(tmp_path / "minutes", a=TEXTS[0], b=TEXTS[1])], ToyEncoder())
    counts = held(store, "lexical/counts.npy")
    data = bytearray(counts.read_bytes())
    data[-1] ^= 1
    counts.write_bytes(data)
    cut_now.clear()
    build(store, [tmp_path / "minutes"], ToyEncoder())
    assert (cut_now, list(problems(store))) == (["a.md", "b.md"], [])
    build(tmp_path / "anew", [tmp_path / "minutes"], ToyEncoder())
    same(store, tmp_path / "anew")

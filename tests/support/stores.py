"""A tiny store of the toy encoder, and what can be done to its files."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.building import staying
from index.building.build import build
from index.store import checked
from index.store.held import file_array
from index.store.manifest import checksum
from index.store.store import load, published
from tests.support.toys.toy import ToyEncoder

FIRST = {"a": "# Eläimet\n\nkissa\n\n# Koti\n\ntalo\n", "b": "# Retki\n\nvene\n"}
"""The documents of a tiny store by the names of their files."""

WORDS = ("kissa", "talo", "vene", "_jun", "omen", "_12.9.2024_")


def write(folder: Path, **texts: str) -> Path:
    """A folder with Markdown files of these names and texts."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def made(folder: Path, **texts: str) -> Path:
    """A store in a folder, over files of these texts in the folder beside it."""
    build(folder / "store", [write(folder / "minutes", **(texts or FIRST))], ToyEncoder())
    return folder / "store"


def count_as_large(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    """Have every store count as a large one, and each of its files; stamps lie in a folder."""
    monkeypatch.setattr(checked, "ALWAYS", 10)
    monkeypatch.setattr(checked, "_LARGE", 10)
    monkeypatch.setattr(file_array, "SMALL", 0)
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: str(cache))


def keep_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no store be written whole because it is small: what is added becomes a part."""
    monkeypatch.setattr(staying, "WHOLE", 0)


def generation(store: Path) -> Path:
    """The folder of the published generation."""
    return store / "generations" / str(published(store))


def parts(store: Path) -> list[Path]:
    """The folders of the parts of the published generation, in their order."""
    record = json.loads((generation(store) / "manifest.json").read_text(encoding="utf-8"))
    return [store / "parts" / part["name"] for part in record["parts"]]


def held(store: Path, name: str) -> Path:
    """The file of a name of the published generation: its own, or else that of its first part."""
    own = generation(store) / name
    return own if own.exists() else parts(store)[0] / name


def retold(folder: Path, **changes: Any) -> None:
    """Have the manifest of a generation say other things, with the checksum that fits."""
    path = folder / "manifest.json"
    record = {**json.loads(path.read_text(encoding="utf-8")), **changes}
    record["checksum"] = checksum(record)
    path.write_text(json.dumps(record), encoding="utf-8")


def sealed(store: Path) -> None:
    """Have the manifest of the published generation say what its files and those of its parts hold now."""
    folder = generation(store)
    record = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    told = [{**part, "files": marks(store / "parts" / part["name"])} for part in record["parts"]]
    retold(folder, files=marks(folder), parts=told)


def marks(folder: Path) -> dict[str, dict[str, Any]]:
    """What a manifest says of the files of a folder."""
    return {
        path.relative_to(folder).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def flipped(path: Path) -> None:
    """Turn a bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def same(store: Path, anew: Path) -> None:
    """See that two stores hold the same, whatever parts it lies in."""
    own = [
        {
            path.relative_to(generation(one)).as_posix(): path.read_bytes()
            for path in generation(one).rglob("*")
            if path.is_file() and path.name not in {"manifest.json", "parts.npy"}
        }
        for one in (store, anew)
    ]
    assert own[0].keys() == own[1].keys()
    assert [name for name in own[0] if own[0][name] != own[1][name]] == []
    first, second = load(store), load(anew)
    assert (list(first.documents), list(first.contexts)) == (list(second.documents), list(second.contexts))
    assert first.heads.to_record() == second.heads.to_record()
    np.testing.assert_array_equal(first.heads.sections.facts, second.heads.sections.facts)
    np.testing.assert_array_equal(first.heads.sections.titles, second.heads.sections.titles)
    rows = range(len(first.places))
    np.testing.assert_array_equal(first.dense.vectors(rows), second.dense.vectors(rows))
    for number in range(len(first.lexical.terms)):
        one, other = (
            sorted(zip(*map(np.ndarray.tolist, posting), strict=True))
            for each in (first, second)
            for posting in each.lexical.postings(np.array([number]))
        )
        assert one == other
    several = 0
    for word in WORDS:
        question = ToyEncoder().encode_questions([word])[0]
        for count in (1, 3, len(rows)):
            found, scores = first.dense.search(question, count)
            expected, best = second.dense.search(question, count)
            assert (found.tolist(), scores.tolist()) == (expected.tolist(), best.tolist())
        score, other_score = (
            each.lexical.score({word: 1.0, word[:4]: 0.5}, "fi") for each in (first, second)
        )
        assert score.tolist() == other_score.tolist()
        several += int(np.count_nonzero(score))
    assert several

"""A tiny store of the toy encoder, and what can be done to its files."""

import hashlib
import json
from pathlib import Path
from typing import Any

from index.building.build import build
from index.store.manifest import checksum
from index.store.store import published
from tests.support.toys.toy import ToyEncoder

FIRST = {"a": "# Eläimet\n\nkissa\n\n# Koti\n\ntalo\n", "b": "# Retki\n\nvene\n"}
"""The documents of a tiny store by the names of their files."""


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


def generation(store: Path) -> Path:
    """The folder of the published generation."""
    return store / "generations" / str(published(store))


def retold(folder: Path, **changes: Any) -> None:
    """Have the manifest of a generation say other things, with the checksum that fits."""
    path = folder / "manifest.json"
    record = {**json.loads(path.read_text(encoding="utf-8")), **changes}
    record["checksum"] = checksum(record)
    path.write_text(json.dumps(record), encoding="utf-8")


def sealed(folder: Path) -> None:
    """Have the manifest of a generation say what its files hold now."""
    files = {
        path.relative_to(folder).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }
    retold(folder, files=files)

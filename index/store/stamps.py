"""Stamps: that the large files of a generation have been compared with their digests on this machine.

They lie outside the store, in the user's cache, so that a store that is copied or restored is compared anew.
A stamp holds for files of the same size, time and place on the disk.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs

from index.store.disk import new_folder, replace_text


def is_stamped(folder: Path, names: Sequence[str]) -> bool:
    """Whether the files of a generation's folder were found sound here, and are the same since."""
    try:
        return bool(json.loads(_path(folder).read_bytes()) == _seen(folder, names))
    except (OSError, ValueError):
        return False


def stamp(folder: Path, names: Sequence[str]) -> None:
    """Keep that the files were found sound; where that cannot be kept, they are compared again next time.

    Stamps of generations that are gone are removed.
    """
    path = _path(folder)
    try:
        new_folder(path.parent)
        replace_text(path, json.dumps(_seen(folder, names)))
        for other in path.parent.glob("*.json"):
            if not Path(json.loads(other.read_bytes())["folder"]).is_dir():
                other.unlink(missing_ok=True)
    except (OSError, ValueError, KeyError, TypeError):
        return


def _path(folder: Path) -> Path:
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return Path(platformdirs.user_cache_dir("pykala", appauthor=False)) / "checked" / f"{name}.json"


def _seen(folder: Path, names: Sequence[str]) -> dict[str, Any]:
    files = []
    for name in sorted(names):
        found = (folder / name).stat()
        files.append([name, found.st_size, found.st_mtime_ns, found.st_ino])
    return {"folder": str(folder.resolve()), "files": files}

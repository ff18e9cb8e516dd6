"""What was added to a store and removed from it, and when: STORE/history.jsonl, a line for each change.

It is told for who keeps the archive; nothing else rests on it. Call ``note`` inside ``writing``.
"""

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "history.jsonl"
NAMED = 50
"""The documents of each kind that are named of a change."""
_LONGEST = 2_000_000
"""The bytes of the file from which on its older half goes."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a publication changed: the ids of documents, of each kind at most the first 50, and all counts.

    ``at`` is written ``2026-11-25T12:30:00+00:00``.
    """

    at: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    counts: tuple[int, int, int]


def note(store: Path, added: Sequence[str], changed: Sequence[str], removed: Sequence[str]) -> None:
    """Note what a publication has changed; nothing where it changed no document, or cannot be noted."""
    if not added and not changed and not removed:
        return
    change = Change(
        at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        added=tuple(added[:NAMED]),
        changed=tuple(changed[:NAMED]),
        removed=tuple(removed[:NAMED]),
        counts=(len(added), len(changed), len(removed)),
    )
    path = store / _FILE
    try:
        if path.exists() and path.stat().st_size > _LONGEST:
            lines = path.read_bytes().splitlines(keepends=True)
            path.write_bytes(b"".join(lines[len(lines) // 2 :]))
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(change), ensure_ascii=False) + "\n")
    except OSError:
        return  # what was indexed is there all the same


def changes(store: Path) -> tuple[Change, ...]:
    """All that was noted, the newest first; lines that cannot be read are passed over."""
    try:
        lines = (store / _FILE).read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    found = []
    for line in reversed(lines):
        try:
            told = json.loads(line)
            came, other, gone = (tuple(map(str, told[kind])) for kind in ("added", "changed", "removed"))
            one, two, three = map(int, told["counts"])
            found.append(Change(str(told["at"]), came, other, gone, (one, two, three)))
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
    return tuple(found)

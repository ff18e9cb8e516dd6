"""The manifest of a generation: what it was made from, and what each of its files holds.

A JSON object. ``checksum`` is the SHA-256 of all else in it, written with sorted keys and without spaces.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import DamagedStoreError, OutdatedStoreError, StoreError
from index.store.disk import Mark, replace_text
from index.store.generation import EncoderMark

FORMAT = 9
"""The version of what a store holds: to be raised whenever an older program could not read it."""

FIRST_TAKEN_OVER = 5
"""The first version whose vectors a build takes over."""

MEND = "mend the index with “pykala doctor --mend”"
"""What to do about a damaged store."""

_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class PartMark:
    """What tells a part: its name, how much it holds, and its files by their path below its folder.

    It is told as it was when the part was written, by every generation that has the part.
    """

    name: str
    documents: int
    passages: int
    files: Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one generation says of itself.

    ``number`` rises by one with each generation of a store. ``files`` are all files but the manifest, by
    their path below the generation's folder; those of its ``parts`` lie elsewhere.
    """

    number: int
    encoder: EncoderMark
    analyzer: str
    reading: str
    documents: int
    passages: int
    files: Mapping[str, Mark]
    parts: tuple[PartMark, ...] = ()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a generation's folder; raises OSError."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    record = {"format": FORMAT, "created": now, **asdict(manifest)}
    record |= _files(manifest)
    record["parts"] = [{**asdict(part), **_files(part)} for part in manifest.parts]
    text = json.dumps({**record, "checksum": checksum(record)}, ensure_ascii=False, indent=2) + "\n"
    replace_text(folder / _NAME, text)


def _files(of: Manifest | PartMark) -> dict[str, Any]:
    return {"files": {name: asdict(mark) for name, mark in of.files.items()}}


def checksum(record: Mapping[str, Any]) -> str:
    """The SHA-256, in hexadecimal, of all of a manifest but its checksum."""
    rest = {key: value for key, value in record.items() if key != "checksum"}
    written = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def read_manifest(folder: Path, first: int = FORMAT) -> Manifest:
    """The manifest of a generation's folder, of a format from the ``first`` to today's.

    Raises:
        DamagedStoreError: it is missing, or is not what was written.
        OutdatedStoreError: an earlier version of Pykälä wrote it.
        StoreError: a later one did.
    """
    path = folder / _NAME
    try:
        record = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise DamagedStoreError(f"{path}: the file is missing; {MEND}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise DamagedStoreError(f"{path}: cannot be read ({error}); {MEND}") from None
    if not isinstance(record, dict) or type(record.get("format")) is not int:
        raise DamagedStoreError(f"{path}: not the manifest of a generation; {MEND}")
    written = record["format"]
    sound = record.get("checksum") == checksum(record)
    first_ones = "checksum" not in record and {"encoder", "files"} <= record.keys()
    if written < first and (sound or first_ones):
        raise OutdatedStoreError(
            f"{path}: an earlier version of Pykälä wrote this index (format {written}, now {FORMAT}); "
            "run “pykala index” again with the folders that you had indexed"
            + ("; what was encoded is taken over" if written >= FIRST_TAKEN_OVER else "")
        )
    if not sound:
        raise DamagedStoreError(f"{path}: not what was written; {MEND}")
    if written > FORMAT:
        raise StoreError(
            f"{path}: format {written} is not {FORMAT}, which this version reads; use a newer Pykälä, or "
            "another folder with --store"
        )
    del record["format"], record["created"], record["checksum"]
    parts = tuple(PartMark(**{**part, **_marks(part)}) for part in record.pop("parts", ()))
    of = {"encoder": EncoderMark(**record["encoder"]), "parts": parts, **_marks(record)}
    return Manifest(**{**record, **of})


def _marks(record: Mapping[str, Any]) -> dict[str, Any]:
    return {"files": {name: Mark(**mark) for name, mark in record["files"].items()}}

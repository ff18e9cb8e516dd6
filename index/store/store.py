"""The store: immutable generations on disk, of which one is published.

No other file knows the disk, but ``index/store/leftovers.py``.

STORE/current                 the name of the published generation
STORE/generations/NAME/
    manifest.json             what it was made from, and size and SHA-256 of every other file
    documents.jsonl           a document a line
    passages.npy              int32, a passage a row: document, section, start, end
    digests.npy               uint8, 16 a row: the digest of each passage's context
    languages.npy             uint8: the language of each passage, its place in LANGUAGES
    dense.faiss               the vectors, in the order of the passages
    lexical/                  the postings, in the order of the passages
STORE/leftovers/              what a build that was cut off had encoded
"""

import datetime
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import filelock
import numpy as np
import numpy.typing as npt
import platformdirs

from corpus.document import Document, Span
from corpus.errors import (
    BusyStoreError,
    DamagedStoreError,
    EmptyStoreError,
    OutdatedStoreError,
    StoreError,
)
from corpus.language import LANGUAGES, Language
from corpus.records import from_record, to_record
from index.dense import Dense
from index.lexical import Lexical
from index.passages import Passage, passage_at

FORMAT = 4
_AGAIN = "index again with “pykala index”"
_KEPT = 2  # generations: the published one, and the one before for readers that still have it open


@dataclass(frozen=True, slots=True)
class EncoderMark:
    """Which encoder a generation's vectors come from: its name, digest and width."""

    name: str
    digest: str
    width: int


@dataclass(frozen=True, slots=True)
class Generation:
    """All of one index: documents sorted by id, their passages in reading order, vectors and postings.

    Row ``i`` of ``places`` (document, section, start, end), of ``digests``, of ``languages`` (places in
    ``LANGUAGES``), of the dense side and of the lexical side is the same passage. ``reading`` tells the
    code that read and cut the documents; ``name`` is what the store calls it, empty before it is written.
    """

    encoder: EncoderMark
    analyzer: str
    reading: str
    documents: tuple[Document, ...]
    places: npt.NDArray[np.int32]
    digests: npt.NDArray[np.uint8]
    languages: npt.NDArray[np.uint8]
    dense: Dense
    lexical: Lexical
    name: str = ""

    def passage(self, row: int) -> Passage:
        """The passage of a row."""
        document, section, start, end = (int(value) for value in self.places[row])
        return passage_at(self.documents[document], section, Span(start, end))

    def text(self, row: int) -> str:
        """The text of the passage of a row."""
        document, _, start, end = (int(value) for value in self.places[row])
        return Span(start, end).of(self.documents[document].text)

    def language(self, row: int) -> Language:
        """The language of the passage of a row."""
        return LANGUAGES[int(self.languages[row])]


def default_store() -> Path:
    """``PYKALA_STORE`` if it is set, else a folder of the user's own data."""
    named = os.environ.get("PYKALA_STORE")
    return Path(named) if named else Path(platformdirs.user_data_dir("pykala", appauthor=False))


def published(store: Path) -> str | None:
    """The name of the published generation, None where nothing has been published.

    Raises:
        DamagedStoreError: the name is there and the generation is not.
    """
    current = store / "current"
    try:
        name = current.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedStoreError(f"{current}: cannot be read ({error}); {_AGAIN}") from None
    if not name.isalnum() or not generation_folder(store, name).is_dir():
        raise DamagedStoreError(f"{current}: the generation “{name[:40]}” is not in the store; {_AGAIN}")
    return name


Publication = tuple[int, int]
"""What tells one publication from another: the inode of ``current`` and its time of writing."""


def publication(store: Path) -> Publication | None:
    """What changes whenever another generation is published; None where nothing is, or none can be seen."""
    try:
        found = (store / "current").stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def load(store: Path) -> Generation:
    """The published generation.

    Raises:
        EmptyStoreError: nothing has been indexed yet.
        DamagedStoreError: a file is missing, of another size than the manifest says, or unreadable.
    """
    name = published(store)
    if name is None:
        raise EmptyStoreError(f"{store}: nothing is indexed here yet; run “pykala index” first")
    folder = generation_folder(store, name)
    manifest = load_manifest(folder)
    for file, expected in manifest["files"].items():
        _check_size(folder / file, expected["bytes"])
    try:
        generation = Generation(
            encoder=EncoderMark(**manifest["encoder"]),
            analyzer=manifest["analyzer"],
            reading=manifest["reading"],
            documents=tuple(_documents(folder / "documents.jsonl")),
            places=np.load(folder / "passages.npy", allow_pickle=False),
            digests=np.load(folder / "digests.npy", allow_pickle=False),
            languages=np.load(folder / "languages.npy", allow_pickle=False),
            dense=Dense.load(folder / "dense.faiss"),
            lexical=Lexical.load(folder / "lexical"),
            name=name,
        )
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise DamagedStoreError(f"{folder}: cannot be read ({error}); {_AGAIN}") from None
    _check_rows(folder, generation)
    return generation


def load_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a generation's folder.

    Raises:
        DamagedStoreError: it is missing, no JSON object, or lacks a key.
        OutdatedStoreError: an earlier version of Pykälä wrote it.
        StoreError: a later one did.
    """
    path = folder / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DamagedStoreError(f"{path}: the file is missing; {_AGAIN}") from None
    except (OSError, ValueError) as error:
        raise DamagedStoreError(f"{path}: cannot be read ({error}); {_AGAIN}") from None
    if (
        not isinstance(manifest, dict)
        or not {"format", "encoder", "analyzer", "reading", "files"} <= manifest.keys()
    ):
        raise DamagedStoreError(f"{path}: not the manifest of a generation; {_AGAIN}")
    written = manifest["format"]
    if type(written) is int and written < FORMAT:
        raise OutdatedStoreError(
            f"{path}: an earlier version of Pykälä wrote this index (format {written}, now {FORMAT}); "
            "run “pykala index” again with the folders that you had indexed"
        )
    if written != FORMAT:
        raise StoreError(
            f"{path}: format {written} is not {FORMAT}, which this version reads; use a newer Pykälä, or "
            "another folder with --store"
        )
    return manifest


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """The right to write to a store, for as long as the context lasts.

    Raises:
        BusyStoreError: another process has it.
        StoreError: the store's folder cannot be made or written to.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(store / "lock", timeout=0)
        with lock:
            yield
    except filelock.Timeout:
        raise BusyStoreError(
            f"{store}: another pykala is indexing into this store; wait until it is done"
        ) from None
    except OSError as error:
        raise StoreError(f"{store}: cannot be written to ({error}); give another folder by --store") from None


def publish(store: Path, generation: Generation) -> str:
    """Write a generation and make it the published one; what was published stays until all is written.

    Older generations but the last are removed. Call it inside ``writing``.
    """
    name = uuid.uuid4().hex[:16]
    generations = store / "generations"
    generations.mkdir(exist_ok=True)
    for left in generations.glob("unfinished-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = generations / f"unfinished-{name}"
    folder.mkdir()
    try:
        _write(folder, generation)
        folder.rename(generation_folder(store, name))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _replace_text(store / "current", name)
    by_age = sorted((f for f in generations.iterdir() if f.name != name), key=lambda f: f.stat().st_mtime)
    for old in by_age[: max(len(by_age) - (_KEPT - 1), 0)]:
        shutil.rmtree(old, ignore_errors=True)
    return name


def generation_folder(store: Path, name: str) -> Path:
    """Where a generation of that name lies."""
    return store / "generations" / name


def _write(folder: Path, generation: Generation) -> None:
    with (folder / "documents.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for document in generation.documents:
            file.write(json.dumps(to_record(document), ensure_ascii=False, separators=(",", ":")) + "\n")
    np.save(folder / "passages.npy", generation.places, allow_pickle=False)
    np.save(folder / "digests.npy", generation.digests, allow_pickle=False)
    np.save(folder / "languages.npy", generation.languages, allow_pickle=False)
    generation.dense.save(folder / "dense.faiss")
    (folder / "lexical").mkdir()
    generation.lexical.save(folder / "lexical")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = {
        "format": FORMAT,
        "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "encoder": asdict(generation.encoder),
        "analyzer": generation.analyzer,
        "reading": generation.reading,
        "documents": len(generation.documents),
        "passages": len(generation.places),
        "files": {path.relative_to(folder).as_posix(): _size_and_digest(path) for path in files},
    }
    _replace_text(folder / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")


def _size_and_digest(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return {"bytes": path.stat().st_size, "sha256": digest}


def _replace_text(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old text or the new, never a part."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _check_size(path: Path, size: int) -> None:
    try:
        actual = path.stat().st_size
    except OSError:
        raise DamagedStoreError(f"{path}: the file is missing; {_AGAIN}") from None
    if actual != size:
        raise DamagedStoreError(f"{path}: {actual} bytes where {size} were written; {_AGAIN}")


def _check_rows(folder: Path, generation: Generation) -> None:
    languages = generation.languages
    if languages.dtype != np.uint8 or languages.ndim != 1 or np.any(languages >= len(LANGUAGES)):
        raise DamagedStoreError(f"{folder / 'languages.npy'}: holds what is no language; {_AGAIN}")
    counts = {
        "passages.npy": len(generation.places),
        "digests.npy": len(generation.digests),
        "languages.npy": len(generation.languages),
        "dense.faiss": len(generation.dense),
        "lexical": len(generation.lexical),
    }
    if len(set(counts.values())) != 1:
        told = ", ".join(f"{name} {count}" for name, count in counts.items())
        raise DamagedStoreError(f"{folder}: its files do not hold the same passages ({told}); {_AGAIN}")


def _documents(path: Path) -> Iterator[Document]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield from_record(json.loads(line))

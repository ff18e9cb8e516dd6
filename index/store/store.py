"""The store: immutable generations on disk, of which one is published.

STORE/current                 the name of the published generation
STORE/generations/NAME/       what is small, written whole for each generation
    manifest.json             what it was made from, its parts, size and SHA-256 of all files and theirs
    sources.json              the ids of all documents, their paths as they were given, and absolute ones
    parts.npy                 int32, a document a row: its part, as the manifest counts them, its number there
    marks.npy                 uint8, 16 a row: what tells the text of each document
    passages.npy              int32, a passage a row: document, section, start, end
    spans.npy                 int32, a passage a row: its first byte in its document's text, and its end there
    digests.npy               uint8, 16 a row: the digest of each passage's context
    languages.npy             uint8: the language of each passage, its place in LANGUAGES
    lexical/                  terms, in how many passages each occurs, how many each passage has
STORE/parts/NAME/             what is large, written once for all generations that have these documents
    heads.json                what is known of the documents, and of their items, in columns
    sections.npy              int32, a section of a document a row: section above, §, role, language
    titles.npy                uint64: eight bytes that tell each section's title
    documents.jsonl           a document a line, without its text
    documents.npy             int64: where each line begins, and where the last one ends
    texts.txt                 the texts of all documents, without anything between them
    texts.npy                 int64: where each begins, and where the last one ends
    above.txt                 what the contexts of passages begin with, once for each section that has some
    above.npy                 int64: where each begins, and where the last one ends
    firsts.npy                int64: each document's first passage, and the first of what stands above them
    dense.faiss               the vectors, in the order of the passages
    codes.faiss               short codes of the same; only where there are many
    lexical/                  the postings, in the order of the passages
STORE/leftovers/              vectors of no generation that may be needed again

What a build adds becomes a part, together with those parts that are small beside it
(``index/words/postings/segments.py``). What goes stays in its part until that is written anew.
"""

import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import filelock
import platformdirs

from corpus.errors import (
    BusyStoreError,
    DamagedStoreError,
    EmptyStoreError,
    StoreError,
)
from index.store.checked import GenerationFiles
from index.store.disk import (
    new_folder,
    own,
    remove_all,
    rename_folder,
    replace_text,
)
from index.store.generation import Generation
from index.store.manifest import MEND, read_manifest
from index.store.opening import generation_in, open_generation
from index.store.saving import save_generation, save_part

_TRIES = 20
_NAME = re.compile(r"[0-9a-f]{16}")
_UNFINISHED = "unfinished-"


def default_store() -> Path:
    """``PYKALA_STORE`` if it is set, else a folder of the user's own data."""
    named = os.environ.get("PYKALA_STORE")
    return Path(named) if named else Path(platformdirs.user_data_dir("pykala", appauthor=False))


def published(store: Path) -> str | None:
    """The name of the published generation, None where nothing has been published.

    Raises:
        DamagedStoreError: the name is there and the generation is not, or the other way round.
        StoreError: the store is no folder.
    """
    if store.exists() and not store.is_dir():
        raise StoreError(f"{store}: this is a file; give the folder of an index by --store")
    current = store / "current"
    name = current_name(store)
    if is_empty(store):
        return None
    if name is None and not current.exists():
        raise DamagedStoreError(
            f"{current}: the file is missing, which tells the published generation; {MEND}"
        )
    if name is None:
        raise DamagedStoreError(f"{current}: does not tell the published generation; {MEND}")
    if not generation_folder(store, name).is_dir():
        raise DamagedStoreError(f"{current}: the generation “{name}” is not in the store; {MEND}")
    return name


def is_empty(store: Path) -> bool:
    """Whether nothing has been indexed in a store yet."""
    return current_name(store) is None and not (store / "current").exists() and not generations(store)


def current_name(store: Path) -> str | None:
    """The name that ``current`` tells, None where it tells none; the generation need not be there."""
    try:
        name = (store / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _NAME.fullmatch(name) else None


Publication = tuple[int, int]
"""What tells one publication from another: the inode of ``current`` and its time of writing."""


def publication(store: Path) -> Publication | None:
    """What changes whenever another generation is published; None where nothing is, or none can be seen."""
    try:
        found = (store / "current").stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def generations(store: Path) -> list[str]:
    """The names of the generations whose manifest is sound, the newest first by the number in it."""
    numbered = []
    try:
        folders = list((store / "generations").iterdir())
    except OSError:
        return []
    for folder in folders:
        if not folder.name.startswith(_UNFINISHED):
            try:
                numbered.append((read_manifest(folder).number, folder.name))
            except StoreError:
                continue
    return [name for _, name in sorted(numbered, reverse=True)]


def load(store: Path) -> Generation:
    """The published generation; where it is damaged, the newest sound one, with a notice that says so.

    Raises:
        EmptyStoreError: nothing has been indexed yet.
        DamagedStoreError: a file is missing or is not what was written, and no other generation is sound.
        OutdatedStoreError: an earlier version of Pykälä wrote the published one.
    """
    for _ in range(_TRIES):
        seen = publication(store)
        try:
            return _published_generation(store)
        except DamagedStoreError as error:
            damage = error
        if publication(store) == seen:
            break  # else it was looked at while another one was published, and what was seen is gone
    for name in generations(store):
        try:
            found = open_generation(generation_folder(store, name))
        except StoreError:
            continue
        notice = f"{damage}. Until then answers come from an index made before, which may lack documents"
        return replace(found, notice=notice)
    raise damage


def _published_generation(store: Path) -> Generation:
    name = published(store)
    if name is None:
        raise EmptyStoreError(f"{store}: nothing is indexed here yet; run “pykala index” first")
    return open_generation(generation_folder(store, name))


def recorded_name(store: Path) -> str | None:
    """The name of the encoder that the published generation says it was made with; None where it cannot say.

    Where it is damaged, the newest sound one says it.
    """
    current = current_name(store)
    for name in ([current] if current else []) + generations(store):
        try:
            return read_manifest(generation_folder(store, name)).encoder.name
        except StoreError:
            continue
    return None


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """The right to write to a store, for as long as the context lasts; what is of no use there is cleared.

    Raises:
        BusyStoreError: another process has it.
        StoreError: the store's folder cannot be made or written to.
    """
    try:
        new_folder(store)
        with filelock.FileLock(store / "lock", timeout=0, mode=0o600):
            tidy(store)
            try:
                yield
            finally:
                if _workroom(store).is_dir():
                    remove_all(_workroom(store))
    except filelock.Timeout:
        raise BusyStoreError(
            f"{store}: another pykala is indexing into this store; wait until it is done"
        ) from None
    except OSError as error:
        raise StoreError(f"{store}: cannot be written to ({error}); give another folder by --store") from None


def publish(store: Path, generation: Generation) -> str:
    """Write a generation, read it back, and make it the published one; its name.

    What was published stays until all is written and found sound. Call it inside ``writing``.

    Raises:
        OSError: it cannot be written.
        StoreError: what the disk holds is not what was written.
    """
    name, part = uuid.uuid4().hex[:16], uuid.uuid4().hex[:16]
    every, parts = store / "generations", store / "parts"
    for folder in (every, parts):
        new_folder(folder)
    before = generations(store)
    number = 1 + max((read_manifest(generation_folder(store, one)).number for one in before), default=0)
    folder, aside = every / f"{_UNFINISHED}{name}", parts / f"{_UNFINISHED}{part}"
    try:
        new_folder(aside)
        fresh = save_part(aside, part, generation)
        if fresh is None:
            remove_all(aside)
        else:
            rename_folder(aside, parts / part)
        new_folder(folder)
        save_generation(folder, generation, number, fresh)
        files = _read_back(folder, generation)
        rename_folder(folder, generation_folder(store, name))
    except BaseException:
        for left in (folder, aside, parts / part):
            remove_all(left)
        raise
    files.remember(generation_folder(store, name))
    replace_text(store / "current", name)
    if current_name(store) != name:
        raise StoreError(f"{store / 'current'}: the disk does not hold what was written to it just now")
    tidy(store)
    return name


def workroom(store: Path) -> Path:
    """The folder for temporary files of a build, made where it is not there. Call it inside ``writing``.

    It goes with the right to write.
    """
    new_folder(_workroom(store))
    return _workroom(store)


def _workroom(store: Path) -> Path:
    return store / "generations" / f"{_UNFINISHED}work"


def tidy(store: Path) -> None:
    """Remove what a run that was cut off has left, and all generations but the published and the one before.

    Which is the one before goes by the numbers in the manifests. Parts that neither of them has go, too.
    Where it cannot be told what is published, nothing whole is removed. Call it inside ``writing``.
    """
    every, parts = store / "generations", store / "parts"
    for left in (store / "current.new", *every.glob(f"{_UNFINISHED}*"), *parts.glob(f"{_UNFINISHED}*")):
        remove_all(left)
    own(every)
    try:
        name = published(store)
        if name is None:
            return
        manifests = {name: read_manifest(generation_folder(store, name))}
    except StoreError:
        return
    newest_first = generations(store)
    if name in newest_first:
        for other in newest_first[newest_first.index(name) :][1:2]:
            manifests[other] = read_manifest(generation_folder(store, other))
    needed = {part.name for manifest in manifests.values() for part in manifest.parts}
    for folder, kept in ((every, manifests.keys()), (parts, needed)):
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name not in kept:
                remove_all(path)


def generation_folder(store: Path, name: str) -> Path:
    """Where a generation of that name lies."""
    return store / "generations" / name


def _read_back(folder: Path, written: Generation) -> GenerationFiles:
    """The files of a new generation, each compared with what was meant to be written, and opened.

    Parts that were there before stay as they were found then.
    """
    held = {part.mark.name: part for part in written.parts.held} if written.parts else {}
    try:
        files = GenerationFiles(folder, read_manifest(folder), thorough=True)
        for each in (files.own, *(one for one in files.parts if one.folder.name not in held)):
            each.check()
        generation_in(files, held)
    except StoreError as error:
        what = str(error).removesuffix(f"; {MEND}")
        raise StoreError(
            f"{what}: the disk does not hold what was written to it just now; what was indexed before stays. "
            "See whether the disk is full or failing, or give another folder by --store"
        ) from None
    return files

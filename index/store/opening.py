"""Opening a generation: nothing of it is understood before it has been compared with its digest."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError
from corpus.language import LANGUAGES
from index.dense import Dense
from index.heads import Heads, sections_of
from index.lexical import Lexical
from index.store.generation import Generation
from index.store.held.contexts import HeldContexts
from index.store.held.documents import HeldDocuments
from index.store.held.file_array import whole_array
from index.store.held.records import Records, check_offsets
from index.store.manifest import MEND, Manifest, read_manifest
from index.store.stamps import is_stamped, stamp

ALWAYS = 64_000_000
"""The bytes of a generation that are compared with their digests at every opening: a fifth of a second."""

_LARGE = 1_000_000
_BLOCK = 1 << 20
_UNFIT = (KeyError, TypeError, ValueError, AttributeError, IndexError, OSError, EOFError, RecursionError)


class CheckedFiles:
    """The files of a generation's folder, each compared with its digest before anything is read of it.

    Where there is more than ``ALWAYS``, large files that were compared on this machine before, and have not
    been touched since, are not compared again, unless it is to be ``thorough``.
    """

    def __init__(self, folder: Path, manifest: Manifest, *, thorough: bool = False) -> None:
        self.folder, self.manifest = folder, manifest
        self._large = [name for name, mark in manifest.files.items() if mark.bytes > _LARGE]
        total = sum(mark.bytes for mark in manifest.files.values())
        self._stamping = total > ALWAYS
        stamped = self._stamping and not thorough and is_stamped(folder, self._large)
        self._known = set(self._large) if stamped else set[str]()

    def open(self, name: str) -> BinaryIO:
        """A file, open at its beginning.

        Raises:
            DamagedStoreError: it is missing, or not what was written.
        """
        path = self.folder / name
        if name not in self.manifest.files:
            raise DamagedStoreError(f"{path}: the manifest has no such file; {MEND}")
        mark = self.manifest.files[name]
        try:
            file = path.open("rb")
        except FileNotFoundError:
            raise DamagedStoreError(f"{path}: the file is missing; {MEND}") from None
        except OSError as error:
            raise DamagedStoreError(f"{path}: cannot be opened ({error}); {MEND}") from None
        try:
            size = file.seek(0, 2)
            file.seek(0)
            if size != mark.bytes:
                raise DamagedStoreError(f"{path}: {size} bytes where {mark.bytes} were written; {MEND}")
            if name not in self._known and _digest(file) != mark.sha256:
                raise DamagedStoreError(f"{path}: not the bytes that were written; {MEND}")
            self._known.add(name)
            file.seek(0)
        except OSError as error:
            file.close()
            raise DamagedStoreError(f"{path}: cannot be read ({error}); {MEND}") from None
        except BaseException:
            file.close()
            raise
        return file

    def array(self, name: str) -> npt.NDArray[Any]:
        """The array of a file in numpy's format; raises as ``open`` does, and ValueError."""
        return whole_array(self.open(name))

    def check_all(self) -> None:
        """Compare every file; raises DamagedStoreError."""
        for name in self.manifest.files:
            self.open(name).close()

    def remember(self, folder: Path | None = None) -> None:
        """Keep for the next opening that all files were found sound, where all have been compared.

        ``folder`` is where they lie by now, if they were moved.
        """
        if self._stamping and self._known >= self.manifest.files.keys():
            stamp(folder or self.folder, self._large)


def open_generation(folder: Path, *, thorough: bool = False) -> Generation:
    """The generation of a folder.

    Raises:
        DamagedStoreError: a file is missing or is not what was written.
        OutdatedStoreError: an earlier version of Pykälä wrote it.
        StoreError: a later one did.
    """
    files = CheckedFiles(folder, read_manifest(folder), thorough=thorough)
    generation = generation_in(files)
    files.remember()
    return generation


def generation_in(files: CheckedFiles) -> Generation:
    """The generation that some files hold; raises DamagedStoreError."""
    folder, manifest = files.folder, files.manifest
    try:
        documents, places = documents_in(files), files.array("passages.npy")
        generation = Generation(
            encoder=manifest.encoder,
            analyzer=manifest.analyzer,
            reading=manifest.reading,
            documents=documents,
            heads=heads_in(files),
            contexts=_contexts_in(files, documents, places),
            sources=sources_in(files),
            places=places,
            digests=files.array("digests.npy"),
            languages=files.array("languages.npy"),
            dense=dense_in(files),
            lexical=Lexical.load(lambda name: files.open(f"lexical/{name}")),
            name=folder.name,
        )
    except _UNFIT as error:
        raise DamagedStoreError(f"{folder}: cannot be read ({error}); {MEND}") from None
    check_rows(str(folder), generation)
    return generation


def documents_in(files: CheckedFiles) -> HeldDocuments:
    """The documents of a generation's files, read by need; raises DamagedStoreError, ValueError."""
    count = files.manifest.documents
    return HeldDocuments(_records(files, "documents.jsonl", count), _records(files, "texts.txt", count))


def _records(files: CheckedFiles, name: str, count: int | None = None) -> Records:
    """The records of a file, of which there are so many."""
    offsets = files.array(Path(name).with_suffix(".npy").name)
    check_offsets(offsets, len(offsets) - 1 if count is None else count, files.manifest.files[name].bytes)
    return Records.of(files.open(name), offsets)


def heads_in(files: CheckedFiles) -> Heads:
    """The heads of a generation's documents.

    Raises:
        DamagedStoreError: a file is not what was written.
        KeyError, TypeError, ValueError: the files do not fit together.
    """
    with files.open("heads.json") as file:
        record = json.loads(file.read())
    facts, titles = files.array("sections.npy"), files.array("titles.npy")
    sections = sections_of(record["documents"]["sections"], facts, titles, record["numbers"])
    return Heads(record["documents"], record["items"], sections)


def _contexts_in(
    files: CheckedFiles, documents: HeldDocuments, places: npt.NDArray[np.int32]
) -> HeldContexts:
    return HeldContexts(_records(files, "above.txt"), documents.texts, places, files.array("spans.npy"))


def sources_in(files: CheckedFiles) -> tuple[str, ...]:
    """The absolute paths of the documents' files, in their order; raises DamagedStoreError."""
    return tuple(source for _, _, source in known_sources(files))


def known_sources(files: CheckedFiles) -> Iterator[tuple[str, str, str]]:
    """Id, path as it was given, and absolute path of each document; raises DamagedStoreError."""
    with files.open("sources.jsonl") as file:
        for line in file:
            document_id, given, source = json.loads(line)
            yield document_id, given, source


def dense_in(files: CheckedFiles) -> Dense:
    """The vectors of a generation's files; raises DamagedStoreError."""
    if "codes.faiss" in files.manifest.files:
        return Dense.load_by_need(files.open("dense.faiss"), files.open("codes.faiss"))
    with files.open("dense.faiss") as file:
        return Dense.load(file)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def check_rows(place: str, generation: Generation) -> None:
    """See that all parts of a generation are of the same passages; raises DamagedStoreError."""
    languages = generation.languages
    if languages.dtype != np.uint8 or languages.ndim != 1 or np.any(languages >= len(LANGUAGES)):
        raise DamagedStoreError(f"{place}: languages.npy: holds what is no language; {MEND}")
    _check_places(place, generation)
    counts = {
        "passages.npy": len(generation.places),
        "spans.npy": len(generation.contexts),
        "digests.npy": len(generation.digests),
        "languages.npy": len(generation.languages),
        "dense.faiss": len(generation.dense),
        "lexical": len(generation.lexical),
    }
    documents = {len(generation.documents), len(generation.heads), len(generation.sources)}
    if len(set(counts.values())) != 1 or len(documents) != 1:
        told = ", ".join(f"{name} {count}" for name, count in counts.items())
        raise DamagedStoreError(f"{place}: its files do not hold the same passages ({told}); {MEND}")


def _check_places(place: str, generation: Generation) -> None:
    places, starts = generation.places, generation.heads.sections.starts
    fit = places.dtype == np.int32 and places.ndim == 2 and places.shape[1] == 4 and not np.any(places < 0)
    if fit and len(places):
        documents = places[:, 0]
        fit = bool(documents.max() < len(generation.heads)) and not np.any(
            places[:, 1] >= (starts[1:] - starts[:-1])[documents]
        )
    if not fit:
        raise DamagedStoreError(f"{place}: passages.npy: names documents that are not there; {MEND}")

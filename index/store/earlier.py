"""What a build may take over: of each earlier generation, what is as it was written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.errors import DamagedStoreError, OutdatedStoreError
from index.dense import Dense
from index.heads import Heads
from index.store.generation import EncoderMark, Generation
from index.store.held.documents import HeldDocuments
from index.store.manifest import FIRST_TAKEN_OVER, read_manifest
from index.store.opening import (
    CheckedFiles,
    dense_in,
    documents_in,
    generation_in,
    heads_in,
    known_sources,
)
from index.store.store import generation_folder, generations, published


@dataclass(frozen=True, slots=True)
class Listed:
    """A document that a generation holds: its id, its file as it was given, and the file's absolute path."""

    id: str
    given: str
    source: str


class Held(Protocol):
    """Documents that a build leaves where they are, as long as they stay as they are."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def __getitem__(self, number: int, /) -> Document:
        """The document of a number; raises StoreError."""
        ...

    def text_mark(self, number: int) -> bytes:
        """What tells the text of a document from others; raises StoreError."""
        ...


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of passages, by the digests of these: row ``i`` of both is the same passage.

    Where they stay where they are, ``joined`` makes the vectors of other passages of theirs and of new ones:
    of the row of each passage here, -1 where it has none, and of an array that holds those.
    """

    digests: npt.NDArray[np.uint8]
    dense: Dense
    joined: Callable[[npt.NDArray[np.int64], npt.NDArray[np.float32]], Dense] | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What of the generation of a name is as it was written; ``whole`` says that all is, and it is published.

    ``listed``, ``documents``, with their ``heads``, and ``vectors`` are None each where they are damaged;
    ``generation`` is None where anything is. ``held`` are the documents of a published generation that is
    whole.
    """

    name: str
    whole: bool
    encoder: EncoderMark
    analyzer: str
    reading: str
    listed: tuple[Listed, ...] | None
    documents: Sequence[Document] | None
    heads: Heads | None
    vectors: Vectors | None
    generation: Generation | None = None
    held: Held | None = None


def earlier(store: Path) -> tuple[Earlier, ...]:
    """What may be taken over, the published generation first; every file is compared with its digest.

    Where the published one is whole, it is the only one; none is there in a store that is empty. Of one that
    an earlier version of Pykälä wrote there are the vectors, if any. Call it inside
    ``index.store.store.writing``.

    Raises:
        StoreError: a later version of Pykälä wrote the store.
    """
    try:
        current = published(store)
    except DamagedStoreError:
        current = None
    others = [name for name in generations(store) if name != current]
    found = []
    for name in ([current] if current else []) + others:
        one = _of(generation_folder(store, name), is_current=name == current)
        if one is not None:
            found.append(one)
            if one.whole:
                break
    return tuple(found)


def _of(folder: Path, *, is_current: bool) -> Earlier | None:
    try:
        manifest = read_manifest(folder, FIRST_TAKEN_OVER)
    except (DamagedStoreError, OutdatedStoreError):
        return None
    files = CheckedFiles(folder, manifest, thorough=True)
    try:
        files.check_all()
        generation: Generation | None = generation_in(files)
    except DamagedStoreError:
        generation = None
    documents, heads = (generation.documents, generation.heads) if generation else _documents(files)
    whole = is_current and generation is not None
    return Earlier(
        name=folder.name,
        whole=whole,
        encoder=manifest.encoder,
        analyzer=manifest.analyzer,
        reading=manifest.reading,
        listed=_listed(files),
        documents=documents,
        heads=heads,
        vectors=Vectors(generation.digests, generation.dense) if generation else _vectors(files),
        generation=generation,
        held=documents if whole and isinstance(documents, HeldDocuments) else None,
    )


def _listed(files: CheckedFiles) -> tuple[Listed, ...] | None:
    try:
        return tuple(Listed(*one) for one in known_sources(files))
    except DamagedStoreError:
        return None


def _documents(files: CheckedFiles) -> tuple[Sequence[Document], Heads] | tuple[None, None]:
    try:
        return documents_in(files), heads_in(files)
    except (DamagedStoreError, KeyError, TypeError, ValueError):
        return None, None


def _vectors(files: CheckedFiles) -> Vectors | None:
    try:
        return Vectors(files.array("digests.npy"), dense_in(files))
    except DamagedStoreError:
        return None

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
from index.store.checked import GenerationFiles
from index.store.generation import EncoderMark, Generation
from index.store.held.dense import PartedDense
from index.store.held.documents import HeldDocuments
from index.store.held.part import rows_of, starts_of
from index.store.manifest import FIRST_TAKEN_OVER, read_manifest
from index.store.opening import (
    UNFIT,
    dense_in,
    documents_in,
    firsts_in,
    generation_in,
    part_documents_in,
    places_in,
    sources_in,
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

    Where only some are sound, ``rows`` are theirs, rising, of which alone there are digests. Where they stay
    where they are, ``joined`` makes the vectors of other passages of theirs and of new ones: of the row of
    each passage here, -1 where it has none, and of those of the others in their order.
    """

    digests: npt.NDArray[np.uint8]
    dense: Dense
    rows: npt.NDArray[np.int64] | None = None
    joined: Callable[[npt.NDArray[np.int64], npt.NDArray[np.float32]], Dense] | None = None

    def of(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """The vectors of passages by the places of their digests; raises DamagedStoreError."""
        return self.dense.vectors(numbers if self.rows is None else self.rows[numbers])


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


def earlier(store: Path, *, thorough: bool = True) -> tuple[Earlier, ...]:
    """What may be taken over, the published generation first; every file is compared with its digest.

    But large files of parts that were compared on this machine, and were not touched since, are not, unless
    it is to be ``thorough``: what stays where it is keeps the digest that it was written with.

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
        one = _of(generation_folder(store, name), is_current=name == current, thorough=thorough)
        if one is not None:
            found.append(one)
            if one.whole:
                break
    return tuple(found)


def _of(folder: Path, *, is_current: bool, thorough: bool) -> Earlier | None:
    try:
        manifest = read_manifest(folder, FIRST_TAKEN_OVER)
    except (DamagedStoreError, OutdatedStoreError):
        return None
    files = GenerationFiles(folder, manifest, thorough=True, thorough_parts=thorough)
    generation = _generation(files)
    documents, heads = (generation.documents, generation.heads) if generation else _documents(files)
    whole = is_current and generation is not None
    return Earlier(
        name=folder.name,
        whole=whole,
        encoder=manifest.encoder,
        analyzer=manifest.analyzer,
        reading=manifest.reading,
        listed=_listed(files, generation),
        documents=documents,
        heads=heads,
        vectors=Vectors(generation.digests, generation.dense) if generation else _vectors(files),
        generation=generation,
        held=documents if whole and isinstance(documents, HeldDocuments) else None,
    )


def _generation(files: GenerationFiles) -> Generation | None:
    if not files.manifest.parts:
        return None  # an earlier version wrote it
    try:
        files.check_all()
        found = generation_in(files, searched=False)
    except DamagedStoreError:
        return None
    files.remember()
    return found


def _listed(files: GenerationFiles, generation: Generation | None) -> tuple[Listed, ...] | None:
    try:
        columns: Sequence[Sequence[str]] = (
            sources_in(files.own)
            if generation is None
            else (generation.heads.ids, generation.heads.paths, generation.sources)
        )
        return tuple(map(Listed, *columns))
    except (DamagedStoreError, *UNFIT):
        return None


def _documents(files: GenerationFiles) -> tuple[Sequence[Document], Heads] | tuple[None, None]:
    try:
        held = [part_documents_in(*one) for one in zip(files.manifest.parts, files.parts, strict=True)]
        return documents_in(files, held)
    except (DamagedStoreError, *UNFIT):
        return None, None


def _vectors(files: GenerationFiles) -> Vectors | None:
    """The vectors of those parts that are sound."""
    try:
        digests = files.own.array("digests.npy")
        if not files.manifest.parts:  # an earlier version wrote it: they all lie together
            return Vectors(digests, dense_in(files.own, searched=False))
        places = places_in(files)
        starts = starts_of(files.own.array("passages.npy")[:, 0], len(places))
    except (DamagedStoreError, *UNFIT):
        return None
    sound: list[tuple[Dense, npt.NDArray[np.int32]]] = []
    for number, (mark, part) in enumerate(zip(files.manifest.parts, files.parts, strict=True)):
        try:
            rows = rows_of(number, firsts_in(mark, part)[:, 0], places, starts)
            dense = dense_in(part, searched=False)
        except (DamagedStoreError, *UNFIT):
            continue
        if len(dense) == len(rows):
            sound.append((dense, rows))
    found = PartedDense(sound, len(digests), files.manifest.encoder.width)
    return Vectors(digests[found.held], found, found.held)

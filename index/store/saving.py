"""Saving: a generation to its files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import StoreError
from corpus.records import line_of
from index.store.disk import Mark, NewFile, new_file, new_folder, sync_folder
from index.store.generation import Generation
from index.store.held.contexts import HeldContexts
from index.store.held.documents import HeldDocuments
from index.store.held.records import offsets_of
from index.store.manifest import Manifest, write_manifest


def save_generation(folder: Path, generation: Generation, number: int) -> None:
    """Write a generation into an empty folder: its files, and last a manifest with what they should hold.

    Raises:
        StoreError: its documents do not lie in files, or what is written cannot be.
    """
    marks: dict[str, Mark] = {}

    @contextmanager
    def written(name: str) -> Iterator[NewFile]:
        with new_file(folder / name) as file:
            yield file
        marks[name] = file.mark

    heads = generation.heads
    documents, contexts = generation.documents, generation.contexts
    if not isinstance(documents, HeldDocuments) or not isinstance(contexts, HeldContexts):
        raise StoreError(f"{folder}: what does not lie in files cannot be copied into files")
    records = {"documents.jsonl": documents.lines, "texts.txt": documents.texts, "above.txt": contexts.above}
    for name, held in records.items():
        with written(name) as file:
            for block in held.blocks():
                file.write(block)
    with written("heads.json") as file:
        file.write(line_of(heads.to_record()))
    with written("sources.jsonl") as file:
        for document_id, path, source in zip(heads.ids, heads.paths, generation.sources, strict=True):
            file.write(line_of([document_id, path, source]))
    arrays: dict[str, npt.NDArray[Any]] = {
        **{Path(name).stem: offsets_of(held.sizes()) for name, held in records.items()},
        "spans": contexts.spans,
        "sections": heads.sections.facts,
        "titles": heads.sections.titles,
        "passages": generation.places,
        "digests": generation.digests,
        "languages": generation.languages,
    }
    for name, array in arrays.items():
        with written(f"{name}.npy") as file:
            np.save(file, array, allow_pickle=False)
    with written("dense.faiss") as file:
        generation.dense.save(file)
    if generation.dense.near is not None:
        with written("codes.faiss") as file:
            generation.dense.near.save(file)
    new_folder(folder / "lexical")
    generation.lexical.save(lambda name: written(f"lexical/{name}"))
    sync_folder(folder / "lexical")
    write_manifest(
        folder,
        Manifest(
            number=number,
            encoder=generation.encoder,
            analyzer=generation.analyzer,
            reading=generation.reading,
            documents=len(generation.documents),
            passages=len(generation.places),
            files=dict(sorted(marks.items())),
        ),
    )

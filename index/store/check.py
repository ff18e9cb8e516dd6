"""The check of a store: whether what it holds is what was written, and fits together."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpus.document import Document
from corpus.errors import EmptyStoreError, StoreError
from index.store.store import Generation, generation_folder, load, load_manifest, published


def problems(store: Path) -> Iterator[str]:
    """What is wrong with a store, a sentence each; nothing where all is well.

    Every file is compared with the digest that was written, every passage with its digest, every
    vector with unit length, every section's span with its document.

    Raises:
        EmptyStoreError: nothing has been indexed yet.
    """
    name = published(store)
    if name is None:
        raise EmptyStoreError(f"{store}: nothing is indexed here yet; run “pykala index” first")
    folder = generation_folder(store, name)
    try:
        yield from _altered(folder)
        generation = load(store)
    except StoreError as error:
        yield str(error)
        return
    for document in generation.documents:
        yield from _spans_outside(document)
    yield from _passages(generation)


def _altered(folder: Path) -> Iterator[str]:
    for name, expected in load_manifest(folder)["files"].items():
        path = folder / name
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != expected["sha256"]:
            yield f"{path}: not the bytes that were written"


def _spans_outside(document: Document) -> Iterator[str]:
    length = len(document.text)
    for section in document.sections:
        for span in (*section.paragraphs, *([section.heading] if section.heading else [])):
            if not 0 <= span.start <= span.end <= length:
                place = f"{document.id}, {section.title}"
                yield f"{place}: a span of {span.start}-{span.end} in {length} characters"


def _passages(generation: Generation) -> Iterator[str]:
    for row, digest in enumerate(generation.digests):
        passage = generation.passage(row)
        if passage.digest != digest.tobytes():
            yield f"{passage.id}: its text is not the one that was encoded"
    lengths = np.linalg.norm(generation.dense.vectors(np.arange(len(generation.places))), axis=1)
    wrong = np.flatnonzero(~(np.abs(lengths - 1) < 1e-3))
    if len(wrong):
        yield f"{len(wrong)} vectors are not of unit length, the first that of passage {int(wrong[0])}"

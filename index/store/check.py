"""The check of a store: whether what it holds is what was written, and fits together."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpus.document import Document, Span
from corpus.errors import DamagedStoreError, EmptyStoreError, StoreError
from corpus.head import head_of
from index.passages import passage_at
from index.store.checked import CheckedFiles, GenerationFiles
from index.store.earlier import earlier
from index.store.generation import Generation
from index.store.manifest import MEND, read_manifest
from index.store.opening import open_generation
from index.store.store import current_name, generation_folder, published

_AT_ONCE = 65_536
"""The vectors that are looked at in one go."""


def problems(store: Path) -> Iterator[str]:
    """What is wrong with a store, a sentence each; nothing where all is well.

    Every file is compared with the digest that was written, every passage with its digest, every
    vector with unit length, every section's span with its document.

    Raises:
        EmptyStoreError: nothing has been indexed yet.
        OutdatedStoreError: an earlier version of Pykälä wrote the store.
        StoreError: a later one did.
    """
    if (store / "lock").is_dir():
        yield f"{store / 'lock'}: is a folder, so that nothing can be indexed; remove it"
    try:
        name = published(store)
        if name is None:
            raise EmptyStoreError(f"{store}: nothing is indexed here yet; run “pykala index” first")
        folder = generation_folder(store, name)
        manifest = read_manifest(folder)
    except DamagedStoreError as error:
        yield _bare(error)
        return
    files = GenerationFiles(folder, manifest, thorough=True)
    altered = [problem for each in (files.own, *files.parts) for problem in _altered(each)]
    yield from altered
    if altered:
        return
    try:
        generation = open_generation(folder)
    except DamagedStoreError as error:
        yield _bare(error)
        return
    yield from generation_problems(generation)


def generation_problems(generation: Generation) -> Iterator[str]:
    """What does not fit together in a generation that was opened, a sentence each."""
    yield from _documents(generation)
    yield from _passages(generation)


def mending(store: Path) -> str:
    """What to do about a store that is damaged: the command that makes it good."""
    try:
        found = earlier(store)
    except StoreError:
        found = ()
    name = current_name(store)
    known = [one for one in found if name in {None, one.name}]
    if known and (known[0].listed is not None or known[0].documents is not None):
        return "run “pykala doctor --mend” to mend it"
    return "run “pykala index” with the folders that you had indexed, to mend it"


def _bare(error: StoreError) -> str:
    return str(error).removesuffix(f"; {MEND}")


def _altered(files: CheckedFiles) -> Iterator[str]:
    for name in files.marks:
        try:
            files.open(name).close()
        except DamagedStoreError as error:
            yield _bare(error)


def _documents(generation: Generation) -> Iterator[str]:
    starts = np.searchsorted(generation.places[:, 0], np.arange(len(generation.documents) + 1))
    try:
        for number, document in enumerate(generation.documents):
            yield from _spans_outside(document)
            if head_of(document) != generation.heads[number]:
                yield f"{document.id}: what is listed of it is not what it says"
            for row in range(starts[number], starts[number + 1]):
                _, section, start, end = (int(value) for value in generation.places[row])
                if passage_at(document, section, Span(start, end)) != generation.passage(row):
                    yield f"{document.id}:{start}-{end}: its text is not the one that is searched"
    except DamagedStoreError as error:
        yield _bare(error)


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
    rows = np.arange(len(generation.places))
    wrong: list[int] = []
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        lengths = np.linalg.norm(generation.dense.vectors(some), axis=1)
        wrong += some[~(np.abs(lengths - 1) < 1e-3)].tolist()
    if wrong:
        yield f"{len(wrong)} vectors are not of unit length, the first that of passage {wrong[0]}"

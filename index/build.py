"""Building: files into a new generation, encoding only what no earlier one has encoded."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.document import Document
from corpus.errors import DamagedStoreError, EmptyStoreError, OutdatedStoreError, ReadError
from corpus.folder import found
from corpus.language import LANGUAGES
from corpus.parsers import PARSERS
from corpus.readers import READING, document_of, source_file
from index.dense import Dense
from index.encoders import Encoder
from index.lexical import Lexical
from index.passages import Passage, split
from index.store.leftovers import forget
from index.store.store import Generation, load, publish, published, writing
from index.vectors import Progress, Vectored, mark_of, vectors_of
from index.words.analyzer import ANALYZER, grams

CUTTING = "1"
"""The version of what is made of documents: to be raised whenever the same document gives other passages, or
a passage another language."""

MADE = f"{READING}.{CUTTING}"
"""What a generation says of how its documents were read and cut. One that says otherwise is made anew."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: document ids by what became of them, and numbers of passages.

    ``encoded`` passages were encoded now, ``resumed`` by an earlier build that was cut off. ``published``
    is False where the store already held exactly this.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    passages: int
    encoded: int
    published: bool
    resumed: int = 0


def build(
    store: Path,
    paths: Sequence[Path],
    encoder: Encoder,
    progress: Progress | None = None,
    exclude: Sequence[str] = (),
) -> Built:
    """Make the store hold exactly the documents under the paths, as they are now.

    A file that is a path itself must be readable; one found in a folder is skipped with its reason, and
    so is one whose text is that of another. Files and folders whose name or path fits a pattern of
    ``exclude`` (``*.txt``, ``drafts``, ``2019/*``) are left out. What was published before stays if
    anything fails, and the next build goes on from what was encoded until then.

    Raises:
        ReadError: a path cannot be read, or no file under the paths can.
        BusyStoreError: another process is writing to the store.
        StoreError: the store cannot be written to.
    """
    with writing(store):
        return _built(store, paths, encoder, progress or _silent, exclude)


def build_where_empty(store: Path, paths: Sequence[Path], encoder: Encoder) -> Built | None:
    """Fill a store in which nothing is published; None, and nothing is done, where something is by now.

    Raises:
        what ``build`` raises.
    """
    with writing(store):
        return _built(store, paths, encoder, _silent, ()) if published(store) is None else None


def _built(
    store: Path, paths: Sequence[Path], encoder: Encoder, tell: Progress, exclude: Sequence[str]
) -> Built:
    """What ``build`` does, inside the right to write."""
    before = _before(store)
    documents, skipped = _read_all(paths, exclude, before, tell)
    current = (mark_of(encoder), ANALYZER, MADE)
    same_made = before is not None and (before.encoder, before.analyzer, before.reading) == current
    if before is not None and same_made and before.documents == documents:
        forget(store)
        ids = tuple(document.id for document in documents)
        return Built((), (), ids, (), skipped, len(before.places), 0, published=False)
    passages = [split(document) for document in documents]
    vectored = vectors_of(store, [passage for found in passages for passage in found], before, encoder, tell)
    publish(store, generation_of(documents, passages, encoder, vectored))
    forget(store)
    return replace(
        _compared(before, documents),
        skipped=skipped,
        passages=len(vectored.vectors),
        encoded=vectored.encoded,
        resumed=vectored.resumed,
    )


def _before(store: Path) -> Generation | None:
    """What is published now; nothing, too, where it is damaged or outdated: a build mends that."""
    try:
        return load(store)
    except (EmptyStoreError, DamagedStoreError, OutdatedStoreError):
        return None


def _read_all(
    paths: Sequence[Path], exclude: Sequence[str], before: Generation | None, tell: Progress
) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """The documents under the paths, sorted by id, and the files that could not be read."""
    named = {path.resolve() for path in paths}
    under = found(paths, PARSERS.keys(), exclude)
    given, files = under.files, list(under.files)
    if not files:
        raise ReadError(f"{_listed(paths)}: no file there is of a kind that can be read; check the paths")
    current = before is not None and before.reading == MADE
    fresh = {document.digest: document for document in before.documents} if before and current else {}
    documents: list[Document] = []
    skipped = [Skipped(passed.path, passed.reason) for passed in under.passed]
    tell("read", 0, len(files))
    for done, (file, document_id) in enumerate(zip(files, unique_ids(files), strict=True), start=1):
        try:
            documents.append(_read(given[file], document_id, fresh))
        except ReadError as error:
            if file in named:
                raise
            skipped.append(Skipped(str(given[file]), str(error)))
        tell("read", done, len(files))
    if not documents:
        raise ReadError(
            f"{_listed(paths)}: none of {len(files)} files can be read; the first: {skipped[0].reason}"
        )
    kept, twins = _without_twins(sorted(documents, key=lambda document: document.id))
    return kept, (*skipped, *twins)


def _without_twins(documents: Iterable[Document]) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """Documents without those whose text an earlier one has, and these with the reason."""
    kept: dict[str, Document] = {}
    twins: list[Skipped] = []
    for document in documents:
        first = kept.setdefault(document.text, document)
        if first is not document:
            twins.append(Skipped(document.path, f"{document.path}: its text is that of {first.path}"))
    return tuple(kept.values()), tuple(twins)


def _read(file: Path, document_id: str, fresh: dict[str, Document]) -> Document:
    source = source_file(file)
    if source.digest in fresh:
        return replace(fresh[source.digest], id=document_id, path=str(file))
    return document_of(source, document_id)


def unique_ids(files: Sequence[Path]) -> list[str]:
    """An id for each file: its name, led by as many folders as it takes to tell it from the others."""
    parts = [file.parts for file in files]
    depth = 1
    ids = ["/".join(part[-1:]) for part in parts]
    while any(count > 1 for count in Counter(ids).values()):
        depth += 1
        twice = {name for name, count in Counter(ids).items() if count > 1}
        ids = [
            "/".join(part[-depth:]) if name in twice else name for part, name in zip(parts, ids, strict=True)
        ]
    return ids


def generation_of(
    documents: tuple[Document, ...],
    passages: Sequence[Sequence[Passage]],
    encoder: Encoder,
    vectored: Vectored,
) -> Generation:
    """The generation of the documents' passages, with their vectors."""
    every = [passage for found in passages for passage in found]
    places = [
        (number, passage.section, passage.span.start, passage.span.end)
        for number, found in enumerate(passages)
        for passage in found
    ]
    languages = [
        LANGUAGES.index(document.sections[passage.section].language)
        for document, found in zip(documents, passages, strict=True)
        for passage in found
    ]
    return Generation(
        encoder=mark_of(encoder),
        analyzer=ANALYZER,
        reading=MADE,
        documents=documents,
        places=np.array(places, dtype=np.int32).reshape(-1, 4),
        digests=np.frombuffer(b"".join(passage.digest for passage in every), np.uint8).reshape(-1, 16),
        languages=np.array(languages, dtype=np.uint8),
        dense=Dense.build(vectored.vectors),
        lexical=Lexical.build(grams(passage.context) for passage in every),
    )


def _compared(before: Generation | None, documents: Iterable[Document]) -> Built:
    old = {document.id: document.digest for document in before.documents} if before else {}
    new = {document.id: document.digest for document in documents}
    return Built(
        added=tuple(name for name in new if name not in old),
        changed=tuple(name for name in new if name in old and old[name] != new[name]),
        unchanged=tuple(name for name in new if old.get(name) == new[name]),
        removed=tuple(name for name in old if name not in new),
        skipped=(),
        passages=0,
        encoded=0,
        published=True,
    )


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(str(path) for path in paths)


def _silent(_what: str, _done: int, _total: int) -> None:
    pass

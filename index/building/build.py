"""Building: documents into a new generation, encoding only what no earlier one has encoded."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TypeVar

from corpus.document import Document
from corpus.readers import READING
from index.building.cutting import Cut, cut
from index.building.gather import Gathered, Gatherer, Skipped, gathered
from index.building.reading import Fresh
from index.building.scans import NO_SCANS, Scans
from index.building.staying import Staying, in_parts, postings_of, staying, written
from index.building.vectors import Progress, keep_what_goes, mark_of, vectors_of
from index.dense import Dense
from index.encoders import Encoder
from index.lexical import Lexical
from index.store.earlier import Earlier
from index.store.generation import Generation
from index.store.held.documents import HeldDocuments
from index.store.stores import Store, store_at
from index.words.analyzer import ANALYZER

Kind = TypeVar("Kind")

CUTTING = "1"
"""The version of what is made of documents: to be raised whenever the same document gives other passages, or
a passage another language."""

MADE = f"{READING}.{CUTTING}"
"""What a generation says of how its documents were read and cut. One that says otherwise is made anew."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: document ids by what became of them, and numbers of passages.

    ``encoded`` passages were encoded now, ``resumed`` by an earlier run. ``published`` is False where the
    store already held exactly this, or where it was not agreed to. ``lost`` are those removed whose bytes no
    other document has.
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
    lost: tuple[str, ...] = ()


Agree = Callable[[Built], bool]
"""Asked before anything is encoded, with what would become of the documents: whether to go on."""


@dataclass(frozen=True, slots=True)
class Work:
    """How a build is made: with what encoder, telling whom, and after asking whom.

    With ``dry`` it is only found out what would become of the documents; nothing is written.
    """

    encoder: Encoder
    tell: Progress
    agree: Agree
    dry: bool = False
    scans: Scans = NO_SCANS


def build(
    store: Path | Store,
    paths: Sequence[Path],
    encoder: Encoder,
    progress: Progress | None = None,
    exclude: Sequence[str] = (),
    *,
    agree: Agree | None = None,
    dry: bool = False,
    scans: Scans = NO_SCANS,
) -> Built:
    """Make the store hold exactly the documents under the paths, as they are now.

    A file that is a path itself must be readable; one found in a folder is skipped with its reason, and
    so is one whose text is that of another. Files and folders whose name or path fits a pattern of
    ``exclude`` (``*.txt``, ``drafts``, ``2019/*``) are left out. What was published before stays if
    anything fails, and the next build goes on from what was encoded until then. Pages that are pictures are
    read as ``scans`` says. Nothing is taken over from what was published before that is not as it was
    written. With ``dry`` nothing is written.

    Raises:
        ReadError: a path cannot be read, or no file under the paths can.
        BusyStoreError: another process is writing to the store.
        StoreError: the store cannot be written to.
    """
    store, work = store_at(store), work_of(encoder, progress, agree, dry=dry, scans=scans)
    with right_to(store, work):
        return _build(store, paths, exclude, work)


def build_where_empty(store: Path | Store, paths: Sequence[Path], encoder: Encoder) -> Built | None:
    """Fill a store in which nothing is published; None, and nothing is done, where something is by now.

    Raises:
        DamagedStoreError: something is, and it cannot be told what.
        and what ``build`` raises.
    """
    store, work = store_at(store), work_of(encoder)
    with store.writing():
        return _build(store, paths, (), work) if store.published() is None else None


def _build(store: Store, paths: Sequence[Path], exclude: Sequence[str], work: Work) -> Built:
    before = store.earlier()
    tell, scanning = telling_of_reading(work), scans_of(work, before)
    found = gathered(
        paths, exclude, fresh_documents(before), tell, Gatherer(room_of(store, work), before), scans=scanning
    )
    return publish_documents(store, found, before, work)


def work_of(
    encoder: Encoder,
    progress: Progress | None = None,
    agree: Agree | None = None,
    *,
    dry: bool = False,
    scans: Scans = NO_SCANS,
) -> Work:
    """The work of a build that tells nobody and asks nobody, where nobody is given."""
    return Work(encoder, progress or _silent, agree or (lambda _: True), dry, scans)


@contextmanager
def right_to(store: Store, work: Work) -> Iterator[None]:
    """The right to write to a store, where the work is to write; raises what ``writing`` raises."""
    if work.dry:
        yield
        return
    with store.writing():
        yield


def room_of(store: Store, work: Work) -> Path | None:
    """The folder for what is made before it is published; None where nothing is written to the store."""
    return None if work.dry else store.workroom()


def telling_of_reading(work: Work) -> Callable[[int, int], None]:
    """What tells how many files are read, of how many."""
    return lambda done, total: work.tell("read", done, total)


def scans_of(work: Work, before: Sequence[Earlier]) -> Scans:
    """How scans are read: as the work says, and again those that were read for an earlier generation."""
    return replace(
        work.scans,
        tell=lambda done, total: work.tell("scan", done, total),
        before=frozenset(digest for one in before if one.heads for digest in one.heads.scanned()),
    )


def fresh_documents(before: Sequence[Earlier]) -> Fresh:
    """The documents of earlier generations that this version would read just so, by their file's digest."""
    return {
        digest: (one, number)
        for one in reversed(before)
        if one.reading == MADE and one.documents is not None and one.heads is not None
        for number, digest in enumerate(one.heads.digests)
    }


def publish_documents(
    store: Store, found: Gathered, before: Sequence[Earlier], work: Work, reading: str = MADE
) -> Built:
    """Make the store hold exactly these documents. Call it inside ``right_to``.

    ``reading`` tells how they were read, where it was not by this version.

    Raises:
        BusyStoreError, StoreError: the store cannot be written to.
    """
    documents, encoder = found.documents, work.encoder
    compared = _compared(before, found)
    marks = (mark_of(encoder), ANALYZER, reading)
    if (
        before
        and _is_published(before[0], found)
        and marks == (before[0].encoder, before[0].analyzer, before[0].reading)
    ):
        if not work.dry:
            store.forget()
        vectors = before[0].vectors
        return replace(compared, passages=len(vectors.digests) if vectors else 0)
    if work.dry or not work.agree(compared):
        return compared
    taken = _taken_over(before)
    made = cut(documents, store.workroom(), taken, found.kept, found.slices, found.tally)
    stays = staying(taken, made, mark_of(encoder))
    if stays is None:
        _check_what_is_copied(before)
    lexical = _beside(partial(postings_of, made, stays, store.workroom()))
    rows = written(stays, len(made.digests))
    vectored = vectors_of(store, made, rows, before, encoder, work.tell)
    dense, sources = vectored.dense, found.sources
    generation = generation_of(documents, made, encoder, dense, lexical.result(), sources, found.kept, stays)
    keep_what_goes(store, made, before, encoder, None if stays is None else stays.gone)
    store.publish(replace(generation, reading=reading))
    store.forget()
    store.note(compared.added, compared.changed, compared.removed)
    counts = (len(made.digests), vectored.encoded, vectored.resumed)
    return replace(compared, passages=counts[0], encoded=counts[1], resumed=counts[2], published=True)


def _check_what_is_copied(before: Sequence[Earlier]) -> None:
    """See that all that lies in files is what was written; raises DamagedStoreError."""
    for one in before:
        if one.generation is not None and one.generation.parts is not None:
            for part in one.generation.parts.held:
                part.files.check_again()


def generation_of(
    documents: Sequence[Document],
    made: Cut,
    encoder: Encoder,
    dense: Dense,
    lexical: Lexical,
    sources: Sequence[str] = (),
    kept: Sequence[int] = (),
    stays: Staying | None = None,
) -> Generation:
    """The generation of the documents' passages, with their vectors and postings.

    ``sources`` are the absolute paths of the documents' files; where none are given, those of their paths.
    ``kept`` are the documents' numbers in the generation before, of which ``stays`` what it says. ``dense``
    are the vectors of those passages that are written now, where all lies in files.
    """
    parts = None
    if isinstance(documents, HeldDocuments):
        dense, parts = in_parts(len(documents), kept, stays, dense, lexical)
    return Generation(
        encoder=mark_of(encoder),
        analyzer=ANALYZER,
        reading=MADE,
        documents=documents,
        heads=made.heads,
        contexts=made.contexts,
        places=made.places,
        digests=made.digests,
        languages=made.languages,
        dense=dense,
        lexical=lexical,
        sources=tuple(sources) or tuple(str(Path(path).resolve()) for path in made.heads.paths),
        parts=parts,
    )


def _beside(work: Callable[[], Kind]) -> "Future[Kind]":
    """What comes of some work in a thread of its own, which does not hold up a program that is to end."""
    found = Future[Kind]()

    def done() -> None:
        try:
            found.set_result(work())
        except BaseException as error:
            found.set_exception(error)

    Thread(target=done, daemon=True).start()
    return found


def _is_published(one: Earlier, found: Gathered) -> bool:
    """Whether just these documents are published, of the same files."""
    listed = one.listed or ()
    return (
        one.whole
        and found.kept == tuple(range(len(one.documents or ())))
        and found.sources == tuple(each.source for each in listed)
    )


def _taken_over(before: Sequence[Earlier]) -> Generation | None:
    """The generation whose passages and postings are those that this version would make again, if any."""
    for one in before[:1]:
        if one.held is not None and (one.analyzer, one.reading) == (ANALYZER, MADE):
            return one.generation
    return None


def _compared(before: Sequence[Earlier], found: Gathered) -> Built:
    heads = next((one.heads for one in before if one.heads is not None), None)
    old = dict(zip(heads.ids, heads.digests, strict=True)) if heads else {}
    new = found.digests
    removed = tuple(name for name in old if name not in new)
    stay = set(new.values())
    return Built(
        added=tuple(name for name in new if name not in old),
        changed=tuple(name for name in new if name in old and old[name] != new[name]),
        unchanged=tuple(name for name in new if old.get(name) == new[name]),
        removed=removed,
        skipped=found.skipped,
        passages=0,
        encoded=0,
        published=False,
        lost=tuple(name for name in removed if old[name] not in stay),
    )


def _silent(_what: str, _done: int, _total: int) -> None:
    pass

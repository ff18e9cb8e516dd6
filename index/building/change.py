"""Changing an index: documents added to it, removed from it, and what is damaged in it made good."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from corpus.document import Document
from corpus.errors import DamagedStoreError, ReadError, StoreError, UnknownDocumentError
from index.building.build import (
    MADE,
    Agree,
    Built,
    fresh_documents,
    publish_documents,
    right_to,
    room_of,
    scans_of,
    telling_of_reading,
    work_of,
)
from index.building.gather import NOTHING, Gathered, Gatherer, Skipped, gathered, read_again
from index.building.scans import NO_SCANS, Scans
from index.building.stretches import NEW
from index.building.vectors import Progress
from index.encoders import Encoder
from index.store.earlier import Earlier, Listed
from index.store.manifest import MEND
from index.store.stores import Store, store_at


def add(
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
    """Make the store hold the documents under the paths, as they are now, beside all that it holds.

    What it holds is not read again but for what lies under the paths, and stays where its file is gone. The
    result is that of indexing all of it together.

    Raises:
        DamagedStoreError: the documents that the store holds are damaged.
        and what ``index.building.build.build`` raises.
    """
    store, work = store_at(store), work_of(encoder, progress, agree, dry=dry, scans=scans)
    with right_to(store, work):
        before = store.earlier(thorough=False)
        kept, reading = _held(store, before) if before or not store.is_empty() else (NOTHING, MADE)
        tell, scanning = telling_of_reading(work), scans_of(work, before)
        room = room_of(store, work)
        gathering = Gatherer(room, before)
        found = gathered(paths, exclude, fresh_documents(before), tell, gathering, kept, scanning)
        return publish_documents(store, found, before, work, reading)


def remove(
    store: Path | Store,
    names: Collection[str],
    encoder: Encoder,
    progress: Progress | None = None,
    *,
    agree: Agree | None = None,
    dry: bool = False,
) -> Built:
    """Make the store hold all that it holds but the documents of these ids or paths.

    Raises:
        UnknownDocumentError: there is no such document, or no other one would be left.
        DamagedStoreError: the documents that the store holds are damaged.
        BusyStoreError, StoreError: the store cannot be written to.
    """
    store, work = store_at(store), work_of(encoder, progress, agree, dry=dry)
    with right_to(store, work):
        before = store.earlier(thorough=False)
        held, reading = _held(store, before)
        going = {_id_of(name, held) for name in names}
        if going >= held.digests.keys():
            raise UnknownDocumentError(
                f"{store}: no other document would be left; index others in their place with “pykala index”, "
                "or delete that folder"
            )
        gathering = Gatherer(room_of(store, work), before)
        for number, (document_id, source) in enumerate(zip(held.digests, held.sources, strict=True)):
            if document_id not in going:
                gathering.stay(source, held.documents, number, document_id)
        return publish_documents(store, gathering.gathered(), before, work, reading)


def mend(store: Path | Store, encoder: Encoder, progress: Progress | None = None) -> Built:
    """Make the store hold the documents that it held, from what of it is sound and from their files.

    Documents of which neither is there are told as skipped.

    Raises:
        EmptyStoreError: nothing has been indexed yet.
        DamagedStoreError: it cannot be told any more what the store held.
        OutdatedStoreError: an earlier version of Pykälä wrote the store.
        BusyStoreError, StoreError: the store cannot be written to.
    """
    store, work = store_at(store), work_of(encoder, progress)
    with right_to(store, work):
        store.refuse_outdated()
        before = store.earlier()
        if not before:
            store.load()  # raises what is wrong
        first = _first(store, before)
        if first is not None and first.documents is not None:
            return publish_documents(store, _with_sources(first), before, work, first.reading)
        if first is not None and first.listed is not None:
            skipped: list[Skipped] = []
            gathering = Gatherer(room_of(store, work), before)
            for document, source in _read_listed(first.listed, before, skipped):
                gathering.put(source, document)
            found = gathering.gathered(skipped)
            if not found.documents:
                raise StoreError(_NONE_LEFT)
            return publish_documents(store, found, before, work)
        raise DamagedStoreError(_NOTHING_SOUND.format(store=store))


_NOTHING_SOUND = (
    "{store}: so much of the index is damaged that it cannot be told what it held; run “pykala index” with "
    "the folders that you had indexed"
)

_NONE_LEFT = "none of the indexed files can be read any more; run “pykala index” with others"


def _held(store: Store, before: Sequence[Earlier]) -> tuple[Gathered, str]:
    """What a store holds, and how it was read."""
    store.refuse_outdated()
    if not before:
        store.load()
    first = _first(store, before)
    if first is None or first.documents is None:
        raise DamagedStoreError(f"{store}: the documents of this index are damaged; first {MEND}")
    return _with_sources(first), first.reading


def _first(store: Store, before: Sequence[Earlier]) -> Earlier | None:
    """What is left of the published generation, or of the newest where none is told to be published."""
    return before[0] if before and store.current_name() in {None, before[0].name} else None


def _with_sources(one: Earlier) -> Gathered:
    """The documents of a generation with their files; where these are lost, by the paths as given."""
    ids, digests, paths = (one.heads.ids, one.heads.digests, one.heads.paths) if one.heads else ((), (), ())
    sources = (
        (str(Path(path).resolve()) for path in paths)
        if one.listed is None
        else (listed.source for listed in one.listed)
    )
    return Gathered(
        documents=one.documents or (),
        digests=dict(zip(ids, digests, strict=True)),
        paths=tuple(paths),
        sources=tuple(sources),
        kept=tuple(range(len(ids))) if one.whole else (NEW,) * len(ids),
    )


def _read_listed(
    listed: Sequence[Listed], before: Sequence[Earlier], skipped: list[Skipped]
) -> Iterator[tuple[Document, str]]:
    """The documents of listed files: read again, or else as another generation has them.

    Those of which neither is there are told in ``skipped``.
    """
    fresh = fresh_documents(before)
    older = {source: place for one in before for source, place in _sound(one)}
    for one in listed:
        try:
            yield read_again(one.id, one.given, one.source, fresh)
        except ReadError as error:
            if one.source in older:
                documents, number = older[one.source]
                yield documents[number], one.source
            else:
                skipped.append(Skipped(one.given, str(error)))


def _sound(one: Earlier) -> Iterator[tuple[str, tuple[Sequence[Document], int]]]:
    """The documents of a generation by their files, if this version read them: each by its number in it."""
    if one.documents is not None and one.reading == MADE:
        for number, source in enumerate(_with_sources(one).sources):
            yield source, (one.documents, number)


def _id_of(name: str, held: Gathered) -> str:
    """The id of the document that a name tells: by its id, its path as it was given, or its file."""
    file = str(Path(name).resolve())
    for document_id, path, source in zip(held.digests, held.paths, held.sources, strict=True):
        if name in {document_id, path} or file == source:
            return document_id
    raise UnknownDocumentError(f"no document “{name}” in the index; “pykala show” lists them")

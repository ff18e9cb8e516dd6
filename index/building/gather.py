"""Gathering: the files under some paths into documents, each with an id of its own."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.document import Document
from corpus.errors import ReadError, ScannedFileError
from corpus.folder import found
from corpus.parsers import readable
from corpus.pdf.scans import installed_ocr
from corpus.readers import SourceFile, document_of, source_file
from index.building.scans import NO_SCANS, Scan, Scans, counted, told, unread_pages, with_scans_read


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """Documents sorted by id, the absolute paths of their files in the same order, and what was skipped."""

    documents: Sequence[Document]
    sources: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()


NOTHING = Gathered((), ())

Fresh = Mapping[str, tuple[Sequence[Document], int]]
"""Documents that need not be read again, by the digest of their file: each by its number among others."""


def gathered(
    paths: Sequence[Path],
    exclude: Sequence[str],
    fresh: Fresh,
    tell: Callable[[int, int], None],
    kept: Gathered = NOTHING,
    scans: Scans = NO_SCANS,
) -> Gathered:
    """The documents under the paths as they are now, and those kept whose file is not under them.

    ``fresh`` are documents that need not be read again. ``tell`` is called
    with how many files are read and how many there are. Pages that are pictures are read as ``scans`` says.

    Raises:
        ReadError: a path cannot be read, or no file under the paths can.
    """
    named = {path.resolve() for path in paths}
    under = found(paths, readable(), exclude)
    given = under.files
    if not given:
        raise ReadError(f"{_listed(paths)}: no file there is of a kind that can be read; check the paths")
    stays = {Path(source): document for document, source in zip(kept.documents, kept.sources, strict=True)}
    files = list({**dict.fromkeys(stays), **dict.fromkeys(given)})
    ids = dict(zip(files, unique_ids(files), strict=True))
    documents = {
        file: replace(document, id=ids[file]) for file, document in stays.items() if file not in given
    }
    skipped = [Skipped(passed.path, passed.reason) for passed in under.passed]
    pictures: list[Scan] = []
    tell(0, len(given))
    for done, (file, path) in enumerate(given.items(), start=1):
        try:
            source = source_file(path)
            new = source.digest not in fresh
            scan = Scan(file, path, ids[file], source.digest, 0, new)
            documents[file] = _document(source, ids[file], fresh)
            if pages := unread_pages(documents[file]):
                pictures.append(replace(scan, pages=pages))
        except ScannedFileError as error:
            pictures.append(replace(scan, pages=error.pages, error=error))
        except ReadError as error:
            if file in named:
                raise
            skipped.append(Skipped(str(path), str(error)))
        tell(done, len(given))
    read_now, errors = with_scans_read(pictures, scans)
    documents.update(read_now)
    for scan in pictures:
        wrong = errors.get(scan.file, scan.error)
        if scan.file not in documents and wrong:
            if scan.file in named:
                raise wrong
            skipped.append(Skipped(str(scan.path), str(wrong)))
        elif reason := told(scan, documents[scan.file], scans.ocr if scan.file in read_now else None):
            skipped.append(Skipped(str(scan.path), reason))
    if total := counted(pictures, read_now):
        skipped.append(Skipped(_listed(paths), f"{_listed(paths)}: {total}"))
    if given.keys().isdisjoint(documents):
        raise ReadError(
            f"{_listed(paths)}: none of {len(given)} files can be read; the first: {skipped[0].reason}"
        )
    ordered, twins = _without_twins(
        sorted(((document, str(file)) for file, document in documents.items()), key=lambda one: one[0].id)
    )
    return Gathered(*_apart(ordered), (*skipped, *twins))


def _apart(found: Iterable[tuple[Document, str]]) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    pairs = list(found)
    return tuple(document for document, _ in pairs), tuple(source for _, source in pairs)


def _without_twins(
    found: Iterable[tuple[Document, str]],
) -> tuple[list[tuple[Document, str]], list[Skipped]]:
    """Documents without those whose text an earlier one has, and these with the reason."""
    kept: dict[str, tuple[Document, str]] = {}
    twins: list[Skipped] = []
    for document, source in found:
        first, _ = kept.setdefault(document.text, (document, source))
        if first is not document:
            twins.append(Skipped(document.path, f"{document.path}: its text is that of {first.path}"))
    return list(kept.values()), twins


def _document(source: SourceFile, document_id: str, fresh: Fresh) -> Document:
    if source.digest in fresh:
        documents, number = fresh[source.digest]
        return replace(documents[number], id=document_id, path=str(source.path))
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


def read_again(document_id: str, given: str, source: str, fresh: Fresh) -> tuple[Document, str]:
    """The document of a file that was indexed under an id and a path, as the file is now, and the file.

    A scan among them was read by a machine, and is again.

    Raises:
        ReadError: it cannot be read.
    """
    file = source_file(Path(source))
    try:
        document = _document(file, document_id, fresh)
    except ScannedFileError:
        ocr = installed_ocr()
        if ocr is None:
            raise
        document = document_of(file, document_id, ocr)
    return replace(document, path=given), source


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(str(path) for path in paths)

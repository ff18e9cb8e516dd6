"""Gathering: the files under some paths into documents, each with an id of its own."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from corpus.document import Document
from corpus.errors import ReadError, ScannedFileError
from corpus.folder import found as files_under
from corpus.head import head_of
from corpus.parsers import readable
from corpus.pdf.scans import installed_ocr
from corpus.readers import document_of, source_file
from corpus.records import parts_of
from index.building.cut_file import CutFile
from index.building.reading import Fresh, Kept, document_or_fresh, readings
from index.building.scans import NO_SCANS, Scan, Scans, counted, told, with_scans_read
from index.building.slices import Slices, slices_of_bytes, tally_of_bytes
from index.building.spool import Spool
from index.building.stretches import NEW, joined, stretches
from index.store.earlier import Earlier, Held
from index.store.held.documents import HeldDocuments, as_marks, text_mark
from index.store.held.records import Piece, Records
from index.words.postings.tally import Tally

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """Documents sorted by id, which may lie in a file, and what was skipped.

    ``digests`` are those of their files by their ids, ``paths`` these as given, and ``sources`` as absolute
    paths, all in the order of the documents. ``kept`` are their numbers in the published generation, where
    that is whole and has them just so, or ``NEW``. ``slices`` and ``tally`` give those of the document of a
    number, where it was cut when it was read.
    """

    documents: Sequence[Document]
    digests: Mapping[str, str]
    paths: tuple[str, ...]
    sources: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()
    kept: tuple[int, ...] = ()
    slices: Callable[[int], Slices | None] = lambda _: None
    tally: Callable[[int], Tally | None] = lambda _: None


NOTHING = Gathered((), {}, (), ())


@dataclass(frozen=True, slots=True)
class _Put:
    """A document: what is needed to order it, its number in the spools and in the published generation.

    ``slices`` is its number among those that were cut.
    """

    id: str
    path: str
    digest: str
    text: bytes
    number: int
    kept: int
    slices: int = NEW


class Gatherer:
    """Documents that are gathered: new ones are put into temporary files, in a folder if one is given."""

    def __init__(self, folder: Path | None = None, before: Sequence[Earlier] = ()) -> None:
        """``before`` are earlier generations; where the published one is whole, it is the only one."""
        self._lines, self._texts = Spool(folder), Spool(folder)
        self._slices, self._tallies = Spool(folder), Spool(folder)
        self._published = before[0] if before and before[0].whole else None
        self._held = self._published.held if self._published else None
        self._put: dict[str, _Put] = {}

    def put(self, source: str, document: Document) -> None:
        """Take the document of a file; another one of the same file goes. Raises OSError."""
        line, text = parts_of(document)
        self.put_cut(source, CutFile(document.id, document.path, document.digest, 0, line, text, b"", b""))

    def put_cut(self, source: str, cut: CutFile) -> None:
        """Take the document of a file that was read and cut, as ``put`` does."""
        kept = self._published_as(cut)
        number = NEW
        if self._held is None or kept == NEW:
            number = self._lines.add(cut.line)
            self._texts.add(cut.text)
        slices = NEW
        if cut.slices:
            slices = self._slices.add(cut.slices)
            self._tallies.add(cut.tally)
        self._put[source] = _Put(cut.id, cut.path, cut.digest, text_mark(cut.text), number, kept, slices)

    def keep(self, source: str, number: int) -> Document | None:
        """Take the document of a file that the published generation has just so; it, if pages are unread.

        Raises:
            StoreError: it cannot be read.
        """
        if self._published is None or self._held is None or self._published.heads is None:
            return None
        heads, text = self._published.heads, self._held.text_mark(number)
        place = heads.ids[number], heads.paths[number], heads.digests[number]
        self._put[source] = _Put(*place, text, NEW, number)
        return self._held[number] if heads.unread[number] else None

    def stay(self, source: str, held: Sequence[Document], number: int, document_id: str) -> None:
        """Take one of the documents that a store holds, under an id; raises OSError, StoreError."""
        known = self._published.heads if self._published and self._published.documents is held else None
        if known is not None and self._held is not None and known.ids[number] == document_id:
            self.keep(source, number)
        else:
            self.put(source, replace(held[number], id=document_id))

    def _published_as(self, cut: CutFile) -> int:
        """The number of a document in the published generation, ``NEW`` where it is not there just so."""
        if self._published is None or self._published.documents is None or self._published.heads is None:
            return NEW
        number = self._published.heads.number(cut.id)
        return NEW if number is None or self._published.documents[number] != cut.document() else number

    def __contains__(self, source: str) -> bool:
        return source in self._put

    def gathered(self, skipped: Sequence[Skipped] = ()) -> Gathered:
        """The documents that were put, without those whose text one before them has; these are skipped."""
        ordered = sorted(self._put.items(), key=lambda pair: pair[1].id)
        kept: dict[bytes, tuple[str, _Put]] = {}
        twins: list[Skipped] = []
        for source, put in ordered:
            _, first = kept.setdefault(put.text, (source, put))
            if first is not put:
                twins.append(Skipped(put.path, f"{put.path}: its text is that of {first.path}"))
        held = [put for _, put in kept.values()]
        numbers = [put.slices for put in held]
        return Gathered(
            self._documents(held),
            {put.id: put.digest for put in held},
            tuple(put.path for put in held),
            tuple(source for source, _ in kept.values()),
            (*skipped, *twins),
            tuple(put.kept for put in held),
            partial(_read, slices_of_bytes, self._slices.piece(), numbers),
            partial(_read, tally_of_bytes, self._tallies.piece(), numbers),
        )

    def _documents(self, put: Sequence[_Put]) -> Sequence[Document]:
        """Documents in their order, those that are published already from there."""
        if self._held is not None and not isinstance(self._held, HeldDocuments):
            return self._joined(put, self._held)
        lines: list[Piece] = []
        texts: list[Piece] = []
        for stretch in stretches([one.kept if one.number == NEW else NEW for one in put]):
            if stretch.before is not None and isinstance(self._held, HeldDocuments):
                end = stretch.before + stretch.last - stretch.first
                lines += self._held.lines.part(stretch.before, end)
                texts += self._held.texts.part(stretch.before, end)
            else:
                numbers = [one.number for one in put[stretch.first : stretch.last]]
                lines.append(self._lines.piece(numbers))
                texts.append(self._texts.piece(numbers))
        return HeldDocuments(Records(lines), Records(texts), as_marks(one.text for one in put))

    def _joined(self, put: Sequence[_Put], held: Held) -> Sequence[Document]:
        """Documents in their order, those that are published left where they are."""
        numbers = [one.number for one in put if one.number != NEW]
        lines, texts = (Records([spool.piece(numbers)]) for spool in (self._lines, self._texts))
        fresh = HeldDocuments(lines, texts, as_marks(one.text for one in put if one.number != NEW))
        return joined(stretches([one.kept if one.number == NEW else NEW for one in put]), held, fresh)


def _read(of: Callable[[bytes], Kind], held: Piece, numbers: Sequence[int], document: int) -> Kind | None:
    """What there is of a document, by each document's number in what is held; None where there is none."""
    return None if numbers[document] == NEW else of(held.read(numbers[document]))


def gathered(
    paths: Sequence[Path],
    exclude: Sequence[str],
    fresh: Fresh,
    tell: Callable[[int, int], None],
    gathering: Gatherer,
    kept: Gathered = NOTHING,
    scans: Scans = NO_SCANS,
) -> Gathered:
    """The documents under the paths as they are now, and those kept whose file is not under them.

    ``fresh`` are documents that need not be read again. ``tell`` is called with how many files are read and
    how many there are. Pages that are pictures are read as ``scans`` says.

    Raises:
        ReadError: a path cannot be read, or no file under the paths can.
        OSError: the temporary files cannot be written.
    """
    named = {path.resolve() for path in paths}
    under = files_under(paths, readable(), exclude)
    given = under.files
    if not given:
        raise ReadError(f"{_listed(paths)}: no file there is of a kind that can be read; check the paths")
    stays = {Path(source): number for number, source in enumerate(kept.sources)}
    files = list({**dict.fromkeys(stays), **dict.fromkeys(given)})
    ids = dict(zip(files, unique_ids(files), strict=True))
    for file, number in stays.items():
        if file not in given:
            gathering.stay(str(file), kept.documents, number, ids[file])
    skipped = [Skipped(passed.path, passed.reason) for passed in under.passed]
    scanned, passed_over = _read_all(given, ids, fresh, named, gathering, tell)
    skipped += passed_over
    skipped += _scans_read(scanned, scans, named, gathering, _listed(paths))
    if not any(str(file) in gathering for file in given):
        raise ReadError(
            f"{_listed(paths)}: none of {len(given)} files can be read; the first: {skipped[0].reason}"
        )
    return gathering.gathered(skipped)


_Scanned = Sequence[tuple[Scan, Document | None]]
"""Scans among the files, each with the document of what could be read of it without a machine, if any."""


def _read_all(
    given: Mapping[Path, Path],
    ids: Mapping[Path, str],
    fresh: Fresh,
    named: Collection[Path],
    gathering: Gatherer,
    tell: Callable[[int, int], None],
) -> tuple[_Scanned, list[Skipped]]:
    """Put the documents of files into those that are gathered; the scans among them, and what is skipped."""
    scanned: list[tuple[Scan, Document | None]] = []
    skipped: list[Skipped] = []
    tell(0, len(given))
    for done, read in enumerate(readings(given, ids, fresh), start=1):
        file, found = read.file, read.found
        scan = Scan(file, read.path, ids[file], read.digest, 0, read.new)
        if isinstance(found, Kept):
            document = gathering.keep(str(file), found.number)
            if document is not None:
                scanned.append((replace(scan, pages=found.unread), document))
        elif isinstance(found, CutFile):
            gathering.put_cut(str(file), found)
            if found.unread:
                scanned.append((replace(scan, pages=found.unread), found.document()))
        elif isinstance(found, Document):
            gathering.put(str(file), found)
            if pages := head_of(found).unread:
                scanned.append((replace(scan, pages=pages), found))
        elif isinstance(found, ScannedFileError):
            scanned.append((replace(scan, pages=found.pages, error=found), None))
        elif file in named:
            raise found
        else:
            skipped.append(Skipped(str(read.path), str(found)))
        tell(done, len(given))
    return scanned, skipped


def _scans_read(
    scanned: _Scanned, scans: Scans, named: Collection[Path], gathering: Gatherer, where: str
) -> list[Skipped]:
    """Have scans read as is wanted, and put what was read in place of them; what is told of the others."""
    skipped: list[Skipped] = []
    pictures = [scan for scan, _ in scanned]
    read_now, errors = with_scans_read(pictures, scans)
    for file, document in read_now.items():
        gathering.put(str(file), document)
    for scan, before in scanned:
        found = read_now.get(scan.file, before)
        wrong = errors.get(scan.file, scan.error)
        if found is None and wrong and scan.file in named:
            raise wrong
        ocr = scans.ocr if scan.file in read_now else None
        reason = str(wrong) if found is None else told(scan, found, ocr)
        if reason:
            skipped.append(Skipped(str(scan.path), reason))
    if total := counted(pictures, read_now):
        skipped.append(Skipped(where, f"{where}: {total}"))
    return skipped


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
        document = document_or_fresh(file, document_id, fresh)
    except ScannedFileError:
        ocr = installed_ocr()
        if ocr is None:
            raise
        document = document_of(file, document_id, ocr)
    return replace(document, path=given), source


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(str(path) for path in paths)

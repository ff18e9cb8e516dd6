"""Scans among the files that are gathered: read by a machine where that is wanted, else told and counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.errors import ReadError, ScannedFileError
from corpus.head import head_of
from corpus.pdf.scans import Ocr
from corpus.readers import document_of, source_file


@dataclass(frozen=True, slots=True)
class Scans:
    """How pages that are pictures of text are read: by what, None by nothing, and after asking whom.

    Where there is somebody to ``ask``, who is called with the number of files and of pages, those of files
    that are read for the first time are read only if that is agreed to, others not at all. ``tell`` is called
    with how many pages are done, and how many there are. Files of the digests of ``before`` were read by a
    machine already, and are again if anything can.
    """

    ocr: Ocr | None = None
    ask: Callable[[int, int], bool] | None = None
    tell: Callable[[int, int], None] = lambda _done, _total: None
    before: frozenset[str] = frozenset()


NO_SCANS = Scans()


@dataclass(frozen=True, slots=True)
class Scan:
    """A file with pages that are pictures, read by nobody yet, and their number.

    ``error`` says that it has no other pages; ``new`` that it was read now, not taken from an earlier index.
    """

    file: Path
    path: Path
    id: str
    digest: str
    pages: int
    new: bool
    error: ScannedFileError | None = None


def with_scans_read(
    found: Sequence[Scan], scans: Scans
) -> tuple[dict[Path, Document], dict[Path, ReadError]]:
    """The documents of the scans that are to be read, and what is wrong with those that cannot, by file."""
    wanted = _wanted(found, scans) if scans.ocr else []
    documents: dict[Path, Document] = {}
    errors: dict[Path, ReadError] = {}
    done, total = 0, sum(scan.pages for scan in wanted)
    for scan in wanted:
        before = done

        def tell(pages: int, before: int = before) -> None:
            scans.tell(before + pages, total)

        try:
            documents[scan.file] = document_of(source_file(scan.path), scan.id, scans.ocr, tell)
        except ReadError as error:
            errors[scan.file] = error
        done += scan.pages
        scans.tell(done, total)
    return documents, errors


def _wanted(found: Sequence[Scan], scans: Scans) -> list[Scan]:
    again = [scan for scan in found if scan.digest in scans.before]
    others = [scan for scan in found if scan.digest not in scans.before]
    if scans.ask is None:
        return [*again, *others]
    others = [scan for scan in others if scan.new]
    agreed = others and scans.ask(len(others), sum(scan.pages for scan in others))
    return [*again, *(others if agreed else ())]


def told(scan: Scan, document: Document, ocr: Ocr | None) -> str | None:
    """A sentence about the pages of a document that are pictures still; None where there is none."""
    pages = head_of(document).unread
    if not pages:
        return None
    pictures = "are pictures" if pages > 1 else "is a picture"
    are = f"{pages} of {len(document.pages)} pages {pictures} without text"
    why = (
        "“--ocr” reads them where Tesseract is installed" if ocr is None else "Tesseract could not read them"
    )
    return f"{scan.path}: {are}; {why}"


def counted(found: Sequence[Scan], documents: dict[Path, Document]) -> str | None:
    """A sentence about all scans that were not read, where there are several; else None."""
    left = [scan for scan in found if scan.file not in documents]
    if len(left) < 2:
        return None
    pages = sum(scan.pages for scan in left)
    return f"{pages} pages in {len(left)} files are pictures that were not read"

"""How well minutes are read: the same meetings as PDF and as a converter's Markdown, side by side.

``python -m scripts.measure.documents.check_minutes FOLDER`` takes each ``NAME.pdf`` beside a ``NAME.md``
and counts

- meetings whose items (§ and title) are the same in both forms, and as the PDF's own bookmarks and, with
  ``--expected FOLDER``, a file ``NAME.txt`` of one item on each line have them;
- items whose parts have the same titles in the same order in both forms, and meetings all of whose have;
- body paragraphs that have a line of a page header: one made only of words that stand at the same place of
  three pages or more of the PDF, or that begins with two of them;
- paragraphs whose text is not that of their source spans;
- pages read in a second of processor time, and the most memory taken.

The figures go to ``--to`` too, by default ``scripts/results/minutes-COMMIT.json``.
"""

import argparse
import json
import re
import resource
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from corpus.document import Document, item_title
from corpus.pdf.process import pdf_pages
from corpus.process.workers import end_workers
from corpus.readers import read, source_text
from scripts.measure.evaluate import commit
from scripts.measure.spent import processor_seconds

_RESULTS = Path(__file__).parents[2] / "results"
_PAGES = 3
_PLACE = 4.0  # points


def main() -> None:
    """Prints and writes the figures of the meetings of a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--expected", type=Path, help="a folder of the items written down by hand")
    parser.add_argument("--to", type=Path, default=_RESULTS / f"minutes-{commit()}.json")
    arguments = parser.parse_args()
    pdfs = [path for path in sorted(arguments.folder.glob("*.pdf")) if path.with_suffix(".md").exists()]
    figures = [_meeting(path, arguments.expected) for path in pdfs]
    totals = {key: sum(figure[key] for figure in figures) for key in figures[0]} if figures else {}
    if totals:
        totals["pages_per_second"] = round(totals["pages"] / totals["seconds"], 1)
        end_workers()  # only of processes that have ended it is told how much memory they took
        own, child = (
            resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        totals["megabytes"] = round(max(own, child) / 1024)
        totals["seconds"] = round(totals["seconds"], 2)
    totals["meetings"] = len(figures)
    for key, value in totals.items():
        print(f"{key.replace('_', ' '):<42}{value:>10}")
    arguments.to.parent.mkdir(exist_ok=True)
    arguments.to.write_text(json.dumps(totals, indent=2) + "\n", encoding="utf-8")


def _meeting(path: Path, expected: Path | None) -> dict[str, Any]:
    start = processor_seconds()
    pdf = read(path)
    seconds = processor_seconds() - start
    markdown = read(path.with_suffix(".md"))
    items, parts = _items(pdf), _parts(pdf)
    by_hand = expected / f"{path.stem}.txt" if expected else None
    written = by_hand.read_text(encoding="utf-8") if by_hand and by_hand.exists() else None
    header = _header(path)
    return {
        "pages": len(pdf.pages),
        "seconds": seconds,
        "items": len(items),
        "same_items_in_both": items == _items(markdown),
        "same_items_as_bookmarks": items == _bookmarks(path),
        "lists_by_hand": written is not None,
        "same_items_as_by_hand": written is not None
        and items == [_folded(line) for line in written.splitlines()],
        "items_with_the_same_parts": sum(
            mine == theirs for mine, theirs in zip(parts, _parts(markdown), strict=False)
        ),
        "meetings_with_the_same_parts": parts == _parts(markdown),
        "paragraphs": sum(1 for document in (pdf, markdown) for _ in _paragraphs(document)),
        "header_lines_in_body_of_pdf": _header_lines(pdf, header),
        "header_lines_in_body_of_markdown": _header_lines(markdown, header),
        "body_lines_among_headers": sum(_lost(document, header) for document in (pdf, markdown)),
        "paragraphs_unlike_their_source": _unlike(pdf, path) + _unlike(markdown, path.with_suffix(".md")),
    }


def _folded(text: str) -> str:
    return " ".join(text.replace("\u200b", "").replace("&#xa0;", " ").split())


def _items(document: Document) -> list[str]:
    return [_folded(item_title(section)) for section in document.sections if section.kind == "item"]


def _bookmarks(path: Path) -> list[str]:
    found = pypdfium2.PdfDocument(path)
    titles = [_folded(mark.get_title()) for mark in found.get_toc()]
    return [title for title in titles if title.startswith("§")]


def _parts(document: Document) -> list[list[str]]:
    """The titles of the parts of each item."""
    found: list[list[str]] = []
    for section in document.sections:
        if section.kind == "item":
            found.append([])
        elif section.kind == "part" and section.item:
            found[-1].append(_folded(section.title))
    return found


def _header(path: Path) -> str:
    """A pattern of the words that stand at the same place of three pages or more, at their top.

    The number of a page and of pages, ``2 (64)``, is one of them, and so is its first half.
    """
    places: defaultdict[tuple[str, int, int], set[int]] = defaultdict(set)
    for number, page in enumerate(pdf_pages(path, path.read_bytes())):
        for piece in page.pieces:
            if piece.base < page.height / 10 and len(piece.text) > 3:
                place = _folded(piece.text), round(piece.left / _PLACE / 10), round(piece.base / _PLACE)
                places[place].add(number)
    words = {re.escape(words) for (words, _, _), pages in places.items() if len(pages) >= _PAGES}
    return "|".join(sorted({*words, r"\d+ ?\( ?\d+ ?\)", r"\d+ ?\("}, key=len, reverse=True))


def _paragraphs(document: Document) -> Iterator[str]:
    for section in document.sections:
        if section.kind != "furniture":
            yield from (span.of(document.text) for span in section.paragraphs)


def _is_header(line: str, header: str) -> bool:
    return re.fullmatch(rf"(?:(?:{header})[\s|]*)+", _folded(line)) is not None


def _header_lines(document: Document, header: str) -> int:
    twice = re.compile(rf"(?:(?:{header})[\s|]+){{2}}")
    return sum(
        twice.match(f"{_folded(paragraph)} ") is not None
        or any(_is_header(line, header) for line in paragraph.split("\n"))
        for paragraph in _paragraphs(document)
    )


def _lost(document: Document, header: str) -> int:
    """Lines kept as page headers that are none."""
    kept = (
        span.of(document.text)
        for section in document.sections
        if section.kind == "furniture"
        for span in section.paragraphs
    )
    return sum(not _is_header(line, header) and re.search(r"[^\W\d]", line) is not None for line in kept)


def _unlike(document: Document, path: Path) -> int:
    """Paragraphs whose source spans do not give their text but for joining spaces."""
    source = source_text(path)
    count = 0
    for section in document.sections:
        for span in section.paragraphs:
            offsets = [document.source_map.source_offset(at) for at in range(span.start, span.end)]
            signs = span.of(document.text)
            own = "".join(sign for sign, offset in zip(signs, offsets, strict=True) if offset is not None)
            spaces = {sign for sign, offset in zip(signs, offsets, strict=True) if offset is None}
            rebuilt = "".join(stretch.of(source) for stretch in document.source_map.source_spans(span))
            count += rebuilt != own or not spaces <= {" "}
    return count


if __name__ == "__main__":
    main()

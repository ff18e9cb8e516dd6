"""The text of a PDF, from its lines as they are set: its blocks, and its pages with what stands where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Page, Span
from corpus.layout import Box, layout
from corpus.pdf.lines import Line, merged, page_labels, page_lines
from corpus.pdf.numbered import numbered_headings
from corpus.pdf.process import PdfPage, Piece, pages_of
from corpus.pdf.tables import ruled_rows
from corpus.pdf.turns import going_on, in_one_piece
from corpus.pdf.typography import APART, COLUMN, ENDS, INDENT, Group, grouped, headed, size_of
from corpus.pdf.usual import Type, is_prose, usual_type
from corpus.text.blocks import Block
from corpus.text.lines import join_lines, known_words
from corpus.text.traced import Traced, joined, trace

_CELL = 0.7  # of the size of type
_SPACE = 0.3
_RAGGED = 0.75  # of a column's width
_THOUSANDS = 0.6
_THOUSAND = re.compile(r"(?:^|[^\d\s])\s*[-–+]?\d{1,3}(?: \d{3})*$")
_HUNDREDS = re.compile(r"\d{3}(?: \d{3})*(?:,\d+)?%?")
_SPLIT = re.compile(r"[^\W\d_][-‐\u00ad]$")
_ABOVE = 0.8  # the part of the size of type that stands above the baseline
_BELOW = 0.22


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a line: where it stands in the text, and on which page, by index, in which box."""

    span: Span
    page: int
    box: Box


def pdf_blocks(data: bytes) -> tuple[str, tuple[Page, ...], list[Block]]:
    """A PDF's text, its pages as spans of that text, and its blocks, from what was ``extracted`` of it.

    The text has a line for each line of a page, a blank line between blocks and a form feed between
    pages; a table's cells stand between bars.
    """
    pages = pages_of(data)
    lines = page_lines(ruled_rows(pages))
    usual = usual_type(lines)
    groups = numbered_headings([headed(group, usual) for group in grouped(lines, usual)], usual)
    groups = in_one_piece(groups, usual)
    goes_on = going_on(groups, usual)
    source, spans, cells = _written(groups)
    known = known_words(source)
    sizes = sorted({round(size_of(group)) for group in groups if group.kind == "heading"}, reverse=True)
    blocks = []
    for at, (group, places) in enumerate(zip(groups, spans, strict=True)):
        level = sizes.index(round(size_of(group))) + 1 if group.kind == "heading" else 0
        traced = _traced(source, group, places, usual, known)
        first, above = group.lines[0], groups[at - 1].lines[-1] if at else None
        beside = above is not None and (above.page, above.base) == (first.page, first.base)
        blocks.append(Block(group.kind, traced, level, first.page, goes_on=at in goes_on, beside=beside))
    return source, _pages(source, pages, page_labels(pages, lines), cells), blocks


def _written(groups: Sequence[Group]) -> tuple[str, list[list[Span]], list[Cell]]:
    """The text of all groups, where in it each line of each group stands, and each cell of each line."""
    parts: list[str] = []
    spans: list[list[Span]] = []
    placed: list[Cell] = []
    at = 0
    page = 0
    for group in groups:
        spans.append([])
        columns = [cell.left for line in group.lines for cell in merged(line.pieces, _CELL)[1:]]
        for line in group.lines:
            feeds = "\f" * (line.page - page)
            parted = feeds or not spans[-1]
            feeds = f"\n{feeds}\n" if parted and parts else feeds if parted else "\n"
            page = line.page
            cells = _row(line, columns) if group.kind == "table" and not line.table else line.cells
            gap = " | " if group.kind == "table" else " "
            parts += [feeds, gap.join(cell.text for cell in cells)]
            at += len(feeds)
            start = at
            for cell in cells:
                placed.append(Cell(Span(at, at + len(cell.text)), page, _box(cell)))
                at += len(cell.text) + len(gap)
            at -= len(gap)
            spans[-1].append(Span(start, at))
    return "".join(parts), spans, placed


def _box(piece: Piece) -> Box:
    top = piece.base - _ABOVE * piece.size if piece.top is None else piece.top
    return Box(piece.left, top, piece.right, piece.base + _BELOW * piece.size)


def _row(line: Line, columns: Sequence[float]) -> list[Piece]:
    """The cells of a table's row: parted by wide gaps, or where a cell of another row begins."""
    cells: list[Piece] = []
    for piece in line.pieces or line.cells:
        apart = cells and piece.left - cells[-1].right > _CELL * piece.size
        if cells and _is_one_number(cells[-1], piece):
            cells[-1] = merged([cells[-1], piece], 1e9)[0]
            continue
        if not cells or apart or any(abs(piece.left - left) < COLUMN for left in columns):
            cells.append(piece)
        else:
            cells[-1] = merged([cells[-1], piece], 1e9)[0]
    return cells


def _is_one_number(cell: Piece, piece: Piece) -> bool:
    """Whether a cell and what follows it are the thousands and the rest of a number (``-116`` ``224``)."""
    close = piece.left - cell.right < _THOUSANDS * piece.size
    return close and _HUNDREDS.fullmatch(piece.text) is not None and _THOUSAND.search(cell.text) is not None


def _traced(source: str, group: Group, places: Sequence[Span], usual: Type, known: frozenset[str]) -> Traced:
    """A group's text: lines that fill their column joined, others on lines of their own.

    A row of a table is a line, and what goes on with its last cell is of that line.
    """
    parts: list[Traced] = []
    run: list[Traced] = []
    for n, place in enumerate(places):
        run.append(trace(source, place))
        pair = group.lines[n : n + 2]
        if len(pair) < 2 or not _goes_on(group, pair[0], pair[1], usual):
            parts += [join_lines(*run, known=known), trace(source, Span(place.end, place.end + 1))]
            run = []
    return joined(parts[:-1])


def _goes_on(group: Group, line: Line, following: Line, usual: Type) -> bool:
    """Whether two lines of a group are one line of its text."""
    if group.kind == "table":
        return _wraps(line, following, usual)
    broken = _SPLIT.search(line.text) or _breaks_off(line, usual)
    small = following.text[:1].islower()
    return group.kind == "heading" or bool(small and broken) or _fills(line, following, usual)


def _breaks_off(line: Line, usual: Type) -> bool:
    """Whether a line is running text that ends inside a sentence near its column's end, ragged as that is."""
    far = line.right - line.left > _RAGGED * (usual.right_of(line) - line.left)
    return far and is_prose(line) and not line.text.endswith(ENDS)


def _fills(line: Line, following: Line, usual: Type) -> bool:
    """Whether a line ends because the next word had no room on it."""
    room = usual.right_of(line) - line.right
    return line.cells[-1].size * _SPACE + following.cells[0].first > room


def _wraps(row: Line, line: Line, usual: Type) -> bool:
    """Whether a line goes on with a row's last cell."""
    if row.table:
        return False
    close = line.base - row.base < APART * usual.pitch
    return close and len(line.cells) == 1 and abs(line.left - row.cells[-1].left) < INDENT


def _pages(
    source: str, pages: Sequence[PdfPage], labels: Sequence[str], cells: Sequence[Cell]
) -> tuple[Page, ...]:
    """The pages of a text whose pages a form feed parts, with the boxes of the cells on them."""
    placed: list[list[tuple[int, int, Box]]] = [[] for _ in pages]
    for cell in cells:
        placed[cell.page].append((cell.span.start, cell.span.end, _shown(cell.box, pages[cell.page])))
    found, at = [], 0
    for number, (page, label, lines) in enumerate(zip(pages, labels, placed, strict=True), start=1):
        end = source.find("\f", at)
        end = len(source) if end < 0 else end
        width, height = (page.height, page.width) if page.turned % 2 else (page.width, page.height)
        shown = layout(width, height, lines)
        found.append(Page(number, label, Span(at, end), inferred=False, layout=shown, scan=page.scan))
        at = min(end + 1, len(source))
    return tuple(found)


def _shown(box: Box, page: PdfPage) -> Box:
    """A box on a page that was turned for reading, as it stands on the page that is shown."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if page.turned == 1:
        return Box(top, page.width - right, bottom, page.width - left)
    if page.turned == 2:
        return Box(page.width - right, page.height - bottom, page.width - left, page.height - top)
    if page.turned == 3:
        return Box(page.height - bottom, left, page.height - top, right)
    return box

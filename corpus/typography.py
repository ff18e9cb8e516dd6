"""Typography: lines of a PDF as headings, paragraphs, lists and tables, by their size, weight and place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from corpus.blocks import Block, BlockKind
from corpus.document import Page, Span
from corpus.layout import MARK, Line, merged, page_labels, page_lines
from corpus.lines import join_lines, known_words
from corpus.minutes import is_history, item_heading
from corpus.pdf import Piece, pdf_sheets
from corpus.traced import Traced, joined, trace

_HEADING = 200
_LARGER = 1.0  # points
_APART = 1.25  # of the usual distance of lines
_INDENT = 6.0  # points
_FIRST_INDENT = 40.0
_COLUMN = 4.0  # points
_CELL = 0.7  # of the size of type
_SPACE = 0.3  # of the size of type


@dataclass(frozen=True, slots=True)
class Type:
    """How a document is set: usual size of type, distance of lines, right end of each column, in points.

    ``weighty`` says that bold lines are headings, for the text itself is not bold.
    """

    size: float
    pitch: float
    right: dict[int, float]
    weighty: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together, and what they are."""

    kind: BlockKind
    lines: tuple[Line, ...]


def pdf_blocks(path: Path) -> tuple[str, tuple[Page, ...], list[Block]]:
    """A PDF's text, its pages as spans of that text, and its blocks.

    The text has a line for each line of a page, a blank line between blocks and a form feed between
    pages; a table's cells stand between bars.

    Raises:
        EncryptedFileError: the file is locked with a password.
        DamagedFileError: the file is no PDF, is cut short or altered, or took more than it may.
        ScannedFileError: no page has text.
    """
    sheets = pdf_sheets(path)
    lines = page_lines(sheets)
    usual = usual_type(lines)
    groups = [_headed(group, usual) for group in grouped(lines, usual)]
    source, spans = _written(groups)
    known = known_words(source)
    sizes = sorted({round(_size(group)) for group in groups if group.kind == "heading"}, reverse=True)
    blocks = []
    for group, places in zip(groups, spans, strict=True):
        level = sizes.index(round(_size(group))) + 1 if group.kind == "heading" else 0
        traced = _traced(source, group, places, usual, known)
        blocks.append(Block(group.kind, traced, level, group.lines[0].page))
    return source, _pages(source, page_labels(sheets, lines)), blocks


def usual_type(lines: Sequence[Line]) -> Type:
    """How most of some lines are set."""
    text = [line for line in lines if not line.furniture]
    sizes: Counter[float] = Counter()
    for line in text:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 1.0
    gaps = sorted(b.base - a.base for a, b in pairwise(text) if _follows(a, b) and b.base - a.base < 3 * size)
    rights: dict[int, list[float]] = {}
    for line in text:
        rights.setdefault(line.column, []).append(line.right)
    right = {column: sorted(ends)[int(0.98 * (len(ends) - 1))] for column, ends in rights.items()}
    bold = sum(len(line.text) for line in text if line.bold)
    weighty = bold < sum(len(line.text) for line in text) / 2
    return Type(size, gaps[int(0.3 * len(gaps))] if gaps else 1.3 * size, right, weighty)


def grouped(lines: Sequence[Line], usual: Type) -> Iterator[Group]:
    """Lines as groups: one for each line of furniture, each table, each item of a list, each paragraph."""
    rows = table_rows(lines, usual)
    lines = _raised_labels(lines, rows, usual)
    run: list[Line] = []
    table = False
    for at, line in enumerate(lines):
        goes_on = run and (
            at in rows and at - 1 in rows and _near(run[-1], line, usual)
            if at in rows or at - 1 in rows
            else _continues(run, line, usual)
        )
        if run and not goes_on:
            yield _group(run, table=table)
            run = []
        table = at in rows
        run.append(line)
    if run:
        yield _group(run, table=table)


def table_rows(lines: Sequence[Line], usual: Type) -> set[int]:
    """The indices of the lines that are rows of tables, or go on with a cell of one.

    A line of several cells is a row where another row is next to it. Without wide gaps, lines are rows
    where the pieces of one stand under those of the other. A line of one cell is a row's where it stands
    under one of its later cells, close by or with another row right after it.
    """
    wide = [len(line.cells) > 1 and not line.furniture for line in lines]
    for a, b in (*pairwise(range(len(lines))), *pairwise(range(len(lines) - 1, -1, -1))):
        if not wide[b] and _near(lines[min(a, b)], lines[max(a, b)], usual) and _aligned(lines[b], lines[a]):
            many = min(len(lines[a].pieces), len(lines[b].pieces)) > 2
            wide[a], wide[b] = wide[a] or many, wide[a] or many
    found = {at for at, is_wide in enumerate(wide) if is_wide}
    for at in range(1, len(lines)):
        if wide[at] or at - 1 not in found or not _near(lines[at - 1], lines[at], usual):
            continue
        row = next(n for n in range(at - 1, -1, -1) if wide[n])
        close = lines[at].base - lines[at - 1].base < _APART * usual.pitch
        more = at + 1 < len(lines) and wide[at + 1] and _near(lines[at], lines[at + 1], usual)
        if _under(lines[row], lines[at]) and (close or (more and _under(lines[at + 1], lines[at]))):
            found.add(at)
    return {
        at
        for at in found
        if (at - 1 in found and _near(lines[at - 1], lines[at], usual))
        or (at + 1 in found and _near(lines[at], lines[at + 1], usual))
    }


def _near(before: Line, line: Line, usual: Type) -> bool:
    same = _follows(before, line) and not (before.furniture or line.furniture)
    return same and line.base - before.base < 3 * usual.size


def _aligned(line: Line, row: Line) -> bool:
    """Whether each piece of a line but the first begins or ends where one of another line does."""
    pieces = row.pieces
    return len(line.pieces) > 1 and all(
        any(abs(p.left - q.left) < _COLUMN or abs(p.right - q.right) < _COLUMN for q in pieces)
        for p in line.pieces[1:]
    )


def _raised_labels(lines: Sequence[Line], rows: set[int], usual: Type) -> list[Line]:
    """Lines in which a label that is centred beside some lines of text stands beside the first of them."""
    found = list(lines)
    for at in sorted(rows):
        first = at
        while first - 1 in rows and len(found[first - 1].cells) == 1 and _under(found[at], found[first - 1]):
            if found[first].base - found[first - 1].base > _APART * usual.pitch:
                break
            first -= 1
        row = found[at]
        if first < at and len(row.cells) == 2:
            found[first] = replace(found[first], cells=(row.cells[0], *found[first].cells), pieces=())
            found[at] = replace(row, cells=row.cells[1:], pieces=())
    return found


def _under(row: Line, line: Line) -> bool:
    """Whether a line begins where one of a row's later cells does."""
    return any(abs(cell.left - line.left) < _INDENT for cell in row.cells[1:])


def _group(run: Sequence[Line], *, table: bool) -> Group:
    if run[0].furniture:
        return Group("furniture", tuple(run))
    if table:
        return Group("table", tuple(run))
    return Group("list" if MARK.match(run[0].text) else "paragraph", tuple(run))


def _follows(before: Line, line: Line) -> bool:
    return (before.page, before.column) == (line.page, line.column) and line.base > before.base


def _continues(run: Sequence[Line], line: Line, usual: Type) -> bool:
    """Whether a line of text goes on with the lines before it."""
    before = run[-1]
    if not _near(before, line, usual) or line.base - before.base > _APART * usual.pitch:
        return False
    if before.bold != line.bold or abs(before.size - line.size) > _LARGER:
        return False
    if any(_stands_alone(each.text) for each in (before, line)) or MARK.match(line.text):
        return False
    shift = line.left - before.left
    if abs(shift) < _INDENT:
        return True
    if len(run) > 1:
        return False
    return -_FIRST_INDENT < shift < 0 or (shift > 0 and MARK.match(before.text) is not None)


def _stands_alone(text: str) -> bool:
    """Whether a line is a § without its title, or says when which body handled an item."""
    found = item_heading(text)
    return (found is not None and not found[1]) or is_history(text)


def _headed(group: Group, usual: Type) -> Group:
    """A group as a heading, where its type is larger or heavier than the text's and it is short."""
    if group.kind in {"furniture", "table"}:
        return group
    text = " ".join(line.text for line in group.lines)
    heavy = usual.weighty and all(line.bold for line in group.lines)
    larger = _size(group) > usual.size + _LARGER
    if not (heavy or larger) or len(text) > _HEADING or text.endswith((".", ";", ",")):
        return group
    return Group("heading", group.lines) if any(sign.isalpha() or sign == "§" for sign in text) else group


def _size(group: Group) -> float:
    return max(line.size for line in group.lines)


def _written(groups: Sequence[Group]) -> tuple[str, list[list[Span]]]:
    """The text of all groups, and where in it each line of each group stands."""
    parts: list[str] = []
    spans: list[list[Span]] = []
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
            cells = _row(line, columns) if group.kind == "table" else line.cells
            text = (" | " if group.kind == "table" else " ").join(cell.text for cell in cells)
            parts += [feeds, text]
            start = at + len(feeds)
            at = start + len(text)
            spans[-1].append(Span(start, at))
    return "".join(parts), spans


def _row(line: Line, columns: Sequence[float]) -> list[Piece]:
    """The cells of a table's row: parted by wide gaps, or where a cell of another row begins."""
    cells: list[Piece] = []
    for piece in line.pieces or line.cells:
        apart = cells and piece.left - cells[-1].right > _CELL * piece.size
        if not cells or apart or any(abs(piece.left - left) < _COLUMN for left in columns):
            cells.append(piece)
        else:
            cells[-1] = merged([cells[-1], piece], 1e9)[0]
    return cells


def _traced(source: str, group: Group, places: Sequence[Span], usual: Type, known: frozenset[str]) -> Traced:
    """A group's text: lines that fill their column joined, others on lines of their own.

    A row of a table is a line, and what goes on with its last cell is of that line.
    """
    parts: list[Traced] = []
    run: list[Traced] = []
    for n, place in enumerate(places):
        run.append(trace(source, place))
        pair = group.lines[n : n + 2]
        if len(pair) < 2 or not (_wraps if group.kind == "table" else _fills)(pair[0], pair[1], usual):
            parts += [join_lines(*run, known=known), trace(source, Span(place.end, place.end + 1))]
            run = []
    return joined(parts[:-1])


def _fills(line: Line, following: Line, usual: Type) -> bool:
    """Whether a line ends because the next word had no room on it."""
    room = usual.right.get(line.column, 0.0) - line.right
    return line.cells[-1].size * _SPACE + following.cells[0].first > room


def _wraps(row: Line, line: Line, usual: Type) -> bool:
    """Whether a line goes on with a row's last cell."""
    close = line.base - row.base < _APART * usual.pitch
    return close and len(line.cells) == 1 and abs(line.left - row.cells[-1].left) < _INDENT


def _pages(source: str, labels: Sequence[str]) -> tuple[Page, ...]:
    """The pages of a text whose pages a form feed parts."""
    found, at = [], 0
    for number, label in enumerate(labels, start=1):
        end = source.find("\f", at)
        end = len(source) if end < 0 else end
        found.append(Page(number, label, Span(at, end), inferred=False))
        at = min(end + 1, len(source))
    return tuple(found)

"""Typography: lines of a PDF as headings, paragraphs, lists and tables, by their size, weight and place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.minutes.grammar import is_history, item_heading
from corpus.minutes.vocabulary import is_part
from corpus.pdf.lines import MARK, Line
from corpus.text.blocks import BlockKind

_HEADING = 200
_LARGER = 1.0  # points
_FIRST_INDENT = 40.0  # points
APART = 1.25
"""The distance of two lines from which they are no longer of one paragraph, of the usual one."""

INDENT = 6.0
"""The points from which a line begins elsewhere than another."""

COLUMN = 4.0
"""The points from which a cell is no longer of another's column."""


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


def usual_type(lines: Sequence[Line]) -> Type:
    """How most of some lines are set."""
    text = [line for line in lines if not (line.furniture or line.table)]
    text = text or [line for line in lines if line.table]
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
    lines = labels_apart(lines)
    rows = table_rows(lines, usual)
    lines = _raised_labels(lines, rows, usual)
    run: list[Line] = []
    table = False
    for at, line in enumerate(lines):
        goes_on = run and (
            (line.table, line.furniture) == (run[-1].table, run[-1].furniture)
            if line.table or run[-1].table
            else at in rows and at - 1 in rows and _near(run[-1], line, usual)
            if at in rows or at - 1 in rows
            else _continues(run, line, usual)
        )
        if run and not goes_on:
            yield _group(run, table=table)
            run = []
        table = at in rows or line.table > 0
        run.append(line)
    if run:
        yield _group(run, table=table)


def labels_apart(lines: Sequence[Line]) -> list[Line]:
    """Lines in which a part's label in the margin (*Päätös*) is a line of its own, no cell beside the text.

    In a table, where another line has a cell under one of the same line, it stays a cell.
    """
    found: list[Line] = []
    for at, line in enumerate(lines):
        beside = [lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines)]
        if _has_label(line) and not any(_is_row_of(line, other) for other in beside):
            rest = line.cells[1:]
            pieces = tuple(piece for piece in line.pieces if piece.left >= rest[0].left)
            found.append(replace(line, cells=line.cells[:1], pieces=line.cells[:1]))
            found.append(replace(line, cells=rest, pieces=pieces))
        else:
            found.append(line)
    return found


def _has_label(line: Line) -> bool:
    return len(line.cells) > 1 and not (line.furniture or line.table) and is_part(line.cells[0].text)


def _is_row_of(line: Line, other: Line) -> bool:
    """Whether another line of several cells has one under a later cell of a line, and no label itself."""
    if other.page != line.page or len(other.cells) < 2 or _has_label(other):
        return False
    return any(abs(a.left - b.left) < COLUMN for a in line.cells[1:] for b in other.cells[1:])


def table_rows(lines: Sequence[Line], usual: Type) -> set[int]:
    """The indices of the lines that are rows of tables without rules, or go on with a cell of one.

    A line of several cells is a row where another row is next to it. Without wide gaps, lines are rows
    where the pieces of one stand under those of the other. A line of one cell is a row's where it stands
    under one of its later cells, close by or with another row right after it.
    """
    wide = [len(line.cells) > 1 and not (line.furniture or line.table) for line in lines]
    for a, b in (*pairwise(range(len(lines))), *pairwise(range(len(lines) - 1, -1, -1))):
        if not wide[b] and _near(lines[min(a, b)], lines[max(a, b)], usual) and _aligned(lines[b], lines[a]):
            many = min(len(lines[a].pieces), len(lines[b].pieces)) > 2
            wide[a], wide[b] = wide[a] or many, wide[a] or many
    found = {at for at, is_wide in enumerate(wide) if is_wide}
    for at in range(1, len(lines)):
        if wide[at] or at - 1 not in found or not _near(lines[at - 1], lines[at], usual):
            continue
        row = next(n for n in range(at - 1, -1, -1) if wide[n])
        close = lines[at].base - lines[at - 1].base < APART * usual.pitch
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
    same = _follows(before, line) and not (before.furniture or line.furniture or before.table or line.table)
    return same and line.base - before.base < 3 * usual.size


def _aligned(line: Line, row: Line) -> bool:
    """Whether each piece of a line but the first begins or ends where one of another line does."""
    pieces = row.pieces
    return len(line.pieces) > 1 and all(
        any(abs(p.left - q.left) < COLUMN or abs(p.right - q.right) < COLUMN for q in pieces)
        for p in line.pieces[1:]
    )


def _raised_labels(lines: Sequence[Line], rows: set[int], usual: Type) -> list[Line]:
    """Lines in which a label that is centred beside some lines of text stands beside the first of them."""
    found = list(lines)
    for at in sorted(rows):
        first = at
        while first - 1 in rows and len(found[first - 1].cells) == 1 and _under(found[at], found[first - 1]):
            if found[first].base - found[first - 1].base > APART * usual.pitch:
                break
            first -= 1
        row = found[at]
        if first < at and len(row.cells) == 2:
            found[first] = replace(found[first], cells=(row.cells[0], *found[first].cells), pieces=())
            found[at] = replace(row, cells=row.cells[1:], pieces=())
    return found


def _under(row: Line, line: Line) -> bool:
    """Whether a line begins where one of a row's later cells does."""
    return any(abs(cell.left - line.left) < INDENT for cell in row.cells[1:])


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
    if not _near(before, line, usual) or line.base - before.base > APART * usual.pitch:
        return False
    if before.bold != line.bold or abs(before.size - line.size) > _LARGER:
        return False
    if any(_stands_alone(each.text) for each in (before, line)) or MARK.match(line.text):
        return False
    shift = line.left - before.left
    if abs(shift) < INDENT:
        return True
    if len(run) > 1:
        return False
    return -_FIRST_INDENT < shift < 0 or (shift > 0 and MARK.match(before.text) is not None)


def _stands_alone(text: str) -> bool:
    """Whether a line is a § without its title, names a part, or says when which body handled an item."""
    found = item_heading(text)
    return (found is not None and not found[1]) or is_history(text) or is_part(text)


def headed(group: Group, usual: Type) -> Group:
    """A group as a heading, where its type is larger or heavier than the text's and it is short."""
    if group.kind in {"furniture", "table"}:
        return group
    text = " ".join(line.text for line in group.lines)
    heavy = usual.weighty and all(line.bold for line in group.lines)
    larger = size_of(group) > usual.size + _LARGER
    if not (heavy or larger) or len(text) > _HEADING or text.endswith((".", ";", ",")):
        return group
    return Group("heading", group.lines) if any(sign.isalpha() or sign == "§" for sign in text) else group


def size_of(group: Group) -> float:
    """The largest size of type in a group, in points."""
    return max(line.size for line in group.lines)

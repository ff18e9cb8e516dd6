"""Typography: lines of a PDF as headings, paragraphs, lists and tables, by their size, weight and place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.document import Span
from corpus.minutes.grammar import is_history, item_heading
from corpus.minutes.vocabulary import is_part
from corpus.pdf.lines import MARK, Line
from corpus.pdf.process import Piece
from corpus.pdf.usual import Type, is_prose
from corpus.text.blocks import BlockKind
from corpus.text.lines import join_lines
from corpus.text.traced import trace

_HEADING = 200
_LARGER = 1.0  # points
_SAME_SIZE = 0.75
_LABEL_LINES = 3
_ABOVE = 0.8  # the part of the size of type that stands above the baseline
_BULLETS = "-–•▪●◦*\uf0b7"
_TITLE_PITCH = 1.5  # of the size of type
_SMALLEST = 1.0  # points below the usual size
_DIGITS = 0.5
_STRETCHED = 0.7  # of a line's signs are letters, at the least
_NO_HEADING = re.compile(
    r"^(?:yhteensä|summa|totalt|sammanlagt|total)\b.*\d|^(?:kuva|kuvio|taulukko|bild|figur|tabell|figure|table)\s\d"
    r"|[<>{}=\\]|://|\.{4}",
    re.IGNORECASE,
)
"""Rows of totals, captions, listings, and entries of contents with dots before the page."""

_LETTERED = re.compile(r"(?:\d{1,2}|[^\W\d_])\)\s")
NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-ZÅÄÖ][.)])\s[^\W\d_a-zåäö]")
_FIRST_INDENT = 40.0  # points
ENDS = (".", "!", "?", ":", ";", "”", '"', "»")
"""What a sentence, or what leads to a list, ends with."""

APART = 1.25
"""The distance of two lines from which they are no longer of one paragraph, of the usual one."""

INDENT = 6.0
"""The points from which a line begins elsewhere than another."""

COLUMN = 4.0
"""The points from which a cell is no longer of another's column."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together, and what they are."""

    kind: BlockKind
    lines: tuple[Line, ...]


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
            else at in rows and at - 1 in rows and near(run[-1], line, usual)
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
    lines = _whole_labels(lines)
    for at, line in enumerate(lines):
        beside = [lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines)]
        whole = line.cells[0].top is not None  # a label over several lines is no cell
        if _has_label(line) and (whole or not any(_is_row_of(line, other) for other in beside)):
            rest = line.cells[1:]
            pieces = tuple(piece for piece in line.pieces if piece.left >= rest[0].left)
            found.append(replace(line, cells=line.cells[:1], pieces=line.cells[:1]))
            found.append(replace(line, cells=rest, pieces=pieces))
        else:
            found.append(line)
    return found


def _whole_labels(lines: Sequence[Line]) -> list[Line]:
    """Lines in which a part's label in the margin that goes over several lines stands on the first of them.

    ``Kaupungin-``, ``hallituksen`` and ``päätösehdotus`` beside three lines of text are one label.
    """
    found = list(lines)
    at = 0
    while at < len(found) - 1:
        for count in range(_LABEL_LINES, 1, -1):
            run = found[at : at + count]
            if len(run) == count and _beside_labels(run):
                label = _label([line.cells[0] for line in run])
                if is_part(label.text):
                    found[at] = replace(run[0], cells=(label, *run[0].cells[1:]))
                    for n, line in enumerate(run[1:], start=at + 1):
                        rest = tuple(
                            piece for piece in line.pieces if piece.left >= run[0].cells[1].left - INDENT
                        )
                        found[n] = replace(line, cells=line.cells[1:], pieces=rest)
                    break
        at += 1
    return [line for line in found if line.cells]


def _beside_labels(run: Sequence[Line]) -> bool:
    """Whether lines on end have a cell in the margin and one of text, under those of the first.

    Beside the last of a long label no text may stand.
    """
    a = run[0]
    return len(a.cells) == 2 and all(
        len(line.cells) <= 2
        and line.cells[0].right < a.cells[1].left
        and not (line.furniture or line.table)
        and line.page == a.page
        and all(abs(x.left - y.left) < INDENT for x, y in zip(line.cells, a.cells, strict=False))
        for line in run
    )


def _label(cells: Sequence[Piece]) -> Piece:
    """The cells of a label one under the other as one, its words whole."""
    text = join_lines(*(trace(cell.text, Span(0, len(cell.text))) for cell in cells)).text
    first, last = cells[0], cells[-1]
    right = max(cell.right for cell in cells)
    return replace(first, text=text, right=right, base=last.base, top=first.base - _ABOVE * first.size)


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
        if wide[b] or _are_text(lines[a], lines[b], usual):
            continue
        if near(lines[min(a, b)], lines[max(a, b)], usual) and _aligned(lines[b], lines[a]):
            many = min(len(lines[a].pieces), len(lines[b].pieces)) > 2
            wide[a], wide[b] = wide[a] or many, wide[a] or many
    found = {at for at, is_wide in enumerate(wide) if is_wide}
    for at in range(1, len(lines)):
        if wide[at] or at - 1 not in found or not near(lines[at - 1], lines[at], usual):
            continue
        row = next(n for n in range(at - 1, -1, -1) if wide[n])
        close = lines[at].base - lines[at - 1].base < APART * usual.pitch
        more = at + 1 < len(lines) and wide[at + 1] and near(lines[at], lines[at + 1], usual)
        if _under(lines[row], lines[at]) and (close or (more and _under(lines[at + 1], lines[at]))):
            found.add(at)
    return {
        at
        for at in found
        if (at - 1 in found and near(lines[at - 1], lines[at], usual))
        or (at + 1 in found and near(lines[at], lines[at + 1], usual))
    }


def _are_text(a: Line, b: Line, usual: Type) -> bool:
    """Whether two lines are running text, whatever the gaps in them: stretched, or one goes on the other.

    What goes on begins small, or ends a sentence that the line above it does not end.
    """
    above, below = (a, b) if a.base < b.base else (b, a)
    if is_prose(above) and not above.text.endswith(ENDS) and below.text.endswith((".", "!", "?")):
        return True
    stretched = all(abs(usual.right_of(line) - line.right) < COLUMN for line in (a, b))
    if stretched and is_prose(a, _STRETCHED) and is_prose(b, _STRETCHED):
        return True
    return is_prose(a) and is_prose(b) and (a.text[0].islower() or b.text[0].islower())


def near(before: Line, line: Line, usual: Type) -> bool:
    """Whether a line of text stands below another with room for two more lines between them at the most."""
    same = follows(before, line) and not (before.furniture or line.furniture or before.table or line.table)
    return same and line.base - before.base < 3 * max(usual.size, min(before.size, line.size))


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


def follows(before: Line, line: Line) -> bool:
    """Whether a line stands below another in the same column of the same page."""
    return (before.page, before.column) == (line.page, line.column) and line.base > before.base


def _continues(run: Sequence[Line], line: Line, usual: Type) -> bool:
    """Whether a line of text goes on with the lines before it."""
    before = run[-1]
    if not near(before, line, usual) or any(_stands_alone(each.text) for each in (before, line)):
        return False
    if _is_title(before, line, usual):
        return True
    if line.base - before.base > APART * usual.pitch or MARK.match(line.text):
        return False
    apart = before.bold != line.bold or abs(before.size - line.size) > _LARGER
    if apart or (len(run) == 1 and heads(before, line, usual)):
        return False
    shift = line.left - before.left
    hangs = -_FIRST_INDENT < shift < 0 or (shift > 0 and MARK.match(before.text) is not None)
    # What hangs, or ends at the right as the line before.
    small = line.text[:1].islower() and is_prose(before) and not before.text.endswith(ENDS)
    return abs(shift) < INDENT or (len(run) == 1 and hangs) or (small and abs(shift) < _FIRST_INDENT)


def heads(before: Line, line: Line, usual: Type) -> bool:
    """Whether a short numbered line stands above the text that begins below it, under its number."""
    room = usual.right_of(before) - before.right
    begins = line.text[:1].isupper() and abs(line.left - before.left) < INDENT
    short = line.cells[0].first + before.size < room and not before.text.endswith((".", ",", ";", ":"))
    return begins and short and NUMBERED.match(before.text) is not None


def _is_title(before: Line, line: Line, usual: Type) -> bool:
    """Whether two lines are of one heading in larger type, which may be centred or hang under a number."""
    same = abs(before.size - line.size) < _SAME_SIZE and before.bold == line.bold
    larger = line.size > usual.size + _LARGER
    return (
        same and larger and line.base - before.base < _TITLE_PITCH * line.size and not MARK.match(line.text)
    )


def _stands_alone(text: str) -> bool:
    """Whether a line is a § without its title, names a part, or says when which body handled an item."""
    found = item_heading(text)
    return (found is not None and not found[1]) or is_history(text) or is_part(text)


def headed(group: Group, usual: Type) -> Group:
    """A group as a heading, where its type is larger or heavier than the text's and it is short.

    Not one are items of lists, rows of totals, numbers, captions, listings and entries of contents.
    """
    if group.kind in {"furniture", "table"}:
        return group
    text = " ".join(line.text for line in group.lines)
    heavy = usual.weighty and all(line.bold for line in group.lines)
    larger = size_of(group) > usual.size + _LARGER
    if not (heavy or larger) or len(text) > _HEADING or text.endswith((".", ";", ",")):
        return group
    if size_of(group) < usual.size - _SMALLEST or not _names_something(text):
        return group
    return Group("heading", group.lines)


def _names_something(text: str) -> bool:
    """Whether a text may be a heading by its words."""
    if not any(sign.isalpha() or sign == "§" for sign in text) or text[0] in _BULLETS:
        return False
    if _NO_HEADING.search(text) or text.count(")") > text.count("(") + (_LETTERED.match(text) is not None):
        return False
    return (
        sum(sign.isdigit() for sign in text) <= _DIGITS * sum(sign.isalnum() for sign in text) or "§" in text
    )


def size_of(group: Group) -> float:
    """The largest size of type in a group, in points."""
    return max(line.size for line in group.lines)

"""Ruled tables: the lines that a page draws as grids, and what stands in them as rows of whole cells."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from corpus.document import Span
from corpus.pdf.lines import Line, merged
from corpus.pdf.process import PdfPage, Piece, Rule
from corpus.text.lines import join_lines, known_words
from corpus.text.traced import trace

_THIN = 3.0  # points
_TOUCH = 2.5
_SAME = 4.0
_MOST_RULES = 2_000
_LAYOUT_LINES = 12
_LAYOUT_SIGNS = 700
_SAME_LINE = 0.4  # of the size of type
_ABOVE = 0.8
_EDGE = 0.15  # of a page's height
_PAGES = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of a table's columns from left to right, and of its rows from top to bottom, in points."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]


def ruled_rows(pages: Sequence[PdfPage]) -> Iterator[tuple[PdfPage, list[Line]]]:
    """Each page without what stands in its ruled tables, and the rows of these from the top down.

    A cell of several lines is one piece, its words whole again. What is drawn as a table but holds long
    text, or all of it in one column, is no table. Page headers that a table reaches into are not of it.
    """
    known = known_words("\n".join(piece.text for page in pages for piece in page.pieces))
    numbers = count(1)
    places = Counter(place for page in pages for place in {_place(piece) for piece in page.pieces})
    for at, page in enumerate(pages):
        rest, rows = list(page.pieces), list[Line]()
        for grid in grids(page.rules):
            inside = [
                piece
                for piece in rest
                if None not in {_row(grid, piece), _column(grid, piece)}
                and not (places[_place(piece)] >= _PAGES and _is_edge(page, piece))
            ]
            found = _rows(at, grid, inside, known, next(numbers))
            if found:
                rows += found
                taken = set(map(id, inside))
                rest = [piece for piece in rest if id(piece) not in taken]
        yield replace(page, pieces=tuple(rest)), sorted(rows, key=lambda row: row.base)


def _place(piece: Piece) -> tuple[str, int, int]:
    """The words of a piece, every number as one sign, and where they stand to a point or two."""
    return re.sub(r"\d+", "#", piece.text), round(piece.left / 2), round(piece.base / 2)


def _is_edge(page: PdfPage, piece: Piece) -> bool:
    """Whether a piece stands where page headers and footers do, into which a table may reach."""
    return not _EDGE < piece.base / (page.height or 1.0) < 1 - _EDGE


def grids(rules: Sequence[Rule]) -> Iterator[Grid]:
    """The grids that a page's rules make: two columns or more, of rules that touch."""
    if len(rules) > _MOST_RULES:
        return
    for group in _touching(rules):
        columns = _levels((r.left + r.right) / 2 for r in group if r.right - r.left <= _THIN)
        rows = _levels((r.top + r.bottom) / 2 for r in group if r.bottom - r.top <= _THIN)
        if len(columns) > 2 and len(rows) > 1:
            yield Grid(columns, rows)


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups of those that touch one another."""
    ordered = sorted(rules, key=lambda rule: rule.left)
    group = list(range(len(ordered)))

    def first(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for a, rule in enumerate(ordered):
        for b in range(a + 1, len(ordered)):
            other = ordered[b]
            if other.left > rule.right + _TOUCH:
                break
            if other.top <= rule.bottom + _TOUCH and rule.top <= other.bottom + _TOUCH:
                group[first(b)] = first(a)
    found: dict[int, list[Rule]] = {}
    for at, rule in enumerate(ordered):
        found.setdefault(first(at), []).append(rule)
    return list(found.values())


def _levels(values: Iterable[float]) -> tuple[float, ...]:
    """Values in order, those next to each other as one."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] < _SAME:
            found[-1].append(value)
        else:
            found.append([value])
    return tuple(sum(level) / len(level) for level in found)


def _row(grid: Grid, piece: Piece) -> int | None:
    return _band(grid.rows, piece.base - piece.size / 3)


def _column(grid: Grid, piece: Piece) -> int | None:
    return _band(grid.columns, piece.left + min(_SAME, (piece.right - piece.left) / 2))


def _band(edges: Sequence[float], value: float) -> int | None:
    at = bisect_right(edges, value) - 1
    return at if 0 <= at < len(edges) - 1 else None


def _rows(page: int, grid: Grid, pieces: Sequence[Piece], known: frozenset[str], number: int) -> list[Line]:
    """The rows of a table; none where it is a frame around text."""
    cells: defaultdict[int, defaultdict[int, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for piece in pieces:
        row, column = _row(grid, piece), _column(grid, piece)
        if row is not None and column is not None:
            cells[row][column].append(piece)
    columns = sorted({column for in_row in cells.values() for column in in_row})
    if len(columns) < 2:
        return []
    found = []
    for _, in_row in sorted(cells.items()):
        base = min(piece.base for in_cell in in_row.values() for piece in in_cell)
        line: list[Piece] = []
        for column in (column for column in columns if column <= max(in_row)):
            edge = grid.columns[column]
            empty = Piece("", edge, edge, base, 1.0, True, 0.0)
            cell = _cell(in_row[column], known) if column in in_row else empty
            if cell is None:
                return []
            line.append(cell)
        found.append(Line(page, 0, tuple(line), tuple(line), table=number))
    return found


def _cell(pieces: Sequence[Piece], known: frozenset[str]) -> Piece | None:
    """The text of a cell as one piece; None where it is more than a table's cell holds."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if lines and piece.base - lines[-1][0].base <= _SAME_LINE * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    texts = [merged(line, 1e9)[0] for line in lines]
    if len(texts) > _LAYOUT_LINES or sum(len(text.text) for text in texts) > _LAYOUT_SIGNS:
        return None
    text = join_lines(*(trace(each.text, Span(0, len(each.text))) for each in texts), known=known).text
    return Piece(
        text=text,
        left=min(each.left for each in texts),
        right=max(each.right for each in texts),
        base=texts[-1].base,
        size=max(each.size for each in texts),
        bold=all(each.bold for each in texts),
        first=texts[0].first,
        top=texts[0].base - _ABOVE * texts[0].size,
    )

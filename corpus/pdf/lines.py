"""The lines of a PDF's pages in reading order, each with its cells; page headers and footers told apart."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from corpus.minutes.grammar import item_heading
from corpus.minutes.vocabulary import is_part
from corpus.pdf.process import PdfPage, Piece

_EDGE = 0.15  # of a page's height, at its top and at its bottom
_PAGES = 3
_SAME_LINE = 0.4  # of the size of type
_SAME_PIECE = 0.45
_SAME_CELL = 1.5
_BESIDE = 0.9
_CLEAR = 2.0
_MOST = 0.6  # of the pages
_LIKE = 0.85  # of two lines' letters
_HEADERS = 12  # lines
_SAME_PLACE = 6.0  # points
_COLUMN = 0.25  # of a page's width
_LINES = 8
_LABEL = re.compile(r"(\d+)\s?\(\s?\d+\s?\)|(?:Sivu|Sida|Page)\s(\d+)|[–-]?\s?(\d+)\s?[–-]?")
_NOTE = re.compile(r"[\[(]?\d{1,3}[\])]?|\*{1,3}")
_SMALL = 0.75
_RAISED = 0.45
_BARE = re.compile(r"\d{1,4}")
_SAME_WORD = 0.25  # of the size of type
MARK = re.compile(r"(?:\d{1,2}[.)]|[a-zåäö][)]|[-–•·▪●◦*]|\[\d{1,3}\](?!\s[^\WA-ZÅÄÖ]))(?=\s|$)")
"""What an item of a list, or a note, begins with."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, its cells from left to right: more than one where wide gaps part it.

    ``pieces`` are the stretches that any gap wider than a space parts: those of a narrow table's cells.
    ``page`` is the page's index; ``column`` 0 for a line of the whole page, 1 and 2 for the left and the
    right column. ``furniture`` says that the line comes again at the same place of other pages. ``table``
    is the number of the ruled table that the line is a row of, each cell whole, or 0.
    """

    page: int
    column: int
    cells: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    furniture: bool = False
    table: int = 0

    @property
    def left(self) -> float:
        """The line's left end in points."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """The line's right end in points."""
        return max(cell.right for cell in self.cells)

    @property
    def base(self) -> float:
        """The line's baseline in points from the top of the page."""
        return self.cells[0].base

    @property
    def size(self) -> float:
        """The largest size of type on the line, in points."""
        return max(cell.size for cell in self.cells)

    @property
    def bold(self) -> bool:
        """Whether all words of the line are bold."""
        return all(cell.bold for cell in self.cells)

    @property
    def text(self) -> str:
        """The line's words."""
        return " ".join(cell.text for cell in self.cells)


def page_lines(parted: Iterable[tuple[PdfPage, Sequence[Line]]]) -> list[Line]:
    """The lines of all pages in reading order: from top to bottom, a left column before the right one.

    Each page is given without its ruled tables, with the rows of these (``corpus.pdf.tables``). What
    stands across the other text of a page comes after it, as furniture.
    """
    lines: list[Line] = []
    pages: list[PdfPage] = []
    every = list(parted)
    numbers = _page_numbers([page for page, _ in every])
    for number, (whole, rows) in enumerate(every):
        page = replace(whole, pieces=tuple(piece for piece in whole.pieces if piece not in numbers[number]))
        pages.append(page)
        flow = [line for column, pieces in _columns(page) for line in _lines(number, column, pieces)]
        lines += _with_rows(flow, rows)
    repeated = _repeated(pages, lines)
    lines = [replace(line, furniture=at in repeated) for at, line in enumerate(lines)]
    lines += [
        Line(number, 0, (piece,), (piece,), furniture=True)
        for number, page in enumerate(pages)
        for piece in (*numbers[number], *page.aside)
    ]
    return sorted(lines, key=lambda line: line.page)


def _page_numbers(pages: Sequence[PdfPage]) -> list[list[Piece]]:
    """The bare numbers at the edge of pages that rise by one from page to page."""
    found: list[list[Piece]] = [[] for _ in pages]
    bare = [
        (at, piece, int(piece.text) - at)
        for at, page in enumerate(pages)
        for piece in page.pieces
        if _BARE.fullmatch(piece.text) and not _EDGE < piece.base / (page.height or 1.0) < 1 - _EDGE
    ]
    shifts = Counter(shift for _, _, shift in bare)
    places = Counter((shift, *_corner(piece)) for _, piece, shift in bare)
    for at, piece, shift in bare:
        left, base = _corner(piece)
        same = sum(places[shift, left + x, base + y] for x in (-1, 0, 1) for y in (-1, 0, 1))
        if shifts[shift] >= max(_PAGES, len(pages) / 2) and same >= _PAGES:
            found[at].append(piece)
    return found


def _corner(piece: Piece) -> tuple[int, int]:
    """Where a piece stands, in steps of six points."""
    return round(piece.left / _SAME_PLACE), round(piece.base / _SAME_PLACE)


def _with_rows(flow: list[Line], rows: Sequence[Line]) -> list[Line]:
    """The lines of a page with the rows of its ruled tables where they stand among them."""
    found = list(flow)
    for row in rows:
        at = next((n for n, line in enumerate(found) if line.base > row.base and not line.table), len(found))
        found.insert(at, row)
    return found


def page_labels(pages: Sequence[PdfPage], lines: Sequence[Line]) -> list[str]:
    """The label of each page: the number printed on it, else the file's label for it, else its own number.

    Printed numbers count where most pages have one and they rise by one from page to page.
    """
    shifts: Counter[int] = Counter()
    for line in lines:
        numbers = {_printed(cell.text) for cell in line.cells} if line.furniture else set()
        shifts.update(number - line.page for number in numbers if number is not None)
    shift, count = shifts.most_common(1)[0] if shifts else (1, 0)
    if shift > 0 and count > len(pages) / 2:
        return [str(number + shift) for number in range(len(pages))]
    return [page.label or str(number) for number, page in enumerate(pages, start=1)]


def _printed(text: str) -> int | None:
    found = _LABEL.fullmatch(text.strip())
    return int(found[1] or found[2] or found[3]) if found else None


def _columns(page: PdfPage) -> Iterator[tuple[int, list[Piece]]]:
    """A page's pieces by column: 0 for what goes over both, 1 and 2 for the left and the right one."""
    gutter = _gutter(page)
    if gutter is None:
        yield 0, list(page.pieces)
        return
    band: dict[int, list[Piece]] = {1: [], 2: []}
    for piece in sorted(page.pieces, key=lambda piece: piece.base):
        if piece.left < gutter < piece.right:
            yield from ((column, pieces) for column, pieces in band.items() if pieces)
            band = {1: [], 2: []}
            yield 0, [piece]
        else:
            band[1 if piece.right <= gutter else 2].append(piece)
    yield from ((column, pieces) for column, pieces in band.items() if pieces)


def _gutter(page: PdfPage) -> float | None:
    """The place between two columns of prose, or None.

    Both sides have wide lines, few lines cross, and those that are side by side are not a table's.
    """
    wide = [piece for piece in page.pieces if piece.right - piece.left > _COLUMN * page.width]
    for step in range(30, 71, 2):
        place = page.width * step / 100
        left = sum(piece.right <= place for piece in wide)
        right = sum(piece.left >= place for piece in wide)
        crossing = len(wide) - left - right
        if min(left, right) >= _LINES and crossing < min(left, right) / 2:
            return place
    return None


def _lines(page: int, column: int, pieces: Sequence[Piece]) -> list[Line]:
    """Pieces on one baseline, from left to right, from the top of the page to its bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if rows and piece.base - rows[-1][-1].base <= _reach(piece, rows[-1][-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for at in range(len(rows) - 2, 0, -1):
        if _is_between(*rows[at - 1 : at + 2]):
            rows[at - 1] += rows.pop(at)
    return [Line(page, column, merged(row, _SAME_CELL), merged(row, _SAME_PIECE)) for row in rows]


def _reach(piece: Piece, other: Piece) -> float:
    """How far apart two pieces of one line may stand; the raised mark of a note a little farther."""
    small, large = sorted((piece, other), key=lambda each: each.size)
    note = small.size < _SMALL * large.size and _NOTE.fullmatch(small.text)
    return _RAISED * large.size if note else _SAME_LINE * small.size


def _is_between(above: list[Piece], row: list[Piece], below: list[Piece]) -> bool:
    """Whether a row is a label that is centred beside two lines of text."""
    right = max(piece.right for piece in row)
    return all(
        0 < abs(row[0].base - other[0].base) < _BESIDE * row[0].size
        and right < min(piece.left for piece in other)
        for other in (above, below)
    )


def _repeated(pages: Sequence[PdfPage], lines: Sequence[Line]) -> set[int]:
    """The indices of the lines at the edge of a page that stand at the same place of other pages.

    Three pages must have it, or both where there are but two; nothing else stands between it and the
    page's edge, and a clear space parts it from the text unless most pages have it.
    """
    if len(pages) < 2:
        return set()
    found: set[int] = set()
    for top in (True, False):
        on_page: list[list[int]] = [[] for _ in pages]
        for at, line in enumerate(lines):
            on_page[line.page].append(at)
        places: dict[str, list[Line]] = {}
        shapes = _shapes(pages, lines, top=top)
        for line, shape in zip(lines, shapes, strict=True):
            if _is_edge(pages[line.page], line, top=top):
                places.setdefault(shape, []).append(line)
        repeats = {shape: _pages_by_height(like) for shape, like in places.items()}
        for numbers in on_page:
            inwards = sorted(numbers, key=lambda at: lines[at].base, reverse=not top)
            like = [repeats.get(shapes[at], {}) for at in inwards]
            found.update(_edge([lines[at] for at in inwards], inwards, like, len(pages)))
    return found


def _shapes(pages: Sequence[PdfPage], lines: Sequence[Line], *, top: bool) -> list[str]:
    """What tells each line from others at its edge of other pages.

    Of one that a machine read it is the letters alone of a line that many pages have, where it has nearly the
    same ones.
    """
    found = [_shape(line) for line in lines]
    letters = {
        at: re.sub(r"[\W\d_]", "", found[at])
        for at, line in enumerate(lines)
        if pages[line.page].scan == "read" and _is_edge(pages[line.page], line, top=top)
    }
    often = Counter(letters.values()).most_common(_HEADERS)
    usual = [words for words, count in often if words and count >= _PAGES]
    for at, words in letters.items():
        found[at] = next((each for each in usual if _is_like(each, words)), found[at])
    return found


def _is_like(a: str, b: str) -> bool:
    """Whether two lines' letters are the same but for what a machine misreads."""
    return abs(len(a) - len(b)) < (1 - _LIKE) * len(a) and SequenceMatcher(None, a, b).ratio() >= _LIKE


def _pages_by_height(like: Sequence[Line]) -> dict[int, set[int]]:
    """The pages on which lines of the same words stand, by their height in steps of six points."""
    found: dict[int, set[int]] = {}
    for line in like:
        found.setdefault(round(line.base / _SAME_PLACE), set()).add(line.page)
    return found


def _edge(page: list[Line], numbers: list[int], like: list[dict[int, set[int]]], pages: int) -> list[int]:
    """The numbers of the repeated lines of a page from its edge inwards, of each the pages by height."""
    counts = []
    for line, heights in zip(page, like, strict=True):
        height = round(line.base / _SAME_PLACE)
        same = set().union(*(heights.get(height + step, set()) for step in (-1, 0, 1)))
        if (
            line.page not in same
            or len(same) < min(_PAGES, pages)
            or is_part(line.text)
            or item_heading(line.text)
        ):
            break
        counts.append(len(same))
    while counts and counts[-1] < _MOST * pages and len(counts) < len(page):
        last, inner = page[len(counts) - 1], page[len(counts)]
        if abs(inner.base - last.base) > _CLEAR * last.size:
            break
        counts.pop()
    return numbers[: len(counts)]


def _is_edge(page: PdfPage, line: Line, *, top: bool) -> bool:
    place = line.base / (page.height or 1.0)
    return place < _EDGE if top else place > 1 - _EDGE


def _shape(line: Line) -> str:
    """A line's words with every number as one sign."""
    return re.sub(r"\d+", "#", line.text.lower())


def merged(row: Sequence[Piece], gap: float) -> tuple[Piece, ...]:
    """The pieces of a line from left to right, as one where less than ``gap`` sizes of type parts them.

    What an item of a list begins with is of one piece with the item.
    """
    found: list[Piece] = []
    for piece in sorted(row, key=lambda piece: piece.left):
        apart = piece.left - found[-1].right if found else 0.0
        marked = len(found) == 1 and MARK.fullmatch(found[0].text) is not None
        if not found or (apart > gap * piece.size and not marked):
            found.append(piece)
            continue
        before = found.pop()
        space = "" if apart < _SAME_WORD * piece.size else " "
        found.append(
            replace(
                before,
                text=f"{before.text}{space}{piece.text}",
                right=max(before.right, piece.right),
                size=max(before.size, piece.size),
                bold=before.bold and piece.bold,
            )
        )
    return tuple(found)

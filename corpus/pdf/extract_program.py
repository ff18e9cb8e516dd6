"""Run as a program, in a process of its own: the text of a PDF, its pieces page by page, as JSON lines.

The file's bytes come from standard input. It imports nothing of the library, so that a PDF that brings it
down takes nothing with it. The first
line is ``{"pages": count}``; each further one is a page, turned so that most of its text is upright:
label, width, height, the quarter turns to the right that brought it there from how it is shown, and
pieces, where a piece is ``[text, left, right, baseline, size, bold, first]`` in points, the baseline
counted from the top of the page and ``first`` the width of the piece's first word. Those that stand
across the others are told ``aside``, their bottom as baseline and their height as size; ``rules`` are
the lines that the page draws along its edges, ``[left, top, right, bottom]``; ``picture`` says that it has no
text but a picture that may show some. A last line
``{"error": kind}`` says what went wrong: ``encrypted``, ``damaged`` or ``large``.
"""

import contextlib
import ctypes
import json
import math
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

_MEMORY = 1 << 30
_CHARACTERS = 50_000_000
_PASSWORD = 4
_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\x00\uffff")
_HYPHENS = frozenset("\x02\ufffe")
_BULLET = "•"
_PICTURES = (b"wingdings", b"webdings", b"dingbats")  # fonts whose letters are pictures: most of them bullets
_BOLD = 600
_GAP = 0.45  # of the size of type: wider than a space
_FAR = 2.0
_SAMPLE = 400  # characters
_ASLANT = 0.1  # of a quarter turn
_THIN = 3.0  # points
_MOST_SHAPES = 5_000
_COVERED = 0.1  # of a page
_LETTERS = 100  # shapes


_Box = tuple[float, float, float, float]


def main() -> None:
    """Writes the pages of the PDF on standard input to standard output."""
    _limit_memory()
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
        count = len(document)
    except pdfium.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == _PASSWORD
        _write({"error": "encrypted" if encrypted else "damaged"})
        return
    _write({"pages": count})
    characters = 0
    for number in range(count):
        try:
            page = document[number]
            found = _page(page, document.get_page_label(number))
            page.close()
        except pdfium.PdfiumError:
            _write({"error": "damaged"})
            return
        characters += sum(len(piece[0]) for piece in found["pieces"] + found["aside"])
        if characters > _CHARACTERS:
            _write({"error": "large"})
            return
        _write(found)


def _limit_memory() -> None:
    """Holds this process to a gibibyte, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _write(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _page(page: pdfium.PdfPage, label: str) -> dict[str, Any]:
    text = page.get_textpage()
    count = text.count_chars()
    turns = _most_turns(text.raw, count)
    view = _View(page.raw, turns)
    rules = list(_rules(page, view))
    pieces = _Pieces(text.raw, view, rules)
    for at in range(count):
        pieces.add(at)
    text.close()
    found, aside = pieces.finished()
    return {
        "label": label,
        "width": view.width,
        "height": view.height,
        "pieces": found,
        "turned": (turns - page.get_rotation() // 90) % 4,
        "aside": aside,
        "rules": [[round(edge, 1) for edge in rule] for rule in rules],
        "picture": not (found or aside) and _is_picture(page, view),
    }


def _is_picture(page: pdfium.PdfPage, view: "_View") -> bool:
    """Whether pictures cover a good part of a page, as of a scan; many shapes may be letters drawn."""
    shapes, covered = 0, 0.0
    for part in islice(page.get_objects(max_depth=3), _MOST_SHAPES):
        if part.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = part.get_bounds()
            covered += abs((right - left) * (top - bottom))
        shapes += part.type in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
    return covered >= _COVERED * view.width * view.height or shapes >= _LETTERS


def _rules(page: pdfium.PdfPage, view: "_View") -> Iterator[_Box]:
    """The lines along its edges that a page draws, alone or as the sides of boxes."""
    paths = islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1), _MOST_SHAPES)
    for shape in chain.from_iterable(_shapes(path.raw) for path in paths):
        left, top, right, bottom = view.box(*shape)
        wide, high = right - left > _THIN, bottom - top > _THIN
        if wide != high:
            yield left, top, right, bottom
        elif wide:
            yield from ((left, edge, right, edge) for edge in (top, bottom))
            yield from ((edge, top, edge, bottom) for edge in (left, right))


def _shapes(path: Any) -> Iterator[_Box]:
    """The boxes of a path's straight stretches in the page's own space: left, bottom, right, top."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    count = raw.FPDFPath_CountSegments(path)
    if not (fill.value or stroke.value) or count > _MOST_SHAPES:
        return
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    points: list[tuple[float, float]] = []
    straight = True
    for at in range(count + 1):
        segment = raw.FPDFPath_GetPathSegment(path, at) if at < count else None
        kind = raw.FPDFPathSegment_GetType(segment) if segment else raw.FPDF_SEGMENT_MOVETO
        if kind == raw.FPDF_SEGMENT_MOVETO:
            box = _box_of(points) if straight and 1 < len(points) < 6 else None
            if box and (stroke.value or box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN):
                yield box
            points, straight = [], True
        straight &= kind != raw.FPDF_SEGMENT_BEZIERTO
        if segment:
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            m, u, v = matrix, x.value, y.value
            points.append((m.a * u + m.c * v + m.e, m.b * u + m.d * v + m.f))


def _box_of(points: list[tuple[float, float]]) -> _Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _most_turns(text: Any, count: int) -> int:
    """The quarter turns to the right that set most of a page's text upright; a sample of it decides."""
    seen = [0, 0, 0, 0]
    for at in range(0, count, max(count // _SAMPLE, 1)):
        turns = _turns(_matrix(text, at))
        if turns is not None:
            seen[turns] += 1
    return max(range(4), key=lambda turns: seen[turns])


def _matrix(text: Any, at: int) -> Any:
    found = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, found)
    return found


def _turns(matrix: Any) -> int | None:
    """The quarter turns to the right that set a character upright, None where it stands aslant."""
    turns = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < _ASLANT else None


class _View:
    """A page turned to the right by so many quarters: its size, and where its points are then."""

    def __init__(self, page: Any, turns: int) -> None:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        self.turns, self._box = turns, box
        width, height = abs(box.right - box.left), abs(box.top - box.bottom)
        self.width, self.height = (height, width) if turns % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """From the left and from the top, of a point of the page's own space."""
        box = self._box
        if self.turns == 0:
            return x - box.left, box.top - y
        if self.turns == 1:
            return y - box.bottom, x - box.left
        if self.turns == 2:
            return box.right - x, y - box.bottom
        return box.top - y, box.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> _Box:
        """Left, top, right and bottom of a box of the page's own space."""
        (x, y), (z, w) = self.point(left, top), self.point(right, bottom)
        return min(x, z), min(y, w), max(x, z), max(y, w)


class _Pieces:
    """The stretches of text of one page: those on one baseline, and those that stand across."""

    def __init__(self, text: Any, view: _View, rules: Iterable[_Box]) -> None:
        self._text, self._view = text, view
        self._walls = [rule for rule in rules if rule[2] - rule[0] <= _THIN]
        self._done: list[list[Any]] = []
        self._aside: list[list[Any]] = []
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = [ctypes.c_double() for _ in range(4)]
        self._new()

    def _new(self) -> None:
        self._signs: list[str] = []
        self._first = self._left = self._right = self._base = self._top = self._size = 0.0
        self._bold, self._across = True, False

    def finished(self) -> tuple[list[list[Any]], list[list[Any]]]:
        """The pieces, in the order of the file: those that are upright, and the others."""
        self._end()
        return self._done, self._aside

    def _end(self) -> None:
        words = "".join(self._signs).rstrip()
        if words.strip():
            first = self._first or self._right - self._left
            size = self._base - self._top if self._across else self._size
            places = (round(n, 1) for n in (self._left, self._right, self._base, size))
            piece = [words, *places, self._bold, round(first, 1)]
            (self._aside if self._across else self._done).append(piece)
        self._new()

    def add(self, at: int) -> None:
        """Takes in the character of an index."""
        code = raw.FPDFText_GetUnicode(self._text, at)
        sign = "-" if chr(code) in _HYPHENS else chr(code)
        if sign in "\r\n":
            self._end()
            return
        if sign in _DROPPED:
            return
        if sign.isspace():
            if self._signs and not self._first:
                self._first = self._right - self._left
            if self._signs and self._signs[-1] != " ":
                self._signs.append(" ")
            return
        self._add(at, sign)

    def _add(self, at: int, sign: str) -> None:
        raw.FPDFText_GetCharOrigin(self._text, at, self._x, self._y)
        _, base = self._view.point(self._x.value, self._y.value)
        left, top, right, bottom = self._edges(at)
        if self._signs and self._is_apart(left, right, top, bottom, base):
            self._end()
        if not self._signs or self._signs[-1] == " ":
            matrix = _matrix(self._text, at)
            across = _turns(matrix) != self._view.turns
            if self._signs and across != self._across:
                self._end()
            self._across = across
            size = abs(raw.FPDFText_GetFontSize(self._text, at)) * math.hypot(matrix.c, matrix.d)
            self._size = max(self._size, size)
            font = self._font(at)
            self._bold &= b"bold" in font or raw.FPDFText_GetFontWeight(self._text, at) >= _BOLD
            sign = _BULLET if self._is_bullet(font, sign) else sign
        if not self._signs:
            self._left, self._base, self._top = left, base, top
        self._right = max(self._right, right)
        if self._across:  # its box, whatever way it stands
            self._left, self._top = min(self._left, left), min(self._top, top)
            self._base = max(self._base, bottom)
        self._signs.append(sign)

    def _edges(self, at: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the character of an index."""
        left, right, bottom, top = self._box
        raw.FPDFText_GetCharBox(self._text, at, left, right, bottom, top)
        return self._view.box(left.value, bottom.value, right.value, top.value)

    def _is_apart(self, left: float, right: float, top: float, bottom: float, base: float) -> bool:
        """Whether a character is of another piece than the one before it."""
        if self._across:
            far = _FAR * self._size
            return (
                left > self._right + far
                or right < self._left - far
                or top > self._base + far
                or bottom < self._top - far
            )
        return (
            abs(base - self._base) > self._size * 0.25
            or left - self._right > self._size * _GAP
            or left < self._right - self._size * 2
            or (left > self._right and self._is_walled(left, base))
        )

    def _is_walled(self, left: float, base: float) -> bool:
        """Whether the side of a table's cell stands between the piece and what begins at a place."""
        return any(
            self._right - 2 < (wall[0] + wall[2]) / 2 < left + 1 and wall[1] < base <= wall[3] + 1
            for wall in self._walls
        )

    def _is_bullet(self, font: bytes, sign: str) -> bool:
        """Whether a letter is a picture; of a font of Greek letters none is Latin, but what leads a line."""
        latin = b"symbol" in font and not self._signs and sign.isascii() and sign.isalpha()
        return latin or any(name in font for name in _PICTURES)

    def _font(self, at: int) -> bytes:
        name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._text, at, name, 200, flags)
        return name.value.lower()


if __name__ == "__main__":
    main()

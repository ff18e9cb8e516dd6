"""Run as a program, in a process of its own: the text of a PDF, its pieces page by page, as JSON lines.

It imports nothing of the library, so that a PDF that brings it down takes nothing with it. The first
line is ``{"pages": count}``; each further one is a page: label, width, height and pieces, where a
piece is ``[text, left, right, baseline, size, bold, first]`` in points, the baseline counted from the
top of the page and ``first`` the width of the piece's first word. A last line ``{"error": kind}`` says
what went wrong: ``encrypted``, ``damaged`` or ``large``.
"""

import contextlib
import ctypes
import json
import math
import sys
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

_MEMORY = 1 << 30
_CHARACTERS = 50_000_000
_PASSWORD = 4
_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\x00\uffff")
_HYPHENS = frozenset("\x02\ufffe")
_BOLD = 600
_GAP = 0.45  # of the size of type: wider than a space


def main(path: str) -> None:
    """Writes the pages of the PDF at a path to standard output."""
    _limit_memory()
    try:
        document = pdfium.PdfDocument(path)
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
        characters += sum(len(piece[0]) for piece in found["pieces"])
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
    width, height = page.get_size()
    text = page.get_textpage()
    pieces = _Pieces(text.raw, height)
    for at in range(text.count_chars()):
        pieces.add(at)
    text.close()
    return {"label": label, "width": width, "height": height, "pieces": pieces.finished()}


class _Pieces:
    """The stretches of text of one page that follow one another on one baseline."""

    def __init__(self, text: Any, height: float) -> None:
        self._text, self._height = text, height
        self._done: list[list[Any]] = []
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = raw.FS_MATRIX()
        self._box = [ctypes.c_double() for _ in range(4)]
        self._new()

    def _new(self) -> None:
        self._signs: list[str] = []
        self._first = self._left = self._right = self._base = self._size = 0.0
        self._bold = True

    def finished(self) -> list[list[Any]]:
        """The pieces, in the order of the file."""
        self._end()
        return self._done

    def _end(self) -> None:
        words = "".join(self._signs).rstrip()
        if words.strip():
            first = self._first or self._right - self._left
            places = (round(n, 1) for n in (self._left, self._right, self._base, self._size))
            self._done.append([words, *places, self._bold, round(first, 1)])
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
        left, right, bottom, top = self._box
        raw.FPDFText_GetCharBox(self._text, at, left, right, bottom, top)
        base = self._height - self._y.value
        if self._signs and (
            abs(base - self._base) > self._size * 0.25
            or left.value - self._right > self._size * _GAP
            or left.value < self._right - self._size * 2
        ):
            self._end()
        if not self._signs or self._signs[-1] == " ":
            raw.FPDFText_GetMatrix(self._text, at, self._matrix)
            scale = math.hypot(self._matrix.c, self._matrix.d)
            self._size = max(self._size, abs(raw.FPDFText_GetFontSize(self._text, at)) * scale)
            self._bold &= self._is_bold(at)
        if not self._signs:
            self._left, self._base = left.value, base
        self._right = max(self._right, right.value)
        self._signs.append(sign)

    def _is_bold(self, at: int) -> bool:
        if raw.FPDFText_GetFontWeight(self._text, at) >= _BOLD:
            return True
        name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._text, at, name, 200, flags)
        return b"bold" in name.value.lower()


if __name__ == "__main__":
    main(sys.argv[1])

"""What Tesseract says of a page into pieces of text, as those of a page that has its own."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from corpus.pdf.process import Piece

_POINTS = 72.0  # an inch
_GAP = 0.45  # of the size of type: wider than a space
_SURE = 30.0  # of a hundred
_LINES = frozenset({"ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption"})
_ALIKE = 0.15  # of the size of type
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(slots=True)
class _Word:
    """A word as it was read: its ends from the left in dots, how sure it is in hundredths, and its text."""

    left: float
    right: float
    sure: float
    text: str = ""


@dataclass(slots=True)
class _Line:
    """A line as it was read: its baseline at its middle and its size of type in dots, and its words."""

    base: float
    size: float
    words: list[_Word] = field(default_factory=list)


def recognized(hocr: str, dots: float) -> list[Piece]:
    """The pieces of text of a page that Tesseract told of as hOCR, so many dots an inch.

    Words that it is not sure of at all, most of them specks and pictures, are left out.
    """
    reader = _Reader()
    reader.feed(hocr)
    reader.close()
    scale = _POINTS / dots
    return [piece for line in reader.lines for piece in _pieces(line, scale)]


def _pieces(line: _Line, scale: float) -> Iterator[Piece]:
    """The stretches of a line that gaps wider than a space part, in points."""
    run: list[_Word] = []
    for word in [*(word for word in line.words if word.text and word.sure >= _SURE), None]:
        if run and (word is None or word.left - run[-1].right > _GAP * line.size):
            first, last = run[0], run[-1]
            left, right, base, size = (
                round(dots * scale, 1) for dots in (first.left, last.right, line.base, line.size)
            )
            text = " ".join(each.text for each in run)
            width = round((first.right - first.left) * scale, 1)
            yield Piece(text, left, right, base, size, bold=False, first=width)
            run = []
        if word is not None:
            run.append(word)


def evened(pages: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Pieces whose size of type is that of most text of all pages where it is nearly that, else a whole one.

    What is read from a picture is a little larger or smaller from line to line, which says nothing.
    """
    sizes: Counter[int] = Counter()
    for piece in (piece for pieces in pages for piece in pieces):
        sizes[round(piece.size)] += len(piece.text)
    usual = float(max(sizes, key=lambda size: sum(sizes[size + step] for step in (-1, 0, 1)), default=0))

    def even(size: float) -> float:
        return usual if abs(size - usual) <= max(_ALIKE * usual, 1.0) else float(max(round(size), 1))

    return [[replace(piece, size=even(piece.size)) for piece in pieces] for pieces in pages]


class _Reader(HTMLParser):
    """Takes lines and their words out of hOCR."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Line] = []

    def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """A line or a word begins."""
        told = dict(attributes)
        what, about = told.get("class") or "", _told(told.get("title") or "")
        if what in _LINES and len(about.get("bbox", ())) == 4:
            self.lines.append(_line(about))
        elif what == "ocrx_word" and self.lines and len(about.get("bbox", ())) == 4:
            left, _, right, _ = about["bbox"]
            self.lines[-1].words.append(_Word(left, right, (*about.get("x_wconf", ()), 100.0)[0]))

    def handle_data(self, data: str) -> None:
        """A word's text; what stands between words is white space."""
        if data.strip() and self.lines and self.lines[-1].words:
            self.lines[-1].words[-1].text += data.strip()


def _line(about: dict[str, list[float]]) -> _Line:
    left, top, right, bottom = about["bbox"]
    slope, shift = about["baseline"] if len(about.get("baseline", ())) == 2 else (0.0, 0.0)
    size = (*about.get("x_size", ()), bottom - top)[0]
    return _Line(bottom + shift + slope * (right - left) / 2, max(size, 1.0))


def _told(title: str) -> dict[str, list[float]]:
    """What an element's title tells, ``bbox 1 2 3 4; x_wconf 96``, by name."""
    parts = (part.split() for part in title.split(";"))
    return {part[0]: [float(n) for n in part[1:] if _NUMBER.fullmatch(n)] for part in parts if part}

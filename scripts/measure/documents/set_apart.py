"""What a PDF itself sets in several paragraphs where another form of the text has one.

By the places, sizes and weights of the file's own characters alone, not by what reading makes of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.pdf.process import PdfPage

_SAME_ROW = 1.0  # points
_INDENT, _FARTHEST = 6.0, 40.0
_SIZE = 0.5
_FEWEST = 40  # letters
_OVERSHOT = 40


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one baseline of a page: their letters, small; the place of the first in the letters of all."""

    letters: str
    start: int
    page: int
    left: float
    base: float
    size: float
    bold: bool


def rows_of(pages: Sequence[PdfPage]) -> list[Row]:
    """The rows of a PDF's pages in the order of the file."""
    rows: list[Row] = []
    start = 0
    for number, page in enumerate(pages):
        for piece in page.pieces:
            letters = "".join(sign for sign in piece.text.lower() if sign.isalpha())
            last = rows[-1] if rows else None
            row = Row(letters, start, number, piece.left, piece.base, piece.size, piece.bold)
            if last and last.page == number and abs(last.base - piece.base) < _SAME_ROW:
                rows[-1] = Row(
                    last.letters + letters,
                    last.start,
                    number,
                    min(last.left, piece.left),
                    last.base,
                    max(last.size, piece.size),
                    last.bold and piece.bold,
                )
            else:
                rows.append(row)
            start += len(letters)
    return rows


def set_apart(rows: Sequence[Row], letters: str) -> bool:
    """Whether the letters of a paragraph, small, go over rows of which one begins a paragraph of its own.

    Such a row has an indent that the rows before and after it do not have, or type of another size or weight
    than the row before it. False where the file has not these letters, or in more than two places.
    """
    every = "".join(row.letters for row in rows)
    touched = [
        (at, row)
        for start, end in _places(every, letters)
        for at, row in enumerate(rows)
        if row.letters and row.start < end and row.start + len(row.letters) > start
    ]
    return any(
        _begins(before, row, rows[at + 1] if at + 1 < len(rows) else None)
        for (_, before), (at, row) in pairwise(touched)
        if before is not row
    )


def _places(every: str, letters: str) -> Iterator[tuple[int, int]]:
    """Where letters stand in all of a file's: in one place, or in two, the first as long as it can be."""
    shortest, longest = 0, len(letters)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        shortest, longest = (middle, longest) if letters[:middle] in every else (shortest, middle - 1)
    for length in range(longest, max(longest - _OVERSHOT, _FEWEST) - 1, -1):
        rest = letters[length:]
        start = every.find(letters[:length])
        following = every.find(rest, start + length)
        if rest and (following < 0 or len(rest) < _FEWEST):
            continue
        yield start, start + length
        if rest:
            yield following, following + len(rest)
        return


def _begins(before: Row, row: Row, following: Row | None) -> bool:
    """Whether a row begins a paragraph by its indent or its type."""
    if abs(row.size - before.size) > _SIZE or row.bold != before.bold:
        return True
    beside = [before, *([following] if following and following.page == row.page else [])]
    return len(beside) > 1 and all(_INDENT < row.left - other.left < _FARTHEST for other in beside)

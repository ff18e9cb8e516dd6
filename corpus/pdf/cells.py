"""Lines of a page and their cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.pdf.process import Piece

_SAME_WORD = 0.25  # of the size of type
MARK = re.compile(r"(?:\d{1,2}[.)]|[a-zåäö][)]|[-–•·▪●◦*])(?=\s|$)")
"""What an item of a list begins with."""


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

"""How a PDF is set: what most of its running text has, not its listings, tables or headings."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.pdf.lines import Line

_TAG = re.compile(r"<[/\w]")  # of a listing, in which text stands between tags
_WORDS = 5
_LETTERS = 0.8
_MANY = 20  # lines
_SAME_SIZE = 0.75  # points
_SAME_EDGE = 4.0
_FAR = 15.0
_PAGES = 3


@dataclass(frozen=True, slots=True)
class Type:
    """How a document is set: usual size of type, distance of lines, right end of each column, in points.

    ``right`` is that of the whole document by column, ``own`` that of pages that are set otherwise, by page
    and column: where margins are mirrored, or a page lies on its side. ``weighty`` says that bold lines are
    headings, for the text itself is not bold.
    """

    size: float
    pitch: float
    right: dict[int, float]
    weighty: bool
    own: dict[tuple[int, int], float]

    def right_of(self, line: Line) -> float:
        """The right end of a line's column on its page."""
        return self.own.get((line.page, line.column), self.right.get(line.column, 0.0))


def usual_type(lines: Sequence[Line]) -> Type:
    """How most of some lines are set."""
    text = [line for line in lines if not (line.furniture or line.table)]
    text = text or [line for line in lines if line.table]
    prose = [line for line in text if is_prose(line) and not _TAG.search(line.text)]
    running = prose if len(prose) >= _MANY else text
    sizes: Counter[float] = Counter()
    for line in running:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 1.0
    gaps = _gaps(running, size) if running is prose else []
    gaps = gaps if len(gaps) >= _MANY else _gaps(text, size, any_size=True)
    rights: dict[int, list[float]] = {}
    for line in text:
        rights.setdefault(line.column, []).append(line.right)
    right = {column: _nearly_all(ends) for column, ends in rights.items()}
    bold = sum(len(line.text) for line in running if line.bold)
    weighty = bold < sum(len(line.text) for line in running) / 2
    pitch = gaps[int(0.3 * len(gaps))] if gaps else 1.3 * size
    return Type(size, pitch, right, weighty, _own_rights(prose, right))


def is_prose(line: Line, share: float = _LETTERS) -> bool:
    """Whether a line looks like running text: some words, so large a ``share`` of its signs letters."""
    text = line.text
    letters = sum(sign.isalpha() or sign == " " for sign in text)
    return len(line.cells) == 1 and len(text.split()) >= _WORDS and letters >= share * len(text)


def _gaps(lines: Sequence[Line], size: float, *, any_size: bool = False) -> list[float]:
    """The distances of lines on end, in order; of the usual size of type only unless any will do."""
    return sorted(
        b.base - a.base
        for a, b in pairwise(lines)
        if (a.page, a.column) == (b.page, b.column)
        and 0 < b.base - a.base < 3 * size
        and (any_size or all(abs(line.size - size) < _SAME_SIZE for line in (a, b)))
    )


def _nearly_all(ends: Iterable[float]) -> float:
    """The place that all but two of a hundred do not go beyond."""
    ordered = sorted(ends)
    return ordered[int(0.98 * (len(ordered) - 1))]


def _own_rights(prose: Sequence[Line], right: dict[int, float]) -> dict[tuple[int, int], float]:
    """The right ends of pages whose lines begin and end elsewhere than the document's, where three agree."""
    on_page: dict[tuple[int, int], list[Line]] = {}
    for line in prose:
        on_page.setdefault((line.page, line.column), []).append(line)
    ends = {place: _nearly_all(line.right for line in found) for place, found in on_page.items()}
    lefts = {place: min(line.left for line in found) for place, found in on_page.items()}
    usual: dict[int, list[float]] = {}
    for (page, column), end in ends.items():
        if right[column] - end <= _FAR:
            usual.setdefault(column, []).append(lefts[page, column])
    other = {
        (page, column): end
        for (page, column), end in ends.items()
        if right[column] - end > _FAR
        and abs(lefts[page, column] - median(usual.get(column, [lefts[page, column]]))) > _FAR
    }
    places = Counter((column, round(end / _SAME_EDGE)) for (_, column), end in other.items())
    return {
        (page, column): end
        for (page, column), end in other.items()
        if sum(places[column, round(end / _SAME_EDGE) + step] for step in (-1, 0, 1)) >= _PAGES
    }

"""The layout of a page: its size, and where on it each line of the page's text stands."""

import struct
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_LINE = struct.Struct("<IHHHHH")
_TENTHS = 10
_MOST = 0xFFFF


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as it is shown, in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's width and height in points as it is shown, and the boxes of its lines in little room.

    A line is a record of 14 bytes: its start in the source (4), its length, and left, top, right and
    bottom in tenths of a point (2 each), all unsigned and little-endian, sorted by start.
    """

    width: float
    height: float
    packed: bytes

    def __len__(self) -> int:
        return len(self.packed) // _LINE.size


def layout(width: float, height: float, lines: Iterable[tuple[int, int, Box]]) -> Layout:
    """A page's layout from the start, the end and the box of each of its lines, in order of the source.

    What stands beyond the page's edge is held to it; sizes above 6,553 points are cut.
    """
    packed = bytearray()
    for start, end, box in lines:
        edges = (box.left, box.top, box.right, box.bottom)
        tenths = (min(max(round(edge * _TENTHS), 0), _MOST) for edge in edges)
        packed += _LINE.pack(start, min(end - start, _MOST), *tenths)
    return Layout(width, height, bytes(packed))


def boxes_at(page: Layout, start: int, end: int) -> tuple[Box, ...]:
    """The boxes of what stands between two offsets of the source, one for each line, in their order.

    Of a line that is only partly meant, the share of its characters tells the ends of the box.
    """
    found = []
    first = max(bisect_right(range(len(page)), start, key=lambda at: _line(page, at)[0]) - 1, 0)
    for at in range(first, len(page)):
        begins, length, *edges = _line(page, at)
        if begins >= end:
            break
        if length and start < begins + length:
            left, top, right, bottom = (edge / _TENTHS for edge in edges)
            each = (right - left) / length
            right = left + each * (min(end, begins + length) - begins)
            left += each * max(start - begins, 0)
            found.append(Box(round(left, 1), top, round(right, 1), bottom))
    return tuple(found)


def _line(page: Layout, at: int) -> tuple[int, ...]:
    return _LINE.unpack_from(page.packed, at * _LINE.size)

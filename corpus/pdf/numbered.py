"""Numbered headings that are set as the text is: known by the room around them, or by their number."""

import re
from collections.abc import Sequence

from corpus.pdf.lines import Line
from corpus.pdf.typography import APART, INDENT, NUMBERED, Group, follows, heads, near
from corpus.pdf.usual import Type, is_prose

_ROOM = 1.5
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s")
_ENDS = (".", ",", ";", ":", "-")


def numbered_headings(groups: Sequence[Group], usual: Type) -> list[Group]:
    """Groups in which a numbered line above running text is a heading.

    It is short and has room above it, or its number is the next after the last heading's of its row.
    """
    found: list[Group] = []
    last: dict[tuple[int, ...], int] = {}  # by the numbers before the last one: ``(5,): 1`` for *5.1*
    for at, group in enumerate(groups):
        above, below = (groups[n] if 0 <= n < len(groups) else None for n in (at - 1, at + 1))
        rest = group.lines[1:] or (below.lines if below and below.kind == "paragraph" else ())
        if _has_room(above, group, rest, usual) or _is_next(group, rest, last, usual):
            found.append(Group("heading", group.lines[:1]))
            found += [Group("paragraph", group.lines[1:])] if group.lines[1:] else []
        else:
            found.append(group)
        _count(found[-1] if found[-1].lines[0] is group.lines[0] else found[-2], last)
    return found


def _has_room(above: Group | None, group: Group, rest: Sequence[Line], usual: Type) -> bool:
    """Whether a group is one short numbered line with room above and running text close below it."""
    line = group.lines[-1]
    if above is None or not rest or group.kind not in {"list", "paragraph"} or len(group.lines) > 1:
        return False
    before = above.lines[-1]
    room = not follows(before, line) or line.base - before.base > _ROOM * usual.pitch
    return room and _is_close(line, rest[0], usual) and heads(line, rest[0], usual)


def _is_next(group: Group, rest: Sequence[Line], last: dict[tuple[int, ...], int], usual: Type) -> bool:
    """Whether a group begins with a line whose number is the next, above text that begins anew below it."""
    line = group.lines[0]
    number = _numbers(line)
    if not number or not rest or group.kind not in {"list", "paragraph"}:
        return False
    begins = rest[0].text[:1].isupper() and abs(rest[0].left - line.left) < INDENT
    named = NUMBERED.match(line.text) is not None and not line.text.endswith(_ENDS)
    goes_on = last.get(number[:-1]) == number[-1] - 1
    return goes_on and named and begins and _is_close(line, rest[0], usual)


def _is_close(line: Line, below: Line, usual: Type) -> bool:
    return is_prose(below) and near(line, below, usual) and below.base - line.base < APART * usual.pitch


def _numbers(line: Line) -> tuple[int, ...]:
    found = _NUMBER.match(line.text)
    return tuple(map(int, found[1].split("."))) if found else ()


def _count(group: Group, last: dict[tuple[int, ...], int]) -> None:
    """Takes in the number of a heading; a list with numbers of the same row ends that row."""
    number = _numbers(group.lines[0])
    if number and group.kind == "heading":
        last[number[:-1]] = number[-1]
    elif number and group.kind == "list":
        last.pop(number[:-1], None)

"""Where pages turn: what stands between the two halves of a paragraph, and paragraphs that go on."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from corpus.pdf.lines import Line
from corpus.pdf.typography import COLUMN, INDENT, Group, size_of
from corpus.pdf.usual import Type, is_prose

_SMALLER = 0.75  # points
_INDENTED = 0.25  # of the paragraphs
_FARTHEST = 40.0  # points
_ENDS = (".", "!", "?", ":", ";", "”", '"')


def in_one_piece(groups: Sequence[Group], usual: Type) -> list[Group]:
    """Groups of which none parts a paragraph that goes on over the turn of a page.

    Captions, notes and tables in smaller type at the foot of a page come before the paragraph that goes on
    from there, those at the head of the next page after it. Only one that breaks off inside a sentence and
    goes on small is known to go on.
    """
    pages = [list(page) for _, page in groupby(groups, key=lambda group: group.lines[0].page)]
    for page, following in pairwise(pages):
        last = next((n for n in range(len(page) - 1, -1, -1) if not _is_beside(page[n], usual)), None)
        first = next((n for n, group in enumerate(following) if not _is_beside(group, usual)), None)
        if last is None or first is None or not _breaks_off(page[last], following[first]):
            continue
        foot, head = page[last + 1 :], following[:first]
        page[last:] = [*_kept(foot, furniture=False), page[last], *_kept(foot, furniture=True)]
        following[: first + 1] = [
            *_kept(head, furniture=True),
            following[first],
            *_kept(head, furniture=False),
        ]
    return [group for page in pages for group in page]


def going_on(groups: Sequence[Group], usual: Type) -> set[int]:
    """The indices of the groups that begin a page and go on with a paragraph whose last sentence was whole.

    Where paragraphs begin with an indent, one that begins a page without any goes on with the one before,
    whose last line went to the end of its column.
    """
    paragraphs = [group for group in groups if group.kind == "paragraph" and len(group.lines) > 1]
    indented = sum(_indent(group) > INDENT for group in paragraphs)
    if indented <= _INDENTED * len(paragraphs):
        return set()
    flow = [at for at, group in enumerate(groups) if group.kind != "furniture"]
    return {
        b
        for a, b in pairwise(flow)
        if groups[a].lines[-1].page < groups[b].lines[0].page
        and groups[a].kind == groups[b].kind == "paragraph"
        and len(groups[b].lines) > 1
        and abs(_indent(groups[b])) < COLUMN
        and abs(size_of(groups[a]) - size_of(groups[b])) < _SMALLER
        and is_prose(groups[b].lines[0])
        and _is_full(groups[a].lines[-1], usual)
    }


def _is_beside(group: Group, usual: Type) -> bool:
    """Whether a group may stand beside the running text: furniture, a table, or in smaller type."""
    return group.kind in {"furniture", "table"} or size_of(group) < usual.size - _SMALLER


def _kept(groups: Sequence[Group], *, furniture: bool) -> list[Group]:
    return [group for group in groups if (group.kind == "furniture") == furniture]


def _breaks_off(group: Group, following: Group) -> bool:
    before, after = group.lines[-1].text, following.lines[0].text
    kinds = group.kind in {"paragraph", "list"} and following.kind == "paragraph"
    return kinds and not before.endswith(_ENDS) and after[:1].islower()


def _indent(group: Group) -> float:
    """How much farther in a paragraph's first line begins than its second, 0 where that is no indent."""
    shift = group.lines[0].left - group.lines[1].left
    return shift if abs(shift) < _FARTHEST else 0.0


def _is_full(line: Line, usual: Type) -> bool:
    return abs(usual.right_of(line) - line.right) < COLUMN

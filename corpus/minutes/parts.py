"""Blocks at the labels of parts: each label a heading, whatever it stands in, and what it says behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from corpus.document import Role, one_line
from corpus.minutes.labels import is_announced, part_label
from corpus.minutes.vocabulary import heading_part, role_of
from corpus.text.blocks import Block
from corpus.text.lines import join_lines
from corpus.text.traced import Traced, lines, stripped

_CELL = "|"
# Of which a table may have a column, each row an entry: *Ote | Otteen liitteet*.
_COLUMNS = frozenset("ote otteet liite bilaga utdrag material ehdotus esitys förslag ärendet".split())
_MOST_ROWS = 4  # that a label in the left column may stand on


def at_labels(block: Block, *, led: bool = True) -> Iterator[Block]:
    """A block as the labels of the parts that it has, each a heading, and what follows each.

    A text may have one at the beginning of each of its lines; a table one in the first cell of any row, or of
    some rows on end. Without ``led`` a label needs a colon, or who presents or decides, behind it: minutes
    that set *Päätös* on a line of its own may begin a sentence with *Esitys*.
    """
    if block.kind == "table":
        yield from _at_cells(block)
        return
    for piece in _at_lines(block):
        label = piece.part_label
        if label is None or not (led or is_announced(piece.text)):
            yield piece
            continue
        rest = piece.text[len(label) :].lstrip(" \t\n:")
        yield replace(piece, kind="heading", traced=piece.traced.cut(0, len(label)))
        yield replace(piece, kind="paragraph", level=0, traced=piece.traced.cut(len(piece.text) - len(rest)))


def _at_lines(block: Block) -> Iterator[Block]:
    """A text cut where a line begins with the label of an act, of reasons or of a note, or is one."""
    if block.kind != "paragraph" or "\n" not in block.text:
        yield block
        return
    rows = lines(block.traced)
    starts = list(accumulate((len(row.text) + 1 for row in rows), initial=0))
    cuts = [0, *(start for start, row in zip(starts[1:], rows[1:], strict=False) if _begins_part(row.text))]
    if len(cuts) == 1 and not _begins_part(rows[0].text):
        yield block
        return
    for start, end in pairwise([*cuts, starts[-1]]):
        piece = stripped(block.traced.cut(start, end))
        if piece.text:
            yield replace(block, traced=piece)


def _begins_part(line: str) -> bool:
    part = heading_part(line)
    return part.kind in {"act", "reasons"} if part else part_label(line) is not None


def stands_alone(block: Block) -> bool:
    """Whether a block is the name of a proposal or of a decision, and nothing else."""
    part = heading_part(block.text) if block.kind in {"heading", "paragraph"} and block.part_name else None
    return part is not None and part.role in {"proposal", "decision"}


def has_act(block: Block) -> bool:
    """Whether a block has the heading or the label of a proposal or of a decision."""
    return not {"proposal", "decision"}.isdisjoint(roles_headed(block))


def roles_headed(block: Block) -> set[Role]:
    """The roles of the parts that a block heads beyond doubt: by a line of their own, a cell, or a colon."""
    if block.kind not in {"table", "heading", "paragraph"}:
        return set()
    pieces = list(at_labels(block))
    names = [piece.text for piece in pieces if piece.kind == "heading" or heading_part(piece.text)]
    sure = block.kind == "table" or len(pieces) == 1 or is_announced(block.text)
    return {role for name in names if sure and heading_part(name) and (role := role_of(name))}


def _at_cells(block: Block) -> Iterator[Block]:
    rows = lines(block.traced)
    cells = [_cells(row) for row in rows]
    starts = list(accumulate((len(row.text) + 1 for row in rows), initial=0))
    rest = at = 0  # from where on no label heads the rows
    while at < len(rows):
        count = _label_rows(cells, at)
        if not count:
            at += 1
            continue
        yield from _table(block, starts[rest], starts[at])
        until = at + count
        while until < len(rows) and not cells[until][0].text:  # the text goes on beside an empty cell
            until += 1
        yield replace(
            block, kind="heading", traced=join_lines(*(first for first, _ in cells[at : at + count]))
        )
        said = join_lines(*(second for _, second in cells[at:until] if second.text))
        if said.text:
            yield replace(block, kind="paragraph", traced=said, beside=True)
        rest = at = until
    if rest:
        yield from _table(block, starts[rest], starts[-1])
    else:
        yield block


def _cells(row: Traced) -> tuple[Traced, Traced]:
    """A row's first cell, and all that stands beside it."""
    at = row.text.find(_CELL)
    if at < 0:
        return stripped(row), row.cut(0, 0)
    return stripped(row.cut(0, at)), stripped(row.cut(at + 1))


def _label_rows(cells: Sequence[tuple[Traced, Traced]], at: int) -> int:
    """On how many rows from one on the first cells are the label of a part; 0 where they are none."""
    words, found = "", 0
    if heading_part(cells[at][1].text):  # the names of columns
        return 0
    for count, (first, second) in enumerate(cells[at : at + _MOST_ROWS], start=1):
        if not first.text:
            break
        words = f"{words[:-1]}{first.text}" if words.endswith("-") else one_line(f"{words} {first.text}")
        part = heading_part(words)
        if not any(sign.isalpha() or sign == "-" for sign in second.text) and second.text:
            break  # a table of figures
        if part and (part.kind != "topic" or part.role == "summary") and part.name not in _COLUMNS:
            found = count
    return found


def _table(block: Block, start: int, end: int) -> Iterator[Block]:
    """The rows of a table that no label heads, as a table."""
    traced = stripped(block.traced.cut(start, end))
    if traced.text:
        yield replace(block, traced=traced)

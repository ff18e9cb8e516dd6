"""An item as it begins, and what may be its title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.text.blocks import Block

TITLE = 600
"""The most characters that a title has."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it begins: ``§ 31``, its title, its heading's blocks, and the history that precedes it.

    ``headings`` and ``history`` are indices of blocks, in order; a history says when which body handled
    the item before.
    """

    number: str
    title: str
    headings: tuple[int, ...]
    history: tuple[int, ...]

    @property
    def first(self) -> int:
        """The index of the item's first block."""
        return min(self.headings + self.history)


def order_of(number: str) -> int:
    """The number of a § such as ``§ 31``; 0 where it has none."""
    return int(re.sub(r"\D", "", number) or 0)


def history_before(blocks: Sequence[Block], at: int) -> tuple[int, ...]:
    """The indices of the blocks right before one that say who handled the item before."""
    first = at
    while first and blocks[first - 1].is_history:
        first -= 1
    return tuple(range(first, at))


def is_title(block: Block) -> bool:
    """Whether a block is a title, or goes on with one."""
    text = block.text
    lone = block.kind == "heading" or (
        block.kind == "paragraph" and len(text) < TITLE and "\n" not in text and not text.endswith(".")
    )
    return lone and not (block.part_name or block.is_history or block.item_heading or block.case_number)

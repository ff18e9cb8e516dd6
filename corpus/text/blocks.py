"""Blocks: headings and paragraphs as a format's parser finds them, before cleaning and outline."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus.minutes import grammar, labels, vocabulary
from corpus.text.traced import Traced

BlockKind = Literal["heading", "paragraph", "list", "table", "furniture"]


@dataclass(frozen=True)  # without slots, for a block keeps what has been found out of it
class Block:
    """A heading, a paragraph, an item of a list, a table, or a line that a page repeats.

    ``level`` is a heading's, from 1, and 0 for any other kind. ``page`` is the index of the page that
    the block starts on, 0 where the source has no pages; ``parted`` says that a picture or a comment, such
    as converters put between pages, stands before it; ``goes_on`` that it is set as the rest of the paragraph
    before the turn of the page; ``beside`` that it stands beside the label before it, in a margin or a cell.
    A line break inside ``traced`` is one that
    the source means, as in an address; lines that only wrap are joined already.

    What the grammar of minutes says of the text is found out when it is first asked for, and kept: a block
    is asked many times over, by all that look at what stands beside another block.
    """

    kind: BlockKind
    traced: Traced
    level: int = 0
    page: int = 0
    parted: bool = False
    goes_on: bool = False
    beside: bool = False

    @property
    def text(self) -> str:
        """The block's text."""
        return self.traced.text

    @cached_property
    def item_heading(self) -> tuple[str, str] | None:
        """The § as ``§ 31`` and the title, perhaps empty, of an item's heading; None where it is none."""
        return grammar.item_heading(self.text)

    @cached_property
    def going_on_heading(self) -> tuple[str, str] | None:
        """The § and the title of a text that heads an item if its § is the next one, or None."""
        return grammar.going_on_heading(self.text)

    @cached_property
    def part_name(self) -> str | None:
        """The name of the part of an item that the text heads, as ``päätös``, or None."""
        return vocabulary.part_name(self.text)

    @cached_property
    def part_label(self) -> str | None:
        """The label of a part that the text begins with and goes on behind, as ``Päätös``, or None."""
        headed = self.kind == "heading"
        return labels.part_label(self.text, headed=headed) if headed or self.kind == "paragraph" else None

    @cached_property
    def is_history(self) -> bool:
        """Whether the text only says who handled an item and when."""
        return grammar.is_history(self.text)

    @cached_property
    def case_number(self) -> str | None:
        """The first case number in the text, or None."""
        return grammar.case_number(self.text)

    @cached_property
    def front_label(self) -> str | None:
        """The label of a meeting's front matter that the text begins with (*Läsnä*), or None."""
        return grammar.front_label(self.text)

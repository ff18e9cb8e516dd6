"""Blocks: headings and paragraphs as a format's parser finds them, before cleaning and outline."""

from dataclasses import dataclass
from typing import Literal

from corpus.text.traced import Traced

BlockKind = Literal["heading", "paragraph", "list", "table", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list, a table, or a line that a page repeats.

    ``level`` is a heading's, from 1, and 0 for any other kind. ``page`` is the index of the page that
    the block starts on, 0 where the source has no pages; ``parted`` says that a picture or a comment, such
    as converters put between pages, stands before it. A line break inside ``traced`` is one that
    the source means, as in an address; lines that only wrap are joined already.
    """

    kind: BlockKind
    traced: Traced
    level: int = 0
    page: int = 0
    parted: bool = False

    @property
    def text(self) -> str:
        """The block's text."""
        return self.traced.text

"""Drafts: sections that are still being filled."""

from dataclasses import dataclass, field

from corpus.document import SectionKind, one_line
from corpus.minutes.grammar import case_number
from corpus.text.blocks import Block


@dataclass(slots=True)
class Draft:
    """A section that is still being filled: its heading's blocks, its own paragraphs, its parent's index."""

    title: str
    kind: SectionKind
    parent: int | None = None
    level: int = 0
    item: str | None = None
    headings: list[Block] = field(default_factory=list)
    paragraphs: list[Block] = field(default_factory=list)

    @property
    def case(self) -> str | None:
        """The case number that stands right under an item's title."""
        return (
            case_number("\n".join(block.text for block in self.paragraphs[:2]))
            if self.kind == "item"
            else None
        )


def headed(sections: list[Draft], block: Block, first: int) -> Draft:
    """A section under a heading, its parent the nearest from ``first`` on of a smaller level."""
    before = range(len(sections) - 1, first - 1, -1)
    above = next((at for at in before if sections[at].kind == "heading"), None)
    while above is not None and sections[above].level >= block.level:
        above = sections[above].parent  # all between the two are of no smaller level than the lower one
    return Draft(one_line(block.text), "heading", above, block.level, headings=[block])


def words_of(block: Block) -> str:
    """A block's text with single blanks."""
    return one_line(block.text)

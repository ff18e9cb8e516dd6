"""Drafts: sections that are still being filled."""

import re
from dataclasses import dataclass, field

from corpus.document import SectionKind, one_line
from corpus.minutes.grammar import case_number
from corpus.text.blocks import Block

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s")


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
    """A section under a heading, its parent the nearest from ``first`` on of a smaller level.

    Of the same level it is one whose decimal number the heading's goes on from: *5* is above *5.1*.
    """
    title = one_line(block.text)
    number = _number(title)
    before = range(len(sections) - 1, first - 1, -1)
    above = next((at for at in before if sections[at].kind == "heading"), None)
    while above is not None and sections[above].level >= block.level:
        same = sections[above].level == block.level
        if same and len(number) > 1 and _number(sections[above].title) == number[:-1]:
            break
        above = sections[above].parent  # all between the two are of no smaller level than the lower one
    return Draft(title, "heading", above, block.level, headings=[block])


def _number(title: str) -> tuple[str, ...]:
    """The parts of the decimal number that a title begins with: ``5.1 Kustannukset`` has *5* and *1*."""
    found = _NUMBER.match(title)
    return tuple(found[1].split(".")) if found else ()


def words_of(block: Block) -> str:
    """A block's text with single blanks."""
    return one_line(block.text)

"""The outline: blocks into sections, by the grammar of minutes first and the levels of headings second."""

from dataclasses import dataclass, field

from corpus.blocks import Block
from corpus.document import SectionKind
from corpus.minutes import case_number, holds_headings, is_part, item_heading

_TITLE = 200


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


def outline(blocks: tuple[Block, ...], title: str) -> list[Draft]:
    """Sections in reading order; text before the first heading is a section of the title given.

    Where a § heads an item, the grammar of minutes holds: known parts are the item's children, and any
    other heading is a child of the part before it where that part may have sub-headings, whatever its
    level says. Elsewhere a heading's parent is the nearest before it of a smaller level.
    """
    minutes = any(_heads_item(block) for block in blocks)
    sections: list[Draft] = []
    item: int | None = None
    part: int | None = None
    waiting = False  # the § of an item has come, its title has not
    for block in blocks:
        text = " ".join(block.text.split())
        if waiting and block.kind in {"heading", "paragraph"} and _is_title(block):
            sections[-1].title = text
            sections[-1].headings.append(block)
            waiting = False
            continue
        waiting = False
        heading = item_heading(text) if _heads_item(block) else None
        if heading:
            item, part = len(sections), None
            sections.append(Draft(heading[1], "item", item=heading[0], headings=[block]))
            waiting = not heading[1]
        elif minutes and item is not None and _heads_part(block):
            part = len(sections)
            sections.append(Draft(text.rstrip(":"), "part", item, item=sections[item].item, headings=[block]))
        elif block.kind == "heading":
            sections.append(_headed(sections, block, text, item, part))
        elif sections:
            sections[-1].paragraphs.append(block)
        else:
            sections.append(Draft(title, "text", paragraphs=[block]))
    return sections


def _headed(sections: list[Draft], block: Block, text: str, item: int | None, part: int | None) -> Draft:
    """A section under a free heading."""
    parent: int | None
    if item is None:
        above = [at for at, draft in enumerate(sections) if draft.kind == "heading"]
        parent = None
        while above:
            at = above.pop()
            if sections[at].level < block.level:
                parent = at
                break
        return Draft(text, "heading", parent, block.level, headings=[block])
    parent = part if part is not None and holds_headings(sections[part].title) else item
    return Draft(text, "heading", parent, block.level, sections[item].item, headings=[block])


def _heads_item(block: Block) -> bool:
    """A heading with a §, or a line of its own that is one and nothing else."""
    if block.kind not in {"heading", "paragraph"} or len(block.text) > _TITLE:
        return False
    found = item_heading(block.text)
    return found is not None and (block.kind == "heading" or not found[1])


def _heads_part(block: Block) -> bool:
    return block.kind in {"heading", "paragraph"} and is_part(block.text)


def _is_title(block: Block) -> bool:
    """Whether the block after a lone § is its title."""
    text = block.text
    lone = block.kind == "heading" or (len(text) < _TITLE and "\n" not in text and not text.endswith("."))
    return lone and not is_part(text) and item_heading(text) is None and case_number(text) is None

"""The outline: blocks into sections, by the grammar of minutes first and the levels of headings second."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from corpus.blocks import Block
from corpus.document import SectionKind
from corpus.items import Item, find_items, parted_rows
from corpus.minutes import (
    case_number,
    front_label,
    holds_attachments,
    holds_headings,
    is_appeal_title,
    is_history,
    is_item_list,
    is_part,
    item_heading,
)
from corpus.traced import stripped

_PROSE = 150


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


def outline(blocks: Sequence[Block], title: str) -> list[Draft]:
    """Sections in reading order; text before the first heading is a section of the title given.

    Where a § heads an item, the grammar of minutes holds: what stands before the first item is front
    matter, each of its labels (*Läsnä*, *Käsitellyt asiat*) a section; known parts are children of
    their item, or of the handling (``Tekninen lautakunta, 20.05.2025, § 83``) that they belong to; any
    other heading is a child of the part before it where that part may have sub-headings, whatever its
    level says; instructions for appeal after the last item are sections of their own. Elsewhere a
    heading's parent is the nearest before it of a smaller level.
    """
    rows = parted_rows(blocks)
    items = find_items(rows)
    if not items:
        return _by_levels(blocks, title)
    sections = _front(rows[: items[0].first], title)
    for item, following in zip(items, [*items[1:], None], strict=True):
        end = following.first if following else len(rows)
        appeals = end if following else _appeals(rows, item.headings[-1] + 1)
        _write_item(sections, rows, item, appeals)
        if not following:
            _write_appeals(sections, rows[appeals:])
    return sections


def _by_levels(blocks: Sequence[Block], title: str) -> list[Draft]:
    sections: list[Draft] = []
    for block in blocks:
        if block.kind == "heading":
            sections.append(_headed(sections, block, 0))
        elif sections:
            sections[-1].paragraphs.append(block)
        else:
            sections.append(Draft(title, "text", paragraphs=[block]))
    return sections


def _headed(sections: list[Draft], block: Block, first: int) -> Draft:
    """A section under a heading, its parent the nearest from ``first`` on of a smaller level."""
    above = (at for at in range(len(sections) - 1, first - 1, -1) if sections[at].kind == "heading")
    parent = next((at for at in above if sections[at].level < block.level), None)
    return Draft(_words(block), "heading", parent, block.level, headings=[block])


def _front(blocks: Sequence[Block], title: str) -> list[Draft]:
    """The sections of a meeting's front matter."""
    sections: list[Draft] = []
    for block in (part for whole in blocks for part in _at_label(whole)):
        label = front_label(block.text)
        if block.kind == "heading" and label:
            sections.append(Draft(_words(block).rstrip(":"), "heading", None, 1, headings=[block]))
        elif block.kind == "heading" and not item_heading(block.text):
            sections.append(_headed(sections, block, 0))
        elif sections:
            sections[-1].paragraphs.append(block)
        else:
            sections.append(Draft(title, "text", paragraphs=[block]))
    return sections


def _at_label(block: Block) -> Iterator[Block]:
    """A block of front matter as its label, a heading, and what follows it."""
    label = front_label(block.text)
    if not label or block.kind not in {"heading", "paragraph"}:
        yield block
        return
    rest = stripped(block.traced.cut(len(label)))
    while rest.text[:1] in {":", "|"}:
        rest = stripped(rest.cut(1))
    yield replace(block, kind="heading", traced=block.traced.cut(0, len(label)))
    if rest.text and rest.text != label:
        yield replace(block, kind="paragraph", level=0, traced=rest)


def _write_item(sections: list[Draft], blocks: Sequence[Block], item: Item, end: int) -> None:
    """An item and its parts, from its blocks; the history that precedes its heading is its own text.

    Prose after a list of attachments belongs to the section that the list stands in.
    """
    home = handling = current = len(sections)
    part: int | None = None
    resumed: tuple[int, int | None] | None = None  # what a list of attachments stands in
    sections.append(Draft(item.title, "item", item=item.number, headings=[blocks[n] for n in item.headings]))
    start = item.headings[-1] + 1
    if start < end and case_number(blocks[start].text):  # the case number stands right under the title
        sections[home].paragraphs.append(blocks[start])
        start += 1
    sections[home].paragraphs.extend(blocks[at] for at in item.history)
    for block in blocks[start:end]:
        heading = _heading(block, item)
        if not heading:
            if resumed and not _is_attachment(block):
                (current, part), resumed = resumed, None
            sections[current].paragraphs.append(block)
            continue
        parent = handling
        if heading == "history":
            parent, handling, part = home, len(sections), None
        elif heading == "heading" and part is not None and holds_headings(sections[part].title):
            parent = part
        resumed = (current, part) if holds_attachments(block.text) else None
        current = len(sections)
        if heading == "part":
            part = current
        kind: SectionKind = "heading" if heading == "heading" else "part"
        title = _words(block).rstrip(":") if heading == "part" else _words(block)
        sections.append(Draft(title, kind, parent, block.level, item.number, [block]))


def _heading(block: Block, item: Item) -> Literal["history", "part", "heading"] | None:
    """What a block inside an item heads; None where it is text, or the item's own heading again."""
    if block.kind in {"heading", "paragraph"} and is_history(block.text):
        return "history"
    if block.kind in {"heading", "paragraph"} and is_part(block.text):
        return "part"
    again = item_heading(block.text)
    return "heading" if block.kind == "heading" and not (again and again[0] == item.number) else None


def _is_attachment(block: Block) -> bool:
    """Whether a block looks like a line of a list of attachments, not like prose."""
    text = block.text
    return block.kind == "list" or text[0].isdigit() or (len(text) < _PROSE and not text.endswith("."))


def _appeals(blocks: Sequence[Block], start: int) -> int:
    """The index of the first instruction for appeal from ``start`` on, or the number of blocks."""
    return next((at for at in range(start, len(blocks)) if _appeal_title(blocks, at)), len(blocks))


def _appeal_title(blocks: Sequence[Block], at: int) -> Block | None:
    """The title of the instruction that begins at a block, before or after the §s that it concerns."""
    pair = blocks[at : at + 2]
    for title, listed in (pair, pair[::-1]) if len(pair) == 2 else ():
        if is_appeal_title(title.text) and is_item_list(listed.text):
            return title
    return None


def _write_appeals(sections: list[Draft], blocks: Sequence[Block]) -> None:
    """The instructions for appeal, each with the sections under its headings."""
    top, title = len(sections), None
    for at, block in enumerate(blocks):
        if block is title:
            continue
        begins = _appeal_title(blocks, at) if blocks[at - 1 : at] != [title] else None
        if begins:
            top, title = len(sections), begins
            sections.append(Draft(_words(begins), "heading", headings=[begins]))
        if block is title:
            continue
        if block.kind == "heading":
            sections.append(_headed(sections, block, top))
        else:
            sections[-1].paragraphs.append(block)


def _words(block: Block) -> str:
    return " ".join(block.text.split())

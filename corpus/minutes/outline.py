"""The outline: blocks into sections, by the grammar of minutes first and the levels of headings second."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.document import SectionKind, one_line
from corpus.minutes.drafts import Draft, headed
from corpus.minutes.grammar import is_appeal_title, is_contents_label, is_item_list, is_signature_label
from corpus.minutes.item import write_item
from corpus.minutes.items.find import find_items, parted_rows
from corpus.minutes.parts import stands_alone
from corpus.minutes.statute import headed_by_law, is_statute
from corpus.text.blocks import Block
from corpus.text.traced import stripped


def outline(blocks: Sequence[Block], title: str) -> list[Draft]:
    """Sections in reading order; text before the first heading is a section of the title given.

    Where a § heads an item, the grammar of minutes holds: what stands before the first item is front
    matter, each of its labels (*Läsnä*, *Käsitellyt asiat*) a section; an item's parts are its children
    (``corpus.minutes.item``); signatures and instructions for appeal after the last item are sections of
    their own. Elsewhere, as in a statute, a heading's parent is the nearest before it of a smaller level.
    """
    rows = parted_rows(blocks)
    items = find_items(rows)
    if not items:
        return _by_levels(blocks, title)
    if is_statute(rows, items):
        return _by_levels(list(headed_by_law(rows, items)), title)
    led = not any(map(stands_alone, rows))
    sections = _front(rows[: items[0].first], title)
    for item, following in zip(items, [*items[1:], None], strict=True):
        end = following.first if following else _end(rows, item.headings[-1] + 1)
        write_item(sections, rows, item, end, led=led)
    _write_back(sections, rows[end:])
    return sections


def _by_levels(blocks: Sequence[Block], title: str) -> list[Draft]:
    sections: list[Draft] = []
    for block in blocks:
        if block.kind == "heading":
            sections.append(headed(sections, block, 0))
        elif sections:
            sections[-1].paragraphs.append(block)
        else:
            sections.append(Draft(title, "text", paragraphs=[block]))
    return sections


def _front(blocks: Sequence[Block], title: str) -> list[Draft]:
    """The sections of a meeting's front matter."""
    sections: list[Draft] = []
    for block in (part for whole in blocks for part in _at_label(whole)):
        label = block.front_label
        if block.kind == "heading" and label:
            kind: SectionKind = "contents" if is_contents_label(label) else "heading"
            sections.append(Draft(one_line(block.text).rstrip(":"), kind, None, 1, headings=[block]))
        elif block.kind == "heading" and not block.item_heading:
            sections.append(headed(sections, block, 0))
        elif sections:
            sections[-1].paragraphs.append(block)
        else:
            sections.append(Draft(title, "text", paragraphs=[block]))
    return sections


def _at_label(block: Block) -> Iterator[Block]:
    """A block of front matter as its label, a heading, and what follows it."""
    label = block.front_label
    if not label or block.kind not in {"heading", "paragraph"}:
        yield block
        return
    rest = stripped(block.traced.cut(len(label)))
    while rest.text[:1] in {":", "|"}:
        rest = stripped(rest.cut(1))
    yield replace(block, kind="heading", traced=block.traced.cut(0, len(label)))
    if rest.text and rest.text != label:
        yield replace(block, kind="paragraph", level=0, traced=rest)


def _end(blocks: Sequence[Block], start: int) -> int:
    """The index from ``start`` on of what ends the last item: signatures or instructions for appeal."""
    ends = (
        at
        for at, block in enumerate(blocks)
        if at >= start and (_signed(block) or _lone_appeal(block) or _appeal_title(blocks, at))
    )
    return next(ends, len(blocks))


def _signed(block: Block) -> bool:
    return block.kind in {"heading", "paragraph"} and is_signature_label(block.text)


def _lone_appeal(block: Block) -> bool:
    """Whether a heading begins instructions for appeal without the §s that it concerns."""
    return block.kind == "heading" and is_appeal_title(block.text) and not block.part_name


def _appeal_title(blocks: Sequence[Block], at: int) -> Block | None:
    """The title of the instruction for appeal that begins at a block, beside the §s that it concerns."""
    pair = blocks[at : at + 2]
    for title, listed in (pair, pair[::-1]) if len(pair) == 2 else ():
        if is_appeal_title(title.text) and is_item_list(listed.text):
            return title
    return None


def _write_back(sections: list[Draft], blocks: Sequence[Block]) -> None:
    """Signatures and instructions for appeal, each with the sections under its headings."""
    top, title = len(sections), None
    listed = any(_appeal_title(blocks, at) for at in range(len(blocks)))
    for at, block in enumerate(blocks):
        if block is title:
            continue
        begins = _appeal_title(blocks, at) if blocks[at - 1 : at] != [title] else None
        if begins is None and (_signed(block) or (not listed and _lone_appeal(block))):
            begins = block
        if begins:
            top, title = len(sections), begins
            sections.append(Draft(one_line(begins.text).rstrip(":"), "heading", headings=[begins]))
        if block is title:
            continue
        if block.kind == "heading":
            sections.append(headed(sections, block, top))
        else:
            sections[-1].paragraphs.append(block)

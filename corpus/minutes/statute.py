"""Statutes: laws and rules whose §s are headings like others, and no items of a meeting."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.minutes.drafts import words_of
from corpus.minutes.items.beginnings import Item
from corpus.minutes.parts import has_act
from corpus.text.blocks import Block
from corpus.text.traced import SPACE, Traced, joined

_SECTION = re.compile(r"\d+ ?[a-z]? ?§")
_CHAPTER = re.compile(
    r"(?:\d+ ?[a-z]? (?:luku|kap(?:\.|itel|itlet))|(?:luku|kapitel|kap\.) \d+)\b", re.IGNORECASE
)
_TITLE = 120
_CHAPTER_LEVEL, _SECTION_LEVEL = 7, 8


def is_statute(blocks: Sequence[Block], items: Sequence[Item]) -> bool:
    """Whether what looks like items are the §s of a law: written ``5 §``, in chapters, nothing decided."""
    return (
        len(items) > 1
        and all(_SECTION.match(words_of(blocks[item.headings[0]])) for item in items)
        and any(_CHAPTER.match(words_of(block)) for block in blocks)
        and not any(map(has_act, blocks))
    )


def headed_by_law(blocks: Sequence[Block], items: Sequence[Item]) -> Iterator[Block]:
    """The blocks of a statute with its chapters and §s as headings, the §s below all others.

    A § and the title under it are one heading; the statute's name at the very beginning is one too.
    """
    sections = {item.headings[0]: item for item in items}
    titles = {at for item in items for at in item.headings[1:]}
    for at, block in enumerate(blocks):
        if at in sections:
            parts = [blocks[n].traced for n in sections[at].headings]
            yield _heading(block, [part for each in parts for part in (SPACE, each)][1:], _SECTION_LEVEL)
        elif at not in titles:
            chapter = _CHAPTER.match(words_of(block)) and block.kind == "paragraph"
            name = at == 0 and block.kind == "paragraph" and not block.text.endswith((".", ":"))
            if (chapter or name) and len(block.text) <= _TITLE:
                yield _heading(block, [block.traced], _CHAPTER_LEVEL if chapter else 1)
            else:
                yield block


def _heading(block: Block, parts: Sequence[Traced], level: int) -> Block:
    return replace(block, kind="heading", traced=joined(parts), level=level)

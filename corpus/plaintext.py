"""Plain text as blocks, each character traced to its source."""

import re
from dataclasses import replace
from itertools import pairwise

from corpus.blocks import Block
from corpus.document import Page, Span
from corpus.lines import join_lines, line_break, source_lines
from corpus.pages import page_at
from corpus.traced import JOINT, SPACE, Traced, joined, stripped, trace

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?[ \t]+[^\W\d_]")
_BLANKS = re.compile(r"[ \t]{2,}|\t")
_UNSEEN = re.compile(r"[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0e-\x1f]")
_PROSE = 100
_HEADING = 100
_WRAPPED = 0.6


def plain_blocks(source: str, pages: tuple[Page, ...]) -> list[Block]:
    """The blocks of a plain text, in order: paragraphs between blank lines, and headings by their look.

    A heading stands alone on a short line that ends in no punctuation, before a paragraph of prose; a
    numbered one (``2.1 Tausta``) has its level from its number. Lines of a paragraph that fill most
    of the text's width are wrapped, and joined; shorter ones, as in an address, stay lines.
    """
    lines = source_lines(source)
    full = _WRAPPED * max((len(line.of(source).rstrip()) for line in lines), default=0)
    blocks = []
    for paragraph in _paragraphs(source, lines):
        traced = _unwrapped(source, paragraph, full)
        offset = next(o for o in traced.offsets if o != JOINT)
        blocks.append(Block("paragraph", traced, page=page_at(pages, offset)))
    return [
        replace(block, kind="heading", level=_level(block.text)) if _is_heading(block, following) else block
        for block, following in pairwise([*blocks, None])
        if block is not None
    ]


def _paragraphs(source: str, lines: list[Span]) -> list[list[Span]]:
    found: list[list[Span]] = [[]]
    for line in lines:
        if _UNSEEN.sub("", line.of(source)).strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def _unwrapped(source: str, lines: list[Span], full: float) -> Traced:
    whole = _clean(trace(source, lines[0]))
    for before, line in pairwise(lines):
        following = _clean(trace(source, line))
        split = re.search(r"[^\W\d_][-\u00ad]\s*$", before.of(source)) and following.text[:1].islower()
        if split or len(before.of(source).rstrip()) >= full:
            whole = join_lines(whole, following)
        else:
            whole = joined([whole, line_break(source, before), following])
    return whole


def _clean(line: Traced) -> Traced:
    """A line without white space at its ends, runs of blanks as one, unseen characters gone."""
    kept, at = [], 0
    for found in re.finditer(f"{_UNSEEN.pattern}|{_BLANKS.pattern}", line.text):
        kept.append(line.cut(at, found.start()))
        at = found.end()
        if not _UNSEEN.match(found[0]):
            space = found[0].find(" ")
            kept.append(line.cut(found.start() + space, found.start() + space + 1) if space >= 0 else SPACE)
    return stripped(joined([*kept, line.cut(at)]))


def _is_heading(block: Block, following: Block | None) -> bool:
    text = block.text
    if "\n" in text or len(text) > _HEADING or text[-1] in ".!?:;,-–" or following is None:
        return False
    if _NUMBERED.match(text):
        return True
    prose = len(following.text) > _PROSE or following.text.endswith((".", "!", "?"))
    return text[0].isupper() and prose


def _level(text: str) -> int:
    numbered = _NUMBERED.match(text)
    return 1 + numbered[1].count(".") if numbered else 2

"""Plain text as blocks, each character traced to its source."""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from corpus.clean import furniture
from corpus.document import Page, Span
from corpus.minutes.grammar import item_heading
from corpus.text.blocks import Block
from corpus.text.embedded import embedded
from corpus.text.lines import join_lines, line_break, page_at, source_lines, words_to_join
from corpus.text.traced import SPACE, Traced, joined, stripped, trace

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?[ \t]+[^\W\d_]")
_BLANKS = re.compile(r"[ \t]{2,}|\t")
_UNSEEN = re.compile(r"[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0e-\x1f]")
_SPLIT = re.compile(r"[^\W\d_][-\u00ad]\s*$")
_MARKED = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*[.)]|[a-zåäö]\)|[-–•*]|§\s?\d{1,4}|\d{1,4}\s?§)(?:\s|$)")
_ENDS = (".", ":", "!", "?")
_FEWEST_LINES = 8
_LINES_OF_ONE = 8
_WIDEST = 160
_MANY = 0.1
_PROSE = 100
_HEADING = 100
_WRAPPED = 0.6


def plain_blocks(source: str, pages: tuple[Page, ...]) -> list[Block]:
    """The blocks of a plain text, in order: paragraphs between blank lines, and headings by their look.

    A heading stands alone on a short line that ends in no punctuation, before a paragraph of prose; a
    numbered one (``2.1 Tausta``) has its level from its number. A title is one that the text begins with,
    before another heading. A § needs no blank line below it, nor the title that follows it (``31 §``).
    Lines of a paragraph that fill most of the text's width are wrapped, and joined; shorter ones, as in an
    address, stay lines, and so do the items of a list. In a text without blank lines, the lines themselves
    tell where a paragraph begins.
    """
    lines = _without_embedded(source, source_lines(source))
    full = _WRAPPED * max((len(line.of(source).rstrip()) for line in lines), default=0)
    known = words_to_join(source, (line.of(source) for line in lines))
    blocks = []
    for paragraph in (part for found in _paragraphs(source, lines) for part in _headed(source, found, full)):
        traced = _unwrapped(source, paragraph, full, known)
        blocks.append(Block("paragraph", traced, page=page_at(pages, traced.first)))
    headers, contacts = furniture(blocks)
    body = [at for at in range(len(blocks)) if at not in headers | contacts]
    for at, following in pairwise(body):
        if _is_heading(blocks[at], blocks[following]):
            blocks[at] = replace(blocks[at], kind="heading", level=_level(blocks[at].text))
    if len(body) > 1 and _is_title(blocks[body[0]], blocks[body[1]]):
        blocks[body[0]] = replace(blocks[body[0]], kind="heading", level=1)
    return blocks


def _without_embedded(source: str, lines: list[Span]) -> list[Span]:
    """Lines cut off where data is embedded in them; what stands after it on a line is left out too."""
    found = list(lines)
    for data in embedded(source):
        first = bisect_right(found, data.start, key=lambda line: line.start) - 1
        for at in range(max(first, 0), len(found)):
            line = found[at]
            if line.start >= data.end:
                break
            found[at] = Span(line.start, min(max(data.start, line.start), line.end))
    return found


def _paragraphs(source: str, lines: list[Span]) -> list[list[Span]]:
    found: list[list[Span]] = [[]]
    for line in lines:
        if _UNSEEN.sub("", line.of(source)).strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    paragraphs = [paragraph for paragraph in found if paragraph]
    count = sum(map(len, paragraphs))
    if count < _FEWEST_LINES or len(paragraphs) * _LINES_OF_ONE > count:
        return paragraphs
    return [part for paragraph in paragraphs for part in _parted(source, paragraph)]


def _parted(source: str, lines: list[Span]) -> list[list[Span]]:
    """The paragraphs of a text without blank lines between them.

    Where lines go on with a small letter, the text is wrapped: a line begins a paragraph that is numbered, or
    that begins with a capital though its first word had room on the line before. Elsewhere each line is one.
    """
    texts = [line.of(source).strip() for line in lines]
    width = max(map(len, texts))
    going_on = sum(text[0].islower() for text in texts)
    wrapped = width <= _WIDEST and going_on > _MANY * len(texts)
    found = [[lines[0]]]
    for at in range(1, len(lines)):
        before, text = texts[at - 1], texts[at]
        room = len(before) + 1 + len(text.split(maxsplit=1)[0]) <= width
        capital = text[0].isupper() or text[0].isdigit() or text[0] == "§"
        if not wrapped or _MARKED.match(text) or (room and capital) or (room and before.endswith(_ENDS)):
            found.append([lines[at]])
        else:
            found[-1].append(lines[at])
    return found


def _headed(source: str, lines: list[Span], full: float) -> list[list[Span]]:
    """The lines of a paragraph, apart from those of the heading of an item that it begins with."""
    first = lines[0].of(source).strip()
    found = item_heading(first)
    if found is None or len(lines) == 1:
        return [lines]
    following = lines[1].of(source).strip()
    if not found[1]:
        heads = 2 if _looks_like_heading(following) else 1
    elif len(first) >= full or not _looks_like_heading(first) or following[:1].islower():
        return [lines]  # a title over several lines, or an entry among others
    else:
        heads = 1
    parts = [[line] for line in lines[:heads]]
    return [*parts, lines[heads:]] if lines[heads:] else parts


def _unwrapped(source: str, lines: list[Span], full: float, known: frozenset[str]) -> Traced:
    parts: list[Traced] = []
    group: list[Traced] = []
    listed = _MARKED.match(lines[0].of(source).lstrip())
    for at, line in enumerate(lines):
        group.append(_clean(trace(source, line)))
        following = lines[at + 1].of(source).lstrip() if at + 1 < len(lines) else ""
        split = _SPLIT.search(line.of(source)) and following[:1].islower()
        short = len(line.of(source).rstrip()) < full or (listed and _MARKED.match(following))
        if not split and short:
            parts += [join_lines(*group, known=known), line_break(source, line)]
            group = []
    return joined([*parts, join_lines(*group, known=known)] if group else parts[:-1])


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


def _is_heading(block: Block, following: Block) -> bool:
    text = block.text
    if not _looks_like_heading(text):
        return False
    if block.item_heading:
        return bool(block.item_heading[1])  # a § alone is told by what follows it
    if _NUMBERED.match(text):
        return True
    prose = len(following.text) > _PROSE or following.text.endswith((".", "!", "?"))
    return text[0].isupper() and prose


def _is_title(first: Block, following: Block) -> bool:
    headed = following.kind == "heading" or following.item_heading is not None
    return headed and first.text[0].isupper() and _looks_like_heading(first.text)


def _looks_like_heading(text: str) -> bool:
    return "\n" not in text and len(text) <= _HEADING and text[-1] not in ".!?:;,-–"


def _level(text: str) -> int:
    numbered = _NUMBERED.match(text)
    return 1 + numbered[1].count(".") if numbered else 2

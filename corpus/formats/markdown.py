"""Markdown as blocks, each character traced to its source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.document import Page, Span
from corpus.formats.inline import without_markup
from corpus.text.blocks import Block, BlockKind
from corpus.text.embedded import embedded
from corpus.text.lines import join_lines, line_break, page_at, source_lines, words_to_join
from corpus.text.traced import Traced, joined, stripped, trace, without

_INDENT = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*")
_MARKS = re.compile(r"(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*#{1,6}(?!#)[ \t]*")
_NO_BLANK = re.compile(r"^( {0,3}(?:#{2,6}(?=[^\W_]|§)|#(?=[A-ZÅÄÖ]|\d{1,3}[.)]|§)(?![^#]*#[ \t]*[^\s#])))")
_CLOSING = re.compile(r"(?:^|(?<![ \t])[ \t]+)#+[ \t]*$")
_HARD_BREAK = re.compile(r"(?:(?<![ \t])[ \t]{2,}|\\)$")
_ONLY_BOLD = re.compile(r"(\*\*|__)[^*_\n]{1,80}(?<![.:;,])\1")
_HEADING_TAG = re.compile(r"<h([1-6])(?:\s[^<>]*)?>[^\n]*</h\1>", re.IGNORECASE)
_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[^\n]*\r?\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\[\]]{1,200}\]:[ \t]*<?>?[ \t]*")
_LONE_LETTER = re.compile(r"(?<!\w)\w$")
_KEY = re.compile(r"[\w-]+:(?:\s|$)")


def markdown_blocks(source: str, pages: tuple[Page, ...]) -> list[Block]:
    """The blocks of a Markdown text, in order, without markup, comments, page breaks and rules.

    Emphasis and links leave their text; a table's row is a line whose cells stand between bars; a
    line of nothing but bold words is a heading of level 6, and the marks of a heading need no blank
    (``####1. Val``, ``##1. Val##``). Anything that is not Markdown stays as it is.
    """
    spans = source_lines(source)
    lines = _lines(source, spans)
    matter = _front_matter(source, lines)
    texts = ("" if at < matter else _NO_BLANK.sub(r"\1 ", line.text) for at, line in enumerate(lines))
    tokens = _parser().parse("\n".join(texts))
    breaks = [line_break(source, line) for line in spans]
    cut = {at for at, line in enumerate(lines) if len(line.text) < len(spans[at])}
    found = (
        [(Block("paragraph", _kept_lines(lines[1 : matter - 1], breaks[1:])), 0, matter)] if matter else []
    )
    known = words_to_join(source, (line.text for line in lines))
    for kind, level, first, last in _line_ranges(tokens):
        found.append((_block(lines[first:last], breaks[first:last], kind, level, known), first, last))
    blocks: list[Block] = []
    parted, before = False, 0
    for block, first, last in found:
        parted |= any(at in cut for at in range(before, first))
        before = last
        if not block.text.strip():
            parted = True  # a picture without a description
            continue
        page = page_at(pages, block.traced.first)
        blocks.append(replace(block, page=page, parted=parted))
        parted = False
    return blocks


@cache
def _parser() -> MarkdownIt:
    """What tells the blocks of Markdown apart; to make one takes as long as to parse some pages."""
    return MarkdownIt("commonmark").enable("table").disable(["code", "html_block", "reference", "inline"])


def _lines(source: str, spans: Sequence[Span]) -> list[Traced]:
    """The lines of a source without comments, embedded data, and definitions of what is embedded."""
    comments = _merged(sorted([*_comments(source), *embedded(source)]))
    found, first = [], 0
    for line in spans:
        while first < len(comments) and comments[first].end <= line.start:
            first += 1
        cuts, at = [], first
        while at < len(comments) and comments[at].start < line.end:
            start, end = max(comments[at].start, line.start), min(comments[at].end, line.end)
            cuts.append(Span(start - line.start, end - line.start))
            at += 1
        left = without(trace(source, line), cuts)
        found.append(left.cut(0, 0) if cuts and _DEFINITION.fullmatch(left.text) else left)
    return found


def _comments(source: str) -> Iterator[Span]:
    at = source.find("<!--")
    while at >= 0:
        end = source.find("-->", at + 4)
        if end < 0:
            return
        yield Span(at, end + 3)
        at = source.find("<!--", end + 3)


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _front_matter(source: str, lines: list[Traced]) -> int:
    """The number of lines of the front matter, its fences counted; 0 where there is none."""
    found = _FRONT_MATTER.match(source)
    return found[0].count("\n") + (not found[0].endswith("\n")) if found and _KEY.match(lines[1].text) else 0


def _line_ranges(tokens: list[Token]) -> Iterator[tuple[BlockKind | None, int, int, int]]:
    """Kind, heading level, first line and line after the last, of each block; the kind of code is None."""
    table = depth = 0
    for token in tokens:
        if token.type == "table_open" and token.map:
            table += 1
            yield "table", 0, token.map[0], token.map[1]
        elif token.type == "table_close":
            table -= 1
        elif token.type in {"list_item_open", "list_item_close"}:
            depth += token.nesting
        elif table or not token.map:
            continue
        elif token.type == "heading_open":
            yield "heading", int(token.tag[1]), token.map[0], token.map[1]
        elif token.type == "paragraph_open":
            yield ("list" if depth else "paragraph"), 0, token.map[0], token.map[1]
        elif token.type == "fence":
            yield None, 0, token.map[0], token.map[1]


def _block(
    lines: list[Traced], breaks: list[Traced], kind: BlockKind | None, level: int, known: frozenset[str]
) -> Block:
    if kind is None:
        closed = len(lines) > 1 and _FENCE.match(lines[-1].text)
        return Block("paragraph", _kept_lines(lines[1 : -1 if closed else None], breaks[1:]))
    if kind == "table":
        return Block(kind, _table(lines, breaks))
    if kind == "heading":
        title = _unwrapped(lines[: max(len(lines) - 1, 1)], breaks, known)  # the last may be a line of = or -
        marks = _MARKS.match(title.text)
        closing = _CLOSING.search(title.text) if marks else None
        start, end = marks.end() if marks else 0, closing.start() if closing else None
        end = _tight_end(title.text, marks[0]) if marks and end is None else end
        return Block(kind, without_markup(title.cut(start, end)), level)
    raw = _unwrapped(lines, breaks, known)
    tag = _HEADING_TAG.fullmatch(raw.text.strip())
    if tag:
        return Block("heading", without_markup(raw), int(tag[1]))
    if kind == "paragraph" and _ONLY_BOLD.fullmatch(raw.text.strip()):
        return Block("heading", without_markup(raw), 6)
    return Block(kind, without_markup(raw))


def _tight_end(title: str, marks: str) -> int | None:
    """Where a heading ends whose marks stand at both ends without a blank (``##2.1 Toimijat##``).

    There may be fewer at its end (``##2.1 Toimijat#``), but not behind a lone letter (*C#*).
    """
    text = title.rstrip()
    bare = text.rstrip("#")
    count, most = len(text) - len(bare), marks.count("#")
    closed = count == most or (0 < count < most and not _LONE_LETTER.search(bare))
    return len(bare) if closed and not marks[-1:].isspace() else None


def _unwrapped(lines: list[Traced], breaks: list[Traced], known: frozenset[str]) -> Traced:
    """Lines as one text: a hard break stays a line break, a soft one becomes a joining space."""
    parts: list[Traced] = []
    group: list[Traced] = []
    for at, line in enumerate(lines):
        indent = _INDENT.match(line.text)
        hard = _HARD_BREAK.search(line.text) if line.text.endswith((" ", "\t", "\\")) else None
        group.append(line.cut(indent.end() if indent else 0, hard.start() if hard else None))
        if hard or at == len(lines) - 1:
            parts += [join_lines(*group, known=known), breaks[at]]
            group = []
    return joined(parts[:-1])


def _kept_lines(lines: list[Traced], breaks: list[Traced]) -> Traced:
    """Lines as they stand, their indentation aside."""
    parts: list[Traced] = []
    for line, end in zip(lines, breaks, strict=False):
        parts += [stripped(line), end]
    return stripped(joined(parts))


def _table(lines: list[Traced], breaks: list[Traced]) -> Traced:
    """A table's rows as lines, their cells between bars, the line under the head left out."""
    parts: list[Traced] = []
    for at, line in enumerate(lines):
        row = stripped(line)
        if not row.text.strip(" \t|:-"):
            continue
        row = row.cut(row.text.startswith("|"), len(row.text) - row.text.endswith("|"))
        if parts:
            parts.append(breaks[at - 1])
        parts.append(without_markup(row))
    return joined(parts)

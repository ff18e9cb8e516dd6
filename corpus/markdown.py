"""Markdown as blocks, each character traced to its source."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.blocks import Block, BlockKind
from corpus.document import Page, Span
from corpus.lines import join_lines, line_break, source_lines
from corpus.pages import page_at
from corpus.traced import JOINT, SPACE, Traced, joined, stripped, trace

_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:#{1,6}(?=[ \t]|$)[ \t]*)?")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_HARD_BREAK = re.compile(r"(?:[ \t]{2,}|\\)$")
_ONLY_BOLD = re.compile(r"(\*\*|__)[^*_\n]{1,80}(?<![.:;,])\1")
_MARKUP = re.compile(
    r"""
    (?P<comment><!--.*?-->)
  | !?\[(?P<link>[^\[\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)
  | <(?P<address>(?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s]+)>
  | (?P<br><br\s*/?>)
  | (?P<tag></?(?:b|i|u|em|strong|sup|sub|small|span|font)(?:\s[^<>]*)?>)
  | \\(?P<escaped>[!-/:-@\[-`{-~])
  | (?P<fence>`+)(?P<code>[^`]+)(?P=fence)
  | (?P<stars>\*{1,3})(?=[^\s*])(?P<starred>(?:(?!(?P=stars)).)+?)(?<=[^\s*\\])(?P=stars)(?!\*)
  | (?<!\w)(?P<lows>_{1,3})(?=[^\s_])(?P<lowed>(?:(?!(?P=lows)).)+?)(?<=[^\s_\\])(?P=lows)(?!\w)
  | (?P<amp>&)amp;
  | (?P<blank>&nbsp;|[ \t]{2,}|\t)
  | (?P<unseen>[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f])
    """,
    re.VERBOSE | re.DOTALL,
)


def markdown_blocks(source: str, pages: tuple[Page, ...]) -> list[Block]:
    """The blocks of a Markdown text, in order, without markup, page breaks and rules.

    Emphasis, links and comments leave their text; a table's row is a line whose cells stand between
    bars. Anything that is not Markdown stays as it is: markup of another kind is text here.
    """
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "html_block", "reference"])
    lines = source_lines(source)
    tokens = parser.parse("\n".join(line.of(source) for line in lines))
    blocks = []
    for kind, level, first, last in _line_ranges(tokens):
        block = _block(source, lines[first:last], kind, level)
        if block.text:
            offset = next(o for o in block.traced.offsets if o != JOINT)
            blocks.append(replace(block, page=page_at(pages, offset)))
    return blocks


def _line_ranges(tokens: list[Token]) -> Iterator[tuple[BlockKind, int, int, int]]:
    """Kind, heading level, first line and line after the last, of each block of text."""
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
            yield "paragraph", 0, token.map[0], token.map[1]


def _block(source: str, lines: list[Span], kind: BlockKind, level: int) -> Block:
    if kind == "table":
        return Block(kind, _table(source, lines))
    if kind == "heading":
        title = _unwrapped(source, lines[: max(len(lines) - 1, 1)])  # the last may be a line of = or -
        closing = _CLOSING.search(title.text)
        return Block(kind, _inline(title.cut(0, closing.start() if closing else None)), level)
    raw = _unwrapped(source, lines)
    if kind == "paragraph" and _ONLY_BOLD.fullmatch(raw.text.strip()):
        return Block("heading", _inline(raw), 6)
    return Block(kind, _inline(raw))


def _line(source: str, line: Span) -> Traced:
    """A line without its indentation and without Markdown's marks of quotations and headings."""
    traced = trace(source, line)
    prefix = _PREFIX.match(traced.text)
    return traced.cut(prefix.end() if prefix else 0)


def _unwrapped(source: str, lines: list[Span]) -> Traced:
    """Lines as one text: a hard break stays a line break, a soft one becomes a joining space."""
    whole = _line(source, lines[0])
    for before, line in pairwise(lines):
        hard = _HARD_BREAK.search(whole.text)
        if hard:
            parts = [whole.cut(0, hard.start()), line_break(source, before), _line(source, line)]
            whole = joined(parts)
        else:
            whole = join_lines(whole, _line(source, line))
    hard = _HARD_BREAK.search(whole.text)
    return whole.cut(0, hard.start()) if hard else whole


def _table(source: str, lines: list[Span]) -> Traced:
    """A table's rows as lines, their cells between bars, the line under the head left out."""
    parts: list[Traced] = []
    for before, line in zip([lines[0], *lines], lines, strict=False):
        row = stripped(trace(source, line))
        if not row.text.strip(" \t|:-"):
            continue
        row = row.cut(row.text.startswith("|"), len(row.text) - row.text.endswith("|"))
        if parts:
            parts.append(line_break(source, before))
        parts.append(_inline(row))
    return joined(parts)


def _inline(traced: Traced) -> Traced:
    """A text without its inline markup."""
    kept, at = [], 0
    for found in _MARKUP.finditer(traced.text):
        kept.append(traced.cut(at, found.start()))
        at = found.end()
        inner = next(
            (
                n
                for n in ("link", "address", "escaped", "code", "starred", "lowed", "amp")
                if found[n] is not None
            ),
            None,
        )
        if inner:
            part = traced.cut(*found.span(inner))
            kept.append(_inline(part) if inner in {"link", "starred", "lowed"} else part)
        elif found["blank"] or found["br"]:
            real = found["blank"] and " " in found["blank"]
            start = found.start() + (found["blank"].index(" ") if real else 0)
            kept.append(traced.cut(start, start + 1) if real else SPACE)
    return stripped(joined([*kept, traced.cut(at)]))

"""Inline Markdown: emphasis, links, code, tags and escapes out of a text, their words left in."""

import re

from corpus.document import Span
from corpus.text.traced import SPACE, Traced, joined, stripped

_INLINE_TAGS = (
    "a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|var"
)
_BLOCK_TAGS = (
    "address|article|aside|blockquote|body|br|caption|center|col|colgroup|dd|details|div|dl|dt|figcaption|figure|"
    "footer|h[1-6]|head|header|hr|html|img|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_UNSEEN = r"\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f"
_MARKUP = re.compile(
    rf"""
    \\(?=[!-/:-@\[-`{{-~])(?P<escaped>.)
  | (?<!(?<!\\)`)(?P<fence>`++)(?P<code>.{{1,2000}}?)(?<!`)(?P=fence)(?!`)
  | <(?P<address>(?:https?://|mailto:)[^<>\s]{{1,2000}}|[^<>\s@]{{1,200}}@[^<>\s]{{1,200}})>
  | (?P<tag></?(?:{_INLINE_TAGS})(?=[\s/>])[^<>]*+>)
  | (?P<parting></?(?:{_BLOCK_TAGS})(?=[\s/>])[^<>]*+>|&nbsp;)
  | (?P<target>\]\([ \t]*(?:<[^<>\n]{{0,2000}}>|(?:[^()\s\\]|\\.|\([^()\s]{{0,500}}\)){{0,2000}}+)
      (?:\s+(?:"[^"]{{0,500}}"|'[^']{{0,500}}'))?[ \t]*\))
  | (?P<picture>!\[\]\[[^\[\]\n]{{0,200}}\])
  | (?P<bracket>!?\[|\])
  | (?P<amp>&)amp;
  | (?P<unseen>[{_UNSEEN}])
  | (?P<run>\*+|_+|~~)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_SIGNS = re.compile(rf"[\\`<\[\]*_~&{_UNSEEN}]")  # which all markup has
_BLANKS = re.compile(r"[ \t]{2,}|\t")


def without_markup(traced: Traced) -> Traced:
    """A text without its inline markup, runs of blanks as one, no white space at its ends.

    A link leaves its words and a picture its description; a tag between cells or lines leaves a joining
    space. Emphasis is paired as CommonMark pairs it, but for the rule of three; what is not paired, and a
    tag that HTML does not have, stays text.
    """
    left = _unmarked(traced) if _SIGNS.search(traced.text) else traced
    return stripped(_single_blanks(left))


def _unmarked(traced: Traced) -> Traced:
    """A text without its inline markup, everything else as it stands."""
    text = traced.text
    cuts: list[tuple[int, int, bool]] = []  # start, end, whether a space joins what was parted
    brackets: list[Span] = []
    runs: list[Span] = []
    for found in _MARKUP.finditer(text):
        start, end = found.span()
        kind = found.lastgroup
        if found["run"]:
            runs.append(Span(start, end))
        elif found["bracket"]:
            if found["bracket"] != "]":
                brackets.append(Span(start, end))
            elif brackets:
                brackets.pop()
        elif found["target"]:
            if brackets:
                opening = brackets.pop()
                cuts += [(opening.start, opening.end, False), (start, end, False)]
        elif found["parting"]:
            cuts.append((start, end, True))
        elif kind in {"escaped", "code", "address", "amp"}:
            cuts += [(start, found.start(kind), False), (found.end(kind), end, False)]
        else:
            cuts.append((start, end, False))
    cuts += [(mark.start, mark.end, False) for mark in _paired(text, runs)]
    kept, at = [], 0
    for start, end, parting in sorted(cuts):
        kept.append(traced.cut(at, start))
        if parting:
            kept.append(SPACE)
        at = max(at, end)
    return joined([*kept, traced.cut(at)])


def _paired(text: str, runs: list[Span]) -> list[Span]:
    """The marks of emphasis that open or close something."""
    found: list[Span] = []
    open_runs: dict[str, list[Span]] = {"*": [], "_": [], "~": []}
    for run in runs:
        sign, rest = text[run.start], run
        opens, closes = _flanks(text, run)
        while closes and rest and open_runs[sign]:
            opening = open_runs[sign].pop()
            count = min(len(opening), len(rest))
            found += [Span(opening.end - count, opening.end), Span(rest.start, rest.start + count)]
            if len(opening) > count:
                open_runs[sign].append(Span(opening.start, opening.end - count))
            rest = Span(rest.start + count, rest.end)
            for other in open_runs.values():  # emphasis does not overlap
                while other and other[-1].start > opening.start:
                    other.pop()
        if opens and rest:
            open_runs[sign].append(rest)
    return found


def _flanks(text: str, run: Span) -> tuple[bool, bool]:
    """Whether a run of marks may open and whether it may close emphasis."""
    before = text[run.start - 1] if run.start else " "
    after = text[run.end] if run.end < len(text) else " "
    left = not after.isspace() and (_is_word(after) or not _is_word(before))
    right = not before.isspace() and (_is_word(before) or not _is_word(after))
    if text[run.start] == "_":
        return left and not _is_word(before), right and not _is_word(after)
    return left, right


def _is_word(character: str) -> bool:
    return character.isalnum()


def _single_blanks(traced: Traced) -> Traced:
    if "  " not in traced.text and "\t" not in traced.text:
        return traced
    kept, at = [], 0
    for found in _BLANKS.finditer(traced.text):
        space = found.start() + found[0].find(" ")
        kept += [traced.cut(at, found.start()), traced.cut(space, space + 1) if " " in found[0] else SPACE]
        at = found.end()
    return joined([*kept, traced.cut(at)])

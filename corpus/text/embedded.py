"""Embedded data: pictures and other files that stand in a text as letters and digits, which nobody reads."""

import re

from corpus.document import Span

_LETTERS = "[A-Za-z0-9+/]"
_EMBEDDED = re.compile(
    rf"""
    (?<!\w)data:[\w.+-]{{1,60}}/[\w.+-]{{1,60}}(?:;[\w.+=-]{{1,60}}){{0,9}},[^\s"'()<>\[\]]*+
  | (?<![A-Za-z0-9+/_-]){_LETTERS}{{400,}}+={{0,2}}
  | ^(?:{_LETTERS}{{60,80}}\r?\n){{4,}}+(?:(?:{_LETTERS}{{20,80}}|{_LETTERS}{{1,80}}=)=?$)?+
    """,
    re.VERBOSE | re.MULTILINE,
)
_SHORTEST = 60  # of the words of a text that is none


def embedded(text: str) -> list[Span]:
    """The stretches of a text that are embedded data: ``data:`` addresses, long runs and lines of base64."""
    if "data:" not in text and max(map(len, text.split()), default=0) < _SHORTEST:
        return []
    return [Span(*found.span()) for found in _EMBEDDED.finditer(text)]

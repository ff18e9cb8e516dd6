"""Lines of a source, and lines of one paragraph put together again."""

import re

from corpus.document import Span
from corpus.traced import SPACE, Traced, joined, stripped, trace, without

_LINE_BREAK = re.compile(r"\r\n|[\n\r\f]")
_HYPHEN = re.compile(r"[^\W\d_]([-‐\u00ad])$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+(?=[-‐\u00ad]$)")
_CONJUNCTIONS = frozenset("ja tai sekä eli eikä och eller samt and or".split())
_VOWELS = frozenset("aeiouyåäö")


def source_lines(source: str) -> list[Span]:
    """The lines of a source, without their line breaks (LF, CRLF, CR or form feed)."""
    found, at = [], 0
    for match in _LINE_BREAK.finditer(source):
        found.append(Span(at, match.start()))
        at = match.end()
    return [*found, Span(at, len(source))]


def line_break(source: str, line: Span) -> Traced:
    """The line feed that ends a line, or a joining space where something else ends it."""
    at = source.find("\n", line.end, line.end + 2)
    return trace(source, Span(at, at + 1)) if at >= 0 else SPACE


def join_lines(first: Traced, second: Traced) -> Traced:
    """Two lines of one paragraph as one: with a joining space, or with the split word whole again.

    ``kan-`` and ``sainvälisen`` give ``kansainvälisen``. The hyphen stays where it is the word's own:
    before a conjunction (``turvallisuus-`` ``ja``), after an abbreviation or a name (``EU-``,
    ``Pks-kaupunki-``), before a capital or a digit, and between two like vowels, which no Finnish
    word is split between (``linja-`` ``auto``).
    """
    first, second = stripped(first), stripped(second)
    if not first.text or not second.text:
        return second if second.text else first
    if not _HYPHEN.search(first.text):
        return joined([first, SPACE, second])
    following = _FIRST_WORD.match(second.text)
    if following is None or following[0].lower() in _CONJUNCTIONS:
        return joined([first, SPACE, second])
    if _own_hyphen(first.text, following[0]):
        return joined([first, second])
    end = len(first.text)
    return joined([without(first, [Span(end - 1, end)]), second])


def _own_hyphen(first: str, following: str) -> bool:
    """Whether the hyphen at the end of a line belongs to a compound such as ``EU-hanke``."""
    if first.endswith("\u00ad"):
        return False
    if not following[0].islower():
        return True
    found = _LAST_WORD.search(first)
    word = found[0] if found else ""
    before = first[len(first) - len(word) - 2 : len(first) - len(word) - 1]
    if before in {"-", "–"} or word.isupper():
        return True
    return len(word) > 2 and word[-1] == following[0] and word[-1] in _VOWELS

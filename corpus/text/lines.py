"""Lines of a source, its pages where line breaks show them, and lines of one paragraph put together again."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.document import Page, Span
from corpus.text.traced import SPACE, Traced, joined, stripped, trace

_LINE_BREAK = re.compile(r"\r?\n|\f")
# None begins within blanks: each place in a long run of them would be tried in vain.
_PAGE_BREAK = re.compile(r"(?<![ \t])(?:[ \t]*\r?\n){4,}|(?<![ \t])[ \t\r\n]*\f[ \t\r\n]*|\f[ \t\r\n]*")
_HYPHENS = ("-", "‐", "\u00ad")
_HYPHEN = re.compile(r"[^\W\d_]([-‐\u00ad])$")
_EMPTY_LINES = re.compile(r"\n[ \t]*\r?\n[ \t]*\r?\n")  # which every page break of line breaks has
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+(?=[-‐\u00ad]$)")
_CHAIN = re.compile(r"[^\W\d_][-–]$")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")
_CONJUNCTIONS = frozenset("ja tai sekä eli eikä och eller samt and or".split())
_SHORTEST_HEAD, _SHORTEST_TAIL = 3, 3
_LONGEST_WORD = 100  # letters; each may be looked at for all its beginnings, which grows as the square
_VOWELS = frozenset("aeiouyåäö")


def source_lines(source: str) -> list[Span]:
    """The lines of a source, without their line breaks (LF, CRLF) and byte order mark.

    A form feed ends a line and is an empty one itself, so that nothing is joined over it.
    """
    found, at = [], int(source.startswith("\ufeff"))
    for match in _LINE_BREAK.finditer(source):
        found.append(Span(at, match.start()))
        at = match.end()
        if match[0] == "\f":
            found.append(Span(at, at))
    return [*found, Span(at, len(source))]


def line_break(source: str, line: Span) -> Traced:
    """The line feed that ends a line, or a joining space where something else ends it."""
    at = source.find("\n", line.end, line.end + 2)
    return trace(source, Span(at, at + 1)) if at >= 0 else SPACE


def inferred_pages(source: str) -> tuple[Page, ...]:
    """The pages between runs of four line breaks or form feeds, numbered and labelled from 1.

    Empty where the source has no page break between two texts. Spans are of the source; the breaks
    themselves belong to no page.
    """
    if "\f" not in source and not _EMPTY_LINES.search(source):
        return ()
    spans, at = [], 0
    for found in [*_PAGE_BREAK.finditer(source), None]:
        end = found.start() if found else len(source)
        if source[at:end].strip("\ufeff \t\r\n\f"):
            spans.append(Span(at, end))
        at = found.end() if found else end
    if len(spans) < 2:
        return ()
    return tuple(Page(number, str(number), span, inferred=True) for number, span in enumerate(spans, start=1))


def page_at(pages: tuple[Page, ...], offset: int) -> int:
    """The index of the page that a source offset stands on; 0 where there are none."""
    return max(bisect_right(pages, offset, key=lambda page: page.span.start) - 1, 0)


def known_words(text: str) -> frozenset[str]:
    """The words of a text, the parts of its compounds, and what compounds with a hyphen begin with.

    ``EU-hankkeet`` gives ``EU-hankkeet``, ``EU``, ``hankkeet`` and ``EU-``. What more words begin with that
    have no hyphen there (``verkko``, of *verkkopalvelu* and *verkkosivu*) is none of the last. What has more
    than a hundred letters is no word.
    """
    found: set[str] = set()
    heads: Counter[str] = Counter()
    words = {word for word in _WORD.findall(text) if len(word) <= _LONGEST_WORD}
    for word in words:
        parts = word.split("-")
        found |= {word, *parts}
        heads.update(f"{part}-" for part in parts[:-1])
    closed = sorted(word for word in words if "-" not in word)
    own = {head for head, count in heads.items() if count >= _beginning(closed, head.removesuffix("-"))}
    return frozenset(found | own)


def _beginning(words: Sequence[str], head: str) -> int:
    """How many of the words, which are sorted, begin with a head and have a tail that may be a word."""
    if len(head) < _SHORTEST_HEAD:
        return 0
    count, at = 0, bisect_left(words, head)
    while at < len(words) and words[at].startswith(head):
        count += len(words[at]) >= len(head) + _SHORTEST_TAIL
        at += 1
    return count


def words_to_join(text: str, lines: Iterable[str]) -> frozenset[str]:
    """The known words of a text; none where no line of it may end within a word: then none is asked for."""
    return known_words(text) if any(line.rstrip().endswith(_HYPHENS) for line in lines) else frozenset()


def join_lines(*lines: Traced, known: frozenset[str] = frozenset()) -> Traced:
    """Lines of one paragraph as one: with joining spaces, or with a split word whole again.

    ``kan-`` and ``sainvälisen`` give ``kansainvälisen``. The hyphen stays where it is the word's own:
    before a conjunction (``turvallisuus-`` ``ja``, but ``keino-`` ``ja`` only where no *keinoja* is known), a
    capital or a digit, after an abbreviation (``EU-``), and between two like vowels, which no Finnish word
    is split between (``linja-`` ``auto``). Elsewhere the words that the document has whole decide,
    ``known``: the joined word, or another compound of the first part (``Ely-`` ``keskus``). Where it has
    neither, the hyphen stays after a name that the document has, and after another hyphen of the word
    (``Pks-kaupunki-``). Lines of white space are left out.
    """
    parts: list[Traced] = []
    for line in map(stripped, lines):
        if not line.text:
            continue
        if parts:
            parts.extend(_seam(parts.pop(), line, known))
        parts.append(line)
    return joined(parts)


def _seam(first: Traced, second: Traced, known: frozenset[str]) -> tuple[Traced, ...]:
    """A line as it reads before another, and what joins the two."""
    if not _HYPHEN.search(first.text):
        return first, SPACE
    following = _FIRST_WORD.match(second.text)
    if following is None:
        return first, SPACE
    if following[0].lower() in _CONJUNCTIONS:
        found = _LAST_WORD.search(first.text)
        whole = f"{found[0]}{following[0]}" if found else ""
        return (first.cut(0, len(first.text) - 1),) if whole.lower() in known else (first, SPACE)
    if _own_hyphen(first.text, following[0], known):
        return (first,)
    return (first.cut(0, len(first.text) - 1),)


def _own_hyphen(first: str, following: str, known: frozenset[str]) -> bool:
    """Whether the hyphen at the end of a line belongs to a compound such as ``EU-hanke``."""
    if first.endswith("\u00ad"):
        return False
    if not following[0].islower():
        return True
    found = _LAST_WORD.search(first)
    word = found[0] if found else ""
    if word.isupper() or (len(word) > 2 and word[-1] == following[0] and word[-1] in _VOWELS):
        return True
    if word[-1:] == following[0]:
        return False  # between two like consonants, no compound is parted but where a syllable ends
    whole = f"{word}{following}"
    if not known.isdisjoint({whole, whole.lower(), whole.capitalize()}):
        return False
    before = _CHAIN.search(first[: len(first) - len(word) - 1])
    named = word in known and word.lower() not in known
    return f"{word}-" in known or before is not None or named

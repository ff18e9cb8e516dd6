"""Sentences: where one ends in Finnish, Swedish and English administrative text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Span
from index.words.terms import Terms

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n")
_INK = re.compile(r"\S")
_BEFORE_WORD = frozenset('("”»')
_STARTS = re.compile(r"[\"'”’»(\[§–-]*[^\W_a-zåäöéü]")
# Abbreviations that a sentence does not end with; those that may end one (jne., osv.) are not here.
_ABBREVIATIONS = frozenset(
    "esim ns mm ks klo n s ko em so vrt nro nr no puh os v prof dos toim tri mr mrs ms dr st "
    "bl kl dvs ent ed nyk kts huom va vt ap ip fil oik kirj painos alv sis ml lk kpl".split()
)
_LONG = 30
_KEPT = 256
"""The texts whose sentences are kept at hand, as those of the candidates of one question: 70 kB a passage."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: its span there, its text and its terms."""

    span: Span
    text: str
    terms: Terms


@lru_cache(maxsize=_KEPT)
def analyzed(text: str) -> tuple[Sentence, ...]:
    """A passage's sentences in order, each with its terms. Made once for all that looks at them."""
    parts = ((span, span.of(text)) for span in sentences(text))
    return tuple(Sentence(span, said, Terms(said)) for span, said in parts)


def terms_of(found: Iterable[Sentence]) -> frozenset[str]:
    """The terms that any of the sentences has."""
    return frozenset[str]().union(*(sentence.terms.all for sentence in found))


def sentences(text: str) -> list[Span]:
    """The spans of a text's sentences, in order; only white space lies outside them.

    A full stop ends a sentence where white space and a capital, a digit or a sign follow, but not
    after an abbreviation (``esim.``), an initial (``Anthony J.``) or the number of a list's item; so
    ``12.9.2022``, ``2 §:n`` and addresses stay whole. A line break ends one in texts of more than
    30 words; in shorter ones, as in an address, the lines belong together.
    """
    breaks = len(text.split()) > _LONG
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match[0] == "\n":
            ends = breaks or text[match.end() : match.end() + 1] == "\n"
        else:
            ends = _ends(text, start, match)
        if ends:
            found.append(Span(start, match.end()))
            start = match.end()
    found.append(Span(start, len(text)))
    return [span for span in (_trimmed(text, span) for span in found) if len(span)]


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    following = _INK.search(text, match.end())
    if following and not _STARTS.match(text, following.start()):
        return False
    if not match[0].startswith(".") or match[0].startswith(".."):
        return True
    begin = match.start()
    while begin > start and not text[begin - 1].isspace() and text[begin - 1] not in _BEFORE_WORD:
        begin -= 1
    word = text[begin : match.start()].lower()
    if word.isdigit():  # "2. Asia" numbers an item of a list; "vuonna 2023." ends a sentence
        first = _INK.search(text, start)
        alone = first is not None and first.start() == begin
        return not alone and not (len(word) < 3 and following is not None and following[0].isdigit())
    parts = word.split(".")
    dotted = len(parts) > 1 and all(part.isalpha() and len(part) <= 2 for part in parts)  # "t.ex"
    return word not in _ABBREVIATIONS and not dotted and not (len(word) == 1 and word.isalpha())


def _trimmed(text: str, span: Span) -> Span:
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(span.start + len(inside.rstrip()), start))

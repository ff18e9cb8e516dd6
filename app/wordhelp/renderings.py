"""Word help: for the words of a text, what a dictionary makes of each in another language.

A guess, word by word, and no translation: the likeliest rendering of the lexicon that questions are put into
other languages with, shown only where it is likely enough.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from app.wordhelp.inflection import lexeme
from app.wordhelp.small_words import SMALL_WORDS
from app.wordhelp.words import Word, words_of
from corpus.document import Span
from corpus.language import Language
from index.words.lexicon import STEMMERS, compound, shipped

LIKELY = 0.3
"""The probability from which a rendering is shown; a compound's is the product of its parts'."""

_SHORTEST = 3
_LONGEST = 28  # longer ones must be able to break on a phone, which one with a rendering cannot
_BETWEEN = "·"


@dataclass(frozen=True, slots=True)
class HelpedWord:
    """A word of a text at its span: its rendering or None, and whether it was searched with."""

    span: Span
    rendering: str | None
    sought: bool


def helped_words(
    text: str, source: Language, target: Language | None, looked_for: Collection[str] = ()
) -> tuple[HelpedWord, ...]:
    """The words of a text that have a rendering, or that were searched with, in order.

    ``source`` is the text's language, ``target`` that of the renderings, None for none; ``looked_for`` are
    Finnish words, whose forms are recognised in a Finnish text. Names, numbers, abbreviations and function
    words get nothing.

    Raises:
        PykalaError: a lexicon is missing or damaged.
    """
    sought = {lexeme(word) for words in looked_for for word in words.split()} if source == "fi" else set()
    found = []
    for words in words_of(text, Span(0, len(text))):
        for word in words:
            if not _has_content(word, source) or _in_address(word.span, text):
                continue
            rendering = _of(word, source, target) if target is not None and target != source else None
            searched_with = bool(sought) and lexeme(word.text) in sought
            if rendering is not None or searched_with:
                found.append(HelpedWord(word.span, rendering, searched_with))
    return tuple(found)


def _has_content(word: Word, source: Language) -> bool:
    written = word.text
    return (
        _SHORTEST <= len(written) <= _LONGEST
        and written.lower() not in SMALL_WORDS[source]
        and not any(sign.isdigit() for sign in written)
    )


def _in_address(span: Span, text: str) -> bool:
    """Whether a word is a piece of an address: *anna.aalto@lapua.fi*, *hankintailmoitukset.fi*."""
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 2]
    return before in {"@", "."} or after[:1] == "@" or (after[:1] == "." and after[1:].isalpha())


def _of(word: Word, source: Language, target: Language) -> str | None:
    """The rendering of a word as it stands in its text, where a capital inside a sentence makes a name."""
    head, hyphen, tail = word.text.rpartition("-")
    if hyphen and head.isupper() and tail.islower() and len(tail) >= _SHORTEST:
        rendering = rendering_of(tail, source, target)
        return f"{head}-{rendering}" if rendering else None
    if hyphen or (word.capital and not word.first) or (word.text.isupper()):
        return None
    rendering = rendering_of(word.text.lower(), source, target)
    # What a dictionary writes with a capital too is a name, unless it is written small here.
    if rendering is None or (word.capital and rendering[:1].isupper()):
        return None
    return rendering


@lru_cache(maxsize=1 << 15)
def rendering_of(word: str, source: Language, target: Language) -> str | None:
    """The likeliest rendering of a word in small letters; by its two parts (``attack·war``) where unknown.

    None where it is no likelier than 0.3, or says the same word again.
    """
    lexicon = shipped(source, target)
    # A stemmer is cheap to make and not safe to share between threads.
    stemmer = Stemmer.Stemmer(STEMMERS[source], 0)
    known = lexicon.rendering(stemmer.stemWord(word))
    if known is not None:
        likely = known.probability >= LIKELY and known.word.casefold() != word
        return known.word if likely else None
    parts = compound(word, lexicon, stemmer) if source != "en" else ()
    if not parts or math.prod(part.probability for part in parts) < LIKELY:
        return None
    if not all(part.word.islower() for part in parts):
        return None
    return _BETWEEN.join(part.word for part in parts)

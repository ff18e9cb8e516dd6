"""The analyzer: a text into the terms of the lexical side, character 4-grams inside words and whole numerals.

4-grams do for Finnish inflection and compounds what a stemmer and a dictionary would, and better
(McNamee and Mayfield 2004): *kaupunki* and *kaupungeissa* share ``_kau kaup aupu``. A date or a case
number is right or wrong as a whole, and is one more term (``index/words/numerals.py``).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from corpus.language import Language
from index.words.numerals import numerals

ANALYZER = "grams4-3"
"""The name of what this module does; an index made under another name is not compatible."""

GRAM = 4
"""The letters of a gram, marks included; the whole of a shorter word is one."""

LANGUAGE_MARKS: Mapping[Language, str] = {"fi": "F", "sv": "S", "en": "E"}
"""What a term begins with in an index, by the language of the passages that it occurs in.

No term begins with a capital by itself. So what is asked in one language is looked for among its passages.
"""

MARK = "_"
"""What stands at the ends of a word in its grams."""

_WORD = re.compile(r"[^\W_]+")
_SOFT_HYPHEN = "\u00ad"
# What is as it is but for capitals; most texts have nothing else, and need not be taken apart.
_PLAIN = re.compile("[\x00-\x7fåäöÅÄÖ–€§°”’]*")
# All combining accents but the ring of å and the dots of ä and ö, which are other letters, not accents.
_ACCENT = re.compile("(?<!a)\u030a|(?<![ao])\u0308|[\u0300-\u0307\u0309\u030b-\u036f]")


def words(text: str) -> list[str]:
    """The words of a text in order, in lower case: runs of letters and digits.

    Compatibility forms are replaced by plain ones (NFKC) and soft hyphens left out; accents stay.
    ``EU:n`` is the two words ``eu n``.
    """
    return [word.lower() for word in written_words(text)]


def written_words(text: str) -> list[str]:
    """The words of a text as ``words`` gives them, but with the capitals that they are written with."""
    return [written for written, _ in placed_words(text)]


def placed_words(text: str) -> list[tuple[str, int]]:
    """The words of a text as ``written_words`` gives them, each with where it begins in ``plain(text)``."""
    return [(match[0], match.start()) for match in _WORD.finditer(plain(text))]


def plain(text: str) -> str:
    """The text with compatibility forms replaced by plain ones (NFKC), without soft hyphens."""
    return unicodedata.normalize("NFKC", text.replace(_SOFT_HYPHEN, ""))


def fold(text: str) -> str:
    """The text in lower case without accents, but for å, ä and ö: ``Québec`` is ``quebec``."""
    if _PLAIN.fullmatch(text):
        return text.lower()
    # In lower case only after taking apart: what a compatibility form stands for may be capitals (™).
    decomposed = unicodedata.normalize("NFKD", text.replace(_SOFT_HYPHEN, "")).lower()
    return unicodedata.normalize("NFC", _ACCENT.sub("", decomposed))


def grams(text: str, *, numbered: bool = True) -> list[str]:
    """The 4-grams of the folded words of a text, in order and as often as they occur, then its numerals.

    ``kaupunki`` gives ``_kau kaup aupu upun punk unki nki_``, ``ja`` gives ``_ja_``, ``8`` gives ``_8_``,
    ``§ 31`` gives ``_31_ _§31_``. Without ``numbered`` the numerals are left out.
    """
    return folded_grams(fold(text), numbered=numbered)


def folded_grams(folded: str, *, numbered: bool = True) -> list[str]:
    """The same of a text that is folded."""
    found = [gram for word in folded_words(folded) for gram in _kept_grams(word)]
    return found + numeral_terms(folded) if numbered else found


def in_language(terms: Iterable[str], language: Language) -> list[str]:
    """Terms as an index tells them of passages in a language."""
    mark = LANGUAGE_MARKS[language]
    return [mark + term for term in terms]


def folded_words(folded: str) -> list[str]:
    """The words of a folded text, in order."""
    return _WORD.findall(folded)


def numeral_terms(folded: str) -> list[str]:
    """The terms of the numerals in a folded text, in order."""
    return [f"{MARK}{numeral}{MARK}" for numeral in numerals(folded)]


def marked(folded: str) -> str:
    """The words of a folded text with marks at both ends, parted by blanks; all their grams stand in it."""
    return f"{MARK}{f'{MARK} {MARK}'.join(folded_words(folded))}{MARK}"


def word_grams(word: str) -> tuple[str, ...]:
    """The 4-grams of one folded word, with a mark at its start and its end."""
    return _cut(f"{MARK}{word}{MARK}")


_kept_grams = lru_cache(maxsize=1 << 16)(word_grams)


def stem_grams(stem: str) -> tuple[str, ...]:
    """The 4-grams of one folded stem, from its start: ``yhteistyö`` gives ``_yht yhte … styö``.

    A stem of fewer than four letters is closed (``_eu_``), lest it match every word that begins so.
    """
    return _cut(f"{MARK}{stem}{MARK if len(stem) < GRAM else ''}")


def own_grams(word: str, stem: str) -> tuple[str, ...]:
    """The 4-grams of a stem, and where it is too short to say much, of the beginning of the word too.

    Both are folded. The stem of *kissa* is *kis*, as if *-sa* were an ending: no form of the word holds
    ``kis_``.
    """
    if len(stem) >= GRAM or len(word) < GRAM:
        return stem_grams(stem)
    return tuple(dict.fromkeys((*stem_grams(stem), *_cut(f"{MARK}{word[:GRAM]}"))))


def asked_numerals(question: str) -> list[str]:
    """The terms of the numerals that a question, in any language, asks for."""
    return [f"{MARK}{numeral}{MARK}" for numeral in numerals(fold(question), asked=True)]


def _cut(marked: str) -> tuple[str, ...]:
    return tuple([marked[at : at + GRAM] for at in range(max(1, len(marked) - GRAM + 1))])

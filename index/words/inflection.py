"""Inflection: which written Finnish words may be forms of one word."""

import re
from functools import lru_cache

import Stemmer

from index.words.analyzer import fold

_VOWELS = "aeiouyåäö"
_SHORTEST = 3
# Consonant gradation in the last cluster of a stem: kauppa, kaupan; Helsinki, Helsingin; lautakunta, -kunnan.
_GRADES = (("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"))


@lru_cache(maxsize=1 << 16)
def lexeme(word: str) -> str:
    """A key that the forms of a Finnish word mostly share, and different words mostly do not.

    Snowball's stem (Porter 2001) without accents and closing vowels, its last consonants in their weak
    grade: ``Helsinki`` and ``Helsingissä`` are ``helsing``, ``tekninen`` and ``tekniselle`` are ``teknis``.
    """
    plain = fold(word)
    if plain.endswith("nen") and len(plain) > 5:
        plain = f"{plain[:-3]}sen"
    # A stemmer is cheap to make and not safe to share between threads.
    stem: str = Stemmer.Stemmer("finnish", 0).stemWord(plain)
    bare = stem.rstrip(_VOWELS) if len(stem.rstrip(_VOWELS)) >= _SHORTEST else stem
    if re.search(rf"[{_VOWELS}]ks$", bare):
        return f"{bare[:-2]}s"
    for strong, weak in _GRADES:
        if bare.endswith(strong) and len(bare) > len(strong) + 1:
            return bare[: -len(strong)] + weak
    return bare

"""The terms of a text, which need not all be made to find out whether some are there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from index.words.analyzer import GRAM, MARK, fold, folded_grams, folded_words, marked, numeral_terms

_PLACES = 12
"""So many bits of a gram's number say where it stands in a table: of grams that nobody asks for, few do."""

_LAST = "\uffff"
"""The last sign of 16 bits."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - _PLACES)

Longs = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Asked:
    """Different terms to look for, and the places of those among them that may be numerals.

    ``grams`` are the numbers of those that are grams, rising, ``places`` their places; ``likely`` says of
    each value of ``_hashed`` whether a gram has it. ``others`` are the places of all other terms.
    """

    terms: tuple[str, ...]
    numerals: tuple[int, ...]
    grams: Longs = field(compare=False, repr=False)
    places: npt.NDArray[np.intp] = field(compare=False, repr=False)
    likely: Flags = field(compare=False, repr=False)
    others: tuple[int, ...] = field(compare=False, repr=False)

    @classmethod
    def of(cls, terms: Sequence[str]) -> "Asked":
        """Terms in their order."""
        digits = (at for at, term in enumerate(terms) if any(letter.isdigit() for letter in term))
        fit = [at for at, term in enumerate(terms) if _is_gram(term)]
        numbers = _units("".join(terms[at] for at in fit)).view(np.uint64)
        order = np.argsort(numbers)
        likely = np.zeros(1 << _PLACES, np.bool_)
        likely[_hashed(numbers)] = True
        others = sorted(set(range(len(terms))).difference(fit))
        return cls(
            tuple(terms), tuple(digits), numbers[order], np.array(fit, np.intp)[order], likely, tuple(others)
        )


class Terms:
    """The terms of a text as ``index.words.analyzer.grams`` makes them."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)

    @cached_property
    def marked(self) -> str:
        """The words with marks at both ends; all their grams stand in it."""
        return marked(self.folded)

    @cached_property
    def numerals(self) -> tuple[str, ...]:
        """The terms of the numerals, in order."""
        return tuple(numeral_terms(self.folded))

    @cached_property
    def all(self) -> frozenset[str]:
        """The terms, each once."""
        return frozenset((*folded_grams(self.folded, numbered=False), *self.numerals))

    def __len__(self) -> int:
        """How many there are, repetitions included."""
        letters = list(map(len, folded_words(self.folded)))
        # Of a word with its marks, a gram begins at each letter but the last; a single letter is one, too.
        return sum(letters) - len(letters) + letters.count(1) + len(self.numerals)

    def held(self, asked: Asked) -> Flags:
        """Which of some terms are among them, bool (terms,)."""
        found: Flags = held([self], asked)[0]
        return found


def held(parts: Sequence[Terms], asked: Asked) -> Flags:
    """Which of some terms are among those of each part, bool (parts, terms).

    A gram is four signs of a text in which all that is no letter or digit is a mark, so that all of them are
    looked at at once, as numbers.
    """
    found = np.zeros((len(parts), len(asked.terms)), np.bool_)
    text = " ".join(["", *(part.folded for part in parts), ""])
    units, others = _units(text), asked.others
    if len(units) == len(text):
        numbers = _numbers(_signs()[units])
        likely = np.flatnonzero(asked.likely[_hashed(numbers)])
        place = np.searchsorted(asked.grams, numbers[likely])
        there = place < len(asked.grams)
        there[there] = asked.grams[place[there]] == numbers[likely[there]]
        starts = np.cumsum([0, *(len(part.folded) + 1 for part in parts)])
        rows = np.searchsorted(starts, likely[there], side="right") - 1
        found[rows, asked.places[place[there]]] = True
    else:  # a letter of two units
        others = tuple(range(len(asked.terms)))
    for row, part in zip(found, parts, strict=True):
        for other in others:
            row[other] = asked.terms[other] in part.marked
        for at in asked.numerals:
            row[at] = (row[at] and len(asked.terms[at]) <= GRAM) or asked.terms[at] in part.numerals
    return found


def _is_gram(term: str) -> bool:
    return len(term) == GRAM and MARK not in term[1:-1] and max(term) <= _LAST


def _units(text: str) -> npt.NDArray[np.uint16]:
    """The signs of a text as numbers of 16 bits, two for those beyond them."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2").astype(np.uint16)


def _numbers(signs: npt.NDArray[np.uint16]) -> Any:
    """Four signs each as one number, from each sign on, uint64 (signs - 3,)."""
    return np.ndarray((max(len(signs) - GRAM + 1, 0),), np.uint64, signs, strides=(2,))


def _hashed(numbers: Longs) -> Any:
    """The places of grams in a table, by their numbers (Knuth's multiplicative hashing)."""
    return (numbers * _SPREAD) >> _SHIFT


@cache
def _signs() -> npt.NDArray[np.uint16]:
    """Each sign of 16 bits as it stands in a gram: what is no letter or digit is a mark."""
    return np.array([at if chr(at).isalnum() else ord(MARK) for at in range(1 << 16)], np.uint16)

"""The terms of a text, which need not all be made to find out whether some are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.words.analyzer import GRAM, fold, folded_grams, marked, numeral_terms


@dataclass(frozen=True, slots=True)
class Asked:
    """Terms to look for, and the places of those among them that may be numerals."""

    terms: tuple[str, ...]
    numerals: tuple[int, ...]

    @classmethod
    def of(cls, terms: Sequence[str]) -> "Asked":
        """Terms in their order."""
        digits = (at for at, term in enumerate(terms) if any(letter.isdigit() for letter in term))
        return cls(tuple(terms), tuple(digits))


class Terms:
    """The terms of a text as ``index.words.analyzer.grams`` makes them."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self._marked = marked(self._folded)

    @cached_property
    def _numerals(self) -> frozenset[str]:
        return frozenset(numeral_terms(self._folded))

    @cached_property
    def _every(self) -> list[str]:
        return folded_grams(self._folded)

    @cached_property
    def all(self) -> frozenset[str]:
        """The terms, each once."""
        return frozenset(self._every)

    def __len__(self) -> int:
        """How many there are, repetitions included."""
        return len(self._every)

    def held(self, asked: Asked) -> npt.NDArray[np.bool_]:
        """Which of some terms are among them, bool (terms,)."""
        found: npt.NDArray[np.bool_] = held([self], asked)[0]
        return found


def held(parts: Sequence[Terms], asked: Asked) -> npt.NDArray[np.bool_]:
    """Which of some terms are among those of each part, bool (parts, terms).

    The terms of words stand in the texts as they are: what is in none of them is looked for only once.
    """
    whole = " ".join(part._marked for part in parts)
    present = [at for at, term in enumerate(asked.terms) if term in whole]
    terms = [asked.terms[at] for at in present]
    found = np.zeros((len(parts), len(asked.terms)), np.bool_)
    for row, part in zip(found, parts, strict=True):
        row[present] = [term in part._marked for term in terms]
        for at in asked.numerals:
            term = asked.terms[at]
            row[at] = (row[at] and len(term) <= GRAM) or term in part._numerals
    return found

"""Senses: which renderings of the words of a question go together in a collection.

*pool* is a basin and a game, *fall* a season and a mishap. Of the renderings of a word those are likelier
that stand in the same passages as renderings of the question's other words (Ballesteros and Croft 1998;
Gao et al. 2001), and what the collection never says is unlikely.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from index.words.analyzer import fold, stem_grams
from index.words.lexicon import Lexicon, Rendering, Through, form_of

Rows = npt.NDArray[np.int32]

Holding = Callable[[Sequence[str]], Rows]
"""The rows of the passages in which all of some terms occur, in order."""

APART = 0.05
"""What is left of a rendering that stands with none of the others: 0.15 gained half as much."""


@dataclass(frozen=True, slots=True, eq=False)
class InContext:
    """A lexicon whose renderings are weighed by the other words of one question."""

    known: Lexicon | Through
    weighed: Mapping[str, Rendering]

    def rendering(self, stem: str) -> Rendering | None:
        """How a stem is rendered in this question, None where the lexicon does not know it.

        Raises:
            PykalaError: a line of the lexicon cannot be read.
        """
        return self.weighed.get(stem) or self.known.rendering(stem)


def in_context(known: Lexicon | Through, stems: Sequence[str], collection: "Collection") -> InContext:
    """The lexicon as it renders the stems of a question, and its terms of two, in a collection.

    A rendering's probability is multiplied by 0.05 and, on average over the question's other words, how much
    more often than by chance it shares a passage with the likeliest rendering to do so: pointwise mutual
    information over the logarithm of the number of passages, from 0 to 1.

    Raises:
        PykalaError: a line of the lexicon cannot be read.
    """
    found = {stem: known.rendering(stem) for stem in dict.fromkeys(stems)}
    shares = {stem: dict(each.stems) if each else {stem: 1.0} for stem, each in found.items()}
    weighed: dict[str, Rendering] = {}
    for stem, rendering in found.items():
        if rendering is None or len(rendering.stems) < 2:
            continue
        others = [shares[other] for other in found if not set(other.split()) & set(stem.split())]
        if not others:
            continue
        weights = {
            name: share * (APART + collection.together(name, others)) for name, share in rendering.stems
        }
        weighed[stem] = _reweighed(rendering, weights)
    return InContext(known, weighed)


def _reweighed(rendering: Rendering, weights: Mapping[str, float]) -> Rendering:
    total = sum(weights.values())
    stems = tuple(
        sorted(((name, weight / total) for name, weight in weights.items()), key=lambda one: -one[1])
    )
    best, first = stems[0][0], rendering.stems[0][0]
    return replace(rendering, stems=stems, word=rendering.word if best == first else form_of(best))


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """What the passages of a collection of some size say together; what was looked up is remembered."""

    holding: Holding
    size: int
    _rows: dict[str, Rows] = field(default_factory=dict, init=False)

    def together(self, stem: str, others: Sequence[Mapping[str, float]]) -> float:
        """How much more often than by chance a stem shares a passage with other words, from 0 to 1.

        ``others`` are the renderings of each other word, with their shares; the mean is taken over words.
        """
        likeliest = (
            max(share / max(each.values()) * self._association(stem, name) for name, share in each.items())
            for each in others
        )
        return sum(likeliest) / len(others)

    def _association(self, one: str, other: str) -> float:
        rows, others = self._of(one), self._of(other)
        shared = len(np.intersect1d(rows, others, assume_unique=True))
        if not shared or self.size < 2:
            return 0.0
        by_chance = len(rows) * len(others) / self.size
        return min(1.0, max(0.0, math.log(shared / by_chance) / math.log(self.size)))

    def _of(self, stem: str) -> Rows:
        if stem not in self._rows:
            self._rows[stem] = self.holding(stem_grams(fold(stem)))
        return self._rows[stem]

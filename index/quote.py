"""Quotes: the sentence of a passage that answers best, or two that stand together."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import compress

import numpy as np

from corpus.document import Span
from index.extractor.windows import Reading
from index.words.cues import has_kind, kind_asked
from index.words.sentences import Sentence, analyzed
from index.words.terms import Asked, held

_NORM = 1000.0
"""How many terms a sentence must have to count half; so a long one counts a little less."""

_BEFORE = 0.2
"""The weight of what only the sentence before covers: *Edun arvo oli 200 €* speaks of the one before."""

KIND_WEIGHT = 0.25
"""What a sentence gains that holds a thing of the kind that is asked for."""

_CONTACT = 0.15
"""What a line loses that says who presents or prepares, or how to reach them."""

READ_WEIGHT = 0.25
"""What a sentence gains in which alone the extractor has read an answer."""

_NEAR = 0.3
"""How much less a neighbour may score than the best sentence to be quoted with it: 0.25 to 0.4 are alike."""

_LEAST = 0.01
"""What a neighbour must score at least."""

_MOST = 350
"""How many characters a quote of two sentences has at most."""

_KEPT = 16
"""The questions whose terms are kept at hand."""

_CONTACTS = re.compile(
    r"^(?:Esittelijä|Valmistelija|Lisätie|Föredragande|Beredare|Presenter)\b[^.]*$|@|\(a\)|\b(?:puh|tel|tfn)\.",
    re.IGNORECASE,
)


def best_quote(text: str, terms: Mapping[str, float], question: str, reading: Reading | None = None) -> Span:
    """The span of the sentence that answers best; with it a neighbour that answers nearly as well.

    ``terms`` are the question's terms with what each tells. A sentence counts for the share of them that
    it covers, and for holding the kind of thing that the question asks for: an amount, a time, a person.
    What was read in the text counts for the sentence that it was read in. A sentence that ends with a colon
    is quoted with the next. Of sentences alike the first is taken.
    """
    found = analyzed(text)
    scores = _scores(found, terms, question)
    spans = reading.spans if reading else ()
    likely = [math.exp(scored.certain - spans[0].certain) for scored in spans]
    whole = sum(likely)
    for scored, share in zip(spans, likely, strict=True):
        own = next(at for at, sentence in enumerate(found) if scored.span.end <= sentence.span.end)
        scores[own] += READ_WEIGHT * share / whole
    best = scores.index(max(scores))
    other = _neighbour(found, scores, best, text)
    if other is None:
        return found[best].span
    return Span(found[min(best, other)].span.start, found[max(best, other)].span.end)


def _scores(found: Sequence[Sentence], terms: Mapping[str, float], question: str) -> list[float]:
    kind = kind_asked(question)
    total = sum(terms.values()) or 1.0
    holding = held([sentence.terms for sentence in found], _asked(tuple(terms)))
    before = np.concatenate([np.zeros((1, len(terms)), np.bool_), holding[:-1]]) & ~holding
    scores: list[float] = []
    for sentence, here, there in zip(found, holding.tolist(), before.tolist(), strict=True):
        own, added = (sum(compress(terms.values(), of)) for of in (here, there))
        covered = (own + _BEFORE * added) / total * _NORM / (_NORM + len(sentence.terms))
        scores.append(
            covered
            + (KIND_WEIGHT * has_kind(sentence.text, kind) if kind else 0.0)
            - _CONTACT * bool(_CONTACTS.search(sentence.text))
        )
    return scores


@lru_cache(maxsize=_KEPT)
def _asked(terms: tuple[str, ...]) -> Asked:
    """The terms of a question, made ready once for all passages that are quoted for it."""
    return Asked.of(terms)


def _neighbour(found: Sequence[Sentence], scores: Sequence[float], best: int, text: str) -> int | None:
    """The sentence beside the best one that is quoted with it, or None."""
    beside = [at for at in (best - 1, best + 1) if 0 <= at < len(found)]
    if text[: found[best].span.end].endswith(":") and beside[-1:] == [best + 1]:
        return best + 1
    for at in sorted(beside, key=lambda at: -scores[at])[:1]:
        near = scores[at] >= max(scores[best] - _NEAR, _LEAST)
        near = near and not any(_CONTACTS.search(found[one].text) for one in (at, best))
        first, last = found[min(best, at)].span, found[max(best, at)].span
        if near and last.end - first.start <= _MOST:
            return at
    return None

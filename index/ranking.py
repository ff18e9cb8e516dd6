"""Ranking: candidates of the dense and the lexical side in one order.

Both sides are fused; the first candidates are looked at sentence by sentence; what one document says twice is
folded into one.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from index.passages import Passage
from index.words.cues import Kind, has_kind
from index.words.question import Scores, Sought
from index.words.sentences import Sentence, analyzed, terms_of
from index.words.terms import Terms, held

DENSE_WEIGHT = 0.55
"""The dense side's share of a fused score: 0.5 to 0.6 are alike, more costs Swedish, less NQ's Finnish."""

SENTENCE_WEIGHT = 0.35
"""The share of what the best sentence says of the question: 0.3 to 0.4 are alike."""

HINT_WEIGHT = 0.2
"""What a passage gains that stands where the question says: at its date, in its body, under its §."""

LOOKED_AT = 30
"""The first candidates, whose sentences are looked at."""

KIND_WEIGHT = 0.2
"""What a sentence gains by holding what is asked for: 0.1 to 0.35 are alike. It leaves the item that is
found first as it was, and of that item brings the passage with the answer forward."""

_TWIN = 0.9
_DIGITS = re.compile(r"\d+")  # found in a tenth of the time, and mostly differ
_NUMBER = re.compile(r"[^\W_]*\d[^\W_]*")
_ROWS = 32
"""The rows that scores are laid in: of each column the highest is found first, so that few are left."""

_KEPT = 512
"""The headings whose terms are kept at hand, those of the candidates of a few questions."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What a passage says of the words of a question, each from 0 to 1, float32 (words,).

    ``sentence`` is of the sentence that says most, ``share`` how much of the whole question that is, and
    ``passage`` of all sentences; all are read under the headings. ``answering`` is the share of the best
    sentence with what it gains by holding the kind of thing that is asked for; it can pass 1.
    """

    sentence: Scores
    share: float
    passage: Scores
    answering: float


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Candidates, best first: rows of the generation with their fused, dense and lexical scores.

    ``first`` is what the first of them says of the question, None where there is no candidate.
    """

    rows: Rows
    scores: Scores
    dense: Scores
    lexical: Scores
    first: Said | None


Look = Callable[[Sequence[int]], Sequence[Said]]
"""What gives what the passages of rows say of a question, in their order."""


def ranked(
    rows: Rows,
    dense: Scores,
    lexical: Scores,
    hinted: npt.NDArray[np.bool_] | None,
    look: Look,
) -> Ranked:
    """Candidates in the order of one weighted sum of both sides, of hints and of the best sentence.

    Each side is brought to the range from 0 to 1.
    """
    fused: Scores = DENSE_WEIGHT * spread(dense) + (1 - DENSE_WEIGHT) * spread(lexical)
    if hinted is not None:
        fused += HINT_WEIGHT * hinted
    first = np.argsort(-fused, kind="stable")[:LOOKED_AT]
    looked = look(rows[first].tolist())
    shares = np.zeros_like(fused)
    shares[first] = [one.answering for one in looked]
    scores = (1 - SENTENCE_WEIGHT) * fused + SENTENCE_WEIGHT * shares
    order = np.argsort(-scores, kind="stable")
    # The best is among those that were looked at: that adds to a score, and of like ones the first is best.
    best = looked[first.tolist().index(order[0])] if len(order) else None
    return Ranked(rows[order], scores[order], dense[order], lexical[order], best)


def highest(scores: Scores, count: int) -> Rows:
    """The places of the highest scores, at most ``count``, best first; of like ones the earlier is first.

    Not all are put in order: that would take most of a question's time in a large index.
    """
    wide = len(scores) // _ROWS
    if count <= wide:
        # So many columns hold at least this, so the least of the highest is no lower.
        highs = scores[: wide * _ROWS].reshape(_ROWS, wide).max(axis=0)
        columns = np.flatnonzero(highs >= np.partition(highs, wide - count)[wide - count])
        below = columns + np.arange(0, wide * _ROWS, wide)[:, np.newaxis]
        places = np.concatenate([below.ravel(), np.arange(wide * _ROWS, len(scores))])
    else:
        places = np.arange(len(scores))
    some = scores[places]
    if count < len(some):
        places = places[some >= np.partition(some, len(some) - count)[len(some) - count]]
    places.sort()
    return places[np.argsort(-scores[places], kind="stable")[:count]].astype(np.int64)


def spread(scores: Scores) -> Scores:
    """Scores brought to the range from 0 to 1 (min-max); all 0 where they are all alike."""
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)


def said(passages: Sequence[Passage], sought: Sought, kind: Kind | None = None) -> list[Said]:
    """What each of some passages says of a question that asks for a kind of thing.

    The headings count for every sentence: under *Päätös* none says again that it is a decision. A thing
    of the kind that is asked for counts in the sentence, and half as much in the one before or after it.
    """
    if not passages:
        return []
    sentences = [analyzed(passage.text) for passage in passages]
    terms: list[Terms] = []
    for passage, parts in zip(passages, sentences, strict=True):
        terms.append(_terms_above(passage.context.removesuffix(passage.text)))
        terms += [part.terms for part in parts]
    sizes = np.array([len(parts) + 1 for parts in sentences])
    ends = np.cumsum(sizes)
    starts = ends - sizes
    found = held(terms, sought.asked)
    found |= np.repeat(found[starts], sizes, axis=0)
    # Behind its headings and sentences stands each passage as a whole.
    whole = ends + np.arange(len(passages))
    covered = sought.covered(np.insert(found, ends, np.logical_or.reduceat(found, starts), axis=0), sizes + 1)
    own = np.delete(covered, whole, axis=0)
    shares = sought.share(own, sizes)
    answering = np.maximum.reduceat(shares + KIND_WEIGHT * _kinds(sentences, kind), starts)
    best = [start + int(shares[start:end].argmax()) for start, end in zip(starts, ends, strict=True)]
    each = zip(best, whole, answering.tolist(), strict=True)
    return [Said(own[at], float(shares[at]), covered[last], most) for at, last, most in each]


@lru_cache(maxsize=_KEPT)
def _terms_above(headings: str) -> Terms:
    """The terms of the headings of a passage, made once for all passages under them."""
    return Terms(headings)


def _kinds(sentences: Iterable[Sequence[Sentence]], kind: Kind | None) -> Scores:
    """How surely the headings, then each sentence, of passages give a thing of a kind, from 0 to 1."""
    # The headings hold none, and so keep the sentences of two passages apart.
    own = [[0.0, *(has_kind(part.text, kind) if kind else 0.0 for part in parts)] for parts in sentences]
    sure = np.array([*chain.from_iterable(own), 0.0], np.float32)
    beside = np.maximum(np.append(np.float32(0), sure[:-2]), sure[1:])
    found = np.maximum(sure[:-1], beside / 2)
    found[np.cumsum([0, *map(len, own[:-1])])] = 0
    return found


def say_the_same(first: str, second: str) -> bool:
    """Whether two texts have the same numbers, and nine terms of ten alike."""
    shorter, longer = sorted((len(first), len(second)))
    if shorter < _TWIN * longer or _DIGITS.findall(first) != _DIGITS.findall(second):
        return False
    if _NUMBER.findall(first) != _NUMBER.findall(second):
        return False
    one, other = terms_of(analyzed(first)), terms_of(analyzed(second))
    return len(one & other) >= _TWIN * len(one | other)


def folded(
    rows: Iterable[int], top: int, document: Callable[[int], int], text: Callable[[int], str]
) -> dict[int, list[int]]:
    """The first rows that say different things, at most ``top``, each with the rows of its twins.

    ``document`` gives the number of a row's document, ``text`` what it says, which is read only where one of
    the first rows stands in its document: twins stand in one document.
    """
    found: dict[int, list[int]] = {}
    heads: dict[int, list[tuple[int, str]]] = {}
    for row in rows:
        beside = heads.get(document(row), [])
        if not beside and len(found) >= top:
            continue
        said = text(row)
        twin = next((head for head, words in beside if say_the_same(words, said)), None)
        if twin is not None:
            found[twin].append(row)
        elif len(found) < top:
            found[row] = []
            heads.setdefault(document(row), []).append((row, said))
    return found

"""What is learnt from together: a question with the passage that answers it and passages that do not.

A span is scored against those of all passages of its group (shared normalization, Clark and Gardner 2018,
*Simple and Effective Multi-Paragraph Reading Comprehension*): so scores of different passages can be
compared, which is what ranking by them needs. Groups are drawn by number: the same seed and number always
give the same group, so a run that goes on needs to remember only a number.
"""

import math
import random
from collections import defaultdict
from collections.abc import Mapping

from corpus.document import Span
from index.words.sentences import sentences
from scripts.train.extractor.data import Asked, Example, Texts, cut, likely_span, stems

SHARES: Mapping[str, float] = {"searched": 0.38, "answered": 0.28, "unanswered": 0.27, "heading": 0.07}
"""Kinds of groups and their shares. ``searched`` are questions that people typed into a search engine,
``answered`` those that were asked of a passage, each with a passage that answers and up to three that do
not; ``unanswered`` those that a passage was made not to answer, alone; ``heading`` a heading with its
section and two others of its statute."""

ENGLISH = 0.62
"""The share of English among questions that have an English version: 40 % of all."""

LENGTHS = ((0.45, 10, 30), (0.35, 30, 60), (0.2, 60, 110))
"""Shares of passages with so many words at least and at most."""

CONTEXT = 0.25
"""The share of passages that a line of context stands before."""

_WITHIN = " > "
_NEAR = 3  # passages before and after that count as neighbours
_FOUND = 6  # passages that share the rarest words, of which one is drawn
_OTHERS = {"searched": ("elsewhere", "found", "found"), "answered": ("elsewhere", "neighbour", "found")}


def group(texts: Texts, seed: int, number: int) -> tuple[Example, ...]:
    """The group of this number, always the same for the same seed; the answerable example, if any, first."""
    rnd = random.Random(f"{seed} {number}")
    while True:
        kind = rnd.choices(tuple(SHARES), tuple(SHARES.values()))[0]
        if found := _headings(texts, rnd) if kind == "heading" else _group(texts, kind, rnd):
            return found


def _group(texts: Texts, kind: str, rnd: random.Random) -> tuple[Example, ...]:
    """A group of a question; empty where the passage that was drawn has none of that kind."""
    passages = texts.searched if kind == "searched" else texts.article
    at = rnd.randrange(len(passages))
    asked = passages[at]
    pairs = asked.unanswered if kind == "unanswered" else asked.answered
    if not pairs:
        return ()
    pair = rnd.choice(pairs)
    finnish, english = pair
    question = english if english and rnd.random() < ENGLISH else finnish
    kept = likely_span(finnish, asked.text, asked.spans, rnd) if asked.spans else Span(0, 0)
    part = cut(asked.text, kept, _words(rnd), rnd)
    first = _example(texts, question, asked.text, part, rnd)
    if kind == "unanswered":
        return (first,)
    inside = tuple(
        Span(span.start - part.start, span.end - part.start)
        for span in asked.spans
        if part.start <= span.start and span.end <= part.end
    )
    found = [Example(question, first.context, first.text, inside, answerable=True)]
    for other in _OTHERS[kind]:
        if other == "elsewhere":
            stretch = _elsewhere(asked, part, rnd)
            if stretch is not None:
                found.append(_example(texts, question, asked.text, stretch, rnd))
            continue
        beside = (
            _neighbour(texts, at, rnd) if other == "neighbour" else _found(texts, finnish, asked, kept, rnd)
        )
        if beside is not None:
            near = likely_span(finnish, beside.text, beside.spans, rnd) if beside.spans else Span(0, 0)
            stretch = cut(beside.text, near, _words(rnd), rnd)
            found.append(_example(texts, question, beside.text, stretch, rnd))
    return tuple(found)


def _example(texts: Texts, question: str, text: str, part: Span, rnd: random.Random) -> Example:
    return Example(question, _context(texts, rnd), part.of(text), (), answerable=False)


def _elsewhere(asked: Asked, part: Span, rnd: random.Random) -> Span | None:
    """A stretch of the same passage outside of ``part``, without any span."""
    apart = [
        unit
        for unit in sentences(asked.text)
        if (unit.end <= part.start or part.end <= unit.start)
        and not any(span.start < unit.end and unit.start < span.end for span in asked.spans)
    ]
    if not apart:
        return None
    stretch = cut(asked.text, rnd.choice(apart), _words(rnd), rnd)
    beside = (*asked.spans, part)
    clear = not any(span.start < stretch.end and stretch.start < span.end for span in beside)
    return stretch if clear else rnd.choice(apart)


def _neighbour(texts: Texts, at: int, rnd: random.Random) -> Asked | None:
    """Another passage of the article, or of the one beside it."""
    other = at + rnd.choice([step for step in range(-_NEAR, _NEAR + 1) if step])
    return texts.article[other] if 0 <= other < len(texts.article) else None


def _found(texts: Texts, question: str, own: Asked, answer: Span, rnd: random.Random) -> Asked | None:
    """One of the passages that share the most of a question's rare words, and do not hold the answer."""
    among = len(texts.searched) + len(texts.article)
    shared: defaultdict[int, float] = defaultdict(float)
    for stem in sorted(stems(question)):
        places = texts.rare.get(stem, ())
        for place in places:
            shared[place] += math.log(among / len(places))
    words = answer.of(own.text).lower()
    best = sorted(shared, key=lambda place: (-shared[place], place))[: 2 * _FOUND]
    others = [passage for passage in map(texts.passage, best) if words not in passage.text.lower()]
    return rnd.choice(others[:_FOUND]) if others else None


def _headings(texts: Texts, rnd: random.Random) -> tuple[Example, ...]:
    """A heading with its section and two others, of its statute where it has one."""
    title, statute, text = rnd.choice(texts.headings)
    beside = texts.of_statute.get(statute) or range(len(texts.headings))
    others = [texts.headings[rnd.choice(beside)] for _ in range(2)]
    apart = [other for name, _, other in others if name != title]
    context = statute + _WITHIN if statute and rnd.random() < CONTEXT else ""
    parts = [(body, cut(body, Span(0, 0), _words(rnd), rnd)) for body in (text, *apart)]
    return tuple(
        Example(title, context, part.of(body), (), answerable=at == 0)
        for at, (body, part) in enumerate(parts)
    )


def _words(rnd: random.Random) -> int:
    _, least, most = rnd.choices(LENGTHS, [share for share, _, _ in LENGTHS])[0]
    return rnd.randint(least, most)


def _context(texts: Texts, rnd: random.Random) -> str:
    """A line before the passage now and then; it says nothing about it, so that it is read past."""
    if not texts.headings or rnd.random() >= CONTEXT:
        return ""
    title, statute, _ = rnd.choice(texts.headings)
    return _WITHIN.join((statute, title, "")[not statute :])

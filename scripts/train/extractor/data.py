"""What the extractor learns from: a question with a passage, and where the passage answers it, if it does.

FOLDER holds ``qa_passages_fi.tsv.xz`` (number, text), ``qa_answers_fi.jsonl.xz`` (a passage a line: its
questions in Finnish and English, answered or not, and the spans that answer one or another of them) and
``heading_section_fi.tsv.xz`` (source, heading, text). Examples are drawn by number: the same seed and
number always give the same example, so a run that goes on needs to remember only a number.
"""

import json
import lzma
import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Span
from index.words.sentences import sentences

SHARES: Mapping[str, float] = {
    "searched": 0.34,
    "answered": 0.22,
    "unanswered": 0.17,
    "neighbour": 0.13,
    "elsewhere": 0.07,
    "heading": 0.04,
    "other heading": 0.03,
}
"""Kinds of examples and their shares. ``searched`` are questions that people typed into a search engine,
``answered`` those that were asked of the passage, ``unanswered`` those that it was made not to answer,
``neighbour`` has another passage of the article, ``elsewhere`` a stretch of the same passage without any
span, ``heading`` a heading with its section, ``other heading`` with another section of its document."""

ENGLISH = 0.62
"""The share of English among questions that have an English version: 40 % of all."""

LENGTHS = ((0.6, 10, 30), (0.3, 30, 60), (0.1, 60, 120))
"""Shares of passages with so many words at least and at most."""

CONTEXT = 0.25
"""The share of passages that a line of context stands before."""

_WITHIN = " > "
_LAW = " – "  # between the heading of a section and the name of its statute
_STEM = 5
_WORD = re.compile(r"\w+")
_NEAR = 3  # passages before and after that count as neighbours


@dataclass(frozen=True, slots=True)
class Example:
    """A question, what stands before the passage's text (``title > heading > `` or nothing), and the text.

    ``spans`` are those of the text that answer it, one or another; without any, an ``answerable`` example
    only says that the text is what was asked for.
    """

    question: str
    context: str
    text: str
    spans: tuple[Span, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage with the questions asked of it, as (Finnish, English or empty), and its spans in order."""

    text: str
    spans: tuple[Span, ...]
    answered: tuple[tuple[str, str], ...]
    unanswered: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """All that examples are drawn from.

    ``headings`` are (heading, statute or empty, text); ``of_statute`` the rows of each statute in it.
    """

    searched: Sequence[Asked]
    article: Sequence[Asked]
    headings: Sequence[tuple[str, str, str]]
    of_statute: Mapping[str, Sequence[int]]

    def example(self, seed: int, number: int) -> Example:
        """The example of this number, always the same for the same seed."""
        rnd = random.Random(f"{seed} {number}")
        while True:
            kind = rnd.choices(tuple(SHARES), tuple(SHARES.values()))[0]
            if found := _DRAW[kind](self, rnd):
                return found


def read_texts(folder: Path) -> Texts:
    """The texts of a folder, as the module says; a passage without questions is left out."""
    with lzma.open(folder / "qa_passages_fi.tsv.xz", "rt", encoding="utf-8") as lines:
        texts = dict(line.rstrip("\n").split("\t") for line in lines)
    searched: list[Asked] = []
    article: list[tuple[int, Asked]] = []
    with lzma.open(folder / "qa_answers_fi.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            asked = Asked(
                texts[row["passage"]],
                tuple(Span(start, end) for start, end in row["spans"]),
                tuple((fi, en) for fi, en, answerable in row["questions"] if answerable and row["spans"]),
                tuple((fi, en) for fi, en, answerable in row["questions"] if answerable is False),
            )
            if row["source"] == "nq" and asked.answered:
                searched.append(asked)
            elif row["source"] != "nq" and (asked.answered or asked.unanswered):
                article.append((int(row["passage"]), asked))
    article.sort(key=lambda numbered: numbered[0])
    headings: list[tuple[str, str, str]] = []
    of_statute: defaultdict[str, list[int]] = defaultdict(list)
    with lzma.open(folder / "heading_section_fi.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            source, heading, text = line.rstrip("\n").split("\t")
            if source == "finlex_heading2sec" and _LAW in heading:
                title, statute = heading.split(_LAW, 1)
                of_statute[statute].append(len(headings))
                headings.append((title, statute, text))
            elif source == "finlex_court_keywords_abstract":
                headings.append((heading, "", text))
    return Texts(searched, [asked for _, asked in article], headings, of_statute)


def cut(text: str, kept: Span, most: int, rnd: random.Random) -> Span:
    """A stretch of whole sentences around the span kept, of ``most`` words where that many suffice.

    It grows before or after by chance. Where the kept span's own sentences have more words than that,
    it is those sentences.
    """
    units = sentences(text) or [Span(0, len(text))]
    first = max((at for at, unit in enumerate(units) if unit.start <= kept.start), default=0)
    last = min((at for at, unit in enumerate(units) if unit.end >= kept.end), default=len(units) - 1)
    last = max(first, last)
    counts = [len(unit.of(text).split()) for unit in units]
    words = sum(counts[first : last + 1])
    while True:
        ways = [at for at in (first - 1, last + 1) if 0 <= at < len(units) and words + counts[at] <= most]
        if not ways:
            return Span(units[first].start, units[last].end)
        at = rnd.choice(ways)
        first, last, words = min(first, at), max(last, at), words + counts[at]


def likely_span(question: str, text: str, spans: Sequence[Span], rnd: random.Random) -> Span:
    """Of the spans, one whose sentence shares the most beginnings of words with the question.

    Which span answers which question is not known; in a text with many, this mostly finds the sentence.
    """
    if len(spans) == 1:
        return spans[0]
    stems = _stems(question)
    units = sentences(text)
    shared = [len(stems & _stems(unit.of(text))) for unit in units]

    def score(span: Span) -> int:
        inside = [n for unit, n in zip(units, shared, strict=True) if unit.start <= span.start < unit.end]
        return max(inside, default=0)

    scores = [score(span) for span in spans]
    return rnd.choice([span for span, found in zip(spans, scores, strict=True) if found == max(scores)])


def _stems(text: str) -> set[str]:
    return {word[:_STEM].lower() for word in _WORD.findall(text)}


def _words(rnd: random.Random) -> int:
    _, least, most = rnd.choices(LENGTHS, [share for share, _, _ in LENGTHS])[0]
    return rnd.randint(least, most)


def _question(asked: tuple[str, str], rnd: random.Random) -> str:
    finnish, english = asked
    return english if english and rnd.random() < ENGLISH else finnish


def _context(texts: Texts, rnd: random.Random) -> str:
    """A line before the passage now and then; it says nothing about it, so that it is read past."""
    if not texts.headings or rnd.random() >= CONTEXT:
        return ""
    title, statute, _ = rnd.choice(texts.headings)
    return _WITHIN.join((statute, title, "")[not statute :])


def _around(texts: Texts, asked: Asked, pair: tuple[str, str], rnd: random.Random, *, yes: bool) -> Example:
    """The question with the stretch of its passage where the answer stands, or would stand."""
    kept = Span(0, 0)
    if asked.spans:
        kept = likely_span(pair[0], asked.text, asked.spans, rnd)
    part = cut(asked.text, kept, _words(rnd), rnd)
    inside = tuple(
        Span(span.start - part.start, span.end - part.start)
        for span in asked.spans
        if yes and part.start <= span.start and span.end <= part.end
    )
    return Example(_question(pair, rnd), _context(texts, rnd), part.of(asked.text), inside, yes)


def _searched(texts: Texts, rnd: random.Random) -> Example | None:
    asked = rnd.choice(texts.searched)
    return _with_spans(_around(texts, asked, rnd.choice(asked.answered), rnd, yes=True))


def _answered(texts: Texts, rnd: random.Random) -> Example | None:
    asked = rnd.choice(texts.article)
    if not asked.answered:
        return None
    return _with_spans(_around(texts, asked, rnd.choice(asked.answered), rnd, yes=True))


def _with_spans(example: Example) -> Example | None:
    return example if example.spans else None


def _unanswered(texts: Texts, rnd: random.Random) -> Example | None:
    asked = rnd.choice(texts.article)
    if not asked.unanswered:
        return None
    return _around(texts, asked, rnd.choice(asked.unanswered), rnd, yes=False)


def _neighbour(texts: Texts, rnd: random.Random) -> Example | None:
    at = rnd.randrange(len(texts.article))
    other = at + rnd.choice([step for step in range(-_NEAR, _NEAR + 1) if step])
    asked = texts.article[at]
    if not asked.answered or not 0 <= other < len(texts.article):
        return None
    return _around(texts, texts.article[other], rnd.choice(asked.answered), rnd, yes=False)


def _elsewhere(texts: Texts, rnd: random.Random) -> Example | None:
    asked = rnd.choice(rnd.choice((texts.searched, texts.article)))
    apart = [
        unit
        for unit in sentences(asked.text)
        if not any(span.start < unit.end and unit.start < span.end for span in asked.spans)
    ]
    if not asked.answered or not apart:
        return None
    part = cut(asked.text, rnd.choice(apart), _words(rnd), rnd)
    if any(span.start < part.end and part.start < span.end for span in asked.spans):
        part = rnd.choice(apart)
    pair = rnd.choice(asked.answered)
    return Example(_question(pair, rnd), _context(texts, rnd), part.of(asked.text), (), answerable=False)


def _heading(texts: Texts, rnd: random.Random) -> Example | None:
    title, statute, text = rnd.choice(texts.headings)
    return _section(title, statute, text, rnd, yes=True)


def _other_heading(texts: Texts, rnd: random.Random) -> Example | None:
    title, statute, _ = rnd.choice(texts.headings)
    other, _, text = texts.headings[rnd.choice(texts.of_statute.get(statute) or range(len(texts.headings)))]
    return None if other == title else _section(title, statute, text, rnd, yes=False)


def _section(title: str, statute: str, text: str, rnd: random.Random, *, yes: bool) -> Example:
    part = cut(text, Span(0, 0), _words(rnd), rnd)
    context = statute + _WITHIN if statute and rnd.random() < CONTEXT else ""
    return Example(title, context, part.of(text), (), yes)


_DRAW = {
    "searched": _searched,
    "answered": _answered,
    "unanswered": _unanswered,
    "neighbour": _neighbour,
    "elsewhere": _elsewhere,
    "heading": _heading,
    "other heading": _other_heading,
}

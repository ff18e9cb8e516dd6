"""What the extractor learns from: a question with a passage, and where the passage answers it, if it does.

FOLDER holds ``qa_passages_fi.tsv.xz`` (number, text), ``qa_answers_fi.jsonl.xz`` (a passage a line: its
questions in Finnish and English, answered or not, and the spans that answer one or another of them) and
``heading_section_fi.tsv.xz`` (source, heading, text). ``groups.py`` draws examples from them.
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

_LAW = " – "  # between the heading of a section and the name of its statute
_STEM = 5
_RARE = 300
_WORD = re.compile(r"\w+")


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
    ``rare`` are the beginnings of words that few passages have, each with the places of those passages:
    among ``searched``, and after them among ``article``.
    """

    searched: Sequence[Asked]
    article: Sequence[Asked]
    headings: Sequence[tuple[str, str, str]]
    of_statute: Mapping[str, Sequence[int]]
    rare: Mapping[str, Sequence[int]]

    def passage(self, place: int) -> Asked:
        """The passage at a place of ``rare``."""
        return (
            self.searched[place] if place < len(self.searched) else self.article[place - len(self.searched)]
        )


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
    passages = [asked for _, asked in article]
    return Texts(searched, passages, headings, of_statute, rare_stems([*searched, *passages]))


def rare_stems(passages: Sequence[Asked]) -> dict[str, list[int]]:
    """The beginnings of words that at most 300 passages have, each with the places of those passages."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, asked in enumerate(passages):
        for stem in stems(asked.text):
            found[stem].append(place)
    return {stem: places for stem, places in found.items() if len(places) <= _RARE}


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
    asked = stems(question)
    units = sentences(text)
    shared = [len(asked & stems(unit.of(text))) for unit in units]

    def score(span: Span) -> int:
        inside = [n for unit, n in zip(units, shared, strict=True) if unit.start <= span.start < unit.end]
        return max(inside, default=0)

    scores = [score(span) for span in spans]
    return rnd.choice([span for span, found in zip(spans, scores, strict=True) if found == max(scores)])


def stems(text: str) -> set[str]:
    """The beginnings of a text's words, five letters at most, small."""
    return {word[:_STEM].lower() for word in _WORD.findall(text)}

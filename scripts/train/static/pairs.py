"""Pairs that a static encoder is trained on: texts that say or ask the same, as numbers of pieces.

Read from the folder that ``scripts/train/static/train.py`` is given: parallel text, questions
with the passages that they were asked of, and headings with the sections below them.
"""

import lzma
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import Stemmer

from corpus.language import FUNCTION_WORDS
from index.encoders.static import Pieces
from index.words.analyzer import words
from index.words.lexicon import STEMMERS, shipped

T = TypeVar("T")

PARALLEL = ("sv_fi", "en_fi", "en_sv")
"""The files of parallel text, and the kinds of pairs that they make."""

KINDS = ("question_fi", "question_en", "question_sv", "heading", *PARALLEL)
"""All kinds of pairs; a batch is of one of them."""

_MOST_OF_A_SOURCE = 40_000
_LONGEST_TEXT = 1200
_AT_ONCE = 4096
_HEADINGS = 60_000
_SEED = 0


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Texts as the numbers of their pieces: those of text ``t`` are ``starts[t]`` to ``starts[t + 1]``."""

    pieces: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, texts: Iterable[str], cut: Pieces) -> "Texts":
        """The texts cut into pieces, in their order."""
        short = [text[:_LONGEST_TEXT] for text in texts]
        found = [
            pieces
            for start in range(0, len(short), _AT_ONCE)
            for pieces in cut.of(short[start : start + _AT_ONCE])
        ]
        starts = np.cumsum([0, *map(len, found)], dtype=np.int64)
        return cls(np.concatenate(found or [np.empty(0, np.int32)]), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of one kind: row ``i`` is text ``left[i]`` of ``asked`` and text ``right[i]`` of ``told``.

    Equal numbers of ``right`` are the same text, which is no wrong answer to the other's question.
    """

    asked: Texts
    told: Texts
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.left)


def rows(path: Path) -> Iterator[list[str]]:
    """The columns of each line of a packed file of tab-separated text."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def parallel(path: Path) -> tuple[list[str], list[str]]:
    """The two sides of a file of parallel text: 40,000 of a source at most, none aligned by length."""
    rnd = random.Random(_SEED)
    of: dict[str, list[tuple[str, str]]] = {}
    for source, one, other, *_ in rows(path):
        if not source.endswith("_dp"):
            of.setdefault(source, []).append((one, other))
    kept = [pair for _, pairs in sorted(of.items()) for pair in _at_most(_MOST_OF_A_SOURCE, pairs, rnd)]
    return [one for one, _ in kept], [other for _, other in kept]


def sample(data: Path, characters: int = 60_000_000) -> Iterator[str]:
    """Texts in three languages for a vocabulary, about as much of each kind, so many characters in all."""
    sources = [
        *(text for name in PARALLEL for text in ((data / f"{name}.tsv.xz", at) for at in (1, 2))),
        (data / "qa_passages_fi.tsv.xz", 1),
        (data / "heading_section_fi.tsv.xz", 2),
    ]
    for path, column in sources:
        left = characters // len(sources)
        for fields in rows(path):
            yield fields[column]
            left -= len(fields[column])
            if left < 0:
                break


def read_pairs(data: Path, cut: Pieces) -> dict[str, Pairs]:
    """All pairs by their kind.

    There are no Swedish questions; they are made from the Finnish ones, word by word, by the lexicon
    that ships. The order of words, which that leaves Finnish, means nothing to a static encoder.
    """
    found: dict[str, Pairs] = {}
    for name in PARALLEL:
        one, other = parallel(data / f"{name}.tsv.xz")
        numbers = np.arange(len(one))
        found[name] = Pairs(Texts.of(one, cut), Texts.of(other, cut), numbers, numbers)
    rnd = random.Random(_SEED)
    headed = _at_most(_HEADINGS, list(rows(data / "heading_section_fi.tsv.xz")), rnd)
    _, headings, sections = zip(*headed, strict=True)
    numbers = np.arange(len(headings))
    found["heading"] = Pairs(Texts.of(headings, cut), Texts.of(sections, cut), numbers, numbers)
    passages = dict(rows(data / "qa_passages_fi.tsv.xz"))
    places = {name: at for at, name in enumerate(passages)}
    told = Texts.of(passages.values(), cut)
    asked = [
        (places[name], fi, en) for _, name, fi, en in rows(data / "qa_questions_fi.tsv.xz") if name in places
    ]
    for kind, texts in (
        ("question_fi", [(place, fi) for place, fi, _ in asked]),
        ("question_en", [(place, en) for place, _, en in asked if en]),
        ("question_sv", [(place, into_swedish(fi)) for place, fi, _ in asked]),
    ):
        right = np.array([place for place, _ in texts], np.int64)
        found[kind] = Pairs(Texts.of((text for _, text in texts), cut), told, np.arange(len(texts)), right)
    return found


def _at_most(most: int, of: list[T], rnd: random.Random) -> list[T]:
    return rnd.sample(of, most) if len(of) > most else of


def into_swedish(question: str) -> str:
    """A Finnish question's words in Swedish, each by the shipped lexicon's word to read, else as it is."""
    stemmer = Stemmer.Stemmer(STEMMERS["fi"])
    found = [word for word in words(question) if word not in FUNCTION_WORDS["fi"]]
    return " ".join(
        _swedish(stem) or word for word, stem in zip(found, stemmer.stemWords(found), strict=True)
    )


@cache
def _swedish(stem: str) -> str | None:
    rendering = shipped("fi", "sv").rendering(stem)
    return rendering.word if rendering else None


def frequencies(pairs: Iterable[Pairs], size: int) -> npt.NDArray[np.float64]:
    """How often each of ``size`` pieces occurs in texts, as shares that sum to one."""
    counted = np.ones(size)
    seen: Counter[int] = Counter()
    for one in pairs:
        for texts in (one.asked, one.told):
            if not seen[id(texts)]:
                counted += np.bincount(texts.pieces, minlength=size)
            seen[id(texts)] += 1
    shares: npt.NDArray[np.float64] = counted / counted.sum()
    return shares


def some(
    texts: Texts,
    numbers: Sequence[int] | npt.NDArray[np.int64],
    kept: float,
    rnd: np.random.Generator,
    most: int,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Pieces of some texts, each left in by chance, and where each text starts among them.

    Of a text's pieces ``kept`` is the share that stays, at least one of each, at most ``most``.
    """
    chosen = [texts.pieces[texts.starts[t] : texts.starts[t + 1]] for t in numbers]
    left = []
    for pieces in chosen:
        drawn = pieces[rnd.random(len(pieces)) < kept]
        if not len(drawn):
            drawn = pieces[:1]
        left.append(rnd.choice(drawn, most, replace=False) if len(drawn) > most else drawn)
    starts = np.cumsum([0, *map(len, left[:-1])], dtype=np.int64)
    return np.concatenate(left).astype(np.int64), starts

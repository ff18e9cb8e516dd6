"""Terms and their translations: what people wrote in thesauri, registers and forms, and in ``terms.tsv``."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import Stemmer

from corpus.language import Language
from index.words.analyzer import words
from index.words.lexicon import STEMMERS, is_content

TERM_SOURCES = frozenset(
    "yso_labels ptv_finto koski l10n_koski lupapiste l10n_evaka l10n_helsinki_yjdh "
    "l10n_helsinki_paatokset hel_yjdh eusurvey jod_ui".split()
)
"""The sources of text whose short pairs are terms, translated by people."""

TERM_WEIGHT = 16.0
"""A term counts as much as so many of its stem's occurrences in text, but never more than all of them."""

OWN_TERM_WEIGHT = 40.0
"""The same for the terms of municipal government, which are not in doubt."""

_LONGEST = 60
_STEMS = 2
_ASIDE = re.compile(r"\([^)]*\)")

Pair = tuple[str, str]
"""A text and its translation."""


class Side:
    """The stems of one language, numbered in the order in which they were met."""

    def __init__(self, language: Language) -> None:
        self.stems: list[str] = []
        self._language = language
        self._stemmer = Stemmer.Stemmer(STEMMERS[language], 0)
        self._numbers: dict[str, int] = {}
        self._of_word: dict[str, int | None] = {}

    def read(self, text: str) -> list[int]:
        """The numbers of the stems of a text's content words, in order."""
        found = (self._number(word) for word in words(text))
        return [number for number in found if number is not None]

    def names(self, text: str) -> tuple[str, ...]:
        """The stems of a text's content words, in order."""
        return tuple(self.stems[number] for number in self.read(text))

    def _number(self, word: str) -> int | None:
        if word in self._of_word:
            return self._of_word[word]
        number = None
        if is_content(word, self._language):
            stem = self._stemmer.stemWord(word)
            number = self._numbers.setdefault(stem, len(self._numbers))
            if number == len(self.stems):
                self.stems.append(stem)
        self._of_word[word] = number
        return number


class Terms:
    """Terms of one or two stems, each with the stems of its translations, weighed, and the best to read."""

    def __init__(self) -> None:
        self.weights: defaultdict[tuple[str, ...], defaultdict[str, float]] = defaultdict(_floats)
        self.own_weights: defaultdict[tuple[str, ...], defaultdict[str, float]] = defaultdict(_floats)
        self._words: defaultdict[tuple[str, ...], defaultdict[str, float]] = defaultdict(_floats)
        self._own: defaultdict[tuple[str, ...], dict[str, tuple[str, ...]]] = defaultdict(dict)

    def add(self, pairs: Iterable[Pair], first: Side, second: Side, weight: float) -> None:
        """Count the pairs that are terms: short, and of one or two stems on both sides."""
        for term, translation in pairs:
            plain = " ".join(_ASIDE.sub(" ", translation).split())
            if len(term) > _LONGEST or len(plain) > _LONGEST:
                continue
            stems, rendered = first.names(_ASIDE.sub(" ", term)), second.names(plain)
            if 1 <= len(stems) <= _STEMS and 1 <= len(rendered) <= _STEMS:
                for stem in rendered:
                    self.weights[stems][stem] += weight / len(rendered)
                    if weight >= OWN_TERM_WEIGHT:
                        self.own_weights[stems][stem] += weight / len(rendered)
                self._words[stems][plain] += weight
                if weight >= OWN_TERM_WEIGHT:
                    self._own[stems][plain] = rendered

    def word(self, stems: tuple[str, ...]) -> str:
        """The translation that weighs most."""
        return _heaviest(self._words[stems])

    def own_word(self, stems: tuple[str, ...], likely: Mapping[str, float]) -> str:
        """Of the translations that our own terms give the likeliest, empty where they give none.

        ``likely`` weighs the stems that it can be rendered by. Others do not count, however many: Snowball
        makes *val*, an election, of *valens* too, which three thesauri have.
        """
        return _heaviest(
            {
                word: max(likely.get(stem, 0.0) for stem in rendered)
                for word, rendered in self._own[stems].items()
            }
            if stems in self._own
            else {}
        )


def _heaviest(words: Mapping[str, float]) -> str:
    return min(words, key=lambda word: (-words[word], len(word), word), default="")


def read_terms(path: Path, languages: tuple[Language, Language]) -> list[Pair]:
    """The terms of two languages in a table whose first line names the language of each column."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [(row[languages[0]], row[languages[1]]) for row in csv.DictReader(lines, delimiter="\t")]


def _floats() -> defaultdict[str, float]:
    return defaultdict(float)

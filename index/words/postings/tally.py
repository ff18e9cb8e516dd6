"""Tallies: how often each term occurs in each of some passages, counted all at once."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.language import Language
from index.words.analyzer import fold, folded_words, in_language, numeral_terms, word_grams
from index.words.postings.coded import MOST_TIMES, Counts, Terms

_MOST_KEPT = 1 << 17
_CELLS = 1 << 20  # of passages by terms that are counted at a time
_NONE = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """The terms of some passages, and how often each occurs in which.

    ``terms`` are different from each other. Of each passage ``lengths`` says how many terms it has,
    repetitions included, ``distinct`` how many different ones, int32 (passages,). ``numbers`` are the places
    of these in ``terms``, and ``counts`` how often they occur, both (n,), passage by passage.
    """

    terms: Sequence[str]
    lengths: Terms
    distinct: Terms
    numbers: Terms
    counts: Counts


class _Numbers(dict[str, int]):
    """The numbers of the terms of passages in a language; a new one is added to the names of all."""

    def __init__(self, names: list[str], language: Language) -> None:
        super().__init__()
        self._names, self._language = names, language

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self._names)
        self._names += in_language([term], self._language)
        return number


class _Words(dict[str, bytes]):
    """The numbers of the terms of each word, int32 one after another."""

    def __init__(self, numbers: _Numbers) -> None:
        super().__init__()
        self.numbers = numbers

    def __missing__(self, word: str) -> bytes:
        self[word] = found = self.numbered(word_grams(word))
        return found

    def numbered(self, terms: Iterable[str]) -> bytes:
        """The numbers of terms."""
        return array("i", map(self.numbers.__getitem__, terms)).tobytes()


class Tallying:
    """Counts the terms of passages: those of ``index.words.analyzer.grams``, in the passage's language.

    The terms of words that come again are kept at hand, by numbers.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._words: dict[Language, _Words] = {}

    def of(self, passages: Iterable[tuple[str, Language]]) -> Tally:
        """The tally of passages by their contexts and languages."""
        if max(len(self._names), *map(len, self._words.values()), 0) > _MOST_KEPT:
            self._names, self._words = [], {}
        found: list[bytes] = []
        for text, language in passages:
            if language not in self._words:
                self._words[language] = _Words(_Numbers(self._names, language))
            words, folded = self._words[language], fold(text)
            of_words = b"".join(map(words.__getitem__, folded_words(folded)))
            found.append(of_words + words.numbered(numeral_terms(folded)))
        lengths = np.array([len(each) // 4 for each in found], np.int32)
        return self._tally(np.frombuffer(b"".join(found), np.int32), lengths)

    def _tally(self, found: Terms, lengths: Terms) -> Tally:
        """The tally of passages of so many terms each, given by the numbers of here one after another."""
        occurs = np.zeros(len(self._names), np.bool_)
        occurs[found] = True
        own = np.flatnonzero(occurs)
        place = np.empty(len(occurs), np.int32)
        place[own] = np.arange(len(own))
        at_once = max(_CELLS // max(len(own), 1), 1)
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        distinct, numbers, counts = [_NONE], [_NONE], [_NONE]
        for first in range(0, len(lengths), at_once):
            some = lengths[first : first + at_once]
            part = place[found[starts[first] : starts[first + len(some)]]]
            cells = np.bincount(part + np.repeat(np.arange(len(some)) * len(own), some))
            there = np.flatnonzero(cells)
            passages, terms = np.divmod(there, len(own)) if len(own) else (_NONE, _NONE)
            distinct.append(np.bincount(passages, minlength=len(some)))
            numbers.append(terms)
            counts.append(cells[there])
        return Tally(
            terms=[self._names[number] for number in own.tolist()],
            lengths=lengths,
            distinct=np.concatenate(distinct).astype(np.int32),
            numbers=np.concatenate(numbers).astype(np.int32),
            counts=np.minimum(np.concatenate(counts), MOST_TIMES).astype(np.uint8),
        )

"""The words of a question, one by one: what each could be called in passages of a language.

The lexical side adds up the terms of all words. Whether a passage says *every* word, and which it leaves
out, takes the words apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import Stemmer

from corpus.language import Language
from index.lexical import Lexical
from index.words.analyzer import asked_numerals, fold, grams, stem_grams, written_words
from index.words.lexicon import COMPOUNDING, ITSELF, STEMMERS, Rendering, compound, is_content, shipped
from index.words.numerals import ITEM_WORD

_ASKING = {
    "fi": frozenset(
        "millä mille millainen millaisia millaiset koska moni monta monessa monelta paljon usein minä kumpi "
        "kummalla saako tuleeko voivatko sanotaan sanottiin sanoo kerrotaan kerrottiin lukee".split()
    ),
    "sv": frozenset("många mycket länge ofta långt får säger sägs sades sägas".split()),
    "en": frozenset("many much long often far say says said".split()),
}
"""Words that only ask, beyond function words: what is said of a thing is whatever stands there of it."""

_SHORT = 4

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A content word of a question, as passages of one language could say it.

    ``renderings`` are terms with a share each, from 0 to 1, the likeliest first. ``named`` says that it is
    a name or a number, ``numeral`` that it is a date, a § or an amount as a whole; ``weight`` is how much
    the word counts, 1 in the question itself.
    """

    written: str
    renderings: tuple[tuple[tuple[str, ...], float], ...]
    named: bool
    weight: float = 1.0
    numeral: bool = False


def asked_words(question: str, source: Language, target: Language) -> tuple[AskedWord, ...]:
    """The content words of a question in one language, for passages in another or the same.

    A compound that the lexicon does not know becomes the words that it is made of. A date, a § or an
    amount is one word more, besides its digits; *section* in *section 9* is none.

    Raises:
        PykalaError: the shipped lexicon is missing or damaged.
    """
    known = shipped(source, target) if source != target else None
    # A stemmer is cheap to make and not safe to share between threads.
    stemmer = Stemmer.Stemmer(STEMMERS[source], 0)
    found: list[AskedWord] = []
    for at, written in enumerate(written_words(ITEM_WORD.sub(" ", question))):
        word = written.lower()
        if word in _ASKING[source] or not is_content(word, source):
            continue
        named = any(sign.isdigit() for sign in word) or (at > 0 and written[0].isupper())
        stem = stemmer.stemWord(word)
        rendering = known.rendering(stem) if known else None
        if rendering is not None:
            found.append(_word(written, (*rendering.stems, (stem, ITSELF)), named))
            continue
        parts: tuple[Rendering, ...] = ()
        if known and source in COMPOUNDING:
            parts = compound(written, known, stemmer)
        stems = [(stem, 1.0)]
        if source == target and (len(stem) < _SHORT or not word.startswith(stem)):
            stems.append(
                (word[: max(len(stem), _SHORT)], 1.0)
            )  # kissa has the stem kis, which it does not hold
        found += [_word(written, part.stems, named) for part in parts] or [_word(written, stems, named)]
    found += [AskedWord(term, (((term,), 1.0),), True, numeral=True) for term in asked_numerals(question)]
    return tuple(found)


def _word(written: str, stems: Sequence[tuple[str, float]], named: bool) -> AskedWord:
    return AskedWord(
        written, tuple((tuple(dict.fromkeys(stem_grams(fold(stem)))), share) for stem, share in stems), named
    )


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """The words of a question in one index: which terms make them up, and how much each tells there.

    ``columns`` numbers the terms. ``shares``, float32 (renderings, terms), is what part of a rendering
    each term makes up; ``starts`` where the renderings of each word begin. ``telling``, float32 (words,),
    is how rare a word is here times its weight; ``named``, bool (words,), whether it is a name or number.
    ``numbered`` says that numerals are among the terms.
    """

    columns: dict[str, int]
    shares: Scores
    starts: npt.NDArray[np.int64]
    telling: Scores
    named: npt.NDArray[np.bool_]
    numbered: bool = False

    @classmethod
    def of(cls, words: Sequence[AskedWord], lexical: Lexical) -> "Sought":
        """The words as they are sought in an index with those postings."""
        renderings = [(terms, share) for word in words for terms, share in word.renderings]
        columns: dict[str, int] = {}
        for terms, _ in renderings:
            for term in terms:
                columns.setdefault(term, len(columns))
        idf = lexical.idf(list(columns))
        shares = np.zeros((len(renderings), len(columns)), np.float32)
        rarest = np.zeros(len(renderings), np.float32)
        for at, (terms, _) in enumerate(renderings):
            own = [columns[term] for term in terms]
            shares[at, own] = idf[own] / idf[own].sum()
            rarest[at] = idf[own].max()
        starts = np.cumsum([0, *(len(word.renderings) for word in words)])[:-1].astype(np.int64)
        likely = np.array([share for _, share in renderings], np.float32)
        if not words:
            return cls(columns, shares, starts, np.zeros(0, np.float32), np.zeros(0, np.bool_))
        weights = np.array([word.weight for word in words], np.float32)
        telling = np.add.reduceat(likely * rarest, starts) / np.add.reduceat(likely, starts)
        return cls(
            columns,
            shares,
            starts,
            (telling * weights).astype(np.float32),
            np.array([word.named for word in words]),
            any(word.numeral for word in words),
        )

    def held(self, text: str) -> npt.NDArray[np.bool_]:
        """Which of the terms that are sought a text holds, bool (terms,)."""
        terms = self.columns.keys() & grams(text, numbered=self.numbered)
        found = np.zeros(len(self.columns), np.bool_)
        found[[self.columns[term] for term in terms]] = True
        return found

    def covered(self, held: npt.NDArray[np.bool_]) -> Scores:
        """How much of each word each text says, from 0 to 1: float32 (texts, words) from (texts, terms).

        Of a word's renderings the one counts that the text says most of.
        """
        if not len(self.starts):
            return np.zeros((len(held), 0), np.float32)
        said = held.astype(np.float32) @ self.shares.T
        best: Scores = np.minimum(np.maximum.reduceat(said, self.starts, axis=1), 1.0)
        return best

    def share(self, covered: Scores) -> Scores:
        """What share of all that the words tell is covered, from 0 to 1: float32 (texts,)."""
        total = self.telling.sum()
        if total <= 0:
            return np.zeros(len(covered), np.float32)
        # Seen once in many thousand products of finite numbers: the library behind this one computes with
        # what lies beyond a row too, and tells of it.
        with np.errstate(invalid="ignore"):
            found: Scores = covered @ self.telling / total
        return found

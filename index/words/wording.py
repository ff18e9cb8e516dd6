"""The wording of a question in the language of passages: all that is looked for, in one walk over its words.

Probabilistic structured queries (Darwish and Oard 2003) over lexicons learned from parallel text (IBM
model 1, Brown et al. 1993): each stem of the question becomes the stems of the other language that render
it, each with its probability, and those become the 4-grams that the lexical side looks for.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import Stemmer

from corpus.language import Language
from index.words.analyzer import asked_numerals, fold, own_grams, placed_words, plain, stem_grams
from index.words.lexicon import (
    COMPOUNDING,
    ITSELF,
    STEMMERS,
    Lexicon,
    Rendering,
    Through,
    compound,
    is_content,
    shipped,
)
from index.words.numerals import ITEM_WORD

_PART = 0.7
_COMPOUND = 0.5
_IN_TERM = 0.6
_SHORT = 4
_ASKING = {
    "fi": frozenset(
        "millä mille millainen millaisia millaiset koska moni monta monessa monelta paljon usein minä kumpi "
        "kummalla saako tuleeko voivatko sanotaan sanottiin sanoo kerrotaan kerrottiin lukee".split()
    ),
    "sv": frozenset("många mycket länge ofta långt får säger sägs sades sägas".split()),
    "en": frozenset("many much long often far say says said".split()),
}
"""Words that only ask, beyond function words: what is said of a thing is whatever stands there of it."""


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A content word of a question, as passages of one language could say it.

    ``renderings`` are terms with a share each, from 0 to 1, the likeliest first. ``named`` says that it is
    a name or a number; ``weight`` is how much the word counts, 1 in the question itself.
    """

    written: str
    renderings: tuple[tuple[tuple[str, ...], float], ...]
    named: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as passages of one language could word it.

    ``terms`` are the 4-grams and numerals to look for, with their weights: the lexical side adds them up.
    ``words`` are the content words one by one: whether a passage says *every* word, and which it leaves
    out, takes the words apart. ``looked_for`` holds for a person to read what stands for each content
    word, in their order, none twice.
    """

    terms: Mapping[str, float]
    words: tuple[AskedWord, ...]
    looked_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question, its stem, whether it has content, and whether it is one to be covered."""

    written: str
    stem: str
    content: bool
    covered: bool
    named: bool


def wording(
    question: str, source: Language, target: Language, lexicon: Lexicon | Through | None = None
) -> Wording:
    """A question for passages in another language or its own, by the shipped lexicon or the one given.

    Function words and single letters are dropped. A stem that the lexicon does not know, a name or a
    number, stands for itself; so does, at 0.15, one that it knows. A compound that it does not know
    becomes its parts, at 0.7 each, and at 0.5 itself. Two stems in a row that it knows as a term
    (*swimming hall*) become what renders the term, and each by itself counts at 0.6. A stem shares its
    weight out among its 4-grams, each of which gets it divided by the square root of their number: counted
    whole, a long word drowned the others. A numeral weighs one. In its own language every stem of a
    question stands for itself, in Finnish those of function words too, and needs no lexicon.

    A date, a § or an amount is one of the ``words`` besides its digits; *section* in *section 9* and what
    only asks (*how many*) are none.

    Raises:
        PykalaError: the shipped lexicon is missing or damaged.
    """
    known = lexicon or (shipped(source, target) if source != target else None)
    # A stemmer is cheap to make and not safe to share between threads.
    stemmer = Stemmer.Stemmer(STEMMERS[source], 0)
    terms: defaultdict[str, float] = defaultdict(float)
    looked_for: dict[str, None] = {}
    words: list[AskedWord] = []
    said = list(_said(question, source, stemmer))
    finnish = source == target == "fi"
    pairs = _terms_of_two([word.stem for word in said if word.content], known)
    at = -1
    for word in said:
        itself = own_grams(fold(word.written.lower()), fold(word.stem)) if finnish else _grams(word.stem)
        if not word.content:
            if finnish:
                _add(terms, itself, 1.0)
            continue
        at += 1
        term = pairs.get(at)
        alone = _IN_TERM if term or at - 1 in pairs else 1.0
        if term:
            looked_for[term.word] = None
            _add_all(terms, term, 1.0)
        rendering = known.rendering(word.stem) if known else None
        parts: tuple[Rendering, ...] = ()
        if known and rendering is None and source in COMPOUNDING:
            parts = compound(word.written, known, stemmer)
        for each in (rendering,) if rendering else parts:
            _add_all(terms, each, alone * (1.0 if rendering else _PART))
            if alone == 1.0:
                looked_for[each.word] = None
        if alone == 1.0 and not (rendering or parts):
            looked_for[word.written] = None
        _add(terms, itself, alone * (ITSELF if rendering else _COMPOUND if parts else 1.0))
        if word.covered:
            words += _asked_words(word, rendering, parts, own=source == target)
    for numeral in asked_numerals(question):
        terms[numeral] += 1.0
        words.append(AskedWord(numeral, (((numeral,), 1.0),), named=True))
    return Wording(dict(terms), tuple(words), tuple(looked_for))


def _said(question: str, source: Language, stemmer: Stemmer.Stemmer) -> Iterator[_Word]:
    """The words of a question in their order; a capital at its beginning makes no name."""
    items = [match.span() for match in ITEM_WORD.finditer(plain(question))]
    first = True
    for written, start in placed_words(question):
        word = written.lower()
        item_word = any(begin <= start < end for begin, end in items)
        content = is_content(word, source)
        yield _Word(
            written,
            stemmer.stemWord(word),
            content,
            content and not item_word and word not in _ASKING[source],
            any(sign.isdigit() for sign in word) or (not first and written[0].isupper()),
        )
        first = first and item_word


def _asked_words(
    word: _Word, rendering: Rendering | None, parts: Sequence[Rendering], *, own: bool
) -> list[AskedWord]:
    """A word as it is to be covered: a compound that the lexicon does not know as the words it is made of."""
    if rendering:
        return [_asked_word(word, (*rendering.stems, (word.stem, ITSELF)))]
    if parts:
        return [_asked_word(word, part.stems) for part in parts]
    stems = [(word.stem, 1.0)]
    written = word.written.lower()
    if own and (len(word.stem) < _SHORT or not written.startswith(word.stem)):
        # kissa has the stem kis, which its forms do not hold
        stems.append((written[: max(len(word.stem), _SHORT)], 1.0))
    return [_asked_word(word, stems)]


def _asked_word(word: _Word, stems: Sequence[tuple[str, float]]) -> AskedWord:
    renderings = tuple((tuple(dict.fromkeys(_grams(stem))), share) for stem, share in stems)
    return AskedWord(word.written, renderings, word.named)


def _terms_of_two(stems: Sequence[str], known: Lexicon | Through | None) -> dict[int, Rendering]:
    """The renderings of terms of two stems, by the place of the first stem; none overlap."""
    found: dict[int, Rendering] = {}
    for at, pair in enumerate(pairwise(stems)):
        rendering = known.rendering(" ".join(pair)) if known and at - 1 not in found else None
        if rendering:
            found[at] = rendering
    return found


def _grams(stem: str) -> tuple[str, ...]:
    return stem_grams(fold(stem))


def _add_all(terms: defaultdict[str, float], rendering: Rendering, weight: float) -> None:
    """Share a weight out among the stems of a rendering."""
    for stem, share in rendering.stems:
        _add(terms, _grams(stem), weight * share)


def _add(terms: defaultdict[str, float], grams: Sequence[str], weight: float) -> None:
    """Share a stem's weight out among its 4-grams."""
    for gram in grams:
        terms[gram] += weight / len(grams) ** 0.5

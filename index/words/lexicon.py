"""The lexicon: a question in one language into weighted terms of another.

Probabilistic structured queries (Darwish and Oard 2003) over lexicons learned from parallel text (IBM
model 1, Brown et al. 1993): each stem of the question becomes the stems of the other language that render
it, each with its probability, and those become the 4-grams that the lexical side looks for.
"""

import gzip
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import Stemmer

from corpus.errors import PykalaError
from corpus.language import ADDRESSING, FUNCTION_WORDS, Language
from index.words.analyzer import asked_numerals, fold, stem_grams, written_words

STEMMERS: Mapping[Language, str] = {"fi": "finnish", "sv": "swedish", "en": "english"}
"""The names of Snowball's stemmers (Porter 2001)."""

COMPOUNDING = ("fi", "sv")
"""The languages that write compounds as one word."""

ITSELF = 0.15
"""What a stem that the lexicon knows weighs as it stands, beside its renderings."""

_FOLDER = Path(__file__).parent.parent / "models" / "lexicon"
_PART = 0.7
_COMPOUND = 0.5
_IN_TERM = 0.6
_SHORTEST_COMPOUND = 7
_MOST_RENDERINGS = 5
_WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a lexicon renders one stem: a word for a person to read, and stems.

    Each stem comes with its share, best first; the shares sum to one. ``probability``, from 0 to 1, is
    how likely the first of them is, and so how far the word can be trusted.
    """

    word: str
    stems: tuple[tuple[str, float], ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Translation:
    """A question in another language: terms with their weights, and the words that they stand for.

    ``looked_for`` holds a word for each content word of the question, in its order, none twice.
    """

    terms: Mapping[str, float]
    looked_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The renderings of the stems of one language, as sorted lines of UTF-8: no look-up table is built.

    A line is a stem, or the two of a term, the word to read, then stems with their probabilities in
    thousandths, with tabs between: ``rysk⇥Venäjä⇥venäj 701⇥venäläis 124``.
    """

    path: Path
    lines: bytes

    @classmethod
    def open(cls, path: Path) -> "Lexicon":
        """The lexicon of a file that ``scripts/train/pack_lexicon.py`` wrote; takes some 20 ms and 5 MB.

        Raises:
            PykalaError: the file is missing, damaged, or empty.
        """
        try:
            lines = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise _damaged(path, str(error)) from None
        if not lines.endswith(b"\n"):
            raise _damaged(path, "it does not end with a whole line")
        return cls(path, lines)

    def rendering(self, stem: str) -> Rendering | None:
        """How a stem is rendered, None where the lexicon does not know it.

        Raises:
            PykalaError: the line of the stem cannot be read.
        """
        line = self._line(stem.encode())
        if line is None:
            return None
        try:
            _, word, *fields = line.decode().split("\t")
            pairs = (field.split(" ") for field in fields)
            stems = {name: int(probability) for name, probability in pairs}
            return Rendering(word, _shared(stems), max(stems.values()) / _WHOLE)
        except (ValueError, ZeroDivisionError) as error:
            raise _damaged(self.path, f"the line of “{stem}” cannot be read ({error})") from None

    def _line(self, stem: bytes) -> bytes | None:
        """The line that begins with the stem, found by halving."""
        lines, low, high = self.lines, 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            start = max(low, lines.rfind(b"\n", low, middle) + 1)
            end = lines.index(b"\n", middle)
            found = lines[start:end].partition(b"\t")[0]
            if found == stem:
                return lines[start:end]
            if found < stem:
                low = end + 1
            else:
                high = start
        return None


@dataclass(frozen=True, slots=True)
class Through:
    """A lexicon made of two: what the second makes of what the first makes of a stem."""

    first: Lexicon
    second: Lexicon

    def rendering(self, stem: str) -> Rendering | None:
        """How a stem is rendered, by the five likeliest ways; None where one of the two does not know it.

        Raises:
            PykalaError: a line of either lexicon cannot be read.
        """
        between = self.first.rendering(stem)
        known = [
            (found, share)
            for name, share in (between.stems if between else ())
            if (found := self.second.rendering(name))
        ]
        if not between or not known:
            return None
        stems: defaultdict[str, float] = defaultdict(float)
        for found, share in known:
            for name, part in found.stems:
                stems[name] += share * part
        best = sorted(stems, key=lambda name: -stems[name])[:_MOST_RENDERINGS]
        first = known[0][0]
        shares = _shared({name: stems[name] for name in best})
        return Rendering(first.word, shares, between.probability * first.probability)


def shipped(source: Language, target: Language) -> Lexicon | Through:
    """The lexicon of a direction; Swedish into English goes through Finnish. Opened once.

    Raises:
        PykalaError: it is missing or damaged.
    """
    if (source, target) == ("sv", "en"):
        return Through(_opened("sv", "fi"), _opened("fi", "en"))
    return _opened(source, target)


def translate(
    question: str, source: Language, target: Language, lexicon: Lexicon | Through | None = None
) -> Translation:
    """A question in another language, by the shipped lexicon or the one that is given.

    Function words and single letters are dropped. A stem that the lexicon does not know, a name or a
    number, stands for itself; so does, at 0.15, one that it knows. A compound that it does not know
    becomes its parts, at 0.7 each, and at 0.5 itself. Two stems in a row that it knows as a term
    (*swimming hall*) become what renders the term, and each by itself counts at 0.6. A stem shares its
    weight out among its 4-grams, each of which gets it divided by the square root of their number. A
    numeral weighs one. In its own language every stem of a question stands for itself, and needs no
    lexicon.

    Raises:
        PykalaError: the shipped lexicon is missing or damaged.
    """
    known = lexicon or (shipped(source, target) if source != target else None)
    # A stemmer is cheap to make and not safe to share between threads.
    stemmer = Stemmer.Stemmer(STEMMERS[source], 0)
    asked = [
        (word, stemmer.stemWord(word.lower()))
        for word in written_words(question)
        if is_content(word.lower(), source)
    ]
    found = _terms_of_two([stem for _, stem in asked], known)
    terms: defaultdict[str, float] = defaultdict(float)
    looked_for: dict[str, None] = {}
    for at, (written, stem) in enumerate(asked):
        alone = 1.0
        if at in found or at - 1 in found:
            alone = _IN_TERM
            if at in found:
                looked_for[found[at].word] = None
                _add_all(terms, found[at], 1.0)
        rendering = known.rendering(stem) if known else None
        parts: tuple[Rendering, ...] = ()
        if known and rendering is None and source in COMPOUNDING:
            parts = compound(written, known, stemmer)
        for each, weight in ((rendering, 1.0),) if rendering else tuple((part, _PART) for part in parts):
            _add_all(terms, each, alone * weight)
            if alone == 1.0:
                looked_for[each.word] = None
        if alone == 1.0 and not (rendering or parts):
            looked_for[written] = None
        _add(terms, stem, alone * (ITSELF if rendering else _COMPOUND if parts else 1.0))
    for numeral in asked_numerals(question):
        terms[numeral] += 1.0
    return Translation(dict(terms), tuple(looked_for))


def _terms_of_two(stems: Sequence[str], known: Lexicon | Through | None) -> dict[int, Rendering]:
    """The renderings of terms of two stems, by the place of the first stem; none overlap."""
    found: dict[int, Rendering] = {}
    for at, pair in enumerate(pairwise(stems)):
        rendering = known.rendering(" ".join(pair)) if known and at - 1 not in found else None
        if rendering:
            found[at] = rendering
    return found


def is_content(word: str, language: Language) -> bool:
    """Whether a word in lower case is one to look for: no function word and no single letter."""
    if word in FUNCTION_WORDS[language] or word in ADDRESSING[language]:
        return False
    return len(word) > 1 or word.isdigit()


def compound(word: str, known: Lexicon | Through, stemmer: Stemmer.Stemmer) -> tuple[Rendering, ...]:
    """The renderings of the two parts of a compound, none where the word is no such compound.

    *samarbetsstäderna* is *samarbete* and *stad*, *kokousaika* is *kokous* and *aika*. Both parts have
    three letters or more and are known, the first with its linking *s* or without; of several cuts the
    one is taken whose shorter part is longest. A capitalised word is a name.
    """
    if len(word) < _SHORTEST_COMPOUND or not (word.isalpha() and word.islower()):
        return ()
    found: tuple[Rendering, ...] = ()
    longest = 0
    for cut in range(3, len(word) - 2):
        head, tail = word[:cut], word[cut:]
        if min(len(head), len(tail)) <= longest:
            continue
        second = known.rendering(stemmer.stemWord(tail))
        first = known.rendering(stemmer.stemWord(head))
        if first is None and head.endswith("s") and len(head) > 3:
            first = known.rendering(stemmer.stemWord(head[:-1]))
        if first and second:
            found, longest = (first, second), min(len(head), len(tail))
    return found


def _add_all(terms: defaultdict[str, float], rendering: Rendering, weight: float) -> None:
    """Share a weight out among the stems of a rendering."""
    for stem, share in rendering.stems:
        _add(terms, stem, weight * share)


def _add(terms: defaultdict[str, float], stem: str, weight: float) -> None:
    """Share a stem's weight out among its 4-grams."""
    grams = stem_grams(fold(stem))
    for gram in grams:
        terms[gram] += weight / len(grams) ** 0.5


def _shared(stems: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """The stems with their weights brought to a sum of one."""
    total = sum(stems.values())
    return tuple((name, weight / total) for name, weight in stems.items())


@cache
def _opened(source: Language, target: Language) -> Lexicon:
    return Lexicon.open(_FOLDER / f"{source}_{target}.tsv.gz")


def _damaged(path: Path, what: str) -> PykalaError:
    return PykalaError(f"{path}: no lexicon ({what}); install pykala again")

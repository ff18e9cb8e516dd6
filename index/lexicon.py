"""The lexicon: a Swedish or English question into weighted Finnish terms.

Probabilistic structured queries (Darwish and Oard 2003) over a lexicon learned from parallel text (IBM
model 1, Brown et al. 1993): each stem of the question becomes the Finnish stems that render it, each
with its probability, and those become the 4-grams that the lexical side looks for.
"""

import gzip
import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import Stemmer

from corpus.errors import PykalaError
from index.analyzer import fold, stem_grams, written_words
from index.language import FUNCTION_WORDS

_FOLDER = Path(__file__).parent / "models" / "lexicon"
_STEMMERS = {"sv": "swedish", "en": "english"}
_ITSELF = 0.15
_PART = 0.7
_COMPOUND = 0.5
_SHORTEST_COMPOUND = 7
_WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Rendering:
    """How the lexicon renders one stem: a Finnish word for a person to read, and Finnish stems.

    Each stem comes with its share, best first; the shares sum to one, but for rounding.
    """

    word: str
    stems: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """A question in Finnish: terms with their weights, and the words that a person is told were looked for.

    ``looked_for`` holds a word for each content word of the question, in its order, none twice.
    """

    terms: Mapping[str, float]
    looked_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The renderings of the stems of one language, as sorted lines of UTF-8: no look-up table is built.

    A line is a stem, the word to read, then stems with their shares in thousandths, with tabs between:
    ``rysk⇥Venäjä⇥venäj 786⇥venäläis 139``.
    """

    path: Path
    lines: bytes

    @classmethod
    def open(cls, path: Path) -> "Lexicon":
        """The lexicon of a file that ``scripts/pack_lexicon.py`` wrote; takes some 20 ms and 5 MB.

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
            shares = ((name, int(share) / _WHOLE) for name, share in (field.split(" ") for field in fields))
            return Rendering(word, tuple(shares))
        except ValueError as error:
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


def translate(question: str, language: Literal["sv", "en"], lexicon: Lexicon | None = None) -> Translation:
    """A Swedish or English question in Finnish, by the shipped lexicon or the one that is given.

    Function words and single letters are dropped. A stem that the lexicon does not know, a name or a
    number, stands for itself; so does, at 0.15, one that it knows. A Swedish compound that it does not
    know becomes its parts, at 0.7 each, and at 0.5 itself. A Finnish stem shares its weight out among
    its 4-grams, each of which gets it divided by the square root of their number.

    Raises:
        PykalaError: the shipped lexicon is missing or damaged.
    """
    known = lexicon or _shipped(language)
    # A stemmer is cheap to make and not safe to share between threads.
    stemmer = Stemmer.Stemmer(_STEMMERS[language], 0)
    terms: defaultdict[str, float] = defaultdict(float)
    looked_for: dict[str, None] = {}
    for written in written_words(question):
        word = written.lower()
        if word in FUNCTION_WORDS[language] or (len(word) == 1 and not word.isdigit()):
            continue
        stem = stemmer.stemWord(word)
        known_as = known.rendering(stem)
        parts = compound(written, known, stemmer) if known_as is None and language == "sv" else ()
        renderings = ((known_as, 1.0),) if known_as else tuple((part, _PART) for part in parts)
        for rendering, weight in renderings:
            looked_for[rendering.word] = None
            for finnish, share in rendering.stems:
                _add(terms, finnish, weight * share)
        if not renderings:
            looked_for[written] = None
        _add(terms, stem, _ITSELF if known_as else _COMPOUND if parts else 1.0)
    return Translation(dict(terms), tuple(looked_for))


def compound(word: str, known: Lexicon, stemmer: Stemmer.Stemmer) -> tuple[Rendering, ...]:
    """The renderings of the two parts of a Swedish compound, none where the word is no such compound.

    *samarbetsstäderna* is *samarbete* and *stad*. Both parts have three letters or more and are known,
    the first with its linking *s* or without; of several cuts the one is taken whose shorter part is
    longest. A capitalised word is a name.
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


def _add(terms: defaultdict[str, float], stem: str, weight: float) -> None:
    """Share a stem's weight out among its 4-grams."""
    grams = stem_grams(fold(stem))
    for gram in grams:
        terms[gram] += weight / len(grams) ** 0.5


@cache
def _shipped(language: Literal["sv", "en"]) -> Lexicon:
    return Lexicon.open(_FOLDER / f"{language}_fi.tsv.gz")


def _damaged(path: Path, what: str) -> PykalaError:
    return PykalaError(f"{path}: no lexicon ({what}); install pykala again")

"""The lexicon: the stems of one language, and those of another that render each, with their probabilities.

Learned from parallel text (IBM model 1, Brown et al. 1993) by ``scripts/train/lexicon/train.py``.
"""

import gzip
import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import Stemmer

from corpus.errors import PykalaError
from corpus.language import ADDRESSING, FUNCTION_WORDS, Language

STEMMERS: Mapping[Language, str] = {"fi": "finnish", "sv": "swedish", "en": "english"}
"""The names of Snowball's stemmers (Porter 2001)."""

COMPOUNDING = ("fi", "sv")
"""The languages that write compounds as one word."""

ITSELF = 0.15
"""What a stem that the lexicon knows weighs as it stands, beside its renderings."""

_FOLDER = Path(__file__).parent.parent / "models" / "lexicon"
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
class Lexicon:
    """The renderings of the stems of one language, as sorted lines of UTF-8: no look-up table is built.

    A line is a stem, or the two of a term, the word to read, then stems with their probabilities in
    thousandths, with tabs between: ``rysk⇥Venäjä⇥venäj 701⇥venäläis 124``.
    """

    path: Path
    lines: bytes

    @classmethod
    def open(cls, path: Path) -> "Lexicon":
        """The lexicon of a file that ``scripts/train/lexicon/pack.py`` wrote; takes some 20 ms and 5 MB.

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


def _shared(stems: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """The stems with their weights brought to a sum of one."""
    total = sum(stems.values())
    return tuple((name, weight / total) for name, weight in stems.items())


@cache
def _opened(source: Language, target: Language) -> Lexicon:
    return Lexicon.open(_FOLDER / f"{source}_{target}.tsv.gz")


def _damaged(path: Path, what: str) -> PykalaError:
    return PykalaError(f"{path}: no lexicon ({what}); install pykala again")

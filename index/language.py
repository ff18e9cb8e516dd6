"""The language of a question: Finnish, Swedish or English.

Finnish is the language of the text, so a question in it is searched as it stands; one in another
language is first put into Finnish. What could be either, a mere name or number, is taken for Finnish.
"""

import gzip
import re
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from corpus.errors import PykalaError

Language = Literal["fi", "sv", "en"]

FUNCTION_WORDS: Mapping[Literal["sv", "en"], frozenset[str]] = {
    "en": frozenset(
        "the a an of in on at to for and or is are was were be been has have had do does did what which who "
        "whom when where why how that this these those with by from as it its into than then there their "
        "they he she his her not no can could will would should may might about after before also".split()
    ),
    "sv": frozenset(
        "och i att det som en ett på är av för med den till de om har vad vilken vilka vilket när var hur "
        "vem varför inte eller kan ska skall skulle blev blir vid från under efter före också deras dess "
        "han hon vara".split()
    ),
}
"""Words that say what is asked for in no question: articles, prepositions, auxiliaries, question words."""

_FINNISH = frozenset(
    "ja ei että joka mikä mitä mitkä milloin missä miten minkä miksi mistä mihin kuka kenen ketä ketkä "
    "kuinka montako paljonko onko ovatko oliko voiko ovat oli olivat ole sekä tai kun kuin jos myös "
    "tämä tätä".split()
)
"""Finnish function words that neither Swedish nor English has: ``on``, ``se`` and ``sen`` are not here."""

_TABLE = Path(__file__).parent / "models" / "language" / "ngrams.tsv.gz"
_SCALE = 10
_MARGIN = 1.5
_LONGEST_WORD = 20
_WORD = re.compile(r"[^\W\d_]+(?:[-'’:][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Log-odds of Swedish and of English against Finnish: a bias, and what each n-gram of a word adds.

    In tenths. A logistic regression over the n-grams of 2 to 6 letters inside words, with a mark at
    both ends.
    """

    bias: tuple[int, int]
    ngrams: Mapping[str, tuple[int, int]]

    @classmethod
    def open(cls, path: Path) -> "LanguageModel":
        """The model of a table that ``scripts/train_language.py`` wrote; takes some 10 ms.

        The table is three lines with tabs: n-grams, the first one empty for the bias, then what each
        adds for Swedish, then for English.

        Raises:
            PykalaError: the file is missing, damaged, or no such table.
        """
        try:
            ngrams, swedish, english = gzip.decompress(path.read_bytes()).decode().splitlines()
            weights = zip(map(int, swedish.split("\t")), map(int, english.split("\t")), strict=True)
            table = dict(zip(ngrams.split("\t"), weights, strict=True))
            return cls(table.pop(""), table)
        except (OSError, EOFError, ValueError, KeyError, zlib.error) as error:
            raise PykalaError(f"{path}: no table of languages ({error}); install pykala again") from None

    def log_odds(self, words: list[str]) -> tuple[float, float]:
        """The log-odds of Swedish and of English against Finnish, for words in lower case."""
        swedish, english = self.bias
        for word in words:
            for ngram in ngrams_of(word):
                if ngram in self.ngrams:
                    more_swedish, more_english = self.ngrams[ngram]
                    swedish += more_swedish
                    english += more_english
        return swedish / _SCALE, english / _SCALE


def detect(question: str) -> Language:
    """The language of a question.

    Finnish where a Finnish function word stands in it, where it holds nothing but names, numbers and
    abbreviations, and where the evidence for another language is weak. A capitalised word inside a
    question is a name and is no evidence.

    Raises:
        PykalaError: the table of languages is missing or damaged.
    """
    written = letters(question)
    words = [word.lower() for word in written]
    if not _FINNISH.isdisjoint(words):
        return "fi"
    if any(word[0].islower() for word in written):
        words = [word.lower() for at, word in enumerate(written) if at == 0 or word[0].islower()]
    elif not any(_is_function_word(word) for word in words):
        return "fi"
    swedish, english = _model().log_odds(words)
    if max(swedish, english) <= _MARGIN:
        return "fi"
    return "sv" if swedish > english else "en"


def letters(text: str) -> list[str]:
    """The words of a text as written, in order: runs of letters, and what hyphens and colons join to them."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def ngrams_of(word: str) -> list[str]:
    """The n-grams of 2 to 6 letters of one word in lower case, with a mark at both ends."""
    marked = f"_{word[:_LONGEST_WORD]}_"
    return [marked[at : at + size] for size in range(2, 7) for at in range(len(marked) - size + 1)]


def _is_function_word(word: str) -> bool:
    # A single capital is a numeral or an initial: Alexander I.
    return len(word) > 1 and any(word in listed for listed in FUNCTION_WORDS.values())


@cache
def _model() -> LanguageModel:
    return LanguageModel.open(_TABLE)

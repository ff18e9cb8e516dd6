"""The language of a question and of the sections of a document: Finnish, Swedish or English.

Minutes are in Finnish, and some in Swedish too. A question that could be in any, a mere name or number,
is taken for Finnish; a section that could be, for what most of its document is in.
"""

import gzip
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from corpus.errors import PykalaError

Language = Literal["fi", "sv", "en"]

LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
"""All of them; the place of one is its number in a store."""

_FINNISH = frozenset(
    "ja ei että joka mikä mitä mitkä milloin missä miten minkä miksi mistä mihin kuka kenen ketä ketkä "
    "kuinka montako paljonko onko ovatko oliko voiko ovat oli olivat ole sekä tai kun kuin jos myös "
    "tämä tätä".split()
)
"""Finnish function words that neither Swedish nor English has: ``on``, ``se`` and ``sen`` are not here."""

FUNCTION_WORDS: Mapping[Language, frozenset[str]] = {
    "fi": _FINNISH | {"on", "se", "sen", "ne"},
    "sv": frozenset(
        "och i att det som en ett på är av för med den till de om har vad vilken vilka vilket när var hur "
        "vem varför inte eller kan ska skall skulle blev blir vid från under efter före också deras dess "
        "han hon vara finns gå går".split()
    ),
    "en": frozenset(
        "the a an of in on at to for and or is are was were be been has have had do does did what which who "
        "whom when where why how that this these those with by from as it its into than then there their "
        "they he she his her not no can could will would should may might about after before also".split()
    ),
}
"""Words that say what is asked for in no question: articles, prepositions, auxiliaries, question words."""

ADDRESSING: Mapping[Language, frozenset[str]] = {
    "fi": frozenset("minä sinä te minun sinun minulle meille kerro kertokaa haluaisin".split()),
    "sv": frozenset("jag du vi ni man mig oss er min mitt mina vår vårt våra snälla berätta".split()),
    "en": frozenset("i you we me us my our your please tell there any".split()),
}
"""Words by which a question speaks to who answers it: *please tell me*. They may be words elsewhere too."""

_TABLE = Path(__file__).parent / "models" / "language" / "ngrams.tsv.gz"
_SCALE = 10
_MARGIN = 1.5
_TEXT_MARGIN = 6.0
_FEWEST_WORDS = 2  # a lone "for" or "the" among Finnish names tells nothing
_LONGEST_WORD = 20
_LONGEST_NGRAM = 6
_KEPT = 1 << 17  # words, and letters that words have
_WORD = re.compile(r"[^\W\d_]+(?:[-'’:][^\W\d_]+)*")
_ADDRESS = re.compile(r"@|://|www\.")


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
        """The model of a table that ``scripts/train/train_language.py`` wrote; takes some 10 ms.

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


def language_of(text: str) -> Language | None:
    """The language of a text, None where its words do not tell.

    Only words that begin with a small letter count, for the others may be names; addresses of the net
    count for nothing. It takes two words, and one language must be e⁶ times likelier than the next.

    Raises:
        PykalaError: the table of languages is missing or damaged.
    """
    if _ADDRESS.search(text):
        text = " ".join(word for word in text.split() if not _ADDRESS.search(word))
    words = [word.lower() for word in letters(text) if word[0].islower()]
    if len(words) < _FEWEST_WORDS:
        return None
    told = sum(map(_evidence.__getitem__, words))
    odds: dict[Language, float] = {"fi": 0, "sv": told.real, "en": told.imag}
    best, next_best = sorted(LANGUAGES, key=lambda language: -odds[language])[:2]
    return best if odds[best] - odds[next_best] >= _TEXT_MARGIN * _SCALE else None


def section_languages(texts: Sequence[str], titles: Sequence[Language | None]) -> tuple[Language, ...]:
    """The language of each section of a document, by its text: its heading and paragraphs.

    Where that does not tell, the section is in the language of its title, if that is one of the parts of
    minutes (*Delges*, above names; ``titles`` has these), else in the one that most of the document is in,
    by the letters of the sections that tell; Finnish where none does.

    Raises:
        PykalaError: the table of languages is missing or damaged.
    """
    told = [language_of(text) or title for text, title in zip(texts, titles, strict=True)]
    sizes: Counter[Language] = Counter()
    for language, text in zip(told, texts, strict=True):
        if language:
            sizes[language] += len(text)
    most = max(LANGUAGES, key=lambda language: sizes[language])
    return tuple(language or most for language in told)


def letters(text: str) -> list[str]:
    """The words of a text as written, in order: runs of letters, and what hyphens and colons join to them."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def ngrams_of(word: str) -> list[str]:
    """The n-grams of 2 to 6 letters of one word in lower case, with a mark at both ends."""
    marked = f"_{word[:_LONGEST_WORD]}_"
    sizes = range(2, _LONGEST_NGRAM + 1)
    return [marked[at : at + size] for size in sizes for at in range(len(marked) - size + 1)]


def _is_function_word(word: str) -> bool:
    # A single capital is a numeral or an initial: Alexander I.
    return len(word) > 1 and (word in FUNCTION_WORDS["sv"] or word in FUNCTION_WORDS["en"])


class _Evidence(dict[str, complex]):
    """What words in lower case add for Swedish (the real part) and for English against Finnish, in tenths.

    One number for both, for which whole numbers are exact: many are added up, and in one go.
    """

    def __missing__(self, word: str) -> complex:
        if len(self) > _KEPT:
            self.clear()
        marked, led = f"_{word[:_LONGEST_WORD]}_", _led()
        self[word] = found = sum([led[marked[at : at + _LONGEST_NGRAM]] for at in range(len(marked) - 1)])
        return found


class _Led(dict[str, complex]):
    """What the n-grams that some letters begin with add, from two letters to all of them.

    They are looked up together: words that are akin share most of them.
    """

    def __init__(self, ngrams: Mapping[str, tuple[int, int]]) -> None:
        super().__init__({"": 0j})
        for ngram in sorted(ngrams, key=len):
            self[ngram] = self._begun(ngram) + complex(*ngrams[ngram])

    def __missing__(self, letters: str) -> complex:
        found = self._begun(letters)
        if len(self) < _KEPT:
            self[letters] = found
        return found

    def _begun(self, letters: str) -> complex:
        """What the longest of the known beginnings of letters, but for all of them, adds with its own."""
        size = len(letters) - 1
        while letters[:size] not in self:
            size -= 1
        return self[letters[:size]]


_evidence = _Evidence()


@cache
def _led() -> _Led:
    return _Led(_model().ngrams)


@cache
def _model() -> LanguageModel:
    return LanguageModel.open(_TABLE)

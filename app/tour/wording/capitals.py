"""Which capitalised words are common words at the head of a sentence, and which are names."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import Stemmer

from corpus.document import Document
from index.words.lexicon import compound, shipped
from index.words.stopwords import SMALL_WORDS
from index.words.written import Word, words_of


@dataclass(frozen=True, slots=True)
class Capitals:
    """How the words of a document are written: in small letters, or with a capital inside a sentence."""

    small: frozenset[str]
    inside: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> "Capitals":
        """What the paragraphs of a document tell."""
        lines = (
            words_of(document.text, paragraph)
            for section in document.sections
            for paragraph in section.paragraphs
        )
        words: list[Word] = list(chain.from_iterable(chain.from_iterable(lines)))
        return cls(
            frozenset(word.text for word in words if word.text.islower()),
            frozenset(word.text.lower() for word in words if word.capital and not word.first),
        )

    def is_common(self, word: str) -> bool | None:
        """Whether a word is a common one; None where neither the document nor the lexicon tells.

        What the document writes goes first: small letters anywhere make it common, a capital inside a
        sentence makes it a name.
        """
        lower = word.lower()
        if lower in SMALL_WORDS["fi"] or lower in self.small:
            return True
        if lower in self.inside:
            return False
        return _lexicon_tells(lower)

    def is_name(self, word: str) -> bool:
        """Whether a word that has a capital inside a sentence is surely no common word or job title."""
        lower = word.lower()
        return lower not in self.small and lower not in SMALL_WORDS["fi"] and not _lexicon_tells(lower)


@lru_cache(maxsize=1 << 14)
def _lexicon_tells(word: str) -> bool | None:
    lexicon = shipped("fi", "en")
    # A stemmer is cheap to make and not safe to share between threads.
    stemmer = Stemmer.Stemmer("finnish", 0)
    known = lexicon.rendering(stemmer.stemWord(word))
    if known is not None:
        return known.word[:1].islower() or word.endswith("inen")
    return True if compound(word, lexicon, stemmer) else None

"""Tongues: in which language a document, its title and its sections are said to be, as HTML says it."""

from collections.abc import Sequence
from functools import lru_cache

from corpus.document import Document
from index.language import LANGUAGES, Language, language_of

_BEGINNING = 1_000


def main_language(languages: Sequence[Language]) -> Language:
    """The language that most sections of a document are in; Finnish where it has none."""
    return max(LANGUAGES, key=languages.count)


def tongue(document: Document) -> Language:
    """The language of a document, told by its first thousand characters; Finnish where they do not tell.

    It is quick enough for every title of a long list, which ``section_languages`` is not.
    """
    return _told(document.text[:_BEGINNING])


@lru_cache(maxsize=1 << 14)
def _told(text: str) -> Language:
    return language_of(text) or "fi"


def lang(language: Language, around: Language) -> str:
    """The attribute of an element in a language; empty where what is around it is in that, too."""
    return "" if language == around else f' lang="{language}"'

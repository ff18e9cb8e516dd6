"""What word help says of itself."""

from dataclasses import dataclass

from app.texts.read import texts_of
from corpus.language import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class WordHelpTexts:
    """All texts of word help in one language."""

    language: Language
    switch: str
    note: str
    sought: str


WORDHELP = texts_of(WordHelpTexts, "wordhelp")
"""The texts of each language."""

FINNISH, SWEDISH, ENGLISH = (WORDHELP[language] for language in LANGUAGES)

"""What is said where a request is refused, or leads nowhere."""

from dataclasses import dataclass

from app.texts.read import texts_of
from corpus.language import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class RefusalTexts:
    """What is wrong with a request, in one language: in a few words, and with what can be done.

    ``name`` is the host name that was asked by, ``most`` the bytes that a request may have.
    """

    language: Language
    two_names: tuple[str, str]
    foreign_name: tuple[str, str]
    foreign_page: tuple[str, str]
    too_long: tuple[str, str]
    nothing_here: tuple[str, str]
    no_file: str
    to_the_page: str


REFUSALS = texts_of(RefusalTexts, "refusals")
"""The texts of each language."""

FINNISH, SWEDISH, ENGLISH = (REFUSALS[language] for language in LANGUAGES)

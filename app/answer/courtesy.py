"""Courtesies: a greeting or thanks in place of a question, which no document answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.language import Language

_SAID: Mapping[tuple[str, Language], str] = {
    ("greeting", "fi"): r"mo(?:i|ikka|ro)|hei(?:ppa)?|terve(?:hdys)?|(?:hyvää )?(?:huomenta|päivää|iltaa)",
    ("greeting", "sv"): r"hej(?:san)?|tjena|god ?(?:morgon|dag|kväll)|goddag",
    ("greeting", "en"): r"hello(?: there)?|hi(?: there)?|hey|good (?:morning|afternoon|evening|day)",
    ("thanks", "fi"): r"kiitos|kiitti|kiitoksia|(?:paljon )?kiitoksia|kiitos (?:paljon|avusta|vastauksesta)",
    ("thanks", "sv"): r"tack(?:ar)?|tack så mycket|tack för (?:hjälpen|svaret)|tusen tack",
    ("thanks", "en"): r"thanks|thank you|many thanks|thanks a lot|thank you (?:so|very) much|cheers",
}
_COURTESIES = {key: re.compile(rf"\W*(?:{words})\W*", re.IGNORECASE) for key, words in _SAID.items()}


@dataclass(frozen=True, slots=True)
class Courtesy:
    """What was said, and the language that it was said in."""

    kind: Literal["greeting", "thanks"]
    language: Language


def courtesy_of(question: str) -> Courtesy | None:
    """The courtesy that a question is and nothing else: ``Moi!``, ``tack``; None for anything more."""
    for (kind, language), words in _COURTESIES.items():
        if words.fullmatch(question):
            return Courtesy("greeting" if kind == "greeting" else "thanks", language)
    return None

"""What word help says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language import Language


@dataclass(frozen=True, slots=True)
class WordHelpTexts:
    """All texts of word help in one language."""

    language: Language
    switch: str
    note: str
    sought: str


FINNISH = WordHelpTexts(
    language="fi",
    switch="Sana-apu",
    note="Sanojen alla on sanakirjan arvaus, ei käännös. Se näkyy, kun sen todennäköisyys on ainakin 0,3.",
    sought="Alleviivatuilla sanoilla haettiin.",
)

SWEDISH = WordHelpTexts(
    language="sv",
    switch="Ordhjälp",
    note="Under orden står en gissning ur ordboken, ingen översättning. Den visas när dess sannolikhet är "
    "minst 0,3.",
    sought="De understrukna orden användes i sökningen.",
)

ENGLISH = WordHelpTexts(
    language="en",
    switch="Word help",
    note="Under the words stands a dictionary’s guess, not a translation. It is shown where its probability "
    "is at least 0.3.",
    sought="The underlined words were searched with.",
)

WORDHELP: Mapping[Language, WordHelpTexts] = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}
"""The texts of each language."""

"""Every word that the page says, in Finnish, Swedish and English: fi.toml, sv.toml and en.toml.

In reading order:

read.py      the files of texts, read into families of them
families.py  what each part of the page says
worded.py    what is told of documents in fixed words
"""

from collections.abc import Mapping, Sequence

from app.texts.families import TEXTS, Texts
from corpus.language import LANGUAGES, Language

__all__ = [
    "ENGLISH",
    "FINNISH",
    "LANGUAGES",
    "LANGUAGE_COOKIE",
    "LANGUAGE_NAMES",
    "SWEDISH",
    "TEXTS",
    "Texts",
    "preferred",
]

LANGUAGE_NAMES: Mapping[Language, str] = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
"""What each language calls itself."""

LANGUAGE_COOKIE = "pykala-language"
"""The cookie in which the browser keeps the language that was chosen by hand."""

FINNISH, SWEDISH, ENGLISH = (TEXTS[language] for language in LANGUAGES)


def preferred(chosen: str | None, accepted: str | None) -> Language:
    """The language of the page: the one chosen by hand, or the first the browser asks for that we speak.

    ``accepted`` is an Accept-Language header (RFC 9110, 12.5.4). Finnish where the browser asks for
    nothing, English where it asks only for languages that the page does not speak.
    """
    wished = [tag.partition("-")[0].lower() for tag in _by_weight(accepted or "")]
    spoken = (language for wish in (chosen, *wished) for language in LANGUAGES if language == wish)
    return next(spoken, "en" if wished else "fi")


def _by_weight(accepted: str) -> Sequence[str]:
    """The language tags of an Accept-Language header, the most wanted first; refused ones are left out."""
    weighed: list[tuple[float, str]] = []
    for part in accepted.split(","):
        tag, _, parameter = part.partition(";")
        weight = parameter.strip().removeprefix("q=") or "1"
        try:
            value = float(weight)
        except ValueError:
            continue
        if tag.strip() and value > 0:
            weighed.append((-value, tag.strip()))
    return [tag for _, tag in sorted(weighed, key=lambda pair: pair[0])]

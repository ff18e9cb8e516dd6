"""What the view of those who keep the archive says."""

from app.texts.read import Family, texts_of
from corpus.doubts import Doubt
from corpus.language import Language


class AdminTexts(Family):
    """All texts of the view in one language; ``{name}`` stands for what is put in.

    Those that begin with ``doubt_`` are the kinds of doubts, with their values in order; ``new``, ``seen``
    and ``mended`` are the states of what was said. ``unexpected`` is said where a page cannot be shown.
    """

    title: str
    closed: str
    log_in_why: str
    added: str
    changed: str
    removed: str
    said: str


ADMIN = texts_of(AdminTexts, "admin")
"""The texts of each language."""


def doubt_text(doubt: Doubt, language: Language) -> str:
    """What looks wrong in a reading, in words."""
    return str(ADMIN[language][f"doubt_{doubt.kind}"].format(*doubt.values))

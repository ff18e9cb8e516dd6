"""The forms of a meeting's documents, by short names: minutes as PDF, as Markdown, an agenda."""

from collections.abc import Mapping
from pathlib import PurePath

from app.texts.families import REGISTER
from corpus.head import Head
from corpus.language import Language

_NAMES: Mapping[str, str] = {
    ".pdf": "PDF",
    ".md": "Markdown",
    ".docx": "Word",
    ".html": "HTML",
    ".htm": "HTML",
}


def form_name(document: Head, language: Language) -> str:
    """A document's form: ``PDF``, of an agenda ``esityslista, PDF``; of other files how their name ends."""
    suffix = PurePath(document.path).suffix.lower()
    name = _NAMES.get(suffix, suffix.lstrip("."))
    return ", ".join(filter(None, (REGISTER[language].agenda if document.agenda else "", name)))

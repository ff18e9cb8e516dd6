"""What the form for feedback says."""

from dataclasses import dataclass

from app.texts.read import texts_of
from corpus.language import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class FeedbackTexts:
    """All texts of the form in one language."""

    language: Language
    asked: str
    useful: str
    wrong_place: str
    missing: str
    remark: str
    send: str
    kept: str
    remark_kept: str
    failed: str
    private: str


FEEDBACK = texts_of(FeedbackTexts, "feedback")
"""The texts of each language."""

FINNISH, SWEDISH, ENGLISH = (FEEDBACK[language] for language in LANGUAGES)

"""What the tour says, and how one asks, in three steps."""

from dataclasses import dataclass

from app.texts.read import texts_of
from corpus.language import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class TourTexts:
    """All texts of the tour in one language; ``{name}`` stands for what is put in when a text is shown."""

    language: Language
    waiting: str
    gone: str
    archive: str
    archive_lead: str
    spread: str
    no_body: str
    meetings: str
    one_meeting: str
    items: str
    one_item: str
    undated: str
    back: str

    lead: str
    jump: str
    decisions: str
    sections: str
    sections_lead: str
    below: str
    one_below: str
    names: str
    names_lead: str
    bodies: str
    others: str
    places: str
    questions: str
    questions_lead: str
    trying: str
    no_questions: str
    tried_failed: str

    steps: str
    ask_step: tuple[str, str]
    check_step: tuple[str, str]
    nothing_step: tuple[str, str]


TOUR = texts_of(TourTexts, "tour")
"""The texts of each language."""

FINNISH, SWEDISH, ENGLISH = (TOUR[language] for language in LANGUAGES)

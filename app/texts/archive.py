"""What the pages of the archive say: of its meetings, of one of them, and of a case."""

from dataclasses import dataclass

from app.texts.read import texts_of
from corpus.language import Language


@dataclass(frozen=True, slots=True)
class ArchiveTexts:
    """All texts of the archive in one language; ``{name}`` stands for what is put in.

    What they have in common with the register of decisions, as the heads of columns, is said there.
    """

    language: Language
    title: str
    lead: str
    narrow: str
    year: str
    search: str
    count: str
    none: str
    to_case: str
    in_titles: str
    items: str
    forms: str
    undated: str
    open: str
    original: str
    in_register: str
    same_body: str
    meeting_items: str
    no_items: str
    earlier: str
    later: str
    case_title: str
    case_lead: str
    decided: str
    retold: str
    gone_meeting: str
    gone_case: str


ARCHIVE = texts_of(ArchiveTexts, "archive")
"""The texts of each language."""

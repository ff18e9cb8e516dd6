"""What the register of decisions says."""

from dataclasses import dataclass

from app.texts.read import texts_of
from corpus.language import Language


@dataclass(frozen=True, slots=True)
class RegisterTexts:
    """All texts of the register in one language; ``{name}`` stands for what is put in.

    The columns from ``date`` to ``case`` are also the labels of the fields that narrow it.
    """

    language: Language
    title: str
    lead: str
    narrow: str
    since: str
    until: str
    any: str
    search: str
    show: str
    count: str
    one: str
    none: str
    date: str
    body: str
    item: str
    matter: str
    outcome: str
    in_force: str
    case: str
    vote_for: str
    vote_against: str
    vote_blank: str
    citation: str
    document: str
    also: str
    agenda: str
    sort_by: str
    pages: str
    page: str
    previous: str
    next: str
    csv: str
    file: str
    table: str


REGISTER = texts_of(RegisterTexts, "register")
"""The texts of each language."""

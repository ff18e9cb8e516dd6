"""The accessibility statement in three languages."""

from dataclasses import dataclass

from app.texts.read import texts_of


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: its title and lead, and sections of a heading and paragraphs.

    ``contact`` leads to where one may write, ``no_contact`` says that nobody has told; both stand in the
    section that ``feedback`` heads. ``back`` leads to the page.
    """

    title: str
    lead: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    feedback: str
    contact: str
    no_contact: str
    back: str


STATEMENTS = texts_of(Statement, "statement")
"""The statement of each language; what it says of tests is what ``tests/browser/test_axe.py`` does."""

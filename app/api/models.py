"""The form of what programs ask and get beside answers, as the OpenAPI document tells it."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from app.answer.json_answer import json_object
from app.answer.source import Source
from app.register.rows import Wanted
from corpus.document import SectionKind
from corpus.minutes.outcomes.wording import OutcomeKind

LONGEST_QUESTION = 10_000
MOST_PASSAGES = 100
MOST_DECISIONS = 500


@json_object
class ListedDocument(Source):
    """A document, and how many sections it has; the case is that of its first item."""

    sections: int


@json_object
class Documents:
    """All documents, by id."""

    documents: tuple[ListedDocument, ...]


@json_object
class ListedSection:
    """A section of an outline: its number in the document, from 0, and the path from the outermost down."""

    number: int
    parent: int | None
    """The number of the section above."""
    kind: SectionKind
    path: tuple[str, ...]
    title: str
    item: str | None
    """The item that it is or stands in, written § 31."""
    pages: tuple[int, int] | None
    """The first and last page."""


@json_object
class Outline:
    """A document, and its sections in reading order."""

    document: Source
    sections: tuple[ListedSection, ...]


@json_object
class ReadSection(ListedSection):
    """A section as it was read, paragraph by paragraph."""

    document: Source
    paragraphs: tuple[str, ...]
    citation: str


@json_object
class Problem:
    """What was wrong."""

    code: str
    """One word for programs, as bad_question."""
    message: str


@json_object
class Refused:
    """An answer that is none."""

    error: Problem


class Asked(BaseModel):
    """A question, and what narrows its search."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(
        min_length=1, max_length=LONGEST_QUESTION, description="The question, in Finnish, Swedish or English."
    )
    top: int = Field(5, ge=1, le=MOST_PASSAGES, description="How many passages at most.")
    after: str | None = Field(
        None,
        max_length=LONGEST_QUESTION,
        description="The question asked before, which counts only where this one cannot stand alone.",
    )
    document: str | None = Field(None, description="Only this document, by its id.")
    body: str | None = Field(None, description="Only decisions of this body.")
    since: date | None = Field(None, alias="from", description="Only documents of this date or later.")
    until: date | None = Field(None, alias="to", description="Only documents of this date or earlier.")
    item: str | None = Field(None, description="Only this item, as 31 or § 31.")
    part: str | None = Field(None, description="Only parts of this title, as Päätös.")


class AskedDecisions(BaseModel):
    """Which decisions are asked for, and how many."""

    model_config = ConfigDict(extra="forbid")

    body: str | None = Field(None, description="Only decisions of this body.")
    since: date | None = Field(None, alias="from", description="Only meetings of this date or later.")
    until: date | None = Field(None, alias="to", description="Only meetings of this date or earlier.")
    outcome: OutcomeKind | None = Field(None, description="Only items with this outcome.")
    case: str | None = Field(None, description="Only items of this case number.")
    start: int = Field(0, ge=0, description="How many of them are passed over.")
    most: int = Field(50, ge=1, le=MOST_DECISIONS, description="How many at most.")

    def wanted(self) -> Wanted:
        """What is asked for, as the register knows it."""
        return Wanted(self.body, self.since, self.until, self.outcome, self.case)

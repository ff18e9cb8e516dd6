"""The form of what programs ask and get, as the OpenAPI document tells it."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.document import SectionKind
from corpus.language import Language

LONGEST_QUESTION = 10_000
MOST_PASSAGES = 100


class Model(BaseModel):
    """A form that has these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Quote(Model):
    """The best sentence of a passage; the offsets are those in the passage's text."""

    text: str
    start: int
    end: int


class DocumentTold(Model):
    """The document that something stands in; the date is written 2024-12-02."""

    id: str
    title: str
    path: str
    case: str | None
    body: str | None
    date: str | None


class SectionTold(Model):
    """A section: its number in the document, from 0, and the path from the outermost section down."""

    number: int
    path: list[str]
    title: str
    item: str | None = Field(examples=["§ 31"])


class PassageTold(Model):
    """A passage of an answer, with its citation."""

    rank: int
    score: float = Field(description="Orders the passages of one question, and means nothing beyond it.")
    text: str
    quote: Quote
    document: DocumentTold
    section: SectionTold
    pages: tuple[int, int] | None
    citation: str
    also_at: list[str] = Field(description="Citations of passages that say the same.")
    same_matter: list[str] = Field(description="Citations of the same case in other meetings.")
    source_spans: list[tuple[int, int]] = Field(description="Offsets in the source file as decoded.")


class MatterTold(Model):
    """One case that passages from several meetings tell of; they stand together, newest decision first."""

    case: str = Field(examples=["HEL 2024-015391"])
    passages: list[int] = Field(description="The ranks of its passages.")
    meetings: int = Field(description="In how many meetings it was handled, each in one item or more.")
    handled: list[str] = Field(description="Citations of all its items, newest first.")


class AnswerTold(Model):
    """An answer, as `pykala ask --json` prints it."""

    question: str
    after: str | None = Field(description="The question that this one was understood as going on from.")
    language: Language
    looked_for: list[str] | None
    verdict: Literal["found", "maybe", "not_found"]
    confidence: float = Field(ge=0, le=1)
    passages: list[PassageTold]
    matters: list[MatterTold]


class DocumentListed(DocumentTold):
    """A document, and how many sections it has."""

    sections: int


class Documents(Model):
    """All documents, by id."""

    documents: list[DocumentListed]


class SectionListed(SectionTold):
    """A section of an outline; `parent` is the number of the section above."""

    parent: int | None
    kind: SectionKind
    pages: tuple[int, int] | None


class Outline(Model):
    """A document, and its sections in reading order."""

    document: DocumentTold
    sections: list[SectionListed]


class SectionRead(SectionListed):
    """A section as it was read, paragraph by paragraph."""

    document: DocumentTold
    paragraphs: list[str]
    citation: str


class Problem(Model):
    """What was wrong."""

    code: str = Field(examples=["bad_question"])
    message: str


class Refused(Model):
    """An answer that is none."""

    error: Problem


class Asked(Model):
    """A question, and what narrows its search."""

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

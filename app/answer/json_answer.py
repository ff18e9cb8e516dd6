"""An answer as the JSON that other programs rely on (``app/README.md``, *JSON*).

Each class is one JSON object: its fields are the keys, in their order, and its docstrings are what the
description of the HTTP interface says of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, dataclass_transform

from pydantic import ConfigDict, TypeAdapter, with_config

from app.answer.answer import Answer, CitedPassage, ReadBy, Verdict
from app.answer.citation import CitedPlace
from app.answer.item import AnsweredItem, Standing
from app.answer.matters import Matter
from app.answer.source import Source
from corpus.document import Role, Span
from corpus.language import Language
from corpus.minutes.outcomes.wording import OutcomeKind

_Kind = TypeVar("_Kind")

JSON = ConfigDict(
    extra="forbid", use_attribute_docstrings=True, alias_generator=lambda name: name.removesuffix("_")
)
"""How a class is made into a JSON object; here a key that is a word of Python's has ``_`` behind it."""

_DIGITS = 4


@dataclass_transform(frozen_default=True)
def json_object(kind: type[_Kind]) -> type[_Kind]:
    """A dataclass whose values are made into JSON objects."""
    made: type[_Kind] = with_config(JSON)(dataclass(frozen=True, slots=True)(kind))
    return made


@json_object
class QuoteJson:
    """Words of a passage; the offsets are those in the passage's text."""

    text: str
    start: int
    end: int


@json_object
class SectionJson:
    """A section: its number in the document, from 0, and the path from the outermost section down."""

    number: int
    path: tuple[str, ...]
    title: str
    item: str | None
    """The item that it is or stands in, written § 31."""


@json_object
class PassageJson:
    """A passage of an answer, with its citation."""

    rank: int
    score: float
    """Orders the passages of one question, and means nothing beyond it."""
    text: str
    quote: QuoteJson
    document: Source
    section: SectionJson
    pages: tuple[int, int] | None
    """The first and last page."""
    citation: str
    also_at: tuple[str, ...]
    """Citations of passages that say the same."""
    same_matter: tuple[str, ...]
    """Citations of the same case in other meetings."""
    source_spans: tuple[tuple[int, int], ...]
    """Offsets in the source file as decoded."""
    role: Role | None
    """What the part of the item that it stands in is for."""
    standing: Standing | None
    """What its quote is worth; null where that does not matter."""
    handling: str | None
    """The earlier handling that is told there."""
    answer: QuoteJson | None
    """The words of the quote that answer; null where none were read there."""
    read_by: ReadBy | None
    """What read it from a picture, so that its letters may be others; null where the file has text."""


@json_object
class MatterJson:
    """One case that passages from several meetings tell of; they stand together, newest decision first."""

    case: str
    """The case number, as HEL 2024-015391."""
    passages: tuple[int, ...]
    """The ranks of its passages."""
    meetings: int
    """In how many meetings it was handled, each in one item or more."""
    handled: tuple[str, ...]
    """Citations of all its items, newest first."""


@json_object
class VoteJson:
    """The votes of one count as printed: for what is printed first, for the other, and blank."""

    for_: int
    against: int
    blank: int


@json_object
class OutcomeJson:
    """What became of an item, and the text in force; null where the document does not tell it."""

    kind: OutcomeKind
    vote: VoteJson | None
    elected: tuple[str, ...]
    text: str | None
    citation: str | None
    source_spans: tuple[tuple[int, int], ...]
    """Offsets of the text in the source file as decoded."""


@json_object
class ItemJson:
    """An item that passages stand in, or that a listing asks for."""

    document: str
    """The document's id."""
    section: int
    """The number of its section in the document, from 0."""
    item: str | None
    title: str
    body: str | None
    date: str | None
    case: str | None
    citation: str
    outcome: OutcomeJson
    passages: tuple[int, ...]
    """The ranks of its passages."""
    also_in: tuple[str, ...]
    """The ids of the meeting's other documents that hold it: another form of the minutes, the agenda."""


@json_object
class AnswerJson:
    """An answer, as `pykala ask --json` prints it."""

    question: str
    after: str | None
    """The question that this one was understood as going on from."""
    language: Language
    looked_for: tuple[str, ...] | None
    """The Finnish words that a question in another language was searched with."""
    verdict: Verdict
    confidence: float
    """From 0 to 1."""
    passages: tuple[PassageJson, ...]
    matters: tuple[MatterJson, ...]
    items: tuple[ItemJson, ...]


def to_json(answer: Answer) -> dict[str, Any]:
    """The answer as a JSON object, in dictionaries, lists and plain values."""
    return plain(answer_json(answer))


def answer_json(answer: Answer) -> AnswerJson:
    """What a JSON object of the answer holds."""
    return AnswerJson(
        question=answer.question,
        after=answer.after,
        language=answer.language,
        looked_for=answer.looked_for,
        verdict=answer.verdict,
        confidence=round(answer.confidence, _DIGITS),
        passages=tuple(map(_passage, answer.passages)),
        matters=tuple(map(_matter, answer.matters)),
        items=tuple(map(item_json, answer.items)),
    )


def plain(value: object) -> dict[str, Any]:
    """An object of one of the classes that are made into JSON, as dictionaries, lists and plain values."""
    kind: Any = type(value)
    written: dict[str, Any] = _adapter(kind).dump_python(value, mode="json", by_alias=True)
    return written


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _passage(passage: CitedPassage) -> PassageJson:
    return PassageJson(
        rank=passage.rank,
        score=round(passage.score, _DIGITS),
        text=passage.text,
        quote=_words(passage.text, passage.quote),
        document=passage.source,
        section=SectionJson(passage.section, passage.section_path, passage.section_path[-1], passage.item),
        pages=passage.pages,
        citation=passage.citation,
        also_at=_citations(passage.also_at),
        same_matter=_citations(passage.same_matter),
        source_spans=tuple((span.start, span.end) for span in passage.source_spans),
        role=passage.role,
        standing=passage.standing,
        handling=passage.handling,
        answer=_words(passage.text, passage.answer) if passage.answer else None,
        read_by=passage.read_by,
    )


def _words(text: str, span: Span) -> QuoteJson:
    return QuoteJson(span.of(text), span.start, span.end)


def _matter(matter: Matter) -> MatterJson:
    return MatterJson(matter.case, matter.ranks, matter.meetings, _citations(matter.handled))


def item_json(item: AnsweredItem) -> ItemJson:
    """What a JSON object of an item holds."""
    document, vote = item.document, item.outcome.vote
    return ItemJson(
        document=document.id,
        section=item.section,
        item=item.number,
        title=item.title,
        body=document.body,
        date=document.date.isoformat() if document.date else None,
        case=item.case,
        citation=item.place.citation,
        outcome=OutcomeJson(
            kind=item.outcome.kind,
            vote=VoteJson(vote.for_, vote.against, vote.blank) if vote else None,
            elected=item.outcome.elected,
            text="\n\n".join(text.text for text in item.in_force) or None,
            citation=item.in_force[0].place.citation if item.in_force else None,
            source_spans=tuple((s.start, s.end) for text in item.in_force for s in text.source_spans),
        ),
        passages=item.passages,
        also_in=item.also_in,
    )


def _citations(places: Sequence[CitedPlace]) -> tuple[str, ...]:
    return tuple(place.citation for place in places)

"""History: turns as records that a visitor's own browser keeps, and back again.

A record holds where an answer stood, not its words: they are read from the documents again, so that
nothing a browser sends is ever shown as a document's text, and every citation still leads to its place.
"""

import datetime
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from app.answer.answer import Answer, CitedPassage, recalled, with_items
from app.answer.courtesy import Courtesy
from app.answer.form import PASSAGES, Form
from app.answer.listing import listed
from app.answer.place import Place, parse_query, place_of, query
from app.answer.turn import Problem, Turn
from corpus.document import Span
from corpus.language import Language
from index.filters import ANYWHERE, Filter
from index.search import Index

MOST_TURNS = 50
"""The turns of one conversation that are kept, the newest ones."""

_log = logging.getLogger(__name__)

_Twin = Annotated[str, Field(pattern=r"^\d{1,12}-\d{1,12}-[0-9a-f]{8}$")]
_Key = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class _Kept(BaseModel):
    """A passage: the query of its place, the quote's start and end in it, and where else its text stands.

    The last as ``120-480-1a2b3c4d``: a span of the same document, and the check sum of what stands there.
    Records of earlier versions have none. ``answer`` are start and end of the words that answer.
    """

    place: Annotated[str, Field(max_length=2_000)]
    quote: tuple[int, int]
    also: Annotated[tuple[_Twin, ...], Field(max_length=100)] = ()
    answer: tuple[int, int] | None = None


class _Record(BaseModel):
    """A turn with its answer."""

    id: _Key
    question: Annotated[str, Field(min_length=1, max_length=10_000)]
    language: Language
    looked_for: Annotated[tuple[str, ...], Field(max_length=100)] | None = None
    verdict: Literal["found", "maybe", "not_found"]
    confidence: Annotated[float, Field(ge=0, le=1)]
    after: Annotated[str, Field(max_length=10_000)] | None = None
    searched: Annotated[int, Field(ge=0)] = 0
    at: datetime.datetime | None = None
    wanted: Filter = ANYWHERE
    hinted: Filter = ANYWHERE
    form: Form = PASSAGES
    passages: Annotated[tuple[_Kept, ...], Field(max_length=20)] = ()


class _Unanswered(BaseModel):
    """A turn with a problem: no browser keeps it, but a page in another language tells it again."""

    id: _Key
    question: Annotated[str, Field(max_length=100_000)]
    problem: Problem
    explanation: Annotated[str, Field(max_length=10_000)] | None = None
    wanted: Filter = ANYWHERE


class _Courteous(BaseModel):
    """A turn with a courtesy, which no browser keeps either."""

    id: _Key
    question: Annotated[str, Field(min_length=1, max_length=10_000)]
    courtesy: Courtesy


_RECORD: TypeAdapter[_Record | _Unanswered | _Courteous] = TypeAdapter(_Record | _Unanswered | _Courteous)


def record(turn: Turn) -> str:
    """A turn as JSON; empty for one that JSON cannot hold."""
    answer = turn.answer
    made: _Record | _Unanswered | _Courteous
    try:
        if turn.courtesy is not None:
            made = _Courteous.model_validate(turn, from_attributes=True)
        elif answer is None:
            made = _Unanswered.model_validate(turn, from_attributes=True)
        else:
            made = _Record(
                id=turn.id,
                question=turn.question,
                language=answer.language,
                looked_for=answer.looked_for,
                verdict=answer.verdict,
                confidence=answer.confidence,
                after=answer.after,
                searched=turn.searched,
                wanted=turn.wanted,
                at=turn.at,
                hinted=answer.hinted,
                form=answer.form,
                passages=tuple(map(_kept, answer.passages)),
            )
    except ValidationError:  # half a character, say, is no text of JSON
        return ""
    return made.model_dump_json(exclude_defaults=True)


def restored(records: Sequence[object], index: Index) -> tuple[Turn, ...]:
    """The turns of records as JSON holds them, at most the newest 50; what is no record is passed over.

    A turn whose best passage is gone has the problem ``changed``; other passages that are gone are left out.
    """
    return tuple(_turn(read, index) for read in _read(records[-MOST_TURNS:]))


def _read(records: Sequence[object]) -> Iterator[_Record | _Unanswered | _Courteous]:
    for one in records:
        try:
            yield _RECORD.validate_python(one)
        except ValidationError:
            _log.info("a record of a conversation could not be read")


def _turn(read: _Record | _Unanswered | _Courteous, index: Index) -> Turn:
    if isinstance(read, _Unanswered):
        return Turn(read.question, None, read.problem, read.explanation, wanted=read.wanted, id=read.id)
    if isinstance(read, _Courteous):
        return Turn(read.question, courtesy=read.courtesy, id=read.id)
    passages = [_passage(kept, index) for kept in read.passages]
    if passages and passages[0] is None:
        return Turn(read.question, problem="changed", wanted=read.wanted, id=read.id)
    cited = tuple(replace(passage, rank=rank) for rank, passage in enumerate(filter(None, passages), start=1))
    answer = Answer(
        question=read.question,
        language=read.language,
        looked_for=read.looked_for,
        verdict=read.verdict,
        confidence=read.confidence,
        passages=cited,
        form=read.form,
        hinted=read.hinted,
        after=read.after,
    )
    answer = with_items(index, answer, listed(index, read.form, read.wanted))
    return Turn(read.question, answer, searched=read.searched, wanted=read.wanted, at=read.at, id=read.id)


def _kept(passage: CitedPassage) -> _Kept:
    return _Kept(
        place=query(place_of(passage.source.id, passage.span, passage.text)),
        quote=(passage.quote.start, passage.quote.end),
        also=tuple(_short(twin.place) for twin in passage.also_at),
        answer=(passage.answer.start, passage.answer.end) if passage.answer else None,
    )


def _passage(kept: _Kept, index: Index) -> CitedPassage | None:
    place, (start, end) = parse_query(kept.place), kept.quote
    if place is None or place.span is None or not 0 <= start < end <= len(place.span):
        return None
    found = recalled(index, place, Span(start, end), [_long(place.document_id, twin) for twin in kept.also])
    first, last = kept.answer or (0, 0)
    return replace(found, answer=Span(first, last)) if found and start <= first < last <= end else found


def _short(twin: Place) -> str:
    """The place of a twin, whose document is its passage's."""
    span = twin.span or Span(0, 0)
    return f"{span.start}-{span.end}-{twin.check}"


def _long(document_id: str, twin: str) -> Place:
    start, end, check = twin.split("-")
    return Place(document_id, Span(int(start), int(end)), check)

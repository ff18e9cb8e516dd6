"""History: answered turns as records that a visitor's own browser keeps, and back again.

A record holds where an answer stood, not its words: they are read from the documents again, so that
nothing a browser sends is ever shown as a document's text, and every citation still leads to its place.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal, Protocol

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from app.answer.answer import Answer, CitedPassage, cite
from app.answer.matters import Archive, Matter
from app.answer.place import Place, find, parse_query, place_of, query, section_at
from app.answer.turn import Turn, Turns
from corpus.document import Document, Span
from corpus.language import Language
from index.filters import ANYWHERE, Filter

MOST_TURNS = 50
"""The turns of one conversation that are kept, the newest ones."""

_LONGEST = 400_000
"""The characters of all records together that are read."""

_log = logging.getLogger(__name__)


class Recalling(Protocol):
    """What finds a cited passage again."""

    def recall(self, place: Place, quote: Span, twins: Sequence[Place] = ()) -> CitedPassage | None:
        """The passage that stands at a place, with a quote at a span of it; None where it is gone.

        ``twins`` are the places of that document where the same text stood; those that are gone are left out.
        """

    def matters(self, passages: Sequence[CitedPassage]) -> tuple[Matter, ...]:
        """The cases that passages, in the order of their ranks, tell of in several meetings."""


_Twin = Annotated[str, Field(pattern=r"^\d{1,12}-\d{1,12}-[0-9a-f]{8}$")]


class _Kept(BaseModel):
    """A passage: the query of its place, the quote's start and end in it, and where else its text stands.

    The last as ``120-480-1a2b3c4d``: a span of the same document, and the check sum of what stands there.
    Records of earlier versions have none.
    """

    place: Annotated[str, Field(max_length=2_000)]
    quote: tuple[int, int]
    also: Annotated[tuple[_Twin, ...], Field(max_length=100)] = ()


class _Record(BaseModel):
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    question: Annotated[str, Field(min_length=1, max_length=10_000)]
    language: Language
    looked_for: Annotated[tuple[str, ...], Field(max_length=100)] | None = None
    verdict: Literal["found", "maybe", "not_found"]
    confidence: Annotated[float, Field(ge=0, le=1)]
    after: Annotated[str, Field(max_length=10_000)] | None = None
    searched: Annotated[int, Field(ge=0)] = 0
    wanted: Filter = ANYWHERE
    hinted: Filter = ANYWHERE
    passages: Annotated[tuple[_Kept, ...], Field(max_length=20)] = ()


_RECORDS = TypeAdapter(list[object])


def record(turn: Turn) -> str:
    """An answered turn as JSON; empty for any other, and for one that JSON cannot hold."""
    answer = turn.answer
    if answer is None or not turn.id:
        return ""
    try:
        kept = _Record(
            id=turn.id,
            question=turn.question,
            language=answer.language,
            looked_for=answer.looked_for,
            verdict=answer.verdict,
            confidence=answer.confidence,
            after=answer.after,
            searched=turn.searched,
            wanted=turn.wanted,
            hinted=answer.hinted,
            passages=tuple(
                _Kept(
                    place=query(place_of(passage.source.id, passage.span, passage.text)),
                    quote=(passage.quote.start, passage.quote.end),
                    also=tuple(_short(twin.place) for twin in passage.also_at),
                )
                for passage in answer.passages
            ),
        )
    except ValidationError:  # half a character, say, is no text of JSON
        return ""
    return kept.model_dump_json(exclude_defaults=True)


def restored(kept: str, library: Recalling) -> Turns:
    """The turns of a JSON list of records, at most the newest 50; what is no record is passed over.

    A turn whose best passage is gone has the problem ``changed``; other passages that are gone are left out.
    """
    return tuple(_turn(read, library) for read in _records(kept))[-MOST_TURNS:]


def _records(kept: str) -> Iterator[_Record]:
    if len(kept) > _LONGEST:
        return
    try:
        found = _RECORDS.validate_json(kept)
    except ValidationError:
        return
    for one in found:
        try:
            yield _Record.model_validate(one)
        except ValidationError:
            _log.info("a record of a conversation could not be read")


def _turn(read: _Record, library: Recalling) -> Turn:
    turn = Turn(read.question, searched=read.searched, wanted=read.wanted, id=read.id)
    passages = [_passage(kept, library) for kept in read.passages]
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
        matters=library.matters(cited),
        hinted=read.hinted,
        after=read.after,
    )
    return replace(turn, answer=answer)


def _passage(kept: _Kept, library: Recalling) -> CitedPassage | None:
    place, (start, end) = parse_query(kept.place), kept.quote
    if place is None or place.span is None or not 0 <= start < end <= len(place.span):
        return None
    return library.recall(place, Span(start, end), [_long(place.document_id, twin) for twin in kept.also])


def _short(twin: Place) -> str:
    """The place of a twin, whose document is its passage's."""
    span = twin.span or Span(0, 0)
    return f"{span.start}-{span.end}-{twin.check}"


def _long(document_id: str, twin: str) -> Place:
    start, end, check = twin.split("-")
    return Place(document_id, Span(int(start), int(end)), check)


def recalled(
    archive: Archive, document: Document, place: Place, quote: Span, twins: Iterable[Place]
) -> CitedPassage | None:
    """The passage at a place of a document, as ``Recalling.recall`` gives it."""
    found = _standing(document, place)
    if found is None:
        return None
    also = [stands for stands in (_standing(document, twin) for twin in twins) if stands]
    return cite(archive, document, *found, quote, also)


def _standing(document: Document, place: Place) -> tuple[int, Span] | None:
    """The section and the span where the text of a place stands now."""
    span = find(document, place)
    section = None if span is None else section_at(document, span.start)
    return None if span is None or section is None else (section, span)

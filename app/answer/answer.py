"""An answer: the passages that answer a question, each with its quote and a citation that can be checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.answer.citation import citation
from app.answer.cited_place import CitedPlace, cited_span
from app.answer.matters import Matter, elsewhere, matters, newest_first
from app.answer.place import Place, find, section_at
from app.quote import best_quote
from corpus.document import Document, Span, case_of, pages_of, section_path
from corpus.errors import UnknownDocumentError
from corpus.language import Language
from index.filters import ANYWHERE, Filter
from index.result import Hit, Result
from index.search import Index

Verdict = Literal["found", "maybe", "not_found"]

FOUND = 0.5
"""The confidence from which an answer counts as found."""

MAYBE = 0.15
"""The confidence from which an answer may be one: of answers nearly all, of strangers few lie above."""


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a passage stands in: its id, title, file as given, and what its minutes say of it.

    ``case`` is the case number of the passage's item; ``date`` is written ``2024-12-02``.
    """

    id: str
    title: str
    path: str
    case: str | None
    body: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage of an answer, with its best sentence and where it stands.

    ``language`` is the passage's own. ``span`` is its place in the document's clean text, ``quote`` the
    best sentence's place in ``text``. ``section`` is the number of its section in the document, from 0;
    ``section_path`` goes from the outermost section down; ``item`` is written ``§ 31``.
    ``pages`` are the first and last page number, None where the source has no pages. ``source_spans``
    are offsets in the source as decoded. ``also_at`` are the places of identical passages folded away,
    ``same_matter`` those of the items of other meetings with the same case number, newest first.
    """

    rank: int
    score: float
    text: str
    language: Language
    span: Span
    quote: Span
    source: Source
    section: int
    section_path: tuple[str, ...]
    item: str | None
    pages: tuple[int, int] | None
    citation: str
    also_at: tuple[CitedPlace, ...]
    source_spans: tuple[Span, ...]
    same_matter: tuple[CitedPlace, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown for one question: a verdict, a confidence from 0 to 1, and passages, best first.

    ``looked_for`` are the Finnish words that a question in another language was searched with, None
    where it needed none. With the verdict ``not_found`` the passages are the closest, not an answer.
    ``hinted`` is what the question itself said of where its answer stands; what stands there came forward.
    ``after`` is the question before, where this one could not stand alone and goes on from it. ``matters``
    are the cases that passages from several meetings tell of.
    """

    question: str
    language: Language
    looked_for: tuple[str, ...] | None
    verdict: Verdict
    confidence: float
    passages: tuple[CitedPassage, ...]
    hinted: Filter = ANYWHERE
    after: str | None = None
    matters: tuple[Matter, ...] = ()


def answer(
    index: Index,
    question: str,
    top: int = 5,
    wanted: Filter | None = None,
    *,
    hinting: bool = True,
    before: str | None = None,
) -> Answer:
    """The answer of an index to a question, with at most ``top`` passages that the filter allows.

    Without ``hinting`` a date, a body or a § in the question is a word like any other. ``before`` is the
    question asked before it, which counts only where this one cannot stand alone.

    Raises:
        QuestionError: a question is empty or too long.
        EncoderMismatchError: the index was made with another encoder.
    """
    return told(index, question, index.search(question, top, wanted, hinting=hinting, before=before))


def told(index: Index, question: str, result: Result) -> Answer:
    """The answer that a search's result makes, with all of its hits."""
    hits = newest_first(index, result.hits)
    passages = tuple(_cited(index, hit, rank, result, question) for rank, hit in enumerate(hits, start=1))
    return Answer(
        question=question,
        language=result.language,
        looked_for=result.looked_for,
        verdict=verdict(result.confidence if result.hits else 0.0),
        confidence=result.confidence,
        hinted=result.hinted,
        after=result.after,
        passages=passages,
        matters=matters_of(index, passages),
    )


def matters_of(index: Index, passages: Sequence[CitedPassage]) -> tuple[Matter, ...]:
    """The cases that an answer's passages, in the order of their ranks, tell of in several meetings."""
    return matters(index, [(passage.source.case, passage.source.id) for passage in passages])


def tells_matter(answer: Answer, passage: CitedPassage) -> bool:
    """Whether a passage is the one to tell where else its matter was handled.

    It is the first of its matter, unless the head of a group tells it.
    """
    if any(passage.rank in matter.ranks for matter in answer.matters):
        return False
    return all(passage.source.case != before.source.case for before in answer.passages[: passage.rank - 1])


def verdict(confidence: float) -> Verdict:
    """What a confidence from 0 to 1 is called."""
    return "found" if confidence >= FOUND else "maybe" if confidence >= MAYBE else "not_found"


def _cited(index: Index, hit: Hit, rank: int, result: Result, question: str) -> CitedPassage:
    passage = hit.passage
    asked = question if result.after is None else f"{question} {result.after}"
    quote = best_quote(passage.text, result.terms[hit.language], asked)
    document = index.document(passage.document_id)
    twins = [(twin.section, twin.span) for twin in hit.twins]
    cited = cite(index, document, passage.section, passage.span, quote, twins)
    return replace(cited, rank=rank, score=hit.score)


def cite(
    index: Index,
    document: Document,
    number: int,
    span: Span,
    quote: Span,
    twins: Iterable[tuple[int, Span]] = (),
) -> CitedPassage:
    """A stretch of a document's section as the only passage of an answer, with its quote in that stretch.

    ``twins`` are the sections and spans of the document where the same text stands.
    """
    section = document.sections[number]
    pages = pages_of(document, span)
    return CitedPassage(
        rank=1,
        score=0.0,
        text=span.of(document.text),
        language=index.language(document.id, number),
        span=span,
        quote=quote,
        source=Source(
            id=document.id,
            title=document.title,
            path=document.path,
            case=case_of(document, section),
            body=document.body,
            date=document.date.isoformat() if document.date else None,
        ),
        section=number,
        section_path=section_path(document, number),
        item=section.item,
        pages=(pages[0].number, pages[-1].number) if pages else None,
        citation=citation(document, number, span),
        also_at=tuple(cited_span(document, at, twin, index.language(document.id, at)) for at, twin in twins),
        source_spans=document.source_map.source_spans(span),
        same_matter=elsewhere(index, document, number),
    )


def recalled(index: Index, place: Place, quote: Span, twins: Iterable[Place] = ()) -> CitedPassage | None:
    """The passage that stands at a place, with a quote at a span of it; None where it is gone.

    ``twins`` are the places of that document where the same text stood; those that are gone are left out.
    """
    try:
        document = index.document(place.document_id)
    except UnknownDocumentError:
        return None
    standing = _standing(document, place)
    if standing is None:
        return None
    also = [stands for stands in (_standing(document, twin) for twin in twins) if stands]
    return cite(index, document, *standing, quote, also)


def _standing(document: Document, place: Place) -> tuple[int, Span] | None:
    """The section and the span where the text of a place stands now."""
    span = find(document, place)
    section = None if span is None else section_at(document, span.start)
    return None if span is None or section is None else (section, span)


def to_json(answer: Answer) -> dict[str, Any]:
    """The answer as the JSON object that other programs rely on (``app/README.md``, *JSON*)."""
    return {
        "question": answer.question,
        "after": answer.after,
        "language": answer.language,
        "looked_for": None if answer.looked_for is None else list(answer.looked_for),
        "verdict": answer.verdict,
        "confidence": round(answer.confidence, 4),
        "passages": [_passage_json(passage) for passage in answer.passages],
        "matters": [
            {
                "case": matter.case,
                "passages": list(matter.ranks),
                "meetings": matter.meetings,
                "handled": _citations(matter.handled),
            }
            for matter in answer.matters
        ],
    }


def _citations(places: Sequence[CitedPlace]) -> list[str]:
    return [place.citation for place in places]


def _passage_json(passage: CitedPassage) -> dict[str, Any]:
    source = passage.source
    return {
        "rank": passage.rank,
        "score": round(passage.score, 4),
        "text": passage.text,
        "quote": {
            "text": passage.quote.of(passage.text),
            "start": passage.quote.start,
            "end": passage.quote.end,
        },
        "document": {
            "id": source.id,
            "title": source.title,
            "path": source.path,
            "case": source.case,
            "body": source.body,
            "date": source.date,
        },
        "section": {
            "number": passage.section,
            "path": list(passage.section_path),
            "title": passage.section_path[-1],
            "item": passage.item,
        },
        "pages": None if passage.pages is None else list(passage.pages),
        "citation": passage.citation,
        "also_at": _citations(passage.also_at),
        "same_matter": _citations(passage.same_matter),
        "source_spans": [[span.start, span.end] for span in passage.source_spans],
    }

"""An answer: the passages that answer a question, each with its quote and a citation that can be checked."""

from dataclasses import dataclass
from typing import Any, Literal

from corpus.document import Span

Language = Literal["fi", "sv", "en"]
Verdict = Literal["found", "maybe", "not_found"]


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

    ``span`` is the passage's place in the document's clean text, ``quote`` the best sentence's place in
    ``text``. ``section_path`` goes from the outermost section down; ``item`` is written ``§ 31``.
    ``pages`` are the first and last page number, None where the source has no pages. ``source_spans``
    are offsets in the source as decoded. ``also_at`` are the citations of identical passages folded away.
    """

    rank: int
    score: float
    text: str
    span: Span
    quote: Span
    source: Source
    section_path: tuple[str, ...]
    item: str | None
    pages: tuple[int, int] | None
    citation: str
    also_at: tuple[str, ...]
    source_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown for one question: a verdict, a confidence from 0 to 1, and passages, best first.

    ``looked_for`` are the Finnish words that a question in another language was searched with, None
    where it needed none. With the verdict ``not_found`` the passages are the closest, not an answer.
    """

    question: str
    language: Language
    looked_for: tuple[str, ...] | None
    verdict: Verdict
    confidence: float
    passages: tuple[CitedPassage, ...]


def to_json(answer: Answer) -> dict[str, Any]:
    """The answer as the JSON object that other programs rely on (README, *JSON*)."""
    return {
        "question": answer.question,
        "language": answer.language,
        "looked_for": None if answer.looked_for is None else list(answer.looked_for),
        "verdict": answer.verdict,
        "confidence": round(answer.confidence, 4),
        "passages": [_passage_json(passage) for passage in answer.passages],
    }


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
            "path": list(passage.section_path),
            "title": passage.section_path[-1],
            "item": passage.item,
        },
        "pages": None if passage.pages is None else list(passage.pages),
        "citation": passage.citation,
        "also_at": list(passage.also_at),
        "source_spans": [[span.start, span.end] for span in passage.source_spans],
    }

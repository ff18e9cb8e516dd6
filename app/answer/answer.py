"""An answer: the passages that answer a question, each with its quote and a citation that can be checked."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.answer.citation import CitedPlace, citation, cited_span, handled, source_line
from app.answer.form import LISTS, PASSAGES, Form, asks_for_newest, asks_for_proposal, form_of
from app.answer.item import AnsweredItem, Standing, earlier_handling, items_of, standing
from app.answer.lead import Candidate, candidate_of, led
from app.answer.listing import listed
from app.answer.matters import Matter, elsewhere, matters, newest_first
from app.answer.once import hits_once
from app.answer.place import Place, find, section_at
from app.answer.source import Source, source_of
from corpus.document import Document, Role, Span, case_of, is_read_by_machine, pages_of, section_path
from corpus.errors import UnknownDocumentError
from corpus.language import Language
from index.extractor.reading import answer_in, least_certain
from index.filters import ANYWHERE, Filter
from index.quote import best_quote
from index.ranking import LOOKED_AT
from index.result import Hit, Result
from index.search import Index
from index.words.cues import asks_for_several

Verdict = Literal["found", "maybe", "not_found"]

FOUND = 0.5
"""The confidence from which an answer counts as found."""

MAYBE = 0.15
"""The confidence from which an answer may be one: of answers nearly all, of strangers few lie above."""

_WHEN = re.compile(r"\W*(?:milloin|koska|när|when)\b", re.IGNORECASE)
"""How a question begins that asks for a time."""


ReadBy = Literal["ocr"]
"""What read a text that is a picture in the file."""


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage of an answer, with its best sentence and where it stands.

    ``language`` is the passage's own. ``span`` is its place in the document's clean text, ``quote`` the
    best sentence's place in ``text``. ``section`` is the number of its section in the document, from 0;
    ``section_path`` goes from the outermost section down; ``item`` is written ``§ 31``.
    ``pages`` are the first and last page number, None where the source has no pages. ``source_line`` is the
    short form of its citation. ``source_spans``
    are offsets in the source as decoded. ``role`` is what the part that it stands in is for, None outside
    parts; ``standing`` what its quote is worth, None where that does not matter; ``handling`` the earlier
    handling that is told there, ``Tekninen lautakunta 18.2.2025 § 19``. ``answer`` is the place in ``text``
    of the words of the quote that answer, None where nothing was read or nothing read is likely to.
    ``read_by`` says that a machine read some of it from a picture.
    ``also_at`` are the places of identical passages folded away,
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
    source_line: str
    also_at: tuple[CitedPlace, ...]
    source_spans: tuple[Span, ...]
    same_matter: tuple[CitedPlace, ...]
    role: Role | None = None
    standing: Standing | None = None
    handling: str | None = None
    answer: Span | None = None
    read_by: ReadBy | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown for one question: a verdict, a confidence from 0 to 1, and passages, best first.

    ``looked_for`` are the Finnish words that a question in another language was searched with, None
    where it needed none. With the verdict ``not_found`` the passages are the closest, not an answer.
    ``hinted`` is what the question itself said of where its answer stands; what stands there came forward.
    ``after`` is the question before, where this one could not stand alone and goes on from it. ``matters``
    are the cases that passages from several meetings tell of. ``items`` are the items that the passages stand
    in, in order of first appearance, or all that a listing asks for; ``form`` is what the question asks for.
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
    items: tuple[AnsweredItem, ...] = ()
    form: Form = PASSAGES


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
    several = index.meeting_count < len(index.heads) or asks_for_newest(question)
    depth = max(top, LOOKED_AT) if several else top
    result = index.search(question, depth, wanted, hinting=hinting, before=before)
    return answer_of(index, question, result, top, wanted or ANYWHERE)


def answer_of(
    index: Index, question: str, result: Result, top: int | None = None, wanted: Filter = ANYWHERE
) -> Answer:
    """The answer that a search's result makes, with at most ``top`` passages, or with all of its hits.

    ``wanted`` is the filter that was searched with: no passage or item is told that it does not allow.
    """
    form = _form(index, question, result)
    items = listed(index, form, wanted)
    if items:
        candidates = [candidate for candidate in map(candidate_of, items[:top]) if candidate is not None]
    else:
        hits = [_candidate(index, hit) for hit in newest_first(index, hits_once(index, result.hits))]
        candidates = led(index, hits, form, wanted, asks_proposal=asks_for_proposal(question))[:top]
    confidence = 1.0 if items else result.confidence
    said = verdict(confidence if items or result.hits else 0.0)
    least = least_certain((hit.reading for hit in result.hits), several=asks_for_several(question))
    if said == "not_found":
        least = math.inf  # no words are told as the answer where none was found
    passages = tuple(
        _cited(index, candidate, rank, result, question, least)
        for rank, candidate in enumerate(candidates, start=1)
    )
    answered = Answer(
        question=question,
        language=result.language,
        looked_for=result.looked_for,
        verdict=said,
        confidence=confidence,
        hinted=form.filter if items else result.hinted,
        after=result.after,
        passages=passages,
        form=form if items else PASSAGES,
    )
    return with_items(index, answered, items)


def _form(index: Index, question: str, result: Result) -> Form:
    """What a question asks for.

    One that goes on from another asks for no list; and who asks when something was approved is answered by
    the text that tells the day, not by a decision.
    """
    form = form_of(question, result.language, result.looked_for, result.hinted, index.cases)
    if (result.after is not None and form.kind in LISTS) or (
        form.kind == "decided" and _WHEN.match(question)
    ):
        return PASSAGES
    return form


def _candidate(index: Index, hit: Hit) -> Candidate:
    passage = hit.passage
    twins = tuple((twin.section, twin.span) for twin in hit.twins)
    item = index.item_of(passage.document_id, passage.section)
    return Candidate(passage.document_id, passage.section, item, passage.span, hit.score, twins, hit.reading)


def with_items(index: Index, answer: Answer, listing: Sequence[AnsweredItem]) -> Answer:
    """An answer with the items that its passages stand in, and the cases that they tell in several meetings.

    Of a ``listing`` it tells all items instead, with the ranks of their passages, and no cases.
    """
    passages = answer.passages
    if not listing:
        items = items_of(index, [(passage.source.id, passage.section) for passage in passages])
        cases = matters(index, [(passage.source.case, passage.source.id) for passage in passages])
        return replace(answer, items=items, matters=cases)
    ranks = {(passage.source.id, passage.item): (passage.rank,) for passage in passages}
    its = (replace(item, passages=ranks.get((item.document.id, item.number), ())) for item in listing)
    return replace(answer, items=tuple(its))


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


def _cited(
    index: Index, candidate: Candidate, rank: int, result: Result, question: str, least: float
) -> CitedPassage:
    document, section = index.document(candidate.document_id), candidate.section
    text = candidate.span.of(document.text)
    asked = question if result.after is None else f"{question} {result.after}"
    terms = result.terms.get(document.sections[section].language, {})
    quote = best_quote(text, terms, asked, candidate.reading)
    cited = cite(index, document, section, candidate.span, quote, candidate.twins)
    return replace(cited, rank=rank, score=candidate.score, answer=answer_in(candidate.reading, quote, least))


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
    earlier = earlier_handling(index, document.id, number)
    quoted = Span(span.start + quote.start, span.start + quote.end)
    return CitedPassage(
        rank=1,
        score=0.0,
        text=span.of(document.text),
        language=section.language,
        span=span,
        quote=quote,
        source=source_of(document, case_of(document, section)),
        section=number,
        section_path=section_path(document, number),
        item=section.item,
        pages=(pages[0].number, pages[-1].number) if pages else None,
        citation=citation(document, number, span, earlier),
        source_line=source_line(document, number, span),
        also_at=tuple(cited_span(document, at, twin) for at, twin in twins),
        source_spans=document.source_map.source_spans(span),
        same_matter=elsewhere(index, document, number),
        role=section.role,
        standing=standing(index, document, number, quoted),
        handling=handled(earlier) if earlier else None,
        read_by="ocr" if is_read_by_machine(document, span) else None,
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

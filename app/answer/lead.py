"""The lead of an answer: the passage that goes first, where that should be the text in force.

A search finds what an item is about: the proposal that lost and the decision of an earlier meeting say the
same words as the decision in force. Who asks what was decided is answered by the words in force; who asks
anything else is not answered by words that lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answer.form import Form
from app.answer.item import UNDECIDED, AnsweredItem, standing
from app.answer.once import ItemPlace, record_of
from corpus.document import Document, Role, Span
from corpus.minutes.outcomes.wording import UNTOLD
from index.extractor.windows import Reading
from index.filters import ANYWHERE, Filter, admits
from index.passages import MOST_WORDS
from index.search import Index
from index.words.sentences import sentences

_NEWER = 0.75
"""The share of the best score that a passage must reach for its item to be told before, being newer."""

_ACTS = frozenset({"decision", "proposal", "counterproposal"})
_BESIDE: frozenset[Role | None] = frozenset(
    {"appeal", "notice", "competence", "contact", "information", "presenter", "preparer", "attachments"}
)
"""Parts that say the words of deciding (*päätöksestä voi valittaa*) and answer questions of their own."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be shown: a span of a document's text in the section at an index, with its score.

    ``item`` is the index of the section of the item that it stands in, None outside items. ``twins`` are the
    sections and spans of the document where the same text stands. ``reading`` is what was read in it, its
    spans those in the text of ``span``; None where nothing was.
    """

    document_id: str
    section: int
    item: int | None
    span: Span
    score: float
    twins: tuple[tuple[int, Span], ...] = ()
    reading: Reading | None = None

    @property
    def item_place(self) -> ItemPlace | None:
        """The document's id and the index of the item's section; None outside items."""
        return None if self.item is None else (self.document_id, self.item)


def led(
    index: Index,
    candidates: Sequence[Candidate],
    form: Form,
    wanted: Filter = ANYWHERE,
    *,
    asks_proposal: bool,
) -> list[Candidate]:
    """Candidates in their order, but for those that go first by the form of the question.

    Where the newest is asked for, or what is so now, the newest item of those that score nearly as well goes
    first. Where it is asked what was decided, or the first candidate's words lost, were an earlier meeting's
    or are an agenda's, the text in force of its item goes before it; not before words that were read in an
    item of which nothing else was decided than proposed.
    """
    ordered = _newest_first(index, candidates) if form.kind in {"newest", "now"} else list(candidates)
    if not ordered or asks_proposal or ordered[0].item is None:
        return ordered
    first = ordered[0]
    if not _yields(index, first, form):
        return ordered
    lead = _in_force(index, ordered)
    if lead is None or not admits(index.document(lead.document_id), lead.section, wanted):
        return ordered
    return [lead, *(candidate for candidate in ordered if not _same(candidate, lead))]


def _yields(index: Index, first: Candidate, form: Form) -> bool:
    """Whether the first candidate gives way to the text in force of its item."""
    document = index.document(first.document_id)
    worth = standing(index, document, first.section, first.span)
    role = document.sections[first.section].role
    if first.item is None or worth == "in_force":
        return False
    kind = index.outcome(*record_of(index, first.document_id, first.item)).kind
    if worth in {"lost", "agenda"} or (worth == "earlier" and role in _ACTS):
        return True
    if role in _BESIDE or kind in UNTOLD or (kind == "noted" and role not in _ACTS):
        return False  # that it was taken note of tells nothing of the matter
    if worth == "discussed" and role == "decision" and kind == "accepted":
        return True  # that the proposal was accepted tells nothing without it
    if kind not in UNDECIDED:  # what was read answers, and the text in force is told beside it
        return form.kind in {"decided", "newest"} and first.reading is None
    # Reasons speak for the proposal: where that is not what was decided, they do not tell whether it is so.
    return form.kind in {"decided", "newest", "yes_no"}


def _newest_first(index: Index, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates with those of the newest item first, of all items that score nearly as well as the best."""
    near = [
        candidate
        for candidate in candidates
        if candidate.item_place and candidate.score >= _NEWER * candidates[0].score
    ]
    if not near:
        return list(candidates)
    newest = max(near, key=lambda candidate: (index.day_of(candidate.document_id), candidate.score))
    return [candidate for candidate in candidates if candidate.item_place == newest.item_place] + [
        candidate for candidate in candidates if candidate.item_place != newest.item_place
    ]


def _in_force(index: Index, candidates: Sequence[Candidate]) -> Candidate | None:
    """The text in force of the first candidate's item: the best that was found in it, or its beginning."""
    first = candidates[0]
    record = record_of(index, first.document_id, first.item or 0)
    stretches = index.outcome(*record).in_force
    for candidate in candidates:
        if candidate.item_place == record:
            for stretch in stretches[:1]:
                for span in stretch.spans:
                    inside = Span(max(span.start, candidate.span.start), min(span.end, candidate.span.end))
                    if candidate.section == stretch.section and inside.start < inside.end:
                        return replace(candidate, span=inside, score=first.score, twins=(), reading=None)
    if not stretches or not stretches[0].spans:
        return None
    chief = stretches[0]
    span = beginning(index.document(record[0]), chief.spans)
    return Candidate(record[0], chief.section, record[1], span, first.score)


def beginning(document: Document, spans: Sequence[Span]) -> Span:
    """The beginning of a text that stands at spans of one section: whole sentences, one at least.

    It has as many words as a passage may have, and ends before what stands between two spans and is no part
    of the text.
    """
    text, start, end, count = document.text, spans[0].start, spans[0].start, 0
    for span in spans:
        if text[end : span.start].strip():
            break
        for sentence in sentences(span.of(text)):
            count += len(sentence.of(span.of(text)).split())
            if count > MOST_WORDS and end > start:
                return Span(start, end)
            end = span.start + sentence.end
    return Span(start, end if end > start else spans[0].end)


def candidate_of(item: AnsweredItem) -> Candidate | None:
    """The beginning of an item's text in force, with the score 0; None where it is not told."""
    if not item.in_force:
        return None
    chief = item.in_force[0]
    span = beginning(item.document, chief.spans)
    return Candidate(item.document.id, chief.section, item.section, span, 0.0)


def _same(candidate: Candidate, other: Candidate) -> bool:
    return (
        candidate.document_id == other.document_id
        and candidate.span.start <= other.span.start
        and other.span.end <= candidate.span.end
    )

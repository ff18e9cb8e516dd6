"""Items of an answer: what the meeting decided of each, and the words that are in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.answer.citation import CitedPlace, cited_item, cited_span
from corpus.document import Document, Role, Span, case_of
from corpus.minutes.handlings import Handling
from corpus.minutes.outcomes.outcome import Outcome, Stretch
from corpus.minutes.outcomes.wording import OutcomeKind
from index.search import Index

Standing = Literal["in_force", "earlier", "lost", "discussed", "agenda"]
"""What a text of minutes is worth: words in force; an earlier handling's words; a proposal or a motion that
did not become the decision; what was said at the meeting, and is not the decision's own words; what an agenda
proposes to a meeting that has yet to decide."""

UNDECIDED: frozenset[OutcomeKind] = frozenset({"amended", "rejected", "returned", "tabled", "withdrawn"})
"""Outcomes with which a proposal, as it stands, is not what was decided."""


@dataclass(frozen=True, slots=True)
class TextInForce:
    """Words in force, as they stand in one section: a decision's own, or those of what was accepted.

    ``place`` cites them. ``spans`` are their places in the document's text, in order; ``source_spans`` the
    same in the source as decoded.
    """

    text: str
    place: CitedPlace
    section: int
    spans: tuple[Span, ...]
    source_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """An item that an answer tells of: where it is, what became of it, and the ranks of its passages.

    ``place`` cites the item at its heading. ``in_force`` is the text in force, its chief part first, empty
    where the document does not tell it. ``also_in`` are the ids of the meeting's other documents
    where it stands.
    """

    document: Document
    section: int
    case: str | None
    place: CitedPlace
    outcome: Outcome
    in_force: tuple[TextInForce, ...]
    passages: tuple[int, ...] = ()
    also_in: tuple[str, ...] = ()

    @property
    def number(self) -> str | None:
        """The item's §, ``§ 31``."""
        return self.document.sections[self.section].item

    @property
    def title(self) -> str:
        """The item's title, without its §."""
        return self.document.sections[self.section].title


def answered_item(index: Index, document: Document, section: int, ranks: Iterable[int] = ()) -> AnsweredItem:
    """The item of a document at the index of its section."""
    outcome = index.outcome(document.id, section)
    return AnsweredItem(
        document=document,
        section=section,
        case=case_of(document, document.sections[section]),
        place=cited_item(document, section),
        outcome=outcome,
        in_force=tuple(_text_in_force(document, stretch) for stretch in outcome.in_force if stretch.spans),
        passages=tuple(ranks),
        also_in=tuple(other for other in _standing_in(index, document, section) if other != document.id),
    )


def _standing_in(index: Index, document: Document, section: int) -> tuple[str, ...]:
    """The ids of the documents of a meeting where an item stands."""
    item = None if index.is_alone(document.id) else index.meeting_item(document.id, section)
    return (item.document.id, *(other.id for other, _ in item.also)) if item else ()


def _text_in_force(document: Document, stretch: Stretch) -> TextInForce:
    whole = Span(stretch.spans[0].start, stretch.spans[-1].end)
    return TextInForce(
        text="\n\n".join(span.of(document.text) for span in stretch.spans),
        place=cited_span(document, stretch.section, whole),
        section=stretch.section,
        spans=stretch.spans,
        source_spans=tuple(
            source for span in stretch.spans for source in document.source_map.source_spans(span)
        ),
    )


def items_of(index: Index, places: Iterable[tuple[str, int]]) -> tuple[AnsweredItem, ...]:
    """The items of an answer's passages in order of first appearance.

    ``places`` are each passage's document id and section, by rank. What stands outside of items has none.
    """
    ranks: dict[tuple[str, int], list[int]] = {}
    for rank, (document_id, section) in enumerate(places, start=1):
        item = index.item_of(document_id, section)
        if item is not None:
            ranks.setdefault((document_id, item), []).append(rank)
    return tuple(
        answered_item(index, index.document(document_id), item, its)
        for (document_id, item), its in ranks.items()
    )


def earlier_handling(index: Index, document_id: str, section: int) -> Handling | None:
    """The handling that a section retells; None where it is of the meeting at hand, or of no item."""
    item = index.item_of(document_id, section)
    if item is None:
        return None
    handlings = index.handlings(document_id, item)
    return next((each for each in handlings if not each.own and section in each.sections), None)


def standing(index: Index, document: Document, section: int, span: Span) -> Standing | None:
    """What the text at a span of a section is worth; None where that does not matter, as of reasons."""
    item = index.item_of(document.id, section)
    if item is None:
        return None
    if earlier_handling(index, document.id, section) is not None:
        return "earlier"
    outcome = index.outcome(document.id, item)
    if any(_shares(stretch, section, span) for stretch in outcome.in_force):
        return "in_force"
    role = document.sections[section].role
    if role in {"proposal", "counterproposal"}:
        return _proposed(role, outcome, agenda=index.is_agenda(document.id))
    if role in {"handling", "vote", "dissent"} or (role == "decision" and outcome.in_force):
        return "discussed"
    return None


def _proposed(role: Role, outcome: Outcome, *, agenda: bool) -> Standing | None:
    if agenda:
        return "agenda"
    return "lost" if role == "counterproposal" or outcome.kind in UNDECIDED else None


def _shares(stretch: Stretch, section: int, span: Span) -> bool:
    return stretch.section == section and any(
        span.start < own.end and own.start < span.end for own in stretch.spans
    )

"""The citations of an answer as links: each leads to its place in the open document."""

from dataclasses import dataclass

from app.answer.answer import Answer, CitedPassage
from app.answer.citation import CitedPlace
from app.answer.place import place_of, query
from corpus.document import Span
from corpus.language import Language


@dataclass(frozen=True, slots=True)
class Link:
    """A citation with the address of its place; ``number`` is which place of that citation it is, from 1."""

    citation: str
    address: str
    language: Language
    number: int


class Links:
    """The links of one answer, every place under a name of its own.

    Two places may have one citation, as two sentences of a page have. A screen reader is told of the second
    that it is another: the answer's own passages come first, by rank, then the others as they are drawn.
    """

    def __init__(self, answer: Answer) -> None:
        self._known: dict[str, list[str]] = {}
        best = answer.passages[0] if answer.passages and answer.verdict != "not_found" else None
        self._item = (best.source.id, best.item) if best else None
        for passage in answer.passages:
            self.of(passage)

    def of(self, passage: CitedPassage) -> Link:
        """The link to a passage's quote, in short where its item is the best passage's, told above."""
        short = (passage.source.id, passage.item) == self._item
        return self.to(quoted(passage, passage.source_line if short else passage.citation))

    def to(self, cited: CitedPlace) -> Link:
        """The link to a place."""
        address = query(cited.place)
        known = self._known.setdefault(cited.citation, [])
        if address not in known:
            known.append(address)
        return Link(cited.citation, address, cited.language, known.index(address) + 1)


def quoted(passage: CitedPassage, citation: str) -> CitedPlace:
    """The place of a passage's quote, under a citation."""
    start = passage.span.start
    quote = Span(start + passage.quote.start, start + passage.quote.end)
    place = place_of(passage.source.id, quote, passage.quote.of(passage.text))
    return CitedPlace(citation, place, passage.language)

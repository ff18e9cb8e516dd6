"""The citations of an answer as links, as HTML: each leads to its place in the reader."""

from html import escape

from app.answer.answer import Answer, CitedPassage
from app.answer.cited_place import CitedPlace
from app.answer.place import place_of, query
from app.texts import Texts
from corpus.document import Span


class Links:
    """The links of one answer, every place under a name of its own.

    Two places may have one citation, as two sentences of a page have. A screen reader is told of the second
    that it is another: the answer's own passages come first, by rank, then the others as they are drawn.
    """

    def __init__(self, answer: Answer, texts: Texts) -> None:
        self._texts = texts
        self._known: dict[str, list[str]] = {}
        for passage in answer.passages:
            self._number(passage.citation, query(quoted(passage).place))

    def html(self, cited: CitedPlace) -> str:
        """A link that opens the reader at a place."""
        address = query(cited.place)
        number = self._number(cited.citation, address)
        told = self._texts.another_place.format(number=number)
        another = f'<span class="unseen" lang="{self._texts.language}"> {escape(told)}</span>'
        return (
            f'<a class="source" href="{escape(address)}" lang="{cited.language}">'
            f"{escape(cited.citation)}{another if number > 1 else ''}</a>"
        )

    def _number(self, citation: str, address: str) -> int:
        """Which of the places of one citation an address is, from 1."""
        known = self._known.setdefault(citation, [])
        if address not in known:
            known.append(address)
        return known.index(address) + 1


def quoted(passage: CitedPassage) -> CitedPlace:
    """The place of a passage's quote, under the passage's citation."""
    start = passage.span.start
    quote = Span(start + passage.quote.start, start + passage.quote.end)
    place = place_of(passage.source.id, quote, passage.quote.of(passage.text))
    return CitedPlace(passage.citation, place, passage.language)

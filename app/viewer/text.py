"""The text of an open document as HTML, section by section, with its pages and a span marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from app.texts import Texts
from app.texts.worded import outcome_text
from app.web.templates import html
from corpus.document import Document, Page, Section, Span, item_title, main_language, section_path
from corpus.language import Language
from corpus.minutes.outcomes.outcome import Outcome
from corpus.text.treatment import joined_words

_DEEPEST = 6
_FIRST = 3

NO_OUTCOMES: Mapping[int, Outcome] = MappingProxyType({})
"""Where nothing is known of what became of items."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, plain or marked, ``cited`` where the mark begins; or a page mark with its label.

    ``joined`` is one of a word that stands in the source in parts.
    """

    kind: Literal["text", "joined", "cited", "mark", "page"]
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph: ``section`` is that of a heading, None for a paragraph.

    ``page`` is the label of the page that begins with the block, empty where none does. ``outcome`` says
    under the heading of an item what became of it; None for all else.
    """

    tag: str
    pieces: tuple[Piece, ...]
    language: Language
    page: str = ""
    section: int | None = None
    class_: str = ""
    outcome: str | None = None


def text_html(
    document: Document, cited: Span | None, texts: Texts, outcomes: Mapping[int, Outcome] = NO_OUTCOMES
) -> str:
    """The text of a document, section by section, with page marks and a span marked.

    ``outcomes`` are told in the headings of items, by the indexes of their sections.
    """
    told = {number: outcome_text(outcome, texts.language) for number, outcome in outcomes.items()}
    blocks = _Writer(document, cited, texts, told).blocks()
    return html("viewer/text.html", blocks=blocks, language=main_language(document), texts=texts)


def page_starts(document: Document) -> list[tuple[int, Page]]:
    """Where the clean text passes to another page: the offset of its first character there, in order."""
    starts = [page.span.start for page in document.pages]
    found: list[tuple[int, Page]] = []
    for run in document.source_map.runs if starts else ():
        at = max(bisect_right(starts, run.source) - 1, 0)
        for page in document.pages[at:]:
            if page.span.start >= run.source + run.length:
                break
            if not found or found[-1][1] is not page:
                found.append((run.start + max(page.span.start - run.source, 0), page))
    return found


class _Writer:
    """Cuts the sections of one document into blocks and pieces, in order."""

    def __init__(
        self, document: Document, cited: Span | None, texts: Texts, outcomes: Mapping[int, str]
    ) -> None:
        self._document, self._cited, self._texts = document, cited, texts
        self._outcomes = outcomes
        self._pages = page_starts(document)
        self._joined = joined_words(document)
        self._turned = 0
        self._marked = False

    def blocks(self) -> Iterator[Block]:
        for number, section in enumerate(self._document.sections):
            yield from self._section(section, number)

    def _section(self, section: Section, number: int) -> Iterator[Block]:
        spans = (section.heading, *section.paragraphs) if section.heading else section.paragraphs
        if section.kind == "furniture" and spans:
            # What stands on every page was gathered from all of them: page marks would tell nothing.
            self._turn(spans[-1].end)
        level = min(_FIRST - 1 + len(section_path(self._document, number)), _DEEPEST)
        page = self._page(spans[0]) if spans else ""
        title = self._title(section)
        said_above = number == 0 and section.title == self._document.title and not self._marked
        repeated = "repeated" if said_above else ""
        language = section.language
        yield Block(f"h{level}", title, language, page, number, repeated, self._outcomes.get(number))
        for span in section.paragraphs:
            page = self._page(span)
            at = "at" if self._is_cited(span) else ""
            yield Block("p", self._pieces(span), language, page, class_=at)

    def _title(self, section: Section) -> tuple[Piece, ...]:
        """A section's title: its heading as read, led by the § where that stands elsewhere."""
        if section.heading is None:
            return (Piece("text", item_title(section)),)
        read = self._pieces(section.heading)
        numbered = section.kind == "item" and section.item
        if not numbered or numbered in section.heading.of(self._document.text):
            return read
        return (Piece("text", f"{numbered} "), *read)

    def _is_cited(self, span: Span) -> bool:
        return self._cited is not None and self._cited.start < span.end and span.start < self._cited.end

    def _turn(self, offset: int) -> list[tuple[int, Page]]:
        """The pages that begin before an offset and have not been marked yet."""
        first = self._turned
        self._turned = max(first, bisect_left(self._pages, offset, key=lambda start: start[0]))
        return self._pages[first : self._turned]

    def _page(self, span: Span) -> str:
        """The label of the page that begins with a span, empty where none does."""
        begun = self._turn(span.start + 1)
        return self._label(begun[-1][1]) if begun else ""

    def _label(self, page: Page) -> str:
        return self._texts.page.format(label=page.label)

    def _pieces(self, span: Span) -> tuple[Piece, ...]:
        """A stretch of the text, cut where pages begin and where marks and joined words begin and end."""
        pages, words = dict(self._turn(span.end)), self._words(span)
        cuts = {span.start, span.end, *pages, *words, *words.values()}
        if self._cited is not None:
            cuts |= {edge for edge in (self._cited.start, self._cited.end) if span.start < edge < span.end}
        pieces, until = [], span.start  # where the last joined word ends
        for start, end in pairwise(sorted(cuts)):
            until = words.get(start, until)
            if start in pages:
                pieces.append(Piece("page", self._label(pages[start])))
            stretch = Span(start, end)
            text = stretch.of(self._document.text)
            plain = Piece("joined" if start < until else "text", text)
            pieces.append(self._mark(text) if self._is_cited(stretch) else plain)
        return tuple(pieces)

    def _words(self, span: Span) -> dict[int, int]:
        """Where the joined words of a stretch begin and end, but for those in the mark."""
        first, last = (
            bisect_left(self._joined, at, key=lambda word: word.start) for at in (span.start, span.end)
        )
        words = self._joined[first:last]
        return {word.start: word.end for word in words if word.end <= span.end and not self._is_cited(word)}

    def _mark(self, text: str) -> Piece:
        first, self._marked = not self._marked, True
        return Piece("cited" if first else "mark", text)

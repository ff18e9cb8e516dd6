"""The leaves of a document: its text as HTML, section by section, with its pages and a span marked.

Pure functions. All text of documents goes through ``html.escape``; none of it is markup.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from app.texts import Texts
from app.web.language import lang
from corpus.document import Document, Page, Section, Span, item_title, main_language, section_path
from corpus.language import Language

_DEEPEST = 6
_FIRST = 3


def text_html(document: Document, cited: Span | None, languages: Sequence[Language], texts: Texts) -> str:
    """The text of a document, section by section, with page marks and a span marked.

    ``languages`` are those of its sections.
    """
    writer = _Writer(document, cited, languages, texts)
    sections = "".join(
        writer.section(section, number, min(_FIRST - 1 + len(section_path(document, number)), _DEEPEST))
        for number, section in enumerate(document.sections)
    )
    return f'<div class="text" lang="{main_language(document)}">{sections}</div>'


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
    """Writes the sections of one document in order; the first marked stretch gets the id ``cited``."""

    def __init__(
        self, document: Document, cited: Span | None, languages: Sequence[Language], texts: Texts
    ) -> None:
        self._text, self._title, self._cited, self._texts = document.text, document.title, cited, texts
        self._languages, self._main = languages, main_language(document)
        self._pages = page_starts(document)
        self._turned = 0
        self._marked = False

    def section(self, section: Section, number: int, level: int) -> str:
        blocks = (section.heading, *section.paragraphs) if section.heading else section.paragraphs
        if section.kind == "furniture" and blocks:
            # What stands on every page was gathered from all of them: page marks would tell nothing.
            self._turn(blocks[-1].end)
        leaf = self._leaf(blocks[0]) if blocks else ""
        title = self._heading(section)
        repeated = (
            ' class="repeated"' if number == 0 and section.title == self._title and not self._marked else ""
        )
        spoken = lang(self._languages[number], self._main)
        attributes = f'id="section-{number}" tabindex="-1"{repeated}{spoken}'
        written = [f"{leaf}<h{level} {attributes}>{title}</h{level}>"]
        for span in section.paragraphs:
            leaf = self._leaf(span)
            at = ' class="at"' if self._shared(span) else ""
            written.append(f"{leaf}<p{at}{spoken}>{self._stretch(span)}</p>")
        return "".join(written)

    def _heading(self, section: Section) -> str:
        """A section's title: its heading as read, led by the § where that stands elsewhere."""
        if section.heading is None:
            return escape(item_title(section))
        read = self._stretch(section.heading)
        if section.kind != "item" or not section.item or section.item in section.heading.of(self._text):
            return read
        return f"{escape(section.item)} {read}"

    def _shared(self, span: Span) -> bool:
        return self._cited is not None and self._cited.start < span.end and span.start < self._cited.end

    def _turn(self, offset: int) -> list[tuple[int, Page]]:
        """The pages that begin before an offset and have not been marked yet."""
        first = self._turned
        self._turned = max(first, bisect_left(self._pages, offset, key=lambda start: start[0]))
        return self._pages[first : self._turned]

    def _leaf(self, span: Span) -> str:
        """A line of its own where a page begins with a block."""
        begun = self._turn(span.start + 1)
        return f'<p class="leaf">{self._page(begun[-1][1])}</p>' if begun else ""

    def _stretch(self, span: Span) -> str:
        """A stretch of the text, cut where pages begin and where the mark begins and ends."""
        pages = dict(self._turn(span.end))
        cuts = {span.start, span.end, *pages}
        if self._cited is not None:
            cuts |= {edge for edge in (self._cited.start, self._cited.end) if span.start < edge < span.end}
        written = []
        for start, end in pairwise(sorted(cuts)):
            if start in pages:
                written.append(self._page(pages[start]))
            text = escape(self._text[start:end])
            written.append(self._mark(text) if self._shared(Span(start, end)) else text)
        return "".join(written)

    def _mark(self, text: str) -> str:
        attributes = "" if self._marked else ' id="cited" tabindex="-1"'
        self._marked = True
        return f"<mark{attributes}>{text}</mark>"

    def _page(self, page: Page) -> str:
        """A page mark; its label comes from the style sheet, so that copied text has none of it."""
        label = self._texts.page.format(label=page.label)
        return f'<span class="page" lang="{self._texts.language}" data-label="{escape(label)}"></span>'

"""Pages of a source without page numbers: inferred from its page breaks."""

import re
from bisect import bisect_right

from corpus.document import Page, Span

_BREAK = re.compile(r"(?:[ \t]*\r?\n){4,}|[ \t\r\n]*\f[ \t\r\n]*")


def inferred_pages(source: str) -> tuple[Page, ...]:
    """The pages between runs of four line breaks or form feeds, numbered and labelled from 1.

    Empty where the source has no page break between two texts. Spans are of the source; the breaks
    themselves belong to no page.
    """
    spans, at = [], 0
    for found in [*_BREAK.finditer(source), None]:
        end = found.start() if found else len(source)
        if source[at:end].strip("\ufeff \t\r\n\f"):
            spans.append(Span(at, end))
        at = found.end() if found else end
    if len(spans) < 2:
        return ()
    return tuple(Page(number, str(number), span, inferred=True) for number, span in enumerate(spans, start=1))


def page_at(pages: tuple[Page, ...], offset: int) -> int:
    """The index of the page that a source offset stands on; 0 where there are none."""
    return max(bisect_right(pages, offset, key=lambda page: page.span.start) - 1, 0)

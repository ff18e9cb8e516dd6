"""A passage as HTML: its text with the quote marked, and its citation as a link to the reader."""

import re
from collections.abc import Callable, Sequence
from html import escape

from app.answer import CitedPassage
from app.place import place_of, query
from app.texts import Texts
from corpus.document import Span

_BREAK = re.compile(r"\n{2,}")


def passage_html(passage: CitedPassage, written: Callable[[str], str] = escape) -> str:
    """A passage's text, paragraph by paragraph, with its quote marked.

    ``written`` makes HTML of a stretch of the text.
    """
    return (
        '<div class="passage" lang="fi">'
        + "".join(
            f"<p>{_marked(passage.text, span, passage.quote, written)}</p>"
            for span in _paragraphs(passage.text)
        )
        + "</div>"
    )


def _paragraphs(text: str) -> list[Span]:
    """The spans of a text's paragraphs, which empty lines part."""
    spans: list[Span] = []
    start = 0
    for found in _BREAK.finditer(text):
        spans.append(Span(start, found.start()))
        start = found.end()
    spans.append(Span(start, len(text)))
    return [span for span in spans if len(span)]


def _marked(text: str, span: Span, mark: Span, written: Callable[[str], str]) -> str:
    """A stretch of a text as HTML, with what it shares with another span marked."""
    start, end = max(span.start, mark.start), min(span.end, mark.end)
    if start >= end:
        return written(span.of(text))
    before, marked, after = text[span.start : start], text[start:end], text[end : span.end]
    return f"{written(before)}<mark>{written(marked)}</mark>{written(after)}"


def citation_html(passage: CitedPassage, texts: Texts, *, grouped: bool = False) -> str:
    """A passage's citation, a link to its quote; where else its text stands, its matter was handled.

    A passage that stands in a group is not told the latter, as the group's head tells it.
    """
    start = passage.span.start
    quote = Span(start + passage.quote.start, start + passage.quote.end)
    address = query(place_of(passage.source.id, quote, passage.quote.of(passage.text)))
    link = (
        f'<p class="citation"><span class="unseen">{escape(texts.source)} </span>'
        f'<a class="source" href="{escape(address)}" lang="fi">{escape(passage.citation)}</a></p>'
    )
    return (
        link
        + _elsewhere_html(texts.also_at, passage.also_at)
        + _elsewhere_html(texts.same_matter, () if grouped else passage.same_matter)
    )


def _elsewhere_html(told: str, citations: Sequence[str]) -> str:
    """Other places to look at, after what they have to do with this one."""
    if not citations:
        return ""
    items = "".join(f'<li lang="fi">{escape(citation)}</li>' for citation in citations)
    return f'<div class="elsewhere"><p>{escape(told)}</p><ul>{items}</ul></div>'


def line(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())

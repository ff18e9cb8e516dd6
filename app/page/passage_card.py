"""A passage as HTML: its text with the quote marked, and its citation as a link to the reader."""

import re
from collections.abc import Callable, Sequence
from html import escape

from app.answer.answer import CitedPassage
from app.answer.cited_place import CitedPlace
from app.page.links import Links, quoted
from app.texts import Texts
from corpus.document import Span

_BREAK = re.compile(r"\n{2,}")

_UNFOLDED = 3
"""Up to so many other places are in sight; more are folded."""


def passage_html(passage: CitedPassage, written: Callable[[str], str] = escape) -> str:
    """A passage's text, paragraph by paragraph, with its quote marked where it is not all of it.

    ``written`` makes HTML of a stretch of the text.
    """
    whole = passage.quote.of(passage.text).strip() == passage.text.strip()
    mark = Span(0, 0) if whole else passage.quote
    return (
        f'<div class="passage" lang="{passage.language}">'
        + "".join(
            f"<p>{_marked(passage.text, span, mark, written)}</p>" for span in _paragraphs(passage.text)
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


def citation_html(passage: CitedPassage, links: Links, texts: Texts) -> str:
    """A passage's citation, a link to its quote."""
    link = links.html(quoted(passage))
    return f'<p class="citation"><span class="unseen">{escape(texts.source)} </span>{link}</p>'


def elsewhere_html(passage: CitedPassage, links: Links, texts: Texts, *, matter: bool) -> str:
    """Where else a passage's text stands and, with ``matter``, where else its matter was handled."""
    others = passage.same_matter if matter else ()
    return _places_html(
        texts.also_at, texts.also_at_many, passage.also_at, f"also-{passage.rank}", links
    ) + _places_html(texts.same_matter, texts.same_matter_many, others, f"same-{passage.rank}", links)


def _places_html(few: str, many: str, places: Sequence[CitedPlace], name: str, links: Links) -> str:
    """Other places to look at, after what they have to do with this one; many are folded."""
    if not places:
        return ""
    listed = places_html(places, links)
    if len(places) <= _UNFOLDED:
        return f'<div class="elsewhere"><p>{escape(few)}</p>{listed}</div>'
    told = f"<summary>{escape(many.format(count=len(places)))}</summary>"
    return f'<details class="elsewhere {name}">{told}{listed}</details>'


def places_html(places: Sequence[CitedPlace], links: Links) -> str:
    """A list of links."""
    return f"<ul>{''.join(f'<li>{links.html(cited)}</li>' for cited in places)}</ul>"


def line(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())

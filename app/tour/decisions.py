"""Decisions: who decided what and when, by the parts of minutes that say so."""

import datetime
import re
from dataclasses import dataclass

from corpus.document import Document, Section, Span, ancestors
from corpus.minutes.grammar import first_date, is_history
from corpus.minutes.vocabulary import role_of
from index.filters import normal_item
from index.sentences import sentences

_NUMBER = re.compile(r"§\s*\d+\s?[a-z]?")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided in an item: its title, the first sentence of the decision, who decided and when.

    ``section`` is the index of the part that holds the decision, ``item`` that of the item's section.
    ``sentence`` is a span of the document's text. ``body``, ``date`` and ``number`` (``§ 31``) are those of
    the meeting that decided: an item may tell what other bodies decided before.
    """

    item: int
    section: int
    sentence: Span
    body: str | None
    date: datetime.date | None
    number: str | None


def decisions(document: Document) -> tuple[Decision, ...]:
    """The decisions of a document in reading order; none where it is no minutes."""
    found = []
    for number, section in enumerate(document.sections):
        if role_of(section.title) != "decision" or section.kind != "part" or not section.paragraphs:
            continue
        above = tuple(ancestors(document, number))
        item = next((at for at in above if document.sections[at].kind == "item"), None)
        if item is None:
            continue
        paragraph = section.paragraphs[0]
        first = next(iter(sentences(paragraph.of(document.text))), None)
        if first is None:
            continue
        body, date, at = _meeting(document, above, document.sections[item])
        sentence = Span(paragraph.start + first.start, paragraph.start + first.end)
        found.append(Decision(item, number, sentence, body, date, at))
    return tuple(found)


def _meeting(
    document: Document, above: tuple[int, ...], item: Section
) -> tuple[str | None, datetime.date | None, str | None]:
    """Body, date and § of the meeting that decided: an earlier one's stand in the heading of its part."""
    for at in above:
        title = document.sections[at].title
        if is_history(title):
            numbered = _NUMBER.search(title)
            return (
                title.partition(",")[0].strip(),
                first_date(title),
                normal_item(numbered[0]) if numbered else None,
            )
    return document.body, document.date, item.item

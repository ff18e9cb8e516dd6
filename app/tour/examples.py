"""Examples: questions to begin with, made of an archive's own items and tried by the search, new each day."""

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from app.answer.answer import Answer
from app.answer.place import checksum
from app.texts.asking import ASKING, AskingTexts
from app.tour.asking import Ask, Asking, is_dull, is_found, tells
from corpus.document import Document
from corpus.language import Language
from corpus.minutes.grammar import is_routine
from corpus.minutes.handlings import number_of_item
from corpus.readers import shipped_reports

MOST_EXAMPLES = 3
_MOST_TRIED = 24
"""The questions that are tried at most: each costs a search."""

_MOST_LOOKED_AT = 60
"""The documents that are looked at: more than are tried."""

_KINDS = ("cost", "decision", "about")
"""What is asked of an item, the tellingest first; one question of the three is about a price, not all."""
_SHORTEST, _LONGEST = 10, 48
"""The characters of a title that makes a question."""

Tried = tuple[tuple[Document, Asking], ...]
"""Questions that were tried and found, each with the document that answers it."""

PRICE = re.compile(r"\d\s?(?:€|e\b|eur\b|euro)", re.IGNORECASE)
"""What tells a price: *14.000 €*, *12 euroa*."""


def examples_of(documents: Sequence[Document], language: Language, ask: Ask, day: datetime.date) -> Tried:
    """Three questions, of different documents as far as they go, and the sections that answer them.

    Each is found by the search when it is asked as it stands. Another day takes other items. Raises what
    ``ask`` raises.
    """
    if [document.id for document in documents] == [path.name for path in shipped_reports()]:
        return _of_report(documents[0], ASKING[language], ask)
    found: list[tuple[Document, Asking]] = []
    priced, tried = False, 0
    for document, section in _in_turn(documents, day):
        for asking, kind in _askings(document, section, ASKING[language], _KINDS[priced:]):
            if tried == _MOST_TRIED:
                return tuple(found)
            tried += 1
            if answers(document, section, kind, ask(asking.question)):
                found.append((document, asking))
                priced = priced or kind == "cost"
                break
        if len(found) == MOST_EXAMPLES:
            break
    return tuple(found)


def _of_report(report: Document, texts: AskingTexts, ask: Ask) -> Tried:
    """The questions on the report that ships, where that is all there is, as far as the search finds them."""
    found: list[tuple[Document, Asking]] = []
    for question in texts.report:
        answer = ask(question)
        if answer.verdict == "found" and answer.passages and len(found) < MOST_EXAMPLES:
            found.append((report, Asking(question, answer.passages[0].section)))
    return tuple(found)


def answers(document: Document, section: int, kind: str, answer: Answer) -> bool:
    """Whether an answer is found in a section or one below it, and tells a price where that was asked for."""
    return is_found(document, section, answer) and (
        kind != "cost" or PRICE.search(answer.passages[0].text) is not None
    )


def tells_price(document: Document, item: int) -> bool:
    """Whether an item's text, in its own section or one of its parts, tells a price."""
    return any(
        PRICE.search(paragraph.of(document.text))
        for number, section in enumerate(document.sections)
        if number == item or number_of_item(document, number) == item
        for paragraph in section.paragraphs
    )


def _in_turn(documents: Sequence[Document], day: datetime.date) -> Iterator[tuple[Document, int]]:
    """Sections to ask of, in an order that is another each day: one of each document, then its second."""

    def drawn(name: str) -> str:
        return checksum(f"{day.isoformat()} {name}")

    shuffled = sorted(documents, key=lambda document: drawn(document.id))[:_MOST_LOOKED_AT]
    each = [
        sorted(_sections(document), key=lambda number: drawn(f"{document.id} {number}"))
        for document in shuffled
    ]
    for layer in zip_longest(*each):
        for document, number in zip(shuffled, layer, strict=True):
            if number is not None:
                yield document, number


def _sections(document: Document) -> list[int]:
    """The items of a document that are no routine; its telling headings where it has no more than one."""
    items = [
        number
        for number, section in enumerate(document.sections)
        if section.kind == "item"
        and _SHORTEST <= len(section.title) <= _LONGEST
        and not is_routine(section.title)
        and not is_dull(section)
    ]
    if sum(section.kind == "item" for section in document.sections) > 1:
        return items
    return items + [
        number
        for number, section in enumerate(document.sections)
        if section.kind == "heading" and section.paragraphs and tells(section.title)
    ]


def _askings(
    document: Document, number: int, texts: AskingTexts, kinds: Sequence[str]
) -> Iterator[tuple[Asking, str]]:
    """The questions of a section with their kinds, in the order of the kinds."""
    title = document.sections[number].title
    if document.sections[number].kind == "heading":
        yield Asking(texts.heading.format(heading=title), number, title), "heading"
        return
    for kind in kinds:
        if kind == "cost" and not tells_price(document, number):
            continue
        pattern = texts.about if kind == "about" else getattr(texts, kind)[0]
        yield Asking(pattern.format(title=title), number, title), kind

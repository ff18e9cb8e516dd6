"""Examples: questions to begin with, made of an archive's own items and tried by the search, new each day."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from app.answer.answer import Answer
from app.answer.citation import finnish_date
from app.answer.place import checksum
from app.texts.families import ASKING, AskingTexts
from app.tour.asking import Ask, is_dull, is_found, small, tells
from app.tour.wording.topic import Asking, is_plain, titled
from corpus.document import Document
from corpus.language import Language
from corpus.minutes.grammar import is_routine
from corpus.minutes.handlings import number_of_item
from corpus.minutes.outcomes.wording import UNTOLD
from corpus.readers import shipped_reports
from index.documents import Documents

MOST_EXAMPLES = 3
_MOST_TRIED = 24
"""The questions that are tried at most: each costs a search."""

_MOST_LOOKED_AT = 60
"""The documents that are looked at: more than are tried."""

_KINDS = ("cost", "meeting", "decision", "about")
"""What is asked, the tellingest first, but each kind before one comes again."""

_ONCE = ("cost", "meeting")
"""What only one question of the three is about."""

_SHORTEST, _LONGEST = 10, 48
"""The characters of a title that makes a question."""

Tried = tuple[tuple[Document, Asking], ...]
"""Questions that were tried and found, each with the document that answers it."""

Examples = tuple[tuple[Language, Tried], ...]
"""Questions to begin with by the languages that they are asked in, that of the page first."""

PRICE = re.compile(r"\d\s?(?:€|e\b|eur\b|euro)", re.IGNORECASE)
"""What tells a price: *14.000 €*, *12 euroa*."""


def examples_in(documents: Documents, language: Language, ask: Ask, day: datetime.date) -> Examples:
    """Examples in the language of the page, filled up to three with those in the documents' own language."""
    found = examples_of(documents, language, ask, day)
    if len(found) == MOST_EXAMPLES or not len(documents.heads):
        return ((language, found),)
    ((own, _),) = Counter(head.language for head in documents.heads).most_common(1)
    if own == language:
        return ((language, found),)
    sections = {(document.id, asking.section) for document, asking in found}
    more = (
        (document, asking)
        for document, asking in examples_of(documents, own, ask, day)
        if (document.id, asking.section) not in sections
    )
    return (language, found), (own, tuple(islice(more, MOST_EXAMPLES - len(found))))


def examples_of(documents: Documents, language: Language, ask: Ask, day: datetime.date) -> Tried:
    """Three questions, of different documents as far as they go, and the sections that answer them.

    Each is found by the search when it is asked as it stands. Another day takes other items. Raises what
    ``ask`` raises.
    """
    if list(documents.heads.ids) == [path.name for path in shipped_reports()]:
        return _of_report(documents.documents()[0], ASKING[language], ask)
    found: list[tuple[Document, Asking]] = []
    asked: Counter[str] = Counter()
    tried = 0
    for document, section in _in_turn(documents, day):
        kinds = sorted(
            (kind for kind in _KINDS if not (asked[kind] and kind in _ONCE)), key=asked.__getitem__
        )
        for asking, kind in _askings(document, section, ASKING[language], kinds):
            if tried == _MOST_TRIED:
                return tuple(found)
            tried += 1
            if answers(document, section, kind, ask(asking.question)):
                found.append((document, asking))
                asked[kind] += 1
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
    """Whether an answer is found in a section or one below it, and its quote tells what was asked for.

    That is a price, or an item whose outcome is known, or the list of a meeting's items.
    """
    if kind == "meeting":
        meetings = {(item.document.body, item.document.date) for item in answer.items}
        return answer.form.kind == "listing" and meetings == {(document.body, document.date)}
    if not is_found(document, section, answer):
        return False
    best = answer.passages[0]
    if kind == "cost":
        return PRICE.search(best.quote.of(best.text)) is not None
    return kind != "decision" or (bool(answer.items) and answer.items[0].outcome.kind not in UNTOLD)


def tells_price(document: Document, item: int) -> bool:
    """Whether an item's text, in its own section or one of its parts, tells a price."""
    return any(
        PRICE.search(paragraph.of(document.text))
        for number, section in enumerate(document.sections)
        if number == item or number_of_item(document, number) == item
        for paragraph in section.paragraphs
    )


def _in_turn(documents: Documents, day: datetime.date) -> Iterator[tuple[Document, int]]:
    """Sections to ask of, in an order that is another each day: one of each document, then its second."""

    def drawn(name: str) -> str:
        return checksum(f"{day.isoformat()} {name}")

    names = sorted(documents.heads.ids, key=drawn)[:_MOST_LOOKED_AT]
    shuffled = [documents.document(name) for name in names]
    each = [
        sorted(
            _sections(document),
            key=lambda number: (
                not is_plain(document.sections[number].title),
                drawn(f"{document.id} {number}"),
            ),
        )
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
        if kind == "meeting":
            if document.body and document.date and sum(each.kind == "item" for each in document.sections) > 1:
                body = document.body if texts.language != "fi" else small(document.body)
                question = texts.meeting.format(body=body, day=finnish_date(document.date))
                yield Asking(question, number, body), kind
            continue
        asked = titled(texts[kind], document, number)
        if asked is not None:
            yield asked, kind

"""Following questions: what may be asked next of the item that an answer tells of, tried by the search."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.answer.answer import Answer
from app.answer.place import Place, find
from app.texts.families import ASKING, AskingTexts
from app.tour.asking import Ask, item_name
from app.tour.examples import answers, tells_price
from app.tour.wording.topic import Asking, titled
from corpus.document import Document, Span, case_of
from corpus.language import Language
from index.documents import Documents

MOST_FOLLOWING = 3
_MOST_FOUND = 5
"""So many are looked for: what an answer shows already is left out of them."""

_LONGEST_TITLE = 64
_SIGNS = {
    "presenter": re.compile(r"esittelijä|föredragande", re.IGNORECASE),
    "information": re.compile(r"lisätie|valmistelija|tilläggsuppgift|beredare", re.IGNORECASE),
    "appeal": re.compile(r"valit[aeu]|oikaisu|muutoksenhak|besvär|omprövning|ändringssökande", re.IGNORECASE),
}
"""What a passage says that answers a question on a part, where it does not stand in such a part."""


@dataclass(frozen=True, slots=True)
class Following:
    """A question, and where its answer begins: the document's id and the passage's span."""

    asking: Asking
    document_id: str
    span: Span


def following_of(
    document: Document, item: int, language: Language, ask: Ask, documents: Documents, *, alone: bool
) -> tuple[Following, ...]:
    """At most five questions that the search finds the answer to in an item, or in its case's other meetings.

    ``item`` is the index of its section; ``alone`` says that there is no other document. Raises what ``ask``
    raises.
    """
    found: dict[str, Following] = {}
    for asking, kind in _askings(document, item, ASKING[language], documents, alone=alone):
        if kind in found or len(found) == _MOST_FOUND:
            continue
        answer = ask(asking.question)
        if _is_told(document, item, kind, answer):
            best = answer.passages[0]
            found[kind] = Following(asking, best.source.id, best.span)
    return tuple(found.values())


def unseen(
    document: Document, followings: Sequence[Following], place: Place, asked: str
) -> tuple[Asking, ...]:
    """Of the questions on an item at most three that are not the one asked, nor answered where it was.

    ``place`` is that of the answer's quote in the document.
    """
    quote = find(document, place)
    start = quote.start if quote else -1
    return tuple(
        each.asking
        for each in followings
        if each.asking.question != asked
        and not (each.document_id == document.id and each.span.start <= start < each.span.end)
    )[:MOST_FOLLOWING]


def _is_told(document: Document, item: int, kind: str, answer: Answer) -> bool:
    if kind == "case":
        return answer.form.kind == "case" and bool(answer.passages)
    if not answers(document, item, kind, answer):
        return False
    best = answer.passages[0]
    return kind not in _SIGNS or best.role == kind or _SIGNS[kind].search(best.text) is not None


def _askings(
    document: Document, item: int, texts: AskingTexts, documents: Documents, *, alone: bool
) -> Iterator[tuple[Asking, str]]:
    """The questions of an item with their kinds, the tellingest first."""
    section = document.sections[item]
    case, short = case_of(document, section), 0 < len(section.title) <= _LONGEST_TITLE

    def by_title(kind: str) -> Asking | None:
        return titled(texts[kind], document, item) if short else None

    if short and tells_price(document, item) and (asked := by_title("cost")):
        yield asked, "cost"
    if asked := by_title("decision"):
        yield asked, "decision"
    if case and len({other.id for other, _ in documents.items_of_case(case)}) > 1:
        yield Asking(texts.case[0].format(case=case), item), "case"
    if asked := by_title("about"):
        yield asked, "about"
    if section.item:
        name = item_name(document, section, alone=alone)
        yield Asking(texts.decision[-1].format(item=name), item), "decision"
        for part in _SIGNS:
            yield Asking(texts[part][0].format(item=name), item), part

"""An item as an answer shows it: what it is about, the beginning of the text in force, and its parts."""

from dataclasses import replace

from app.answer.answer import CitedPassage
from app.answer.citation import CitedPlace, finnish_date, joined, page_line
from app.answer.item import AnsweredItem
from app.answer.lead import beginning
from app.texts.families import OUTCOME
from corpus.language import Language

_LABELS = {
    "decision": "decision",
    "proposal": "proposal",
    "counterproposal": "counterproposal",
    "reasons": "reasons",
    "summary": "reasons",
    "handling": "handling",
    "vote": "handling",
    "dissent": "handling",
}
"""What each role of a part is called by, as the name of a text."""


def about(item: AnsweredItem) -> str:
    """The body, the date and the case number of an item in one line."""
    return joined(" · ", item.document.body, finnish_date(item.document.date), item.case)


def in_force(item: AnsweredItem) -> tuple[str, CitedPlace] | None:
    """How the text in force begins, and where it stands; None where it is not told.

    Its place is called by what the item is about, and its page.
    """
    if not item.in_force:
        return None
    document, chief = item.document, item.in_force[0]
    called = joined(" · ", about(item), page_line(document, chief.spans[0])) or chief.place.citation
    return beginning(document, chief.spans).of(document.text), replace(chief.place, citation=called)


def part_label(passage: CitedPassage, language: Language) -> str | None:
    """What part of an item a passage is of, in words, and whether it lost; None outside such parts."""
    texts = OUTCOME[language]
    if passage.standing == "earlier":
        return texts.earlier.format(where=passage.handling or "–")
    name = _LABELS.get(passage.role or "")
    if name is None:
        return None
    if passage.standing == "agenda":
        return texts.agenda
    label: str = texts["handling" if passage.standing == "discussed" else name]
    return f"{label} – {texts.lost}" if passage.standing == "lost" else label

"""An item as an answer shows it: where it is, what became of it, and the beginning of the text in force."""

from dataclasses import dataclass, replace

from app.answer.answer import CitedPassage
from app.answer.citation import CitedPlace, finnish_date, joined, page_line
from app.answer.item import AnsweredItem, TextInForce
from app.answer.lead import beginning
from app.answer.place import query
from app.texts.outcome import OUTCOME, outcome_text
from corpus.document import Document, item_title
from corpus.language import Language
from corpus.minutes.outcomes.wording import OutcomeKind

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


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item, as the card of an answer shows it.

    ``address`` is that of its heading, ``about`` its body, date and case number in one line, ``sentence``
    what became of it in words; ``case`` is the item's own case number, None without one. ``text`` is the
    beginning of the text in force, in ``language``, None where there is none to show, and ``place`` is where
    it stands, called by what it is about and its page.
    """

    title: str
    address: str
    language: Language
    about: str
    case: str | None
    kind: OutcomeKind
    sentence: str
    text: str | None
    place: CitedPlace | None


def item_view(item: AnsweredItem, language: Language) -> ItemView:
    """An item, with what became of it told in a language."""
    document, section = item.document, item.document.sections[item.section]
    chief = item.in_force[0] if item.in_force else None
    about = joined(" · ", document.body, finnish_date(document.date), item.case)
    sentence = outcome_text(item.outcome, language)
    if item.outcome.elected:
        sentence = f"{sentence}: {', '.join(item.outcome.elected)}"
    return ItemView(
        title=item_title(section),
        address=query(item.place.place),
        language=section.language,
        about=about,
        case=section.case,
        kind=item.outcome.kind,
        sentence=sentence,
        text=beginning(document, chief.spans).of(document.text) if chief else None,
        place=replace(chief.place, citation=_called(document, chief, about)) if chief else None,
    )


def _called(document: Document, chief: TextInForce, about: str) -> str:
    page = page_line(document, chief.spans[0])
    return joined(" · ", about, page) or chief.place.citation


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

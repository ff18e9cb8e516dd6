"""Doubts: what looks wrong in the reading of a document, for who keeps the archive."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Literal

from corpus.document import Document, Section, item_title
from corpus.minutes.grammar import is_routine
from corpus.minutes.handlings import Handling, handlings

_SECTIONS = 10  # fewer tell nothing
_PARAGRAPHS = 20
_EMPTY = 0.3
_SHORT, _LINES = 70, 0.6
_ENDS = (".", ":", ";", "!", "?", "”", '"', ")")
_LISTED = re.compile(r"[-–•*\d]|.*\|")
_ITEMS = 4
_USUAL = 0.75  # of a meeting's items have a part
_MUCH = 0.5
_ROUTINE = re.compile(
    r"seuraava kokous|ilmoitusasia|tiedoksi|nästa (?:möte|sammanträde)|anmälning", re.IGNORECASE
)


Kind = Literal["headings", "lines", "body", "date", "meeting", "order", "gap", "size", "decision", "proposal"]
"""What can look wrong: headings without text, lines taken for paragraphs, a meeting's body, date or both not
found, a § after another one, §s left out, an item with too much text, an item without that part."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What looks wrong in the reading of a document, as a sentence without a full stop.

    ``section`` is the index of the section where it is seen, None where it is the document's as a whole.
    ``kind`` and ``values`` tell the same for a text in another language.
    """

    text: str
    section: int | None
    kind: Kind
    values: tuple[str | int, ...] = ()


def doubts(document: Document) -> tuple[Doubt, ...]:
    """What looks wrong in the reading of a document, the document as a whole first, then its items in order.

    Nothing of it is certain: minutes may rightly have an item without a decision.
    """
    return (*_of_headings(document), *_of_lines(document), *_of_identity(document), *_of_items(document))


def _of_headings(document: Document) -> Iterator[Doubt]:
    """Many headings with nothing below them: the usual type of the text was not found out."""
    parents = {section.parent for section in document.sections}
    headings = [at for at, section in enumerate(document.sections) if section.kind == "heading"]
    empty = [at for at in headings if at not in parents and not document.sections[at].paragraphs]
    if len(headings) >= _SECTIONS and len(empty) > _EMPTY * len(headings):
        text = f"{len(empty)} of {len(headings)} headings have no text"
        yield Doubt(text, empty[0], "headings", (len(empty), len(headings)))


def _of_lines(document: Document) -> Iterator[Doubt]:
    """Many paragraphs that end in the middle of a sentence: each line was taken for a paragraph."""
    texts = [
        span.of(document.text)
        for section in document.sections
        if section.kind in {"part", "heading", "item", "text"}
        and section.role not in {"attachments", "notice"}
        for span in section.paragraphs
    ]
    prose = [text for text in texts if not _LISTED.match(text)]
    lines = [text for text in prose if len(text) > _SHORT and not text.endswith(_ENDS)]
    long = [text for text in prose if len(text) > _SHORT]
    if len(long) >= _PARAGRAPHS and len(lines) > _LINES * len(long):
        text = f"{len(lines)} of {len(long)} paragraphs end inside a sentence"
        yield Doubt(text, None, "lines", (len(lines), len(long)))


def _of_identity(document: Document) -> Iterator[Doubt]:
    items = [at for at, section in enumerate(document.sections) if section.kind == "item"]
    parts: tuple[Kind, ...] = ("body", "date")
    missing = [name for name in parts if getattr(document, name) is None]
    if items and missing:
        text = f"not found: the {' and the '.join(missing)} of the meeting"
        yield Doubt(text, items[0], missing[0] if len(missing) == 1 else "meeting")


def _of_items(document: Document) -> Iterator[Doubt]:
    found = {item: own[-1] for item, own in handlings(document).items()}
    items = list(found)
    yield from _out_of_order(document, items)
    if len(items) >= _ITEMS:
        yield from _too_long(document, found)
        yield from _without_parts(document, found)


def _out_of_order(document: Document, items: list[int]) -> Iterator[Doubt]:
    last: int | None = None
    for at in items:
        number = _number(document.sections[at])
        if number is not None and last is not None and number not in {last, last + 1, 1}:
            name = _name(document, at)
            if number > last:
                missed = f"§ {last + 1}" if number == last + 2 else f"§ {last + 1} to § {number - 1}"
                values = (name, last, missed.replace(" to ", "–"))
                yield Doubt(f"{name} follows § {last}: {missed} not found", at, "gap", values)
            else:
                yield Doubt(f"{name} follows § {last}", at, "order", (name, last))
        last = number if number is not None else last


def _too_long(document: Document, found: dict[int, Handling]) -> Iterator[Doubt]:
    """An item with most of the text, where others have little: it may have swallowed those after it."""
    sizes = {
        at: sum(len(span) for n in own.sections for span in document.sections[n].paragraphs)
        for at, own in found.items()
    }
    most = max(sizes, key=lambda at: sizes[at])
    if sizes[most] > _MUCH * sum(sizes.values()) and sizes[most] > 20 * median(sizes.values()):
        name = _name(document, most)
        yield Doubt(f"{name} has more text than all other items together", most, "size", (name,))


def _without_parts(document: Document, found: dict[int, Handling]) -> Iterator[Doubt]:
    """Items that lack a part that most others of the meeting have."""
    acts = {at: (own.decisions, own.proposals) for at, own in found.items()}
    kinds: tuple[Kind, ...] = ("decision", "proposal")
    for place, kind in enumerate(kinds):
        lacking = [at for at, parts in acts.items() if not parts[place]]
        if len(lacking) <= (1 - _USUAL) * len(found):
            for at in lacking:
                title = document.sections[at].title
                if not is_routine(title) and not _ROUTINE.match(title):
                    name = _name(document, at)
                    yield Doubt(f"{name} has no {kind}", at, kind, (name,))


def _number(section: Section) -> int | None:
    digits = re.sub(r"\D", "", section.item or "")
    return int(digits) if digits else None


def _name(document: Document, item: int) -> str:
    return item_title(document.sections[item])

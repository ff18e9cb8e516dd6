"""The handlings of an item: which bodies dealt with it and when, and which of its sections are whose.

An item retells its history: the committee's proposal and decision, the board's, the council's, all inside
the last body's item. What stands under the heading of a handling (*Tekninen lautakunta, 20.5.2025, § 76*) or
behind *Päätöshistoria* is told again; all else is of the meeting at hand.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.document import Document, Section, ancestors
from corpus.minutes.grammar import (
    BODY_NAME,
    body_of,
    first_date,
    handled_numbers,
    is_history,
    is_own_history,
    told_handlings,
)
from corpus.minutes.items.apart import handled_rows

_BODY = re.compile(r"[^,|§\d]+")
_BEGINNING = 20  # paragraphs of an item that may say who handled it
_HANDLING = re.compile(r"\s(?:käsittely|behandling):?$")


@dataclass(frozen=True, slots=True)
class Handling:
    """What one body did with an item at one meeting, as far as the item tells.

    ``body``, ``date`` and ``number`` (``§ 31``) are None where the text does not say; ``own`` says that it
    is the meeting whose minutes these are. The tuples are indexes in ``Document.sections``, in reading order:
    ``sections`` all of the handling's, the others those that serve as its proposals, counterproposals,
    discussions (*Käsittely*), votes, decisions and reasons.
    """

    body: str | None
    date: datetime.date | None
    number: str | None
    own: bool
    sections: tuple[int, ...]
    proposals: tuple[int, ...]
    counterproposals: tuple[int, ...]
    discussions: tuple[int, ...]
    votes: tuple[int, ...]
    decisions: tuple[int, ...]
    reasons: tuple[int, ...]


@dataclass(slots=True)
class _Gathered:
    """A handling whose sections are still being gathered; ``heading`` names it, None for the own one."""

    heading: Section | None
    own: bool
    sections: list[int] = field(default_factory=list)


def handlings(document: Document) -> dict[int, tuple[Handling, ...]]:
    """The handlings of every item of a document, by the index of the item's section.

    They are in reading order, but for the meeting's own, which is the last; an item always has one.
    """
    return _handlings(document, range(len(document.sections)))


def handlings_of(document: Document, item: int) -> tuple[Handling, ...]:
    """The handlings of one item, by the index of its section, as ``handlings`` has them.

    Raises:
        KeyError: no item begins there.
    """
    sections, own = document.sections, {item}
    for number in range(item + 1, len(sections)):
        if sections[number].parent in own and sections[number].kind != "item":
            own.add(number)
    return _handlings(document, sorted(own))[item]


def _handlings(document: Document, numbers: Iterable[int]) -> dict[int, tuple[Handling, ...]]:
    """The handlings of the items among some sections, which are whole items, in reading order."""
    found: dict[int, list[_Gathered]] = {}
    holders: dict[int, _Gathered] = {}
    for number in numbers:
        section = document.sections[number]
        if section.kind == "item":
            own = _Gathered(None, own=True)
            found[number], holders[number] = [own], own
            own.sections.append(number)
            continue
        if section.parent is None or section.parent not in holders:
            continue
        item = number_of_item(document, number)
        if item is None:
            continue
        holder = _begun(document, item, section, found[item]) or holders[section.parent]
        if section.parent == item and holder.heading is None and _tells_history(document, found[item][0]):
            # Behind *Päätöshistoria* acts are of others; notes as *Liitteet* may still be the item's own.
            holder = _retold(found[item], section) if _is_act(section) else holder
        holders[number] = holder
        holder.sections.append(number)
    return {
        item: tuple(_handling(document, item, gathered) for gathered in (*all_found[1:], all_found[0]))
        for item, all_found in found.items()
    }


def number_of_item(document: Document, section: int) -> int | None:
    """The index of the item that a section is or stands in, None outside items."""
    sections = document.sections
    return next((at for at in (section, *ancestors(document, section)) if sections[at].kind == "item"), None)


def _begun(document: Document, item: int, section: Section, found: list[_Gathered]) -> _Gathered | None:
    """The handling that a section's heading begins, the meeting's own or another; None for other headings."""
    if section.parent != item or not is_history(section.title):  # inside a handling it is a quotation
        return None
    if is_own_history(section.title, document.sections[item].item, document.date):
        return found[0]
    found.append(_Gathered(section, own=False))
    return found[-1]


def _tells_history(document: Document, own: _Gathered) -> bool:
    """Whether what follows is told again: behind *Päätöshistoria*, where that comes after the own acts."""
    roles = [document.sections[at].role for at in own.sections]
    return "history" in roles and not {"decision", "proposal"}.isdisjoint(roles[: roles.index("history")])


def _is_act(section: Section) -> bool:
    return section.role in {"decision", "proposal", "counterproposal", "vote", "handling", "reasons"}


def _retold(found: list[_Gathered], section: Section) -> _Gathered:
    """The handling that an act behind *Päätöshistoria* belongs to: the one begun there, or an unnamed one."""
    if found[-1].heading is None or is_history(section.title):
        found.append(_Gathered(None, own=False))
    return found[-1]


def _handling(document: Document, item: int, gathered: _Gathered) -> Handling:
    by_role: dict[str | None, list[int]] = {}
    for at in gathered.sections:
        by_role.setdefault(document.sections[at].role, []).append(at)

    def serving(role: str) -> tuple[int, ...]:
        return tuple(by_role.get(role, ()))

    if gathered.own:
        body, number, date = document.body, document.sections[item].item, document.date
    else:
        body, number, date = _named(document, item, gathered.heading.title if gathered.heading else "")
    return Handling(
        body=body,
        date=date,
        number=number,
        own=gathered.own,
        sections=tuple(gathered.sections),
        proposals=serving("proposal"),
        counterproposals=serving("counterproposal"),
        discussions=serving("handling"),
        votes=serving("vote"),
        decisions=serving("decision"),
        reasons=tuple(sorted(serving("reasons") + serving("summary"))),
    )


def _named(document: Document, item: int, title: str) -> tuple[str | None, str | None, datetime.date | None]:
    """The body, § and date of the heading of a handling.

    What a short heading leaves out (*Ksylk § 84*) a table or a line of the item may say: who handled it when.
    """
    named = _BODY.match(_HANDLING.sub("", title))
    body = body_of(named[0].strip()) if named else None
    number, date = next(iter(handled_numbers(title)), None), first_date(title)
    if number is None or (date is not None and body is not None and re.fullmatch(BODY_NAME, body)):
        return body, number, date
    for span in document.sections[item].paragraphs[:_BEGINNING]:
        text = span.of(document.text)
        rows = [(who, its, first_date(day)) for who, its, day in handled_rows(text)] or told_handlings(text)
        for who, its, day in rows:
            if its == number and date in {None, day} and re.fullmatch(BODY_NAME, who):
                return who, number, day
    return body, number, date

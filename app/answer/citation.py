"""Citations: where a passage stands, in one line that a person can check, and the place that it leads to."""

import datetime
from dataclasses import dataclass

from app.answer.place import Place, place_of, section_place
from corpus.document import (
    Document,
    Page,
    Span,
    ancestors,
    case_of,
    is_read_by_machine,
    item_title,
    pages_of,
    section_path,
)
from corpus.language import Language
from corpus.minutes.grammar import is_history, is_own_history
from corpus.minutes.handlings import Handling

_LONGEST_TITLE = 60


def citation(document: Document, section: int, span: Span, earlier: Handling | None = None) -> str:
    """``§ 31 Tilannekatsaus …, EU-edunvalvonta ja EU-hankkeet, s. 4 (HEL 2024-015391, 2.12.2024)``.

    A meeting of many items is told with its body, ``(LAPDno-2025-204, Tekninen lautakunta 20.5.2025)``, and
    other items with the document's title: ``§ 18 Jäsenet (Säännöt)``.
    Text that tells an ``earlier`` handling names it: ``§ 84 Katuvalot, aiempi käsittely (Tekninen
    lautakunta 18.2.2025 § 19), Päätös, s. 12 (LAPDno-2025-20, Tekninen lautakunta 20.5.2025)``.
    The item (or the document's title where there is none), the section, the pages, the case number and
    the date, each left out where the source does not tell it. Long titles are cut at a word, with ``…``.
    """
    path = section_path(document, section)
    top = _top_title(document, section)
    parts = [short(top)]
    if earlier is not None:
        where = handled(earlier)
        parts.append(f"aiempi käsittely ({where})" if where else "aiempi käsittely")
    # Who handled the item and when is told by what stands before and behind.
    own = document.sections[section]
    told = is_history(path[-1]) and (earlier is not None or is_own_history(path[-1], own.item, document.date))
    if path[-1] != top and not told:
        parts.append(short(path[-1]))
    if page := page_line(document, span):
        parts.append(page)
    about = joined(", ", case_of(document, own), _meeting(document))
    if not about and document.title != top:
        about = short(document.title)
    return ", ".join(parts) + (f" ({about})" if about else "")


def source_line(document: Document, section: int, span: Span) -> str:
    """``§ 31 · Kaupunginhallituksen elinkeinojaosto · 2.12.2024 · s. 4``: what tells where something stands.

    The item, the body, the date and the pages, each left out where the source does not tell it; the
    document's title where there is no item, or neither body nor date.
    """
    above = (document.sections[at] for at in (section, *ancestors(document, section)))
    item = next((each.item for each in above if each.kind == "item" and each.item), None)
    told = joined(" · ", document.body, finnish_date(document.date))
    title = "" if item and told else short(document.title)
    return joined(" · ", item, title, told, page_line(document, span))


def page_line(document: Document, span: Span) -> str | None:
    """The pages of a span, ``s. 1–2``; None where the source has none.

    Of what a machine read from a picture it says so: ``s. 4 (luettu koneellisesti kuvasta)``.
    """
    pages = pages_of(document, span)
    read = " (luettu koneellisesti kuvasta)" if is_read_by_machine(document, span) else ""
    return f"s. {_page_labels(pages)}{read}" if pages else None


def _meeting(document: Document) -> str:
    """The date, and before it the body where the document holds a whole meeting."""
    many = sum(section.kind == "item" for section in document.sections) > 1
    return joined(" ", document.body if many else None, finnish_date(document.date))


def handled(handling: Handling) -> str:
    """A handling in one line, ``Tekninen lautakunta 18.2.2025 § 19``, without what the text does not tell."""
    return joined(" ", handling.body, finnish_date(handling.date), handling.number)


def finnish_date(date: datetime.date | None) -> str:
    """A date as it is written in Finland, ``2.12.2024``; empty where there is none."""
    return f"{date.day}.{date.month}.{date.year}" if date else ""


def joined(by: str, *parts: str | None) -> str:
    """The parts that there are, one after the other."""
    return by.join(part for part in parts if part)


def short(title: str) -> str:
    """A title of at most 60 characters, cut at a word.

    Of a title in parts the last stays, which tells it from its neighbours:
    ``Uimahallin rakennuttaminen … / Sähköurakka``.
    """
    if len(title) <= _LONGEST_TITLE:
        return title
    head, parted, last = title.rpartition("/")
    if parted and len(last) <= _LONGEST_TITLE // 2:
        return f"{_cut(head, _LONGEST_TITLE - len(last) - 2)} / {last.strip()}"
    return _cut(title, _LONGEST_TITLE)


def _cut(title: str, most: int) -> str:
    if len(title) <= most:
        return title.strip()
    return title[: most - 1].rsplit(" ", 1)[0].rstrip(",;:/–- ") + " …"


def _top_title(document: Document, section: int) -> str:
    above = (document.sections[at] for at in (section, *ancestors(document, section)))
    return next((item_title(section) for section in above if section.kind == "item"), document.title)


def _page_labels(pages: tuple[Page, ...]) -> str:
    first, last = pages[0].label, pages[-1].label
    return first if first == last else f"{first}–{last}"


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A citation, the place that it leads to, and the language of what stands there."""

    citation: str
    place: Place
    language: Language


def cited_span(
    document: Document, section: int, span: Span, language: Language, earlier: Handling | None = None
) -> CitedPlace:
    """The cited place of a stretch of a document's section, in an earlier handling if one is given."""
    place = place_of(document.id, span, span.of(document.text))
    return CitedPlace(citation(document, section, span, earlier), place, language)


def cited_item(document: Document, section: int, language: Language) -> CitedPlace:
    """The cited place of an item, at its heading."""
    heading = document.sections[section].heading or Span(0, 0)
    return CitedPlace(citation(document, section, heading), section_place(document, section), language)

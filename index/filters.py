"""Filters: which passages a search may find, and what a question itself says of that."""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Role, ancestors
from corpus.language import LANGUAGES, Language
from corpus.minutes.grammar import first_date
from index.heads import ROLES, Heads, Ints, Sections, title_mark
from index.store.generation import Generation
from index.words.analyzer import fold, words
from index.words.numerals import MONTHS

_ITEM = re.compile(r"§\s*(\d+\s?[a-z]?)(?![\w:])|\b(\d+)\s*§(?!\s*:)", re.IGNORECASE)
_INFLECTED = 3
"""The letters at a word's end that inflection may change: *Tekninen lautakunta*, *teknisen lautakunnan*."""

Rows = npt.NDArray[np.int64]

_MONTH = re.compile(r"\b([^\W\d_]{3,}) (?:vuonna |år |of )?(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a passage's document and section must be; None asks for nothing.

    ``document`` is an id. ``body`` is the body that decided, upper and lower case alike. ``since`` and
    ``until`` are the first and the last date; a document without a date is in no such range. ``item``
    is written ``§ 31``. ``part`` is the title of a section, or of one above it. ``role`` and ``language`` are
    those of the section.
    """

    document: str | None = None
    body: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    item: str | None = None
    part: str | None = None
    role: Role | None = None
    language: Language | None = None

    def over(self, other: "Filter") -> "Filter":
        """The filter that asks for what this one asks, and else for what the other does."""
        dated = self if self.since or self.until else other
        return Filter(
            document=self.document or other.document,
            body=self.body or other.body,
            since=dated.since,
            until=dated.until,
            item=self.item or other.item,
            part=self.part or other.part,
            role=self.role or other.role,
            language=self.language or other.language,
        )

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) is not None for field in fields(self))


ANYWHERE = Filter()
"""The filter that asks for nothing."""


def allowed(
    generation: Generation, wanted: Filter, rows: npt.NDArray[np.int64] | None = None
) -> npt.NDArray[np.bool_]:
    """For each passage, or for those of some rows, whether the filter lets it be found, bool (passages,).

    No document is read for it.
    """
    places = np.asarray(generation.places if rows is None else generation.places[rows])
    documents, heads = places[:, 0], generation.heads
    fits: npt.NDArray[np.bool_] = documents_fit(heads, wanted)[documents]
    if (wanted.item, wanted.part, wanted.role, wanted.language) != (None, None, None, None):
        fits &= _sections_fit(heads.sections, wanted, heads.sections.starts[documents], places[:, 1])
    return fits


def documents_fit(heads: Heads, wanted: Filter) -> npt.NDArray[np.bool_]:
    """For each document whether it is the one, of the body and of the time that the filter asks for."""
    fits = np.ones(len(heads), np.bool_)
    if wanted.document is not None:
        fits[:] = False
        number = heads.number(wanted.document)
        if number is not None:
            fits[number] = True
    if wanted.body is not None:
        body = wanted.body.casefold()
        of = {known: (known or "").casefold() == body for known in set(heads.bodies)}
        fits &= np.fromiter((of[known] for known in heads.bodies), np.bool_, len(heads))
    if wanted.since is not None:
        fits &= heads.days >= wanted.since.toordinal()
    if wanted.until is not None:
        fits &= (heads.days > 0) & (heads.days <= wanted.until.toordinal())
    return fits


def _sections_fit(sections: Sections, wanted: Filter, first: Rows, numbers: Ints) -> npt.NDArray[np.bool_]:
    """For sections whether item, part, role and language fit; a part holds for the sections below it.

    They are given by the place of the first one of their document, and their number there.
    """
    at = first + numbers
    facts = sections.facts[at]
    fits = np.ones(len(at), np.bool_)
    if wanted.item is not None:
        fits &= facts[:, 1] == _index(normal_item(wanted.item), sections.numbers)
    if wanted.role is not None:
        fits &= facts[:, 2] == _index(wanted.role, ROLES)
    if wanted.language is not None:
        fits &= facts[:, 3] == _index(wanted.language, LANGUAGES)
    if wanted.part is not None:
        fits &= _is_part(sections, title_mark(wanted.part), first, numbers)
    return fits


_NOWHERE = -2
"""The place of what is in no list."""


def _index(value: str, known: Sequence[str]) -> int:
    return known.index(value) if value in known else _NOWHERE


def _is_part(sections: Sections, mark: int, first: Rows, numbers: Ints) -> npt.NDArray[np.bool_]:
    """For sections whether their title, or that of one above, has a mark."""
    found = np.zeros(len(numbers), np.bool_)
    while (inner := numbers >= 0).any():
        at = first + np.maximum(numbers, 0)
        found |= inner & (sections.titles[at] == np.uint64(mark))
        numbers = np.where(inner, sections.facts[at, 0], -1)
    return found


def admits(document: Document, section: int, wanted: Filter) -> bool:
    """Whether the filter lets what stands in a section of a document be found."""
    own, above = document.sections[section], (document.sections[at] for at in ancestors(document, section))
    part = None if wanted.part is None else wanted.part.casefold()
    return (
        document_fits(document, wanted)
        and (part is None or any(each.title.casefold() == part for each in (own, *above)))
        and (wanted.item is None or own.item == normal_item(wanted.item))
        and (wanted.role is None or own.role == wanted.role)
        and (wanted.language is None or own.language == wanted.language)
    )


def document_fits(document: Document, wanted: Filter) -> bool:
    """Whether a document is the one, of the body and of the time that the filter asks for."""
    if wanted.document is not None and document.id != wanted.document:
        return False
    if wanted.body is not None and (document.body or "").casefold() != wanted.body.casefold():
        return False
    if wanted.since is None and wanted.until is None:
        return True
    date = document.date
    return date is not None and (wanted.since or date) <= date <= (wanted.until or date)


def normal_item(item: str) -> str:
    """An item's number as documents have it: ``31``, ``31 §`` and ``§31`` are ``§ 31``."""
    return f"§ {item.replace('§', '').replace(' ', '').lower()}"


@dataclass(frozen=True, slots=True)
class Named:
    """What a question may name of documents: their bodies, their dates and the § of their items."""

    bodies: frozenset[str]
    dates: frozenset[datetime.date]
    items: frozenset[str]

    @classmethod
    def of(cls, heads: Heads) -> "Named":
        """What documents have of each, by their heads."""
        return cls(
            bodies=frozenset(body for body in set(heads.bodies) if body),
            dates=frozenset(datetime.date.fromordinal(day) for day in np.unique(heads.days).tolist() if day),
            items=frozenset(heads.sections.numbers),
        )


def hints(question: str, named: Named) -> Filter:
    """What a question says of where its answer stands: a meeting's date or month, a body, a §.

    Only what some document has is taken: *12.9.2022* is no hint where no meeting was held then. A §
    of a law (``2 §:n``) is none either.
    """
    found = _ITEM.search(question)
    item = normal_item(found[1] or found[2]) if found else None
    wanted = Filter(body=_named_body(question, named.bodies))
    days = _days(question)
    if days and any(days[0] <= date <= days[1] for date in named.dates):
        wanted = replace(wanted, since=days[0], until=days[1])
    return replace(wanted, item=item) if item in named.items else wanted


def _days(question: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of a date or a month (*tammikuussa 2025*) in a question."""
    date = first_date(question)
    if date is not None:
        return date, date
    for found in _MONTH.finditer(question.lower()):
        for number, names in enumerate(MONTHS, start=1):
            if any(found[1].startswith(name) and (len(name) > 3 or found[1] == name) for name in names):
                year = int(found[2])
                if year < datetime.MINYEAR:
                    return None
                return datetime.date(year, number, 1), datetime.date(
                    year, number, monthrange(year, number)[1]
                )
    return None


def _named_body(question: str, bodies: Iterable[str]) -> str | None:
    """The longest of the bodies whose name stands in the question, inflected or not."""
    asked = [fold(word) for word in words(question)]
    named = []
    for body in bodies:
        name = [fold(word) for word in words(body)]
        stems = [word[: max(len(word) - _INFLECTED, 4)] for word in name]
        if any(
            all(word.startswith(stem) for word, stem in zip(asked[at : at + len(stems)], stems, strict=True))
            for at in range(len(asked) - len(stems) + 1)
        ):
            named.append(body)
    return max(named, key=lambda body: (len(body), body), default=None)

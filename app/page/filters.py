"""Filters: the form that limits a search, and filters told in words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from app.answer.citation import finnish_date, joined
from app.texts import LANGUAGE_NAMES, Texts
from app.texts.outcome import OUTCOME
from app.web.templates import html
from app.web.visitor import day_of_field
from corpus.document import Role
from corpus.head import Head
from corpus.language import LANGUAGES, Language
from index.filters import Filter

ROLES: tuple[Role, ...] = ("decision", "proposal", "counterproposal", "reasons", "handling")
"""The parts of minutes that one may search alone, in the order of their chips."""

_CHIPS = 10
"""The most of one kind that are in sight as chips; the rest are searched for."""

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen, each with the number of documents that have it.

    Bodies are in the order of their numbers, years and the others in their own. ``many`` says that there is
    more than one document.
    """

    many: bool
    bodies: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    roles: tuple[tuple[Role, int], ...]
    languages: tuple[tuple[Language, int], ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice as it is shown: the value of its field, what it is called, and the number of documents."""

    value: str
    text: str
    count: int


def choices_of(documents: Sequence[Head]) -> Choices:
    """The choices that documents give, by their heads."""
    bodies = Counter(document.body for document in documents if document.body)
    years = Counter(document.date.year for document in documents if document.date)
    roles = Counter(role for document in documents for role in document.roles)
    languages = Counter(language for document in documents for language in document.languages)
    return Choices(
        len(documents) > 1,
        tuple(sorted(bodies.items(), key=lambda pair: (-pair[1], pair[0]))),
        tuple(sorted(years.items(), reverse=True)),
        _counted(ROLES, roles),
        _counted(LANGUAGES, languages),
    )


def _counted(values: Iterable[_Value], counts: Mapping[_Value, int]) -> tuple[tuple[_Value, int], ...]:
    """The values that there are, in their order, with their numbers."""
    return tuple((value, counts[value]) for value in values if counts.get(value))


def filters_html(choices: Choices, texts: Texts) -> Markup:
    """The form, folded and with nothing chosen; empty where there is but one document to search.

    A kind of which there is one choice only is left out. A document is searched for by its title
    (``app.viewer``), a body beyond the first ten by its name; the script keeps what a visitor puts in.
    """
    if not choices.many:
        return Markup()
    called = OUTCOME[texts.language]
    bodies = [Chip(body, body, count) for body, count in choices.bodies]
    years = [Chip(str(year), str(year), count) for year, count in choices.years]
    roles = [Chip(role, getattr(called, role), count) for role, count in choices.roles]
    languages = [Chip(code, LANGUAGE_NAMES[code], count) for code, count in choices.languages]
    kinds = (
        ("body", texts.filter_body, bodies),
        ("year", texts.filter_year, years),
        ("role", texts.filter_part, roles),
        ("language", texts.filter_language, languages),
    )
    return html(
        "page/filters.html",
        texts=texts,
        kinds=[(name, label, chips[:_CHIPS]) for name, label, chips in kinds if len(chips) > 1],
        further=bodies[_CHIPS:],
    )


def filter_of(fields: Mapping[str, str]) -> Filter:
    """The filter that the form's fields ask for; what is empty, or cannot be read, asks for nothing."""
    year = fields.get("year", "")
    first = day_of_field(f"{year}-01-01")
    return Filter(
        document=fields.get("document") or None,
        body=fields.get("body") or None,
        since=day_of_field(fields.get("since")) or first,
        until=day_of_field(fields.get("until")) or (first and first.replace(month=12, day=31)),
        role=next((role for role in ROLES if role == fields.get("role")), None),
        language=next((code for code in LANGUAGES if code == fields.get("language")), None),
    )


def in_words(wanted: Filter, language: Language) -> str:
    """A filter in one line: ``Tekninen lautakunta · § 76 · 1.1.2025–31.3.2025``."""
    role = getattr(OUTCOME[language], wanted.role) if wanted.role in ROLES else wanted.role
    written_in = LANGUAGE_NAMES[wanted.language] if wanted.language else None
    return joined(
        " · ", wanted.document, wanted.body, wanted.item, _days(wanted), wanted.part, role, written_in
    )


def _days(wanted: Filter) -> str:
    """The days of a filter: one, a whole year, or the first and the last."""
    since, until = wanted.since, wanted.until
    if since and until and (since.month, since.day, until) == (1, 1, since.replace(month=12, day=31)):
        return str(since.year)
    first, last = finnish_date(since), finnish_date(until)
    return first if first == last else f"{first}–{last}"

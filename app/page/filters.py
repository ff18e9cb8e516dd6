"""Filters: the form that limits a search, and filters told in words."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.answer.citation import finnish_date
from app.texts import Texts
from app.web.templates import html
from corpus.document import Document
from index.filters import Filter

FIELDS = ("document", "body", "since", "until", "part")
"""The names of the form's fields, which are those of ``Filter``."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen from the form's lists: bodies, and parts of minutes, by their names.

    ``many`` says that there is more than one document.
    """

    many: bool
    bodies: tuple[str, ...]
    parts: tuple[str, ...]


def choices_of(documents: Sequence[Document]) -> Choices:
    """The choices that documents give; it walks through all of their sections."""
    bodies = {document.body for document in documents if document.body}
    parts = {section.title for each in documents for section in each.sections if section.kind == "part"}
    return Choices(len(documents) > 1, tuple(sorted(bodies)), tuple(sorted(parts)))


def filters_html(choices: Choices, texts: Texts) -> Markup:
    """The form, folded and with nothing chosen; empty where there is but one document to search.

    A document is searched for by its title (``app.viewer``); the script keeps what a visitor puts in.
    """
    return html("page/filters.html", texts=texts, choices=choices) if choices.many else Markup()


def filter_of(fields: Mapping[str, str]) -> Filter:
    """The filter that the form's fields ask for; an empty field, or a date that is none, asks for nothing."""
    return Filter(
        document=fields.get("document") or None,
        body=fields.get("body") or None,
        since=_day(fields.get("since", "")),
        until=_day(fields.get("until", "")),
        part=fields.get("part") or None,
    )


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return None


def in_words(wanted: Filter) -> str:
    """A filter in one line: ``Tekninen lautakunta · § 76 · 1.1.2025–31.3.2025``."""
    first, last = finnish_date(wanted.since), finnish_date(wanted.until)
    days = first if first == last else f"{first or ''}–{last or ''}"
    words = (wanted.document, wanted.body, wanted.item, days, wanted.part)
    return " · ".join(part for part in words if part)

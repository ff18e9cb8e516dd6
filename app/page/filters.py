"""Limits: the form that narrows a search, and filters told in words."""

import datetime
from collections.abc import Mapping, Sequence
from html import escape

from pydantic import TypeAdapter, ValidationError

from app.answer.citation import finnish_date
from app.texts import Texts
from corpus.document import Document, full_title
from index.filters import ANYWHERE, Filter

FIELDS = ("document", "body", "since", "until", "part")
"""The names of the form's fields, which are those of ``Filter``."""

_SENT = TypeAdapter(dict[str, object])


def limits_html(documents: Sequence[Document], texts: Texts) -> str:
    """The form, folded and with nothing chosen; empty where there is but one document to search.

    What a visitor puts into it is kept by ``script/limits.js``.
    """
    if len(documents) < 2:
        return ""
    titles = [(document.id, full_title(document)) for document in documents]
    bodies = sorted({document.body for document in documents if document.body})
    parts = sorted({s.title for d in documents for s in d.sections if s.kind == "part"})
    fields = "".join(
        (
            _choice("document", texts.limit_document, titles, texts),
            _choice("body", texts.limit_body, [(body, body) for body in bodies], texts),
            _choice("part", texts.limit_part, [(part, part) for part in parts], texts),
            _date("since", texts.limit_since),
            _date("until", texts.limit_until),
        )
    )
    return (
        f'<details class="limits"><summary>{escape(texts.limits)}</summary>'
        f'<div class="fields">{fields}</div></details>'
    )


def _choice(name: str, label: str, choices: Sequence[tuple[str, str]], texts: Texts) -> str:
    options = "".join(f'<option value="{escape(value)}">{escape(told)}</option>' for value, told in choices)
    return (
        f'<p><label for="limit-{name}">{escape(label)}</label>'
        f'<select id="limit-{name}" name="{name}"><option value="">{escape(texts.limit_any)}</option>'
        f"{options}</select></p>"
    )


def _date(name: str, label: str) -> str:
    return (
        f'<p><label for="limit-{name}">{escape(label)}</label>'
        f'<input type="date" id="limit-{name}" name="{name}"></p>'
    )


def sent_filter(sent: object) -> Filter:
    """The filter that the form's fields ask for, as the page's script sends them: a JSON object of texts.

    What is no such object, and what is no text in it, asks for nothing.
    """
    try:
        fields = _SENT.validate_json(sent) if isinstance(sent, str) else {}
    except ValidationError:
        return ANYWHERE
    return filter_of({name: told for name, told in fields.items() if isinstance(told, str)})


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
    told = (wanted.document, wanted.body, wanted.item, days, wanted.part)
    return " · ".join(part for part in told if part)

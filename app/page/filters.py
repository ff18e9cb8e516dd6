"""Filters: the form that limits a search."""

from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from app.article.limited import ROLES
from app.texts import Texts
from app.texts.families import OUTCOME
from app.web.templates import html
from app.web.visitor import day_of_field
from corpus.head import Head
from corpus.language import LANGUAGES
from index.filters import Filter

_CHIPS = 10
"""The most of one kind that are in sight as chips; the rest are searched for."""

Choices = Mapping[str, Sequence[tuple[str, int]]]
"""What may be chosen of each field, each with the number of documents that have it; none of one document."""


def choices_of(documents: Sequence[Head]) -> Choices:
    """The choices that documents give, by their heads.

    Bodies are in the order of their numbers, the newest year first, the others in their own order.
    """
    if len(documents) < 2:
        return {}
    bodies = Counter(document.body for document in documents if document.body)
    years = Counter(str(document.date.year) for document in documents if document.date)
    roles = Counter(role for document in documents for role in document.roles)
    languages = Counter(language for document in documents for language in document.languages)
    return {
        "body": sorted(bodies.items(), key=lambda pair: (-pair[1], pair[0])),
        "year": sorted(years.items(), reverse=True),
        "role": [(role, roles[role]) for role in ROLES if roles[role]],
        "language": [(code, languages[code]) for code in LANGUAGES if languages[code]],
    }


def filters_html(choices: Choices, texts: Texts) -> Markup:
    """The form, folded and with nothing chosen; empty where there is but one document to search.

    A kind of which there is one choice only is left out. A document is searched for by its title
    (``app.viewer``), a body beyond the first ten by its name; the script keeps what a visitor puts in.
    """
    if not choices:
        return Markup()
    labels = {"body": texts.filter_body, "year": texts.filter_year, "role": texts.filter_part}
    labels["language"] = texts.filter_language
    return html(
        "page/filters.html",
        texts=texts,
        kinds=[(name, labels[name], its[:_CHIPS]) for name, its in choices.items() if len(its) > 1],
        further=choices["body"][_CHIPS:],
        roles=OUTCOME[texts.language],
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

"""The tour of an archive: its documents by body and date, with what each holds, as HTML."""

from collections import defaultdict
from collections.abc import Sequence
from html import escape

from app.answer.citation import finnish_date
from app.texts.tour import TourTexts
from corpus.document import Document, full_title, main_language

_UNFOLDED = 20
"""Up to so many documents they are all in sight; more are folded under their bodies."""


def archive_html(documents: Sequence[Document], texts: TourTexts) -> str:
    """All documents, grouped by body (in the order of the alphabet), the newest first in each group."""
    groups: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        groups[document.body or ""].append(document)
    bodies = sorted(groups, key=lambda body: (not body, body.casefold()))
    unfolded = " open" if len(documents) <= _UNFOLDED else ""
    listed = "".join(_group_html(body, groups[body], unfolded, texts) for body in bodies)
    return (
        f'<div class="tour"><h2 id="tour-title" tabindex="-1">{escape(texts.archive)}</h2>'
        f'{_spread_html(documents, texts)}<p class="lead">{escape(texts.archive_lead)}</p>{listed}</div>'
    )


def _spread_html(documents: Sequence[Document], texts: TourTexts) -> str:
    dates = sorted(document.date for document in documents if document.date)
    if not dates:
        return ""
    told = texts.spread.format(
        documents=len(documents), since=finnish_date(dates[0]), until=finnish_date(dates[-1])
    )
    return f'<p class="told">{escape(told)}</p>'


def _group_html(body: str, documents: Sequence[Document], unfolded: str, texts: TourTexts) -> str:
    count = texts.one_meeting if len(documents) == 1 else texts.meetings.format(count=len(documents))
    name = (
        f'<span lang="{main_language(documents[0])}">{escape(body)}</span>'
        if body
        else f"<span>{escape(texts.no_body)}</span>"
    )
    told = f' <span class="count">{escape(count)}</span>' if body else ""
    newest = sorted(
        documents, key=lambda each: (each.date is not None, each.date or 0, each.id), reverse=True
    )
    items = "".join(_document_html(document, texts) for document in newest)
    return f'<details class="body"{unfolded}><summary>{name}{told}</summary><ul>{items}</ul></details>'


def _document_html(document: Document, texts: TourTexts) -> str:
    items = sum(section.kind == "item" for section in document.sections)
    count = texts.one_item if items == 1 else texts.items.format(count=items)
    held = f' <span class="count">{escape(count)}</span>' if items else ""
    date = finnish_date(document.date) or texts.undated
    return (
        f'<li><button type="button" class="walk" data-document="{escape(document.id)}">'
        f'<span class="date">{escape(date)}</span> '
        f'<span lang="{main_language(document)}">{escape(full_title(document))}</span>'
        f"</button>{held}</li>"
    )

"""The register as a file for spreadsheets (CSV)."""

import csv
from collections.abc import Iterable
from io import StringIO

from app.register.rows import Row
from app.texts.families import REGISTER
from app.texts.worded import outcome_text
from corpus.language import Language

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula (CWE-1236)."""


def csv_of(rows: Iterable[Row], language: Language) -> str:
    """The rows with their outcomes, the heads of the columns in a language.

    UTF-8 with a byte order mark and semicolons, as spreadsheets in Finland read it; days as 2025-12-31. A
    cell that would be a formula has an apostrophe before it.
    """
    texts = REGISTER[language]
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        (
            *(texts.date, texts.body, texts.item, texts.matter, texts.case, texts.outcome),
            *(texts.vote_for, texts.vote_against, texts.vote_blank),
            *(texts.in_force, texts.citation, texts.document),
        )
    )
    for row in rows:
        writer.writerow(_safe(cell) for cell in _cells(row, language))
    return f"\ufeff{written.getvalue()}"


def _cells(row: Row, language: Language) -> tuple[object, ...]:
    document, item, vote = row.head, row.item, row.outcome.vote
    return (
        *(document.date, document.body, item.item, item.title, item.case),
        outcome_text(row.outcome, language),
        *((vote.for_, vote.against, vote.blank) if vote else (None, None, None)),
        *(row.in_force, row.citation, document.id),
    )


def _safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text

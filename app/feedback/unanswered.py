"""Unanswered questions, counted where an operator has switched that on (``--count-unanswered``).

Kept are the words of a question, how often it found no answer, and the day of the last time: nothing about
who asked, and not which questions one person asked. They lie in the file of the feedback.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

from app.feedback.kept import opened
from corpus.document import one_line

_LONGEST = 300
_MOST = 5_000
"""The questions that are kept; more are not counted."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that no answer was found to, how often, and on which day last (``2026-11-25``)."""

    question: str
    count: int
    day: str


def count_unanswered(path: Path, question: str, day: datetime.date) -> None:
    """Count a question once more.

    Raises:
        FeedbackError: the file is damaged, locked, or cannot be written.
    """
    with opened(path, make=True) as database, database:
        words = one_line(question)[:_LONGEST]
        told = {"words": words, "day": day.isoformat(), "most": _MOST}
        known = database.execute(
            "UPDATE unanswered SET count = count + 1, day = :day WHERE question = :words", told
        ).rowcount
        if not known:
            database.execute(
                "INSERT INTO unanswered SELECT :words, 1, :day "
                "WHERE (SELECT count(*) FROM unanswered) < :most",
                told,
            )


def unanswered(path: Path) -> tuple[Unanswered, ...]:
    """The questions, the most frequent first.

    Raises:
        FeedbackError: the file is damaged.
    """
    with opened(path) as database, database:
        rows = database.execute(
            "SELECT question, count, day FROM unanswered ORDER BY count DESC, day DESC, question"
        ).fetchall()
    return tuple(Unanswered(*row) for row in rows)

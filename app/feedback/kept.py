"""Feedback: what people said of answers, kept on this machine, with nothing about who said it.

One SQLite file beside the index. No name, no address, no cookie, no time finer than the day; and the rows
lie in the order of random keys, so that not even their order tells who asked what after what.
"""

import datetime
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import Literal, get_args

from app.answer.answer import Verdict
from app.answer.turn import Turn
from corpus.document import one_line
from corpus.errors import FeedbackError
from corpus.language import Language

Rating = Literal["useful", "wrong_place", "missing"]
"""What can be said of an answer; each is the name of a text."""

State = Literal["new", "seen", "mended"]
"""What became of what was said, as who keeps the archive tells it: nobody has looked at it, somebody has,
what it tells of has been mended; each is the name of a text."""

STATES: tuple[State, ...] = get_args(State)
RATINGS: tuple[Rating, ...] = get_args(Rating)

LONGEST_REMARK = 1_000
"""The characters of a remark that are kept."""

_LONGEST_QUESTION = 300
_MOST_UNANSWERED = 5_000
"""The questions without an answer that are kept; more are not counted."""

_FILE = "feedback.sqlite3"
_VERSION = 1
_PATIENCE = 5.0
_TABLES = (
    """CREATE TABLE IF NOT EXISTS feedback (
        key TEXT PRIMARY KEY, day TEXT NOT NULL, rating TEXT NOT NULL, question TEXT NOT NULL,
        language TEXT NOT NULL, verdict TEXT NOT NULL, document TEXT, item TEXT, section TEXT, quote TEXT,
        remark TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS states (key TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS unanswered (
        question TEXT PRIMARY KEY COLLATE NOCASE, count INTEGER NOT NULL, day TEXT NOT NULL
    ) WITHOUT ROWID""",
)
"""Of what was said, of what became of it, and of the questions that no answer was found to."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was said of one answer, under the random key of its turn.

    ``day`` is written ``2026-11-25``. ``document``, ``item``, ``section`` and ``quote`` are where the answer
    stood and its words, None where nothing was found. ``remark`` is empty where none was made.
    """

    key: str
    day: str
    rating: Rating
    question: str
    language: Language
    verdict: Verdict
    document: str | None
    item: str | None
    section: str | None
    quote: str | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that no answer was found to, how often, and on which day last (``2026-11-25``)."""

    question: str
    count: int
    day: str


_COLUMNS = tuple(field.name for field in fields(Feedback))


def feedback_on(turn: Turn, rating: str, remark: str, day: datetime.date) -> Feedback | None:
    """What was said of a turn; None where it has no answer, or the rating is none of ours."""
    chosen = next((known for known in RATINGS if known == rating), None)
    answer = turn.answer
    if answer is None or chosen is None or not turn.id:
        return None
    best = answer.passages[0] if answer.passages and answer.verdict != "not_found" else None
    return Feedback(
        key=turn.id,
        day=day.isoformat(),
        rating=chosen,
        question=turn.question,
        language=answer.language,
        verdict=answer.verdict,
        document=best.source.id if best else None,
        item=best.item if best else None,
        section=best.section_path[-1] if best else None,
        quote=one_line(best.quote.of(best.text)) if best else None,
        remark=one_line(remark)[:LONGEST_REMARK],
    )


def feedback_file(store: Path) -> Path:
    """Where the feedback on the answers of a store is kept."""
    return store / _FILE


def keep(path: Path, feedback: Feedback) -> None:
    """Keep what was said; said again of the same turn, it takes the place of what was said before.

    Two programs may write at once: one waits for the other, five seconds at most.

    Raises:
        FeedbackError: the file is damaged, locked, or cannot be written.
    """
    row = astuple(feedback)
    with opened(path, make=True) as database, database:
        database.execute("DELETE FROM states WHERE key = ?", (feedback.key,))  # what is said anew is new
        database.execute(
            f"INSERT OR REPLACE INTO feedback ({', '.join(_COLUMNS)}) "  # noqa: S608 - names of our own
            f"VALUES ({', '.join('?' * len(row))})",
            row,
        )


def kept(path: Path) -> tuple[Feedback, ...]:
    """All that was said, by day; none where there is no file.

    Raises:
        FeedbackError: the file is damaged, or holds what is no feedback.
    """
    with opened(path) as database:
        rows = database.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM feedback ORDER BY day, question, key"  # noqa: S608
        ).fetchall()
    return tuple(Feedback(*row) for row in rows)


def states(path: Path) -> Mapping[str, State]:
    """The states by the keys of what was said; what is not there is new.

    Raises:
        FeedbackError: the file is damaged.
    """
    with opened(path) as database, database:
        rows = database.execute("SELECT key, state FROM states").fetchall()
    return {key: state for key, state in rows if state in STATES}


def set_state(path: Path, key: str, state: State) -> None:
    """Tell what became of what was said under a key; nothing where nothing was.

    Raises:
        FeedbackError: the file is damaged, locked, or cannot be written.
    """
    with opened(path) as database, database:
        database.execute(
            "INSERT OR REPLACE INTO states SELECT key, ? FROM feedback WHERE key = ?", (state, key)
        )


def count_unanswered(path: Path, question: str, day: datetime.date) -> None:
    """Count a question once more that no answer was found to, where an operator has switched that on.

    Kept are its words, how often it found no answer, and the day of the last time: nothing about who asked,
    and not which questions one person asked.

    Raises:
        FeedbackError: the file is damaged, locked, or cannot be written.
    """
    with opened(path, make=True) as database, database:
        words = one_line(question)[:_LONGEST_QUESTION]
        told = {"words": words, "day": day.isoformat(), "most": _MOST_UNANSWERED}
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


def clear(path: Path) -> int:
    """Forget all that was said, and the questions that were counted; how much was said.

    Raises:
        FeedbackError: the file is damaged or locked.
    """
    with opened(path) as database:
        with database:
            count = database.execute("DELETE FROM feedback").rowcount
            database.execute("DELETE FROM states")
            database.execute("DELETE FROM unanswered")
        database.execute("VACUUM")  # what is forgotten leaves the disk too
    return count


def feedback_json(feedback: Feedback) -> dict[str, str | None]:
    """What was said of one answer, without its key."""
    record: dict[str, str | None] = asdict(feedback)
    del record["key"]
    return record


@contextmanager
def opened(path: Path, *, make: bool = False) -> Iterator[sqlite3.Connection]:
    """The database of a file, an empty one where there is none; with ``make`` the file is made.

    Every error of SQLite is one of our own.
    """
    try:
        if make:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)  # SQLite gives the files beside it the same rights
        is_there = path.exists()
        if is_there and os.name == "posix":
            path.chmod(0o600)
        with closing(sqlite3.connect(path if is_there else ":memory:", timeout=_PATIENCE)) as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version not in {0, _VERSION}:
                raise FeedbackError(
                    f"{path}: written by another version of pykala ({version}); export it with that one, and "
                    "move it away"
                )
            with database:
                for table in _TABLES:  # older files have the first alone
                    database.execute(table)
                if not version:
                    database.execute(f"PRAGMA user_version={_VERSION}")
            yield database
    except (sqlite3.Error, OSError) as error:
        raise FeedbackError(
            f"{path}: no feedback can be kept or read there ({error}); if the file is damaged, move it away "
            "and a new one is made"
        ) from None

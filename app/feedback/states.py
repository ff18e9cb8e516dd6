"""States: what became of what people said of answers, as who keeps the archive tells it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from app.feedback.kept import opened

State = Literal["new", "seen", "mended"]
"""Nobody has looked at it, somebody has, what it tells of has been mended; each is the name of a text."""

KNOWN: tuple[State, ...] = get_args(State)


def states(path: Path) -> Mapping[str, State]:
    """The states by the keys of what was said; what is not there is new.

    Raises:
        FeedbackError: the file is damaged.
    """
    with opened(path) as database, database:
        rows = database.execute("SELECT key, state FROM states").fetchall()
    return {key: state for key, state in rows if state in KNOWN}


def set_state(path: Path, key: str, state: State) -> None:
    """Tell what became of what was said under a key; nothing where nothing was.

    Raises:
        FeedbackError: the file is damaged, locked, or cannot be written.
    """
    with opened(path) as database, database:
        database.execute(
            "INSERT OR REPLACE INTO states SELECT key, ? FROM feedback WHERE key = ?", (state, key)
        )

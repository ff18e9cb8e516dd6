"""What goes out to programs: nothing of where the server keeps its files."""

import logging
from pathlib import PurePath
from typing import Any

from app.answer.json_answer import plain
from corpus.errors import (
    AwayStoreError,
    BusyStoreError,
    EmptyStoreError,
    PykalaError,
    QuestionError,
    UnknownDocumentError,
)

_log = logging.getLogger(__name__)

_BROKEN = "the index cannot be read; the server’s log tells what is wrong"
_REASONS: tuple[tuple[type[PykalaError], str], ...] = (
    (BusyStoreError, "documents are being indexed; ask again in a while"),
    (AwayStoreError, "the database does not answer; ask again in a moment"),
    (EmptyStoreError, "nothing is indexed yet"),
)


def public(value: object) -> Any:
    """A value as plain JSON, in which the path of a document's file is its name alone."""
    return _without_folders(plain(value))


def reason(error: PykalaError) -> str:
    """What is told of an error; what is wrong with the server itself is told in its log."""
    if isinstance(error, QuestionError | UnknownDocumentError):
        return str(error)
    _log.warning("%s", error)
    return next((text for kind, text in _REASONS if isinstance(error, kind)), _BROKEN)


def _without_folders(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: PurePath(held).name if key == "path" and isinstance(held, str) else _without_folders(held)
            for key, held in value.items()
        }
    if isinstance(value, list | tuple):
        return [_without_folders(held) for held in value]
    return value

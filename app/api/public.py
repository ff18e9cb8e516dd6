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

_REFUSALS: tuple[tuple[type[PykalaError], int, str, str], ...] = (
    (QuestionError, 400, "bad_question", ""),
    (UnknownDocumentError, 404, "not_found", ""),
    (BusyStoreError, 503, "busy", "documents are being indexed; ask again in a while"),
    (AwayStoreError, 503, "away", "the database does not answer; ask again in a moment"),
    (EmptyStoreError, 503, "nothing_indexed", "nothing is indexed yet"),
    (PykalaError, 500, "cannot_answer", "the index cannot be read; the server’s log tells what is wrong"),
)
"""What is told of each error: a status, a code, and its reason; empty where it is the error's own."""


def public(value: object) -> Any:
    """A value as plain JSON, in which the path of a document's file is its name alone."""
    return _without_folders(plain(value))


def refused(error: PykalaError) -> tuple[int, str, str]:
    """The status, the code and the reason that are told of an error.

    What is wrong with the server itself is told in its log.
    """
    _, status, code, reason = next(told for told in _REFUSALS if isinstance(error, told[0]))
    if reason:
        _log.warning("%s", error)
    return status, code, reason or str(error)


def _without_folders(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: PurePath(held).name if key == "path" and isinstance(held, str) else _without_folders(held)
            for key, held in value.items()
        }
    if isinstance(value, list | tuple):
        return [_without_folders(held) for held in value]
    return value

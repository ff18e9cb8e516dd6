"""What the view of those who keep the archive says."""

from dataclasses import dataclass

from app.texts.read import texts_of
from corpus.doubts import Doubt
from corpus.language import Language


@dataclass(frozen=True, slots=True)
class AdminTexts:
    """All texts of the view in one language; ``{name}`` stands for what is put in.

    Those that begin with ``doubt_`` are the kinds of doubts, with their values in order; ``new``, ``seen``
    and ``mended`` are the states of what was said. ``unexpected`` is said where a page cannot be shown.
    """

    language: Language
    title: str
    closed: str
    log_in_why: str
    unexpected: str
    documents: str
    upload: str
    kinds: str
    send: str
    sending: str
    reading: str
    encoding: str
    upload_failed: str
    taken: str
    refused: str
    count: str
    show_all: str
    show_doubtful: str
    form: str
    items: str
    doubts: str
    doubtful: str
    sound: str
    changes: str
    no_changes: str
    added: str
    changed: str
    removed: str
    said: str
    said_lead: str
    rating: str
    question: str
    place: str
    remark: str
    state: str
    new: str
    seen: str
    mended: str
    nothing_said: str
    unanswered: str
    not_counted: str
    none_unanswered: str
    times: str
    last: str
    doubt_headings: str
    doubt_lines: str
    doubt_body: str
    doubt_date: str
    doubt_meeting: str
    doubt_order: str
    doubt_gap: str
    doubt_size: str
    doubt_decision: str
    doubt_proposal: str


ADMIN = texts_of(AdminTexts, "admin")
"""The texts of each language."""


def doubt_text(doubt: Doubt, language: Language) -> str:
    """What looks wrong in a reading, in words."""
    return str(getattr(ADMIN[language], f"doubt_{doubt.kind}")).format(*doubt.values)

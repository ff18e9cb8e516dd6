"""Turns: what was asked, and what came of it."""

import datetime
from dataclasses import dataclass, field
from typing import Literal

from app.answer.answer import Answer
from app.answer.courtesy import Courtesy
from index.filters import ANYWHERE, Filter

Problem = Literal["empty_question", "unfit_question", "cannot_answer", "unexpected", "changed", "busy"]
"""Why a question has no answer; each is the name of a text in ``Texts``."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, and what came of it: an answer, a courtesy given back, or a problem told in words.

    ``explanation`` is what the program adds to a problem, in English; ``searched`` is the number of
    documents that were searched, ``wanted`` what the search was limited to, ``at`` when it was asked. The
    question is empty only where that is the problem. ``id`` tells the turn from every other one, here and in
    other conversations.
    """

    question: str
    answer: Answer | None = None
    problem: Problem | None = None
    explanation: str | None = None
    searched: int = 0
    wanted: Filter = ANYWHERE
    courtesy: Courtesy | None = None
    at: datetime.datetime | None = None
    id: str = field(default="", compare=False)

"""Decisions before proposals: of one item, what was decided goes before what was only proposed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from corpus.document import Document, ancestors
from index.proximity import Said
from index.ranking import LOOKED_AT, Ranked

NEAR = 0.06
"""How far behind the proposal the decision may be: 0.03 to 0.1 are alike. No other item comes to be first."""

_ASKED = re.compile(r"ehdot|esit[etyk]|propos|suggest|recommend|föresl|förslag", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Act:
    """What a passage is part of: a decision or a proposal in an item, by the index of its section."""

    document_id: str
    item: int
    kind: Literal["decision", "proposal"]


def act_of(document: Document, section: int) -> Act | None:
    """The act that a section of a document is or lies in, None where it is none of an item."""
    role = document.sections[section].role
    if role not in {"decision", "proposal", "counterproposal"}:
        return None
    item = next((at for at in ancestors(document, section) if document.sections[at].kind == "item"), None)
    return None if item is None else Act(document.id, item, "decision" if role == "decision" else "proposal")


def asks_for_proposal(question: str) -> bool:
    """Whether a question asks what was proposed, and not what came of it."""
    return _ASKED.search(question) is not None


def decided_first(found: Ranked, act: Callable[[int], Act | None], first: Callable[[int], Said]) -> Ranked:
    """Candidates with the decision first where the proposal of the same item was, and is but a little ahead.

    The body may have decided otherwise. ``act`` gives the act of a row, ``first`` what its passage says of
    the question. The scores stay where they are.
    """
    proposed = act(int(found.rows[0])) if len(found.rows) else None
    if proposed is None or proposed.kind != "proposal":
        return found
    decision = replace(proposed, kind="decision")
    for at in range(1, min(LOOKED_AT, len(found.rows))):
        if found.scores[0] - found.scores[at] > NEAR:
            break
        if act(int(found.rows[at])) == decision:
            order = np.r_[at, 0:at, at + 1 : len(found.rows)]
            rows = found.rows[order]
            return Ranked(rows, found.scores, found.dense[order], found.lexical[order], first(int(rows[0])))
    return found

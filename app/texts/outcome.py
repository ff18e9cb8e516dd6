"""What became of an item, in fixed sentences: each says no more than its outcome."""

from dataclasses import dataclass

from app.texts.read import texts_of
from corpus.language import Language


@dataclass(frozen=True, slots=True)
class OutcomeTexts:
    """All texts of outcomes in one language.

    The first nine are the sentences of the kinds of outcome, under their names; those that end in ``_vote``
    stand where votes were counted, ``{votes}`` being *7–2*. The next five are what a part of an item is
    called by its role; ``earlier`` is what an earlier handling is called, ``{where}`` its body, date and §.
    """

    language: Language
    accepted: str
    amended: str
    rejected: str
    returned: str
    tabled: str
    noted: str
    elected: str
    withdrawn: str
    unknown: str
    accepted_vote: str
    amended_vote: str
    rejected_vote: str
    returned_vote: str
    decision: str
    proposal: str
    counterproposal: str
    reasons: str
    handling: str
    earlier: str
    lost: str
    in_force: str
    not_in_force: str
    items: str
    one_item: str
    handled: str


OUTCOME = texts_of(OutcomeTexts, "outcome")
"""The texts of each language."""

"""What became of an item, in fixed sentences: each says no more than its outcome."""

from dataclasses import dataclass, fields

from app.texts.read import texts_of
from corpus.language import Language
from corpus.minutes.outcomes.outcome import Outcome
from corpus.minutes.outcomes.votes import Vote


@dataclass(frozen=True, slots=True)
class OutcomeTexts:
    """All texts of outcomes in one language.

    The first eleven are the sentences of the kinds of outcome, under their names; those that end in ``_vote``
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
    confidential: str
    proposed: str
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
    agenda: str
    lost: str
    in_force: str
    items: str
    one_item: str
    handled: str


OUTCOME = texts_of(OutcomeTexts, "outcome")
"""The texts of each language."""

_WITH_VOTES = frozenset(field.name for field in fields(OutcomeTexts) if field.name.endswith("_vote"))


def outcome_text(outcome: Outcome, language: Language) -> str:
    """The sentence of an outcome: ``Päätettiin ehdotuksen mukaisesti``, or the same ``äänin 7–2``."""
    texts, name = OUTCOME[language], f"{outcome.kind}_vote"
    if outcome.vote is not None and name in _WITH_VOTES:
        return str(getattr(texts, name)).format(votes=votes_text(outcome.vote))
    return str(getattr(texts, outcome.kind))


def votes_text(vote: Vote) -> str:
    """The votes as they are told, the greater number first: ``7–2``."""
    return f"{max(vote.for_, vote.against)}–{min(vote.for_, vote.against)}"

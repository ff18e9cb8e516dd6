"""What became of an item, in fixed sentences: each says no more than its outcome."""

from app.texts.read import Family, texts_of
from corpus.language import Language
from corpus.minutes.outcomes.outcome import Outcome
from corpus.minutes.outcomes.votes import Vote


class OutcomeTexts(Family):
    """All texts of outcomes in one language.

    The first eleven are the sentences of the kinds of outcome, under their names; those that end in ``_vote``
    stand where votes were counted, ``{votes}`` being *7–2*. The next five are what a part of an item is
    called by its role; ``earlier`` is what an earlier handling is called, ``{where}`` its body, date and §.
    """

    earlier: str
    agenda: str
    lost: str


OUTCOME = texts_of(OutcomeTexts, "outcome")
"""The texts of each language."""


def outcome_text(outcome: Outcome, language: Language) -> str:
    """The sentence of an outcome: ``Päätettiin ehdotuksen mukaisesti``, or the same ``äänin 7–2``."""
    texts, with_votes = OUTCOME[language], f"{outcome.kind}_vote"
    if outcome.vote is not None and with_votes in texts:
        return str(texts[with_votes].format(votes=votes_text(outcome.vote)))
    return str(texts[outcome.kind])


def votes_text(vote: Vote) -> str:
    """The votes as they are told, the greater number first: ``7–2``."""
    return f"{max(vote.for_, vote.against)}–{min(vote.for_, vote.against)}"

"""What became of an item, in words: one of a few fixed sentences, that says no more than its outcome."""

from dataclasses import fields

from app.texts.outcome import OUTCOME, OutcomeTexts
from corpus.language import Language
from corpus.minutes.outcome import Outcome
from corpus.minutes.votes import Vote

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

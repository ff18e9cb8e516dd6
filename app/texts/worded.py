"""What is told of documents in fixed words: what became of an item, what looks wrong, a document's form."""

from collections.abc import Mapping
from pathlib import PurePath

from app.texts.families import ADMIN, OUTCOME, REGISTER
from corpus.doubts import Doubt
from corpus.head import Head
from corpus.language import Language
from corpus.minutes.outcomes.outcome import Outcome
from corpus.minutes.outcomes.votes import Vote

_NAMES: Mapping[str, str] = {
    ".pdf": "PDF",
    ".md": "Markdown",
    ".docx": "Word",
    ".html": "HTML",
    ".htm": "HTML",
}


def outcome_text(outcome: Outcome, language: Language) -> str:
    """The sentence of an outcome: ``Päätettiin ehdotuksen mukaisesti``, or the same ``äänin 7–2``."""
    texts, with_votes = OUTCOME[language], f"{outcome.kind}_vote"
    if outcome.vote is not None and with_votes in texts:
        return str(texts[with_votes].format(votes=votes_text(outcome.vote)))
    return str(texts[outcome.kind])


def outcome_line(outcome: Outcome, language: Language) -> str:
    """The same with who was elected: ``Valittiin: Aino Aalto, Eino Salo``."""
    elected = f": {', '.join(outcome.elected)}" if outcome.elected else ""
    return outcome_text(outcome, language) + elected


def votes_text(vote: Vote) -> str:
    """The votes as they are told, the greater number first: ``7–2``."""
    return f"{max(vote.for_, vote.against)}–{min(vote.for_, vote.against)}"


def doubt_text(doubt: Doubt, language: Language) -> str:
    """What looks wrong in a reading, in words."""
    return str(ADMIN[language][f"doubt_{doubt.kind}"].format(*doubt.values))


def form_name(document: Head, language: Language) -> str:
    """A document's form: ``PDF``, of an agenda ``esityslista, PDF``; of other files how their name ends."""
    suffix = PurePath(document.path).suffix.lower()
    name = _NAMES.get(suffix, suffix.lstrip("."))
    return ", ".join(filter(None, (REGISTER[language].agenda if document.agenda else "", name)))

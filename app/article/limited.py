"""What a search was limited to, in words."""

from app.answer.citation import finnish_date, joined
from app.texts import LANGUAGE_NAMES
from app.texts.families import OUTCOME
from corpus.document import Role
from corpus.language import Language
from index.filters import Filter

ROLES: tuple[Role, ...] = ("decision", "proposal", "counterproposal", "reasons", "handling")
"""The parts of minutes that one may search alone, in the order of their chips."""


def in_words(wanted: Filter, language: Language) -> str:
    """A filter in one line: ``Tekninen lautakunta · § 76 · 1.1.2025–31.3.2025``."""
    role = OUTCOME[language][wanted.role] if wanted.role in ROLES else wanted.role
    written_in = LANGUAGE_NAMES[wanted.language] if wanted.language else None
    return joined(
        " · ", wanted.document, wanted.body, wanted.item, _days(wanted), wanted.part, role, written_in
    )


def _days(wanted: Filter) -> str:
    """The days of a filter: one, a whole year, or the first and the last."""
    since, until = wanted.since, wanted.until
    if since and until and (since.month, since.day, until) == (1, 1, since.replace(month=12, day=31)):
        return str(since.year)
    first, last = finnish_date(since), finnish_date(until)
    return first if first == last else f"{first}–{last}"

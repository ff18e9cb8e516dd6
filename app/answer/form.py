"""The form of a question: whether it asks for passages, for what was decided, or for a list of items."""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from corpus.language import Language
from index.filters import ANYWHERE, Filter
from index.words.analyzer import fold, words
from index.words.lexicon import is_content
from index.words.numerals import MONTHS

FormKind = Literal["passages", "decided", "yes_no", "newest", "now", "listing", "case"]
"""What a question asks for: the passages that answer; what was decided of something; whether something is so;
the newest of several; what is so now; all that a meeting, a body or a time decided; how a case was
handled."""

LISTS: frozenset[FormKind] = frozenset({"listing", "case"})
"""What is answered by a list of items."""

_DECIDED = re.compile(
    r"\bpää(?:t(?:ti|et|tä|ös)|dö|te)\w*|\bratkais\w*|\blopputulo\w*|\bhyväks\w+|\bhylä[tk]\w*|\bhyljä\w*|"
    r"\bmyön(?:net|si|tä)\w*|\b(?:miten|kuinka|mitenkä) (?:kävi|käy|asiassa)|\bpalaut\w+ valmist\w+|"
    r"\bäänest\w+|\bbeslut\w*|\bbeslöt\w*|\bavgör\w*|\bavslog\w*|\bavslå\w*|\bgodkän\w+|\bbevilj\w+|"
    r"\bhur gick det\b|\bröst(?:ade|ning|erna)\w*|\bdeci(?:de|sion)\w*|\bapprov\w+|\breject\w+|"
    r"\bgrant(?:ed)?\b|\boutcome\w*|\bwhat (?:happened to|became of)|\bvot(?:e[ds]?|ing)\b|\bresolv\w+",
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"\bviimei(?:sin|simmä|simpä|simmi)\w*|\bviimeksi\b|\buusi(?:n|mma|mmi)\w*|\btuore(?:in|imma|immi)\w*|"
    r"\bsenaste\b|\bnyaste\b|\blatest\b|\bmost recent\b|\bnewest\b|\blast decision\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\bnykyi\w+|\btällä hetkellä\b|\b(?:kuka|ketkä) (?:on|ovat|toimii|toimivat)\b|"
    r"\bnuvarande\b|\bför närvarande\b|\bvem är\b|\bvilka är\b|\bcurrent(?:ly)?\b|\bwho (?:is|are)\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(r"ehdot|esit[etyk]|propos|suggest|recommend|föresl|förslag|\bmotion", re.IGNORECASE)
_BOARD = re.compile(
    r"lautaku|jaosto|valtuus|hallituks|hallitus |kaupunki |nämnd|styrelse|fullmäktige|\bstaden\b|"
    r"\bboard|\bcommittee|\bcouncil|\bthe city\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\w.–/-])((?:19|20)\d\d)(?![\w–/-]|\.\d)")
_CASE = re.compile(r"[^\W\d_]{2,10}(?:/|\s|-)?\d[\d/.-]+\d")
_WHETHER: Mapping[Language, re.Pattern[str]] = {
    "fi": re.compile(r"\W*(?!paljon|mon[ti])[\w-]+k[oö](?:s|han|hän)?\b", re.IGNORECASE),
    "sv": re.compile(
        r"\W*(?!(?:vad|vem|vems|vilk\w+|var|vart|varför|varifrån|när|hur|på|från|till|med|av|i|om|enligt)\b)"
        r"[\w-]+\b.*\?",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|may|must|shall|should)\b",
        re.IGNORECASE,
    ),
}
"""How a question begins that asks whether something is so: with its verb."""

_SEASONS = {
    re.compile(r"\bkevää\w+|\bvår(?:en)?\b|\bspring\b", re.IGNORECASE): (1, 5),
    re.compile(r"\bkesä(?:n|ä|llä|kau\w*)\b|\bsommar(?:en)?\b|\bsummer\b", re.IGNORECASE): (6, 8),
    re.compile(r"\bsyksy\w*|\bhöst(?:en)?\b|\bautumn\b", re.IGNORECASE): (8, 12),
}
"""Seasons with their first and last month, as a municipal year is spoken of; a winter lies in two years."""

_COMMON = re.compile(
    r"pää(?:t|dö|s)|kokou|asia|käsitel|käsittel|hyväks|linja|vuo[dns]|aika|lista|luettel|kaik|näyt|kerro|"
    r"kevä|syksy|kesällä|sommar|höst|vår(?:en)?$|spring|summer|autumn|tehd|tehty|teki|tapahtu|kuukau|päivä|pykäl|möte|ärend|beslut|behandl|lista|alla|visa|år|meeting|item|"
    r"decid|decision|list|all|show|case|matter|diari|asianumero|numero|handl|deal|took|take|place|happen|hände|tog",
)
"""How words begin that name no subject of their own: *kokous*, *asiat*, *ärenden*, *decisions*."""
_MONTHS = tuple(name for names in MONTHS for name in names)
_BODY = re.compile(r"\w*(?:nämnd|styrelse|fullmäktige|sektion|committee|board|council|division|section)\w*$")
"""How the name of a body ends in Swedish and English; the word before it is part of the name."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a question asks for.

    ``filter`` says which items a listing holds, ``case`` is the case number that was asked for.
    """

    kind: FormKind
    filter: Filter = ANYWHERE
    case: str | None = None


PASSAGES = Form("passages")
"""What asks for passages and nothing else."""


def form_of(
    question: str,
    language: Language,
    looked_for: Iterable[str] | None,
    hinted: Filter,
    cases: Iterable[str] = (),
) -> Form:
    """The form of a question in a language.

    ``looked_for`` are its Finnish words, None for a Finnish question; ``hinted`` is what it says of body,
    date and §; ``cases`` are the case numbers of the archive.
    """
    case = _case(question, cases)
    period = _period(question) if not (hinted.since or hinted.until) else None
    wanted = hinted if period is None else replace(hinted, since=period[0], until=period[1])
    bare = not _names_subject(_without(question, case), language, looked_for, hinted)
    if case is not None and bare:
        return Form("case", case=case)
    if bare and wanted.item is None and (wanted.since or wanted.body) and not asks_for_proposal(question):
        return Form("listing", wanted)
    if asks_for_proposal(question):
        return PASSAGES
    now, decided = _NOW.search(question) is not None, _DECIDED.search(question) is not None
    if _NEWEST.search(question) or (now and decided):
        return Form("newest")
    if now or decided:
        return Form("now" if now else "decided")
    return Form("yes_no") if _WHETHER[language].match(question) else PASSAGES


def asks_for_proposal(question: str) -> bool:
    """Whether a question asks what was proposed, and not what came of it.

    What a board proposes to another body is its decision.
    """
    return _PROPOSED.search(question) is not None and _BOARD.search(question) is None


def asks_for_newest(question: str) -> bool:
    """Whether a question asks for the newest of several, or for what is so now."""
    return _NEWEST.search(question) is not None or _NOW.search(question) is not None


def _case(question: str, cases: Iterable[str]) -> str | None:
    """The case number of the archive that stands in a question, however its parts are joined."""
    written = {_plain(found[0]) for found in _CASE.finditer(question)}
    return next((case for case in cases if _plain(case) in written), None) if written else None


def _plain(case: str) -> str:
    return re.sub(r"[\W_]+", "", case).lower()


def _without(question: str, case: str | None) -> str:
    return question if case is None else _CASE.sub(" ", question)


def _period(question: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of the only year in a question, or of its season there: *keväällä 2025*."""
    years = {int(year) for year in _YEAR.findall(question)}
    if len(years) != 1:
        return None
    (year,) = years
    for season, (first, last) in _SEASONS.items():
        if season.search(question):
            return datetime.date(year, first, 1), datetime.date(year, last, monthrange(year, last)[1])
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def _names_subject(
    question: str, language: Language, looked_for: Iterable[str] | None, hinted: Filter
) -> bool:
    """Whether a question names a subject: a word that is none of a date, a body, a meeting or of deciding.

    A question in another language is taken by its own words and by its Finnish ones; either may show that
    there is no subject, as the Finnish ones may be wrong.
    """
    body = tuple(fold(word)[: max(len(word) - 3, 4)] for word in words(hinted.body or ""))
    own = _subjects(_without_body(words(question), language, hinted), language, body)
    if looked_for is None or not own:
        return bool(own)
    return bool(_subjects([word for told in looked_for for word in words(told)], "fi", body))


def _without_body(asked: list[str], language: Language, hinted: Filter) -> list[str]:
    """Words without the name of a body in Swedish or English, where the question has named a body."""
    if language == "fi" or hinted.body is None:
        return asked
    named = {at for at, word in enumerate(asked) if _BODY.match(word)}
    return [word for at, word in enumerate(asked) if at not in named and at + 1 not in named]


def _subjects(asked: Iterable[str], language: Language, body: tuple[str, ...]) -> list[str]:
    return [
        word
        for word in asked
        if is_content(word, language)
        and not any(sign.isdigit() for sign in word)
        and not (body and fold(word).startswith(body))
        and not word.startswith(_MONTHS)
        and not _COMMON.match(word)
    ]

"""Cues: what kind of thing a question asks for, and whether a sentence has one of that kind."""

import re
from collections.abc import Mapping
from typing import Literal

Kind = Literal["amount", "money", "time", "person", "place", "reason"]

_FIRST_WORDS = 4
"""How many words a question may have up to its question word: *Från och med vilken dag*."""

_WORDS: Mapping[Kind, str] = {
    "amount": r"mont\w+|mone(?:nko|en)\w*|kuinka (?:mon|suur|paljo|iso|korke|pit[kä]|vanh)\w*|paljon\w*|"
    r"how (?:many|much|big|large|high|tall|far|few|old|wide|small)|what (?:percentage|share)|"
    r"hur (?:många|mycket|stor\w*|hög\w*|långt|gam\w+|få|lite\w*)",
    "time": r"milloin|koska|mihin (?:mennessä|aikaan|asti)|monelta|kuinka (?:kauan|usein|pitkään|pian)|"
    r"mi(?:nä|hin|nkä) (?:vuon|päiv|viikonpäiv|vuode)\w+|"
    r"when|(?:what|which) (?:year|date|day|time|month)|how (?:long|often|soon)|"
    r"när|vilke[nt] (?:dag|veckodag|år|datum|månad|tid)|hur (?:länge|ofta|snart)",
    "person": r"kuka|ketkä|kenen|keitä|ketä|keille|kene(?:lle|ltä|en|llä)|who|whom|whose|vem|vems",
    "place": r"missä|mihin|minne|mistä|where|var|vart|varifrån",
    "reason": r"miksi|millä perust\w+|mistä syystä|minkä (?:vuoksi|takia)|why|on what grounds|varför|"
    r"på vilke[nt] grund\w*",
}
_ASKED = {kind: re.compile(rf"(?:{words})\b", re.IGNORECASE) for kind, words in _WORDS.items()}
_SEVERAL = re.compile(
    r"(?:mitkä|ketkä|keitä|keille|keiltä|keiden|mont\w+|kuinka mon\w+|vilka|hur många|"
    r"how many|which of the|which \w+(?<![sui])s)\b",
    re.IGNORECASE,
)
_MONEY_ASKED = re.compile(
    r"maks[au]|hin(?:ta|na|to|no)|kustan|palk|euro(?!p)|€|\b(?:cost|price|fees?|paid|pay|worth|grant)|"
    r"\bkost|pris(?!o)|avgift|betal|bidrag|värd\b|tuke|tuki|avustus|korvau",
    re.IGNORECASE,
)

_NUMBERLESS = re.compile(
    r"\d{1,2}\.\d{1,2}\.(?:\d{4})?|\b(?:19|20)\d\d\b(?! ?(?:€|euro))|"
    r"§\s*\d+|\d+\s*§|\b\w+-\d{4}-\d+|\d+/\d{4}"
)
"""Numbers that are no amount: dates, years, §, case numbers."""

_DIGIT = re.compile(r"\d")
# These are looked for in small letters: that takes a third of what it takes without regard to capitals.
_NUMERAL = re.compile(
    r"\b(?:yksi|yhde|kaksi|kahde|kolme|neljä|viisi|viide|kuusi|kuude|seitsemä|kahdeksa|yhdeksä|kymmen|sata|sada|"
    r"tuha|miljoo|puolet|puole[nt]|två|tre|fyra|fem|sex|sju|åtta|nio|tio|hundra|tusen|miljon|hälften|"
    r"two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|half)"
)
_MONEY_SIGNS = ("€", "eur", "mk")
"""One of them stands in all that names money, and in few sentences else."""

_MONEY = re.compile(r"€|\beuro|\bmk\b|\beur\b")
_TIME = re.compile(
    r"\d{1,2}\.\d{1,2}\.|\b(?:19|20)\d\d\b|\b(?:klo|kl)\b|"
    r"\b(?:vuo(?:de|nna|si|tta)|kuukau|viiko|viikk|päiv|kert|kerra|kevä|syksy|kesä|talv|"
    r"(?:tammi|helmi|maalis|huhti|touko|heinä|elo|syys|loka|marras|joulu)ku|"
    r"maanant|tiista|keskiviik|torst|perjant|lauant|sunnunt|"
    r"år(?!e)|månad|veck|dag|gång|januari|februari|mars\b|april|maj\b|juni|juli|augusti|september|oktober|"
    r"november|december|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|"
    r"year|month|week|day|time|january|february|march|may\b|june|july|august|october)"
)
_NAME = re.compile(r"(?<=[^\s.!?:–-] )[A-ZÅÄÖ][a-zåäöé]{2,}")
_REASON = re.compile(
    r"\b(?:koska|joht(?:uen|uu|ui)|syy\w*|sillä|perus\w+|vuoksi|takia|siksi|jotta|"
    r"eftersom|därför|orsak\w*|grund\w*|because|reason\w*|due)\b"
)


def kind_asked(question: str) -> Kind | None:
    """What a question asks for by its question word, which stands among its first words; else None.

    Where two do, the first tells: *Hur mycket sjunker intäkterna när priset sänks?* asks for an amount.
    """
    for start in _first_words(question):
        for kind, asked in _ASKED.items():
            if asked.match(question, start):
                return "money" if kind == "amount" and _MONEY_ASKED.search(question) else kind
    return "money" if _MONEY_ASKED.search(question) else None


def asks_for_several(question: str) -> bool:
    """Whether a question asks which or how many: several places may each have a part of what answers."""
    return any(_SEVERAL.match(question, start) for start in _first_words(question))


def _first_words(question: str) -> list[int]:
    """Where the first words of a question begin, among which its question word stands."""
    return [match.start() for match in re.finditer(r"\S+", question)][:_FIRST_WORDS]


def has_kind(sentence: str, kind: Kind) -> float:
    """How surely, from 0 to 1, a sentence holds a thing of a kind."""
    if kind == "money":
        return 1.0 if _names_money(sentence.lower()) else _amount(sentence) / 2
    if kind == "amount":
        return _amount(sentence)
    if kind == "time":
        return float(bool(_TIME.search(sentence.lower())))
    if kind == "reason":
        return float(bool(_REASON.search(sentence.lower())))
    names = len(_NAME.findall(sentence))
    return min(names / 2, 1.0) if kind == "person" else min(names, 1.0)


def _amount(sentence: str) -> float:
    if _DIGIT.search(sentence):  # most have none
        sentence = _NUMBERLESS.sub(" ", sentence)
        if _DIGIT.search(sentence):
            return 1.0
    return 0.7 if _NUMERAL.search(sentence.lower()) else 0.0


def _names_money(small: str) -> bool:
    return any(sign in small for sign in _MONEY_SIGNS) and _MONEY.search(small) is not None

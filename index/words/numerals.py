"""Numerals: the dates, §, case numbers and amounts of a text, each as one term however it is written.

*12.9.2022*, *12. syyskuuta 2022*, *September 12, 2022* and *2022-09-12* are the term ``2022-09-12``;
*§ 31*, *31 §* and *pykälä 31* are ``§31``; *1 234,50 €*, *1.234,50 €* and *EUR 1,234.50* are ``1234.5``,
and *1,2 miljoonaa* is ``1200000``; *HEL 2024-015391* is ``2024-015391``.
"""

import re
from collections.abc import Iterator, Mapping

MONTHS = (
    ("tammiku", "januari", "january"),
    ("helmiku", "februari", "february"),
    ("maalisku", "mars", "march"),
    ("huhtiku", "april"),
    ("toukoku", "maj", "may"),
    ("kesäku", "juni", "june"),
    ("heinäku", "juli", "july"),
    ("eloku", "augusti", "august"),
    ("syysku", "september"),
    ("lokaku", "oktober", "october"),
    ("marrasku", "november"),
    ("jouluku", "december"),
)
"""How the months begin in Finnish, Swedish and English, January first."""

LONGEST = 16
"""The most signs of a term; of a longer one its end is kept."""

_POWERS = {"tuha": 3, "thou": 3, "tuse": 3, "milj": 6, "mill": 6, "miljard": 9, "mrd": 9, "bill": 9}
_DIGIT = re.compile(r"\d")
_BEGIN = re.compile(r"[\d§]")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMAS = re.compile(r"\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})")
_EITHER = re.compile(r"\d{1,3},\d{3}")
_DECIMAL = re.compile(r"\d+[.,:]\d+")
_MONTH = (
    r"\b(?:(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu\w*"
    r"|januar[iy]|februar[iy]|mars|march|april|maj|may|jun[ie]|jul[iy]|augusti?|september|o[ck]tober"
    r"|november|december)\b"
)
_BEFORE_ITEM = r"\b(?:pykäl\w*|paragraf\w*|paragraph|section)"
_AFTER_ITEM = r"\.?\s(?:pykäl|paragraf)"
ITEM_WORD = re.compile(rf"{_BEFORE_ITEM}(?=\s\d)|(?<=\d){_AFTER_ITEM}\w*", re.IGNORECASE)
"""The word for § before or after its number."""

_BEGINS = r"\b(?=[adefhjklmnopst])"
"""Where the name of a month or a word for § may begin: all else is passed over at once."""

_NAMES = (
    *("ikuu", "skuu", "okuu", "äkuu", "akuu", "ukuu", "januar", "februar", "mars", "march", "april", "maj"),
    *("may", "juni", "june", "juli", "july", "august", "tober", "ember", "pykäl", "paragra", "section"),
)
"""A part of each name of a month and of each word for §: in a text without any of them none stands."""

_YEAR = r"(?:1[5-9]|20)\d\d"
_FOUND = re.compile(
    rf"""
    (?:(?=[\d§])|{_BEGINS})(?<!\d)(?<!\d[-.,:/])
    (?: (?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>{_YEAR})(?!\d)
      | (?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?![\d-])
      | (?P<day_of>\d\d?)(?:\.|st|nd|rd|th|:e)?\s(?:of\s)?(?P<month_of>{_MONTH})
        (?:,?\s(?:vuonna\s|år\s)?(?P<year_of>{_YEAR})(?!\d))?
      | (?P<month_first>{_MONTH})\s(?P<day_second>\d\d?)(?:st|nd|rd|th)?(?:,?\s(?P<year_last>{_YEAR}))?(?!\d)
      | (?P<month_in>{_MONTH}),?\s(?:vuonna\s|år\s|of\s)?(?P<in_year>{_YEAR})(?!\d)
      | (?P<short_month>0?[1-9]|1[012])/(?P<short_year>{_YEAR})(?![\d/])
      | (?P<short_day>\d\d?)\.(?P<of_month>\d\d?)\.(?!\d)
      | §\s?(?P<item>\d+(?:\s?[a-z](?!\w))?)
      | (?P<item_before>\d+(?:\s?[a-z](?!\w))?)\s?§
      | {_BEFORE_ITEM}\s(?P<item_after>\d+)
      | (?P<item_of>\d+){_AFTER_ITEM}
      | (?P<case>\d+(?:[-‐/.]\d+)*[-‐/]\d+(?:[-‐/.]\d+)*)
      | (?P<amount>\d{{1,3}}(?:[ ]\d{{3}}(?!\d))+(?:,\d+)? | \d+(?:[.,:]\d+)* )
        (?:\s?(?P<power>tuha|thou|tuse|miljard|milj|mill|mrd|bill))?
    )
    """,
    re.VERBOSE,
)


def numerals(text: str, *, asked: bool = False) -> list[str]:
    """The terms of a text in lower case, in order; a whole number of three digits or a year is none.

    A date stands under its month and its day too: ``2022-09-12 2022-09 09-12``. In a question, ``asked``,
    it is only what is said.
    """
    found: list[str] = []
    if _DIGIT.search(text):
        for match in _matches(text):
            if match.lastgroup == "amount":  # most are, and are no more
                found += _amounts(match["amount"], 0)
            else:
                found += _terms({name: said for name, said in match.groupdict().items() if said}, asked)
    return [term[-LONGEST:] for term in found]


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What ``_FOUND`` finds in a text, in order; where no name stands in it, only digits are looked at."""
    if any(name in text for name in _NAMES):
        yield from _FOUND.finditer(text)
        return
    begin = _BEGIN.search(text)
    while begin:
        match = _FOUND.match(text, begin.start())
        if match:
            yield match
        begin = _BEGIN.search(text, match.end() if match else begin.end())


def _terms(said: Mapping[str, str], asked: bool) -> list[str]:
    """The terms of one match, by the groups that took part in it."""
    for group in ("item", "item_before", "item_after", "item_of"):
        if group in said:
            return [f"§{said[group].replace(' ', '')}"]
    if "case" in said:
        return [said["case"].replace("‐", "-")]
    if "amount" in said:
        return _amounts(said["amount"], _POWERS.get(said.get("power", ""), 0))
    return _dates(said, asked)


def _dates(said: Mapping[str, str], asked: bool) -> list[str]:
    """The terms of a date or a part of one, none where the calendar has no such."""
    groups = {name: value for name, value in said.items() if name != "power"}
    year, month, day = 0, 0, 0
    for group, value in groups.items():
        if "year" in group:
            year = int(value)
        elif "month" in group:
            month = int(value) if value.isdigit() else _month(value)
        else:
            day = int(value)
    if not 1 <= month <= 12 or day > 31:
        return []
    terms = []
    if year and day:
        terms.append(f"{year}-{month:02}-{day:02}")
    if year and not (asked and day):
        terms.append(f"{year}-{month:02}")
    if day and not (asked and year):
        terms.append(f"{month:02}-{day:02}")
    return terms


def _month(name: str) -> int:
    return next(
        number
        for number, names in enumerate(MONTHS, start=1)
        if any(name.startswith(begin) for begin in names)
    )


def _amounts(written: str, power: int) -> list[str]:
    """An amount in digits with a point before its decimals; both readings of ``1,234``."""
    if written.isdigit():
        return [_plain(written, power)] if power or _telling(written) else []
    if _POINTS.fullmatch(written) or " " in written:
        return [_plain(written.replace(" ", "").replace(".", "").replace(",", "."), power)]
    if _COMMAS.fullmatch(written):
        return [_plain(written.replace(",", ""), power)]
    if _EITHER.fullmatch(written):
        return [_plain(written.replace(",", ""), power), _plain(written.replace(",", "."), power)]
    if _DECIMAL.fullmatch(written):
        return [_plain(re.sub("[,:]", ".", written), power)]
    return [written]


def _telling(digits: str) -> bool:
    """Whether a whole number is a term: long, and no year; others the 4-grams of words tell apart."""
    return len(digits) > 4 or (len(digits) == 4 and not re.fullmatch(_YEAR, digits))


def _plain(number: str, power: int) -> str:
    """A number of digits and one point at most, times ten to a power, without needless noughts."""
    whole, _, fraction = number.partition(".")
    whole += fraction[:power].ljust(power, "0")
    fraction = fraction[power:].rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")

"""The meeting that minutes are of, by what they say of it: its body and its date."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import one_line
from corpus.minutes.grammar import (
    BODY_NAME,
    BODY_OWNER,
    body_of,
    first_date,
    is_history,
    told_handlings,
)
from corpus.minutes.headers import header_tokens
from corpus.minutes.items.apart import handled_rows
from corpus.text.blocks import Block

_FRONT = 60  # blocks
_NEAR = 6  # lines
_LONGEST = 120
_WHEN = r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}\.?\s[^\W\d_]{3,10}\s\d{4}"
_KIND = (
    r"(?:pöytäkirja(?:n\s?ote)?|esityslista|jatkolista|kokouskutsu|päätösluettelo|protokoll(?:sutdrag)?|"
    r"föredragningslista|(?:mötes|sammanträdes)?kallelse)"
)
_MEETING = (
    rf"(?:{_KIND}|päätökset|beslut|kokous(?:pvm|päivä(?:määrä)?|aika|ajankohta)?|"
    r"kokouksen\s(?:aika|ajankohta|päivämäärä)|möte(?:t|stid|sdatum|sdag)?|sammanträde(?:t|stid|sdatum|sdag)?)"
)
_LABEL = rf"(?:{_MEETING}|aika|päivämäärä|pvm|päätös(?:pvm|päivä)|tid|datum|tidpunkt)"
# *kokous 5.6.2017*, *Aika: maanantai 8.5.2017*, *Pöytäkirja 4/2017 | 20.3.2017*
_LABELLED = re.compile(
    rf"(?:(?i:{_LABEL})|(?:[^\s|]+[\s|]+){{1,6}}?(?i:{_MEETING}))(?i:\s(?:ja|och)\s-?\w+)?[\s|:,*–-]*"
    rf"(?:\d{{1,3}}/\d{{4}}[\s|,]*)?(?:[^\W\d_]+[\s,]+){{0,2}}?(?P<date>{_WHEN})\b"
)
_BODIED = re.compile(
    rf"(?P<body>{BODY_NAME}|{BODY_OWNER})[\s|:,–-]*(?:(?i:{_MEETING})[\s|,:–-]*)?"
    rf"(?:\d{{1,3}}/\d{{4}}[\s|,]*)?(?P<date>{_WHEN})\b(?!.*§)"
)
_NAMED = re.compile(
    rf"(?P<body>{BODY_NAME}|{BODY_OWNER})(?:$|[\s|:,–-]+(?i:{_LABEL}|laati\w+)\b"
    rf"|[\s|:,–-]+(?:\d{{1,3}}/\d{{4}}|{_WHEN}))"
)
_LISTS = re.compile(r"(?:Kokous\w*|Pöytäkirja\w*|Esityslista\w*|Toimieli\w+)\s+")
# Dates in the front matter that are another day's.
_OTHER_DAY = re.compile(
    r"tarkast(?!uslautak)|nähtäv|juster|framla|framlä|påseend|laadi|laati|seuraav|edelli|nästa|föregående|voimaan|julkai|"
    r"allekirj|undertecknad|kuulut",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?<=\s)\d{1,3}(?=\s|$)")
_SWEDISH = re.compile(r"(?:fullmäktige|styrelsen?|nämnden?|sektionen?|utskottet?|direktionen?)$")


@dataclass(frozen=True, slots=True)
class Meeting:
    """What minutes say of their meeting, None where they do not: its body as it is named, and its date.

    ``kind`` is what the document calls itself, in small letters: *pöytäkirja*, *kokouskutsu*.
    """

    body: str | None = None
    date: datetime.date | None = None
    kind: str | None = None

    @property
    def title(self) -> str | None:
        """The document's title: *Kaupunginhallitus, pöytäkirja 8.5.2017*; None without a body."""
        if self.body is None:
            return None
        usual = "möte" if _SWEDISH.search(self.body) else "kokous"
        date = f" {self.date.day}.{self.date.month}.{self.date.year}" if self.date else ""
        return f"{self.body}, {self.kind or usual}{date}"


def meeting_told(front: Sequence[Block], item: Sequence[Block], number: str | None) -> Meeting:
    """The meeting that the front matter of minutes tells of, or the lines of who handled their first item.

    ``front`` are the document's blocks in reading order up to the first act, ``item`` those of the first
    item, whose § is ``number``.
    """
    lines = [one_line(line) for block in front[:_FRONT] for line in block.text.split("\n")]
    own = _own_handling(item, number)
    near = [line for line in lines[:_NEAR] if len(line) <= _LONGEST]
    titled = bool(item) or any(re.search(_KIND, line, re.IGNORECASE) for line in near)
    alone = (first_date(line) for line in near if titled and re.fullmatch(_WHEN, line))
    body = next((found for at, line in enumerate(lines) if (found := _body(line, at))), None)
    kinds = (re.search(rf"\b{_KIND}\b", line, re.IGNORECASE) for line in near)
    kind = next((found[0].lower() for found in kinds if found), None)
    headed = _in_one_line(near)
    date = _date(lines) or headed.date or own.date or next(alone, None)
    return Meeting(body or headed.body or own.body, date, kind)


def _in_one_line(lines: Sequence[str]) -> Meeting:
    """The meeting of a line with the parts of a page header: *X kunta Pöytäkirja 1 Y-lautakunta 1.2.2016*."""
    for line in lines:
        facts = {} if "|" in line else dict(header_tokens(_PAGE.sub("", line)))
        if len(facts) > 2 and "date" in facts:
            return Meeting(facts.get("body"), first_date(facts["date"]))
    return Meeting()


def _date(lines: Sequence[str]) -> datetime.date | None:
    """The date of the first line with a label, perhaps on the line before, or with a body's name."""
    pairs = zip(lines, ["", *lines], strict=False)
    told = (
        _dated(_LABELLED, line) or _dated(_BODIED, line) or _below(line, before) for line, before in pairs
    )
    return next((date for date in told if date), None)


def _dated(pattern: re.Pattern[str], line: str) -> datetime.date | None:
    prose = len(line) > _LONGEST or line.endswith(".")
    found = None if prose or is_history(line) else pattern.match(line)
    if found is None or _OTHER_DAY.search(line[: found.start("date")]):
        return None
    return first_date(found["date"])


def _below(line: str, label: str) -> datetime.date | None:
    if len(line) > _LONGEST or not re.match(_WHEN, line):
        return None
    return first_date(line) if re.fullmatch(rf"(?i:{_LABEL})\s?[:|]?", label) else None


def _body(line: str, at: int) -> str | None:
    """The body that a line names as the meeting's; a line of its name alone only near the beginning."""
    if len(line) > _LONGEST or line.endswith(".") or is_history(line):
        return None
    found = _NAMED.match(_LISTS.sub("", line, count=1))
    if found is None or (found.end() == found.end("body") and (at > _NEAR or "|" in line)):
        return None
    return body_of(found["body"])


def _own_handling(blocks: Sequence[Block], number: str | None) -> Meeting:
    """The latest handling that has an item's own §."""
    told = (
        [(body, told, first_date(date)) for body, told, date in handled_rows(block.text)]
        or told_handlings(block.text)
        for block in blocks
    )
    own = [(date, body) for rows in told for body, its, date in rows if date and its == number]
    if not own:
        return Meeting()
    date, body = max(own)
    return Meeting(body if re.fullmatch(BODY_NAME, body) else None, date)

"""The headers that stand on each page of minutes: town, body, kind of document, date, number, page."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, get_args

from corpus.minutes.grammar import BODY_NAME
from corpus.text.blocks import Block
from corpus.text.traced import stripped

HeaderKind = Literal["town", "body", "document", "date", "number", "page", "half"]

_DOCUMENTS = "Pöytäkirjan?ote|Pöytäkirja|Protokollsutdrag|Protokoll|Esityslista|Föredragningslista"
_TOKEN = re.compile(
    rf"""
    (?P<page>Asia/\d+ | Ärende/\d+ | \d+\s?\(\s?\d+\s?\) | \d+\s?\((?=\s*$)
      | (?:Sivu|Sida|Page)\s\d+(?:\s?/\s?\d+)?)
  | (?P<half>\d+\s?\))
  | (?P<town>[A-ZÅÄÖ][\w-]+n\s(?:kaupunki|kunta)\b | [A-ZÅÄÖ][\w-]+\s(?:stad|kommun)\b
      | [A-ZÅÄÖ-]{{3,}}N\s(?:KAUPUNKI|KUNTA)\b | [A-ZÅÄÖ-]{{3,}}\s(?:STAD|KOMMUN)\b | Staden\s[A-ZÅÄÖ][\w-]+)
  | (?P<document>(?:{_DOCUMENTS}|{_DOCUMENTS.upper()})\b)
  | (?P<date>\d{{1,2}}\.\d{{1,2}}\.\d{{4}}(?!\d))
  | (?P<number>\d{{1,3}}/\d{{4}}(?!\d))
  | (?P<body>{BODY_NAME})
  | (?P<between>[\s|,]+)
    """,
    re.VERBOSE,
)
_LONGEST = 200
_VERBS = frozenset(
    "on oli ovat ei voi saa antaa antoi edellyttää edellytti ehdottaa ehdotti esittää esitti hakee haki "
    "hyväksyy hyväksyi jakaa jakoi jatkaa jatkoi järjestää järjesti jätti jättää kannattaa kannatti "
    "katsoi katsoo "
    "kehottaa kehotti keskeytti keskusteli kuuli käsittelee käsitteli käy kävi lähettää lähetti merkitsee "
    "merkitsi muuttaa muutti myöntää myönsi nimeää nimesi ottaa otti palauttaa palautti pitää piti poistaa "
    "poisti puoltaa puolsi pyytää pyysi päättää päätti siirsi siirtää suorittaa suoritti tarkastaa tarkasti "
    "tekee teki toimii toteaa totesi tutustui täydentää täydensi vahvistaa vahvisti valitsee valitsi "
    "valtuuttaa "
    "valtuutti vastaa vastasi "
    "är var har kan ger gav antecknade antecknar beslutade beslutar beslöt beviljade beviljar diskuterade "
    "föreslog föreslår godkände godkänner hörde konstaterade konstaterar uppmanade utsåg utser valde "
    "väljer".split()
)


def header_tokens(text: str) -> tuple[tuple[HeaderKind, str], ...]:
    """What a line of a page header is made of, kind and words; empty for any other text."""
    if len(text) > _LONGEST:
        return ()
    found: list[tuple[HeaderKind, str]] = []
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if not token:
            return ()
        found.extend((kind, token[kind]) for kind in get_args(HeaderKind) if token[kind])
        at = token.end()
    return tuple(found)


def header_facts(lines: Iterable[str]) -> dict[HeaderKind, str]:
    """What the lines of page headers say most often of each kind; the first where two are alike."""
    tokens = [token for line in lines for token in header_tokens(line.strip())]
    counts = {kind: Counter(words for name, words in tokens if name == kind) for kind, _ in tokens}
    return {kind: count.most_common(1)[0][0] for kind, count in counts.items()}


def page_headers(blocks: Sequence[Block]) -> set[int]:
    """The indices of the blocks that are lines of page headers.

    A page's number gives a header away (``2 (64)``, or its first half alone), or three of its parts on
    one line, or a town's name that heads more than one page. Beside such a line any other
    part of a header is one too; a date only if it is the one that the headers have most, for dates
    stand under signatures as well.
    """
    tokens = [header_tokens(block.text.strip()) for block in blocks]
    towns = Counter(words for line in tokens for kind, words in line if kind == "town")
    found = set()
    for at, line in enumerate(tokens):
        kinds = {kind for kind, _ in line}
        town = any(kind == "town" and towns[words] > 1 for kind, words in line)
        if "page" in kinds or len(kinds) > 2 or town:
            found.add(at)
    if not found:  # in most documents that are no minutes: all else stands beside such a line, or is like one
        return found
    counts = Counter(words for line in tokens for kind, words in line if kind == "date")
    most = max(counts.values(), default=0)
    usual = {words for words, count in counts.items() if count == most}
    fit = {at for at, line in enumerate(tokens) if line and _date(line) in {None, *usual}}
    for _ in range(6):  # converters make a line of each of a header's seven parts
        for a, b in pairwise(range(len(blocks))):
            found |= {at for at, beside in ((a, b), (b, a)) if beside in found and at in fit}
    dates = {words for at in found for kind, words in tokens[at] if kind == "date"}
    for at in range(len(tokens)):  # something may have come between these and the header's other lines
        for lines in (tokens[at : at + 1], tokens[at : at + 2]):
            both = [token for line in lines for token in line]
            named = [kind for kind, _ in both] == ["document", "date"] and both[1][1] in dates
            found |= set(range(at, at + len(lines))) if named and all(lines) else set()
    numbers = {"date", "number", "page", "half"}
    known = {blocks[at].text for at in found if numbers.issuperset(kind for kind, _ in tokens[at])}
    return found | {at for at, block in enumerate(blocks) if block.text in known}


def _date(line: tuple[tuple[HeaderKind, str], ...]) -> str | None:
    return next((words for kind, words in line if kind == "date"), None)


def without_merged_headers(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which a header's line and the text that goes on under it are two, not one.

    ``Tekninen lautakunta pisteytys tukee …`` is cut after the body's name where the header above it
    has no body, the document's headers have this one, and no verb follows of which it is the subject. A
    town and a body on end are cut off anywhere, a town alone nowhere: *Vaasan kaupunki otti käyttöön …*
    """
    found = page_headers(blocks)
    if not found:
        return list(blocks)
    tokens = [token for at in found for token in header_tokens(blocks[at].text.strip())]
    towns, bodies = (_any(words for kind, words in tokens if kind == name) for name in ("town", "body"))
    merged = re.compile(rf"((?P<town>(?:{towns})\s)?(?:{bodies}))\s+(?=(?P<next>[a-zåäö]\w*)|{bodies})")
    parted: list[Block] = []
    missing = False  # whether a header has come that names no body
    for at, block in enumerate(blocks):
        if at in found:
            kinds = {kind for kind, _ in header_tokens(block.text.strip())}
            missing = "body" not in kinds and (missing or at - 1 not in found)
            parted.append(block)
            continue
        start = merged.match(block.text) if block.kind == "paragraph" else None
        if start and (start["town"] or (missing and start["next"] not in _VERBS)):
            parted.append(replace(block, traced=block.traced.cut(0, start.end(1))))
            parted.append(replace(block, traced=stripped(block.traced.cut(start.end(1)))))
        else:
            parted.append(block)
        missing = False
    return parted


def _any(words: Iterable[str]) -> str:
    """A pattern of any of some words; one that nothing fits where there are none."""
    return "|".join(re.escape(each) for each in sorted(set(words), key=len, reverse=True)) or r"(?!)"

"""The grammar of Finnish and Swedish minutes: the headings of items and parts, and what a text tells."""

import datetime
import re
from collections.abc import Iterable

# Parts of an item that may have sub-headings of their own.
_OPEN = """
    päätös, käsittely, selostus, päätösehdotus, ehdotus, lautakunnan ehdotus, esittelijän ehdotus,
    esittelijän perustelut, päätöksen perustelut, perustelut, päätöshistoria, käsittelyhistoria, äänestys,
    beslut, behandling, redogörelse, beslutsförslag, förslag, föredragandens förslag,
    föredragandens motivering, föredragandens motiveringar, motivering, beslutshistoria, omröstning
"""
# Parts that hold a name, a list or a line; what is headed after them belongs to the item.
_CLOSED = """
    esittelijä, lisätiedot, liitteet, esityslistan liitteet, oheismateriaali, otteet, muutoksenhaku,
    toimivalta, tiedoksi, jakelu, täytäntöönpano, päätöstiedot,
    föredragande, tilläggsuppgifter, upplysningar, bilagor, utdrag, ändringssökande, sökande av ändring,
    befogenhet, befogenheter, behörighet, delges, för kännedom, distribution, verkställighet
"""


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(","))


_OPEN_PARTS, _CLOSED_PARTS = _names(_OPEN), _names(_CLOSED)
_ITEM = re.compile(
    r"(?:§\s*(\d{1,4}\s?[a-z]?)|(\d{1,4}\s?[a-z]?)\s*§)(?:\s*[.:–-])?(?:\s+(?![a-zåäö])(.+)|)", re.DOTALL
)
_CASE = re.compile(
    r"\b(?:HEL\s(?=\d)|[A-ZÅÄÖ]{2,12}(?:Dno|dnr|DNo)-?\s?)\d{4}[-/]\d{1,6}|\bDno\s\S*\d{4}[-/]\d+"
)
_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_DATE_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_BODY = re.compile(
    r"(?:[A-ZÅÄÖ][\w-]*(?:n|s|nen|set|-)\s(?:ja\s)?)?(?:[\w-]+n\s)?[\w-]*"
    r"(?:valtuusto|hallitus|lautakunta|jaosto|johtokunta|toimikunta|jaos|fullmäktige|styrelsen?|nämnden?|sektionen?)"
    r"(?=\s+(?:päätti|päättää|merkitsi|hyväksyi|totesi|esitti|kehotti|antoi|valitsi|myönsi|palautti|pani|"
    r"beslutade|beslöt|antecknade|godkände|konstaterade)\b)"
)
_BARE_BODIES = frozenset("valtuusto hallitus lautakunta jaosto johtokunta toimikunta jaos".split())


def item_heading(text: str) -> tuple[str, str] | None:
    """The § of an item's heading as ``§ 31`` and its title, empty where the heading has the § alone.

    None where the text heads no item: ``§ 23 rahoitukseen`` is the tail of a broken title.
    """
    found = _ITEM.fullmatch(text.strip())
    if not found:
        return None
    return f"§ {(found[1] or found[2]).replace(' ', '')}", " ".join((found[3] or "").split())


def is_part(text: str) -> bool:
    """Whether a heading names a part of an item, such as *Päätös* or *Föredragande*."""
    return _part_name(text) in _OPEN_PARTS | _CLOSED_PARTS


def holds_headings(part: str) -> bool:
    """Whether a part may have sub-headings of its own, as *Esittelijän perustelut* has."""
    return _part_name(part) in _OPEN_PARTS


def _part_name(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(":")


def case_number(text: str) -> str | None:
    """The first case number in a text (``HEL 2024-015391``, ``LAPDno-2024-792``), or None."""
    found = _CASE.search(text)
    return " ".join(found[0].split()) if found else None


def deciding_body(texts: Iterable[str]) -> str | None:
    """The body that decided, by the first text that names one, or None."""
    for text in texts:
        found = _BODY.match(text)
        if found and found[0].lower() not in _BARE_BODIES:
            return found[0]
    return None


def first_date(text: str) -> datetime.date | None:
    """The first date written ``2.12.2024`` or ``2024-12-02`` that the calendar has, or None."""
    parts = [(m.start(), (m[3], m[2], m[1])) for m in _DATE.finditer(text)]
    parts += [(m.start(), (m[1], m[2], m[3])) for m in _DATE_ISO.finditer(text)]
    for _, (year, month, day) in sorted(parts):
        try:
            return datetime.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None

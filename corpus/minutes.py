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


# What stands before the first item, each a section of its own; the contents list among it.
_CONTENTS = """
    käsitellyt asiat, käsiteltävät asiat, asialista, asialuettelo, sisällysluettelo, lisäpykälät,
    behandlade ärenden, ärenden, ärendelista, innehållsförteckning, tilläggsparagrafer
"""
_FRONT = """
    saapuvilla olleet jäsenet, muut saapuvilla olleet, saapuvilla olleet, läsnä, muut läsnäolijat,
    läsnäolijat, osallistujat, muut osallistujat, poissa, allekirjoitukset, pöytäkirjan tarkastus,
    pöytäkirjan tarkastaminen, pöytäkirjan allekirjoitukset, pöytäkirjan nähtävänäolo,
    pöytäkirjan nähtävilläolo,
    närvarande ledamöter, övriga närvarande, närvarande, frånvarande, underskrifter, protokolljustering,
    justering av protokollet, framläggning av protokollet
"""
# What stands after the last item: how its decisions may be appealed against.
_APPEALS = """
    muutoksenhaku, muutoksenhakukielto, muutoksenhakuohje, muutoksenhakuohjeet, oikaisuvaatimus,
    oikaisuvaatimusohje, oikaisuvaatimusohjeet, hallintovalitus, kunnallisvalitus, valitusosoitus,
    hankintaoikaisu, markkinaoikeus,
    ändringssökande, besvärsförbud, besvärsanvisning, omprövningsbegäran, anvisning för omprövning
"""

_OPEN_PARTS, _CLOSED_PARTS = _names(_OPEN), _names(_CLOSED)
_ATTACHMENTS = frozenset({"liitteet", "esityslistan liitteet", "oheismateriaali", "bilagor"})
_CONTENTS_LABELS, _FRONT_LABELS, _APPEAL_TITLES = _names(_CONTENTS), _names(_FRONT), _names(_APPEALS)
_LABEL = re.compile(
    r"(" + "|".join(sorted(_CONTENTS_LABELS | _FRONT_LABELS, key=len, reverse=True)) + r")(?::|(?=[\s|])|$)",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"(?:§\s*(\d{1,4}\s?[a-z]?)|(\d{1,4}\s?[a-z]?)\s*§)(?:\s*[.:–-])?(?:\s+(?![a-zåäö])(.+)|)", re.DOTALL
)
_ITEM_LIST = re.compile(r"§+\s?\d{1,4}(?:(?:\s?[,–-]\s?|\s+|\s(?:ja|och)\s)§?\s?\d{1,4})*\.?")
_BROKEN = re.compile(r"§\s*(\d{1,4})\s+([a-zåäö(/].*)", re.DOTALL)
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
BODY_NAME = (
    r"(?=[A-ZÅÄÖ])(?:[\w-]+\s){0,4}?[\w-]*"
    r"(?:lautakunta|hallitus|valtuusto|jaosto|johtokunta|toimikunta|nämnden?|styrelsen?|fullmäktige|sektionen?)\b"
)
"""A pattern of the name of a body, such as *Tekninen lautakunta*."""

_WHEN = r"\d{1,2}\.\d{1,2}\.\d{4}"
_ONE_HISTORY = rf"{BODY_NAME}\s?,\s*(?:{_WHEN}\s?,\s*§\s*\d{{1,4}}|§\s*\d{{1,4}}\s?,\s*{_WHEN})"
_HISTORY = re.compile(rf"{_ONE_HISTORY}(?:\s+{_ONE_HISTORY})*")
_BARE_BODIES = frozenset("valtuusto hallitus lautakunta jaosto johtokunta toimikunta jaos".split())


def item_heading(text: str) -> tuple[str, str] | None:
    """The § of an item's heading as ``§ 31`` and its title, empty where the heading has the § alone.

    None where the text heads no item: ``§ 23 rahoitukseen`` is the tail of a broken title.
    """
    found = _ITEM.fullmatch(text.strip())
    if not found:
        return None
    if (found[3] or "").startswith("§"):
        return None
    return f"§ {(found[1] or found[2]).replace(' ', '')}", " ".join((found[3] or "").split())


def broken_item_heading(text: str) -> tuple[str, str] | None:
    """The § of a heading that has only the tail of a title (``§ 23 rahoitukseen``), and that tail."""
    found = _BROKEN.fullmatch(text.strip())
    return (f"§ {found[1]}", " ".join(found[2].split())) if found else None


def is_part(text: str) -> bool:
    """Whether a heading names a part of an item, such as *Päätös* or *Föredragande*."""
    return _part_name(text) in _OPEN_PARTS | _CLOSED_PARTS


def holds_headings(part: str) -> bool:
    """Whether a part may have sub-headings of its own, as *Esittelijän perustelut* has."""
    return _part_name(part) in _OPEN_PARTS


def holds_attachments(part: str) -> bool:
    """Whether a part lists attachments (*Liitteet*)."""
    return _part_name(part) in _ATTACHMENTS


def _part_name(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(":")


def front_label(text: str) -> str | None:
    """The label that a text of a meeting's front matter begins with (*Läsnä*, *Käsitellyt asiat*), or None.

    The label is the whole text, or a name, a number or a cell follows it.
    """
    found = _LABEL.match(text)
    if not found:
        return None
    rest = text[found.end() :].lstrip(" \t\n|")
    return (
        found[1]
        if text[0].isupper() and (not rest or rest[0].isupper() or rest[0].isdigit() or rest[0] == "§")
        else None
    )


def is_contents_label(text: str) -> bool:
    """Whether a label heads the list of a meeting's items."""
    return _part_name(text) in _CONTENTS_LABELS


def is_item_list(text: str) -> bool:
    """Whether a text is a list of §s and nothing else (``§74, §75, §76``)."""
    return _ITEM_LIST.fullmatch(text.strip()) is not None


def is_appeal_title(text: str) -> bool:
    """Whether a heading is one of the instructions for appeal that end a meeting's minutes."""
    words = _part_name(text)
    return words in _APPEAL_TITLES or words.startswith(("oikaisuvaatimusohje ", "muutoksenhakuohje "))


def is_history(text: str) -> bool:
    """Whether a text only says who handled an item and when (``Tekninen lautakunta, 20.05.2025, § 83``)."""
    return _HISTORY.fullmatch(text.strip()) is not None


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

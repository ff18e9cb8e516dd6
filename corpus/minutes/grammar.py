"""The grammar of Finnish and Swedish minutes: the headings of items and parts, and what a text tells."""

import datetime
import re
from collections.abc import Iterable

from corpus.document import one_line
from corpus.minutes.vocabulary import titled


def _names(text: str) -> frozenset[str]:
    return frozenset(one_line(name) for name in text.split(","))


# What stands before the first item, each a section of its own; the contents list among it.
_CONTENTS = """
    käsitellyt asiat, käsiteltävät asiat, asialista, asialuettelo, sisällysluettelo, lisäpykälät, pykälät,
    pykäläluettelo, asiat, kokouksessa käsiteltävät asiat, kokouksessa käsitellyt asiat,
    behandlade ärenden, ärenden som behandlas, ärenden som behandlades, ärenden, ärendelista,
    innehållsförteckning, tilläggsparagrafer, paragrafer
"""
_ATTENDANCE = """
    saapuvilla olleet jäsenet, saapuvilla olleet, muut saapuvilla olleet, saapuvilla, muut saapuvilla,
    läsnä, läsnä olleet, läsnä olleet jäsenet, läsnä olevat jäsenet, muut läsnä olleet, läsnäolijat,
    muut läsnäolijat, osallistujat, muut osallistujat, osanottajat, osallistuneet, päätöksentekijät,
    paikalla, poissa, poissa olleet, poissaolijat, poissaolevat,
    närvarande ledamöter, närvarande beslutande, övriga närvarande, närvarande, beslutande, deltagare,
    övriga deltagare, frånvarande
"""
# Who signed and checked the minutes; it stands before the first item or after the last.
_SIGNATURES = """
    allekirjoitukset, allekirjoitus, pöytäkirjan allekirjoitukset, pöytäkirjan allekirjoitus,
    pöytäkirjan tarkastus, pöytäkirjantarkastus, pöytäkirjan tarkastaminen, pöytäkirjan tarkastajat,
    pöytäkirjantarkastajat, pöytäkirjan nähtävänäolo, pöytäkirjan nähtävilläolo, pöytäkirjan nähtävillä olo,
    pöytäkirja yleisesti nähtävillä, nähtävänäolo,
    underskrifter, underskrift, protokollets underskrifter, undertecknande, protokolljustering,
    protokolljusterare, justering av protokollet, framläggning av protokollet,
    protokollet framlagt till påseende
"""
# What stands after the last item: how its decisions may be appealed against.
_APPEALS = """
    muutoksenhaku, muutoksenhakukielto, muutoksenhakuohje, muutoksenhakuohjeet, oikaisuvaatimus,
    oikaisuvaatimusohje, oikaisuvaatimusohjeet, hallintovalitus, kunnallisvalitus, valitusosoitus,
    hankintaoikaisu, hankintaoikaisuohje, markkinaoikeus, valitusosoitus hallinto-oikeuteen,
    valituskielto, kieltojen perusteet, muutoksenhakukiellot, oikaisuvaatimus- ja valitusohjeet,
    ändringssökande, besvärsförbud, besvärsanvisning, besvärsanvisningar, omprövningsbegäran,
    anvisning för omprövning, anvisning om hur man begär omprövning, anvisningar om hur man begär omprövning,
    anvisning för sökande av ändring, anvisningar för sökande av ändring, upphandlingsrättelse
"""

_CONTENTS_LABELS, _APPEAL_TITLES, _SIGNATURE_LABELS = map(_names, (_CONTENTS, _APPEALS, _SIGNATURES))
_FRONT_LABELS = _SIGNATURE_LABELS | _names(_ATTENDANCE)
LABELS = _CONTENTS_LABELS | _FRONT_LABELS | _APPEAL_TITLES
"""All labels of what stands before the first item or after the last, in small letters."""

_LABEL = re.compile(
    r"(" + "|".join(sorted(_CONTENTS_LABELS | _FRONT_LABELS, key=len, reverse=True)) + r")(?::|(?=[\s|])|$)",
    re.IGNORECASE,
)
_NUMBERED = r"(?:§\s*(\d{1,4}\s?[a-z]?)(?:/\d{4})?|(\d{1,4}\s?[a-z]?)\s*§)"
# Dynasty writes *Pykälä 127* in minutes, and *Asianro 4* in an agenda, whose items have no § yet.
_WORDED = r"(?:Pykälä|Asianro|Asia\snro|Ärendenr|Ärende\snr)\.?:?\s*(\d{1,4})"
_ITEM = re.compile(
    rf"(?:{_NUMBERED}|{_WORDED})(?:\s*[.:–/-])?(?:\s+(?![a-zåäö])(.+)|)",
    re.DOTALL,
)
_TRAILING = re.compile(r"(?=[A-ZÅÄÖ])(.+[^\s,])[\s,]+(?:§\s*(\d{1,4})|(\d{1,4})\s*§)", re.DOTALL)
_LAW = re.compile(r"(?:lak[ia]|lai[nst]\w*|sään\w*|asetu\w*|lag\w*|stadga\w*|MRL|MRA|HL)$", re.IGNORECASE)
_ITEM_LIST = re.compile(r"§+\s?\d{1,4}(?:(?:\s?[,–-]\s?|\s+|\s(?:ja|och)\s)§?\s?\d{1,4})*\.?")
_BROKEN = re.compile(r"§\s*(\d{1,4})\s+([a-zåäö(/].*)", re.DOTALL)
_CASE = re.compile(
    r"\b(?:HEL\s(?=\d)|[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,11}(?:Dno|dnr|DNo|Dnr|dno)-?\s?)\d{4}[-/]\d{1,6}"
    r"|(?<![\w/.])(?:[A-ZÅÄÖ]{1,12}[:/]\s?)?\d{1,6}/\d{2}(?:\.\d{2}){1,4}/\d{4}\b"  # TRE:1234/02.02.00/2024
    r"|(?<![\w/.])[A-ZÅÄÖ]{1,12}/\d{1,6}/\d{4}\b"  # OUKA/1234/2024
    r"|(?<![\w/.-])\d{1,6}-\d{4}(?=\s?\(\d{2,3}(?:\s\d{2}){0,3}\))"  # 1234-2024 (02 02 00), 1234-2024 (010)
    r"|\bDno\s[\w-]*\d{4}[-/]\d+(?![\d./])"
)
_PARTED_DIGITS = re.compile(r"\d[-/]\d")  # which every case number has, and few texts
# What each way to write one holds; laws by their numbers (*1234/2010*) hold none of it.
_CASE_SIGNS = re.compile(r"HEL\s|[Dd][Nn][or]|/\d\d\.|[A-ZÅÄÖ]/\d|-\d{4}\s?\(")
# A number that only its label or its line makes a case number: *Dnr 45/2024*, or *5316/2016* and no more.
_LABELLED_CASE = re.compile(
    r"\b(?:Dno|Dnro|D:nro|Dnr|Diaari(?:nro|numero)|Asia(?:nro|numero|tunnus)|Diarie(?:nr|nummer)|"
    r"Ärende(?:nr|nummer))[\s:.|]{1,4}(\d{1,6}/\d{4})\b"
    r"|^[ \t]*(\d{3,6}/\d{4})[ \t]*$",
    re.MULTILINE,
)
_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_DATE_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTHS = (
    *"tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split(),
    *"januari februari mars april maj juni juli augusti september oktober november december".split(),
)
_DATE_WORDS = re.compile(
    rf"\b(\d{{1,2}})\.?\s({'|'.join(_MONTHS[:12])})kuuta\s(\d{{4}})\b"
    rf"|\b(\d{{1,2}})\s({'|'.join(_MONTHS[12:])})\s(\d{{4}})\b",
    re.IGNORECASE,
)
_BODIES = (
    "valtuusto|hallitus|lautakunta|jaosto|jaos|johtokunta|toimikunta|valiokunta|fullmäktige|styrelsen?|nämnden?|"
    "sektionen?|utskottet?|direktionen?"
)
_BODY = re.compile(
    r"(?:[A-ZÅÄÖ][\w-]*(?:n|s|nen|set|-)\s(?:ja\s)?)?(?:[\w-]+n\s)?[\w-]*"
    rf"(?:{_BODIES})"
    r"(?=\s+(?:päätti|päättää|merkitsi|hyväksyi|totesi|esitti|kehotti|antoi|valitsi|myönsi|palautti|pani|"
    r"merkitsee|hyväksyy|toteaa|esittää|ehdottaa|kehottaa|antaa|valitsee|myöntää|tekee|vahvistaa|pysyttää|"
    r"katsoo|katsoi|"
    r"beslutade|beslöt|beslutar|antecknade|godkände|konstaterade|antecknar|godkänner|konstaterar|föreslår|ger|"
    r"väljer|beviljar)\b)"
)
BODY_NAME = rf"(?=[A-ZÅÄÖ])(?:[\w-]+\s){{0,4}}?[\w-]*(?:{_BODIES}|{_BODIES.upper()})\b"
"""A pattern of the name of a body, such as *Tekninen lautakunta*."""

_WHEN = r"\d{1,2}\.\d{1,2}\.\d{4}"
_NUMBER = r"(?:§\s*\d{1,4}|\d{1,4}\s*§)"
_GAP = r"[\s,|/]*"
# A body by its name or by a short form, as *KHALL* or *Kh*.
_WHO = rf"(?:{BODY_NAME}|[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{{1,11}}\.?)"
_ONE_HISTORY = rf"{_WHO}{_GAP}(?:{_WHEN}{_GAP}{_NUMBER}|{_NUMBER}{_GAP}{_WHEN})"
# Without a date: *Ksylk § 84*, and not *Kuntalaki § 136* or *Liite § 3*.
_UNDATED = (
    rf"(?!(?i:\w*(?:lak|lag|sään|asetu|stadga)|mr[la]\b|hl\b|liite|bilaga|luku|kohta|asia|katso|pykälä))"
    rf"(?:{BODY_NAME}|[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{{1,7}}\.?),?\s+{_NUMBER}"
)
_OF_BODY = {  # a body's name of whose handling is told, and the name itself
    "hallituksen": "hallitus",
    "valtuuston": "valtuusto",
    "lautakunnan": "lautakunta",
    "jaoston": "jaosto",
    "johtokunnan": "johtokunta",
    "toimikunnan": "toimikunta",
    "valiokunnan": "valiokunta",
    "fullmäktiges": "fullmäktige",
    "styrelsens": "styrelsen",
    "nämndens": "nämnden",
    "sektionens": "sektionen",
    "utskottets": "utskottet",
    "direktionens": "direktionen",
}
BODY_OWNER = rf"(?=[A-ZÅÄÖ])(?:[\w-]+\s){{0,4}}?[\w-]*(?:{'|'.join(_OF_BODY)})"
"""A pattern of the name of a body to which something belongs, such as *Kaupunginhallituksen*."""

_HANDLED_BY = rf"{BODY_OWNER}\s(?:käsittely|behandling)"
_HISTORY = re.compile(rf"{_ONE_HISTORY}(?:\s+{_ONE_HISTORY})*|{_UNDATED}|{_HANDLED_BY}:?")
_BODY_ITEM = re.compile(rf"{_UNDATED}(?:\s*[.:–-])?(?:\s+(?![a-zåäö])(.+)|)", re.DOTALL)
_BARE_BODIES = frozenset("valtuusto hallitus lautakunta jaosto johtokunta toimikunta jaos".split())

_ROUTINE = re.compile(
    r"kokouksen (?:avaus|avaaminen|laillisuus|päättäminen|järjestäytyminen)|"
    r"(?:esityslistan|työjärjestyksen) hyväksy|"
    r"pöytäkirjan ?tarkast|kokouskutsu|muut asiat|valituskirjelm|"
    r"mötets (?:öppnande|laglighet|avslutande)|godkännande av föredragningslistan|"
    r"(?:protokolljustering|justering av protokoll)|möteskallelse|övriga ärenden",
    re.IGNORECASE,
)


def item_heading(text: str) -> tuple[str, str] | None:
    """The § of an item's heading as ``§ 31`` and its title, empty where the heading has the § alone.

    None where the text heads no item: ``§ 23 rahoitukseen`` is the tail of a broken title.
    """
    found = _ITEM.fullmatch(text.strip())
    if not found or (found[4] or "").startswith("§"):
        return None
    title = one_line((found[4] or "").removeprefix("|"))
    return f"§ {(found[1] or found[2] or found[3]).replace(' ', '')}", title


def going_on_heading(text: str) -> tuple[str, str] | None:
    """The § and the title, perhaps empty, of a text that heads an item if its § is the next one.

    ``Kh § 190``, ``Talousarvio 2025 § 31`` and ``§ 31 | Talousarvio`` may as well be about another item.
    """
    if "§" not in text:
        return None
    line = one_line(text.replace("|", " "))
    if "|" in text and (found := item_heading(line)):  # *31 § | Talousarvio*
        return found
    if bodied := _BODY_ITEM.fullmatch(line):
        number = re.findall(_NUMBER, line[: bodied.start(1)] if bodied[1] else line)[-1]
        return "§ " + re.sub(r"\D", "", number), one_line(bodied[1] or "")
    trailing = _TRAILING.fullmatch(line)
    if trailing and not _LAW.search(trailing[1]):
        return f"§ {trailing[2] or trailing[3]}", trailing[1]
    return None


def broken_item_heading(text: str) -> tuple[str, str] | None:
    """The § of a heading that has only the tail of a title (``§ 23 rahoitukseen``), and that tail."""
    found = _BROKEN.fullmatch(text.strip())
    return (f"§ {found[1]}", one_line(found[2])) if found else None


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
    return _folded(text) in _CONTENTS_LABELS


def is_signature_label(text: str) -> bool:
    """Whether a text heads what says who signed or checked a meeting's minutes, and nothing else."""
    return text[:1].isupper() and _folded(text) in _SIGNATURE_LABELS


def _folded(text: str) -> str:
    return one_line(text.lower()).rstrip(":")


def is_item_list(text: str) -> bool:
    """Whether a text is a list of §s and nothing else (``§74, §75, §76``)."""
    return _ITEM_LIST.fullmatch(text.strip()) is not None


def is_appeal_title(text: str) -> bool:
    """Whether a heading is one of the instructions for appeal that end a meeting's minutes."""
    words = _folded(text)
    return words in _APPEAL_TITLES or words.startswith(("oikaisuvaatimusohje ", "muutoksenhakuohje "))


def is_routine(title: str) -> bool:
    """Whether a section stands in every meeting's minutes, and nobody asks for it: who was there, say.

    *Muutoksenhaku* is a part of an item too, and so no routine.
    """
    if titled(title) is not None:
        return False
    return bool(_ROUTINE.search(title) or front_label(title) or is_appeal_title(title))


def is_history(text: str) -> bool:
    """Whether a text only says who handled an item and when (``Tekninen lautakunta, 20.05.2025, § 83``).

    The date may be left out (``Ksylk § 84``), and so may all but whose handling it is (``Kaupunginhallituksen
    käsittely``).
    """
    if "§" not in text and not text.rstrip(" :").endswith(("käsittely", "behandling")):
        return False  # most texts: quicker than the pattern
    return _HISTORY.fullmatch(text.strip()) is not None


def handled_numbers(text: str) -> tuple[str, ...]:
    """The §s, as ``§ 83``, of a text that only says who handled an item and when, in order; else none."""
    if not is_history(text):
        return ()
    undated = re.sub(_WHEN, "|", text)
    return tuple("§ " + re.sub(r"\D", "", number) for number in re.findall(_NUMBER, undated))


def told_handlings(text: str) -> list[tuple[str, str, datetime.date | None]]:
    """Who handled an item, its § and the date, of a text that says only that; none without a date."""
    found = []
    for one in re.finditer(_ONE_HISTORY, text) if is_history(text) else ():
        who, number = re.match(_WHO, one[0]), re.search(_NUMBER, re.sub(_WHEN, "|", one[0]))
        if who and number:
            found.append((who[0], "§ " + re.sub(r"\D", "", number[0]), first_date(one[0])))
    return found


def is_own_history(text: str, item: str | None, date: datetime.date | None) -> bool:
    """Whether a text that says who handled an item and when says it of the meeting at hand.

    ``item`` is the item's § there, ``date`` the meeting's; a date that is not known is no hindrance.
    """
    told = first_date(text)
    return handled_numbers(text) == (item,) and (told is None or date is None or told == date)


def case_number(text: str) -> str | None:
    """The first case number in a text (``HEL 2024-015391``, ``LAPDno-2024-792``), or None."""
    if not _PARTED_DIGITS.search(text):
        return None
    found = _CASE.search(text) if _CASE_SIGNS.search(text) else None
    labelled = _LABELLED_CASE.search(text)
    if found and not (labelled and labelled.start() < found.start()):
        return one_line(found[0])
    return (labelled[1] or labelled[2]) if labelled else None


def body_of(text: str) -> str:
    """A body's name as such, of one that may be written *Kaupunginhallituksen* or *Stadsstyrelsens*."""
    ending = next((ending for ending in _OF_BODY if text.lower().endswith(ending)), None)
    return text.removesuffix(ending) + _OF_BODY[ending] if ending else text


def deciding_body(texts: Iterable[str]) -> str | None:
    """The body that decided, by the first text that names one, or None."""
    for text in texts:
        found = _BODY.match(text)
        if found and found[0].lower() not in _BARE_BODIES:
            return found[0]
    return None


def first_date(text: str) -> datetime.date | None:
    """The first date that the calendar has, or None: ``2.12.2024``, ``2024-12-02``, ``2 december 2024``."""
    parts = [(m.start(), (m[3], m[2], m[1])) for m in _DATE.finditer(text)]
    parts += [(m.start(), (m[1], m[2], m[3])) for m in _DATE_ISO.finditer(text)]
    for m in _DATE_WORDS.finditer(text):
        day, month, year = m.groups()[:3] if m[1] else m.groups()[3:]
        parts.append((m.start(), (year, str(_MONTHS.index(month.lower()) % 12 + 1), day)))
    for _, (year, month, day) in sorted(parts):
        try:
            return datetime.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None

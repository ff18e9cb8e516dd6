"""Formulas of decisions: how minutes say what became of a proposal, in Finnish and Swedish."""

import re
from collections.abc import Iterator

from corpus.document import Span

_NOT_END = re.compile(
    r"(?:\b(?:mm|ym|esim|ns|n|klo|puh|nro|ko|os|ks|vt|alk|kpl|s|bl\.a|t\.ex|kl|nr|st|[A-ZÅÄÖ])|\b\d{1,2})\.$"
)
_END = re.compile(r"[.!?][\"”)]?(?=\s+[\"”(]?[A-ZÅÄÖ\d-])")

_PROPOSAL = (
    r"(?:(?:päätös|pohja|perus|vasta|muutos|sovinto)?(?:ehdotu(?:s|ksen|kset|sta|ksia)|esity(?:s|ksen|kset|stä|ksiä))\b"
    r"|pohjahdotuksen)"
)
_PASSED = r"(?:hyväksyi|hyväksyivät|hyväksyttiin|hyväksi|hyväksynyt|hyväksyä)"
_ACCEPTS = re.compile(
    rf"\b{_PASSED}\b(?:[^.]|\.(?=\d))*?\b{_PROPOSAL}|\b{_PROPOSAL}[^.]*?\bhyväksyttiin\b"
    rf"|(?:ehdotuksen|esityksen|päätösehdotuksen|päätösesityksen)\s+(?:mukaisesti|mukaan|mukainen|mukaiseksi)\b"
    r"|^(?:[\w\s-]{0,60}:\s*)?(?:Yksimielisesti\s+)?hyväksyttiin(?:\s+(?:yksimielisesti|keskustelun\s+jälkeen))?\s*\.?$"
    r"|\bgodkände[s]?\b[^.]*\b(?:besluts)?förslag(?:et)?\b|\b(?:besluts)?förslag(?:et)?\b[^.]*\bgodkän(?:des|ts|ns)\b"
    r"|\benligt\s+(?:[\w-]+\s+)?(?:besluts)?förslag(?:et)?\b"
    r"|\bi\s+enlighet\s+med\s+(?:[\w-]+\s+)?(?:besluts)?förslaget\b|\bomfattade\b[^.]*\bförslag"
    r"|^(?:[\w\s-]{0,60}:\s*)?Godkändes(?:\s+enhälligt)?\s*\.?$|\bförslaget\s+(?:blev|antogs|bifölls)\b",
    re.IGNORECASE,
)
_BECAME = re.compile(
    r"päätökseksi\s+(?:tuli|oli\s+tullut|on\s+tullut)|tullut\s+\w+\s+päätökseksi|tuli\s+\w+\s+päätökseksi"
    r"|\bpäätös\s+asiassa\s+tehtiin\b.*ehdotukse|(?:ehdotuksen|esityksen)\s+tulleen\s+(?:hyväksytyksi|\w+\s+päätökseksi)"
    r"|\bblev\s+(?:därmed\s+)?\w+\s+beslut\b|hyväksynyt\b[^.]*\b(?:vastaehdotu|esity|ehdotu)",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"kuitenkin\s+(?:siten|niin)|(?:sillä|seuraavalla|seuraavin)\s+(?:muutoksella|lisäyksellä|poikkeuksella|muutoksin|"
    r"lisäyksin)|lukuun\s+ottamatta|muilta\s+osin|täydennyksin|poikkeuksin|med\s+undantag|dock\s+så|"
    r"siten\s+muutettuna|muutettuna\s+siten|muutettuna\b|muutetun\b|muutettu\b|muuttama(?:nsa|sta|n)\b|seuraavin\s+muutoksin|"
    r"lisäyksin|lisättynä|täydennettynä|korjattuna|tarkennettuna|seuraavasti\s+muutettuna|"
    r"med\s+(?:följande\s+)?(?:ändring|tillägg)|ändrad|ändrade\s+förslag|med\s+den\s+ändringen",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"\bja\s+(?:päätti|edellytti|kehotti)\s+lisäksi|\bja\s+lisäksi\s+päätti|\bsamt\s+beslutade\s+dessutom",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"\bpalaut\w*\b[^\n]*?\b(?:valmistelu\w*|valmisteltavaksi)|valmistelu(?:un|tavaksi)\s+palaut|återremit\w*|återremiss",
    re.IGNORECASE,
)
_TABLES = re.compile(
    r"(?:pan(?:tiin|i|na|naan)|jät(?:ettiin|ti|tää|etään))\b[^.]*\bpöydälle|pöydälle\s*(?:pan|jät)|\bbordl\w+|siirrettiin\s+"
    r"(?:seuraavaan\s+kokoukseen|käsiteltäväksi\s+seuraavassa)",
    re.IGNORECASE,
)
_WITHDRAWS = re.compile(
    r"poist(?:ettiin|i|etaan)\b[^.]*\b(?:esityslistalta|asialistalta|listalta|käsittelystä)|"
    r"(?:esityslistalta|asialistalta)\s+(?:poist|vedet)|vedettiin\s+(?:pois|takaisin)|veti\s+(?:asian|esityksensä)\s+pois|"
    r"\b(?:ströks|stryks|drogs\s+(?:bort|tillbaka)|utgick|avfördes|lyftes\s+bort)\b|"
    r"\b(?:ärendet|punkten|paragrafen)\s+togs\s+bort\b",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"\bmerkit?(?:tiin|see|sivät|si|ään|sevät|se|ä)\b[^\n]*?\b(?:tiedoks(?:i|een)|tietoon\s+saatetuksi)"
    r"|\btiedoksi\s+(?:merkit|todet)|^Tiedoksi\.?$|\bantecknade?s?\b[^.]*(?:kännedom|känna)|\bantecknar\b[^.]*kännedom"
    r"|(?:merkitään|merkittiin)\s+tiedoksi|till\s+kännedom\s+antecknade|^(?:Merkittiin|Merkitään|Antecknades)\s*\.?$",
    re.IGNORECASE,
)
_TAKES_NO = re.compile(
    r"olla\s+käyttämättä\s+otto-?\s?oikeu|ei\s+käytä\s+otto-?\s?oikeu|inte\s+utnyttja\w*\s+[\w-]*rätt"
)
_OFFICE = (
    r"(?:tarkastaj(?:aksi|iksi|iksi)|pöytäkirjantarkastaj\w+|puheenjohtajaksi|puheenjohtajiksi|jäseneksi|jäseniksi|edustajaksi|"
    r"edustajiksi|edustajat|sihteeriksi|virkaan|tehtävään|toimeen|varajäsen\w*|ääntenlaskij\w+|varasijalle|esteellisyys|"
    r"luottamushenkil\w+|tilintarkastajaksi|protokolljusterare|ordförande|ledam\w+|ersättare|representant\w*|tjänsten|rösträknare)"
)
_ELECTS = re.compile(
    rf"\b(?:valit(?:tiin|si|sivat|see|aan|a)|nime(?:ttiin|si|tään|ää)|valita|välj(?:er|a)|valdes?|utså?gs|utsåg|utser)\b"
    rf"[^.]*\b[\w-]*{_OFFICE}|\b[\w-]*{_OFFICE}\b[^.]*\b(?:valit(?:tiin|si|aan|see)|nime(?:ttiin|si|tään|ää)|valdes|utsågs|utses|väljs)\b",
    re.IGNORECASE | re.DOTALL,
)
_REJECTS = re.compile(
    r"\bei(?:vät)?\s+(?:\w+\s+){0,2}?hyväksy|\bhyväksymättä\b|\binte\s+(?:\w+\s+)?godkän|\bgodkän\w+\s+inte\b|"
    r"(?:ehdotus|ehdotuksen|esitys|esityksen|päätösehdotus|förslaget)\s+(?:hylättiin|hylkäsi|förkastades|avslogs)|"
    r"(?:hylkäsi|hylättiin)\s+(?:\w+n\s+)?(?:ehdotuk|esityk|päätösehdotuk)|"
    r"^(?:Hylättiin|Avslogs|Förkastades)(?:\s(?:yksimielisesti|enhälligt))?\s*\.?$|förkasta\w*\s+förslaget|avslog\s+förslaget",
    re.IGNORECASE,
)
_CONFIDENTIAL = re.compile(
    r"^(?:[\w\s-]{0,60}?\b(?:asia|pykälä|päätös\w*|asiakirja|ärendet|paragrafen|beslutet)\s+(?:on|är)\s+)?"
    r"(?:salassa\s*pidettäv\w*|salainen|ei[\s-]julkinen|sekretessbela\w+|hemlig\w*|konfidentiell\w*)"
    r"(?:\s+(?:asia|pykälä|päätös|ärende|paragraf|beslut))?\s*"
    r"(?:[.:]?$|[(:,]?\s*(?:julk|laki|lain|perust|\(|\d{1,4}/\d{4}|offentl|lagen|enligt).{0,160}$)",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"äänestys(?:esity|ehdotu|järjesty|tap|tava)|äänestävät|puheenjohtajan\s+(?:ehdotus|ehdotuksen),?\s+että\s+ne|"
    r"omröstningsförslag|omröstningsordning|röstar\s+(?:ja|nej)\b",
    re.IGNORECASE,
)
_NARRATES = re.compile(
    r"^(?:Pöytäkirjamerkint|Merkittiin\s+pöytäkirjaan|Merkitään\s+pöytäkirjaan|Merkittiin,|Äänestys\s+(?:päättyi|suorit|toimit)|Äänestysluettel|Äänestyslist|Äänestysjärjesty|"
    r"Esteellise|Esteellisy|Kokous(?:\s+keskey|tauko)|Tauko|Keskustelu\w*\s+(?:kuluessa|aikana|yhteydessä)|Asiasta\s+käyt|"
    r"Puheenvuor|Suoritetussa|Ne,?\s+jotka|Koska\s+(?:oli|on|asiassa)|Puheenjohtaja(?!\w)(?![^.]*(?:päätökseksi|hyväksytyksi|lailliseksi|päätösvaltai))|Hän\b|He\b|"
    r"Protokollsanteckning|Omröstningsl|Under\s+diskussionen|Jäv|Ordföranden\s+(?:konstaterade|frågade|föreslog)|Kokouksessa\s+oli\s+läsnä|"
    r"Esittelijä\s+(?:muutti|poisti|täydensi|korjasi)|Päätös\s+ei\s+merkitse|Muutokset\s+on\s+päivitetty|Lautakunnan\s+tiedoksi\s+tuotiin|Vaihtoehto|(?:JAA|EI|JA|NEJ)\s?[-:]|Pykälän\s+käsittelyn)"
    r"|\b(?:alusti\s+asiaa|poistui(?:vat)?\b|oli(?:vat)?\s+(?:läsnä|paikalla|asiantunti|kuultavana)|saapui\b|kannatti(?:vat)?\b|"
    r"raukesi|esteelli(?:nen|senä|sinä)|jäävi\b|asiantuntija\w*\s+läsnä|käyttivät\s+puheenvuor|toimi\s+puheenjohtajana|"
    r"(?:puheenjohtajana|sihteerinä|esittelijänä)\b.*\btoimi|[Ss]ihteerinä\b.*\btoimi|selosti\b|lämnade\s+mötet|anlände|understödde|var\s+närvarande|jävig|"
    r"äänestävät\b|äänestäkööt|äänestys\s+(?:suoritetaan|toimitetaan)|omröstning(?:en)?\s+(?:förrättas|verkställs)|annettiin\b[^.]*ääntä|suoritetaan\s+äänestys|suorittaa\s+äänestys|on\s+tehty\b[^.]*ehdotu|oli\s+tehty\b|tehtiin\b[^.]*vastaehdotu)"
    r"|\bpuheenjohtaja\b[^.]*\btotesi\b(?![^.]*(?:päätökseksi|hyväksytyksi|lailliseksi|päätösvaltai))|\besillä\s+oli(?:vat)?\b"
    r"|\bteki(?:vät)?\b[^.]*(?:ehdotu|esity)|\besitti(?:vät)?\b\s*,?\s*että|\behdotti(?:vat)?\b\s*,?\s*ett|\bmuutti\b[^.]*ehdotu",
)
_HEARS = re.compile(
    r"\bkuuli\b[^.]*\basiassa\s*\.?$|\bkuuli\b(?![^.]*\b(?:ja|sekä)\s+(?:hyväks|päätt|merkits))"
)


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a stretch of a text, white space left out, in order."""
    at = start
    for match in _END.finditer(text, start, end):
        if _NOT_END.search(text, max(match.start() - 8, at), match.start() + 1):
            continue
        yield from _trimmed(text, at, match.end())
        at = match.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _has_any(text: str, *beginnings: str) -> bool:
    """Whether a text holds one of some words: most do not, and looking is quicker than a pattern."""
    lowered = text.lower()
    return any(each in lowered for each in beginnings)


def accepts(sentence: str) -> bool:
    """Whether a sentence says that a proposal was accepted."""
    if not _has_any(sentence, "hyväks", "ehdotuk", "esityk", "godkän", "förslag"):
        return False
    return not (_ACCEPTS.search(sentence) is None or _REJECTS.search(sentence) or _PROCEDURE.search(sentence))


def became(sentence: str) -> bool:
    """Whether a sentence says whose proposal became the decision."""
    if not _has_any(sentence, "päätö", "hyväksy", "beslut"):
        return False
    return _BECAME.search(sentence) is not None and _REJECTS.search(sentence) is None


def changes(sentence: str) -> bool:
    """Whether a sentence says that a proposal was accepted in another form."""
    return _CHANGED.search(sentence) is not None


def adds(sentence: str) -> bool:
    """Whether a sentence that accepts a proposal decides something more."""
    return _ADDS.search(sentence) is not None


def returns(text: str) -> bool:
    """Whether a text sends the item back to be prepared anew."""
    return _has_any(text, "valmistel", "återrem") and _RETURNS.search(text) is not None


def tables(text: str) -> bool:
    """Whether a text puts the item off to another meeting."""
    return _has_any(text, "pöydälle", "bordl", "siirrettiin") and _TABLES.search(text) is not None


def withdraws(text: str) -> bool:
    """Whether a text takes the item off the agenda."""
    return _WITHDRAWS.search(text) is not None


def notes(text: str) -> bool:
    """Whether a text takes note of something."""
    return _NOTES.search(text) is not None


def leaves_to_officials(text: str) -> bool:
    """Whether a text does not take up decisions of officials (*otto-oikeus*)."""
    return _TAKES_NO.search(text) is not None


def is_confidential(text: str) -> bool:
    """Whether a text says that an item or what was decided of it is not public, and nothing else."""
    return _CONFIDENTIAL.match(text) is not None


def elects(text: str) -> bool:
    """Whether a text chooses persons for an office."""
    return _ELECTS.search(text) is not None


def rejects(text: str) -> bool:
    """Whether a text says in so many words that a proposal was rejected."""
    return _has_any(text, "hyl", "hyväksy", "förkast", "avsl", "godkän") and _REJECTS.search(text) is not None


def narrates(sentence: str) -> bool:
    """Whether a sentence only tells what happened at the meeting, and decides nothing."""
    return _NARRATES.search(sentence) is not None or (
        _HEARS.search(sentence) is not None and not accepts(sentence)
    )

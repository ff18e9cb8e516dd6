"""The parts of an item of minutes by their headings: *Päätös*, *Redogörelse*, *Liitteet*."""

import re
from typing import Literal

PartKind = Literal["act", "reasons", "topic", "attachments", "note"]
"""What a part is: an act (*Päätös*, *Ehdotus*), reasons (*Esittelijän perustelut*), a topic of them that is
a part where no reasons hold it (*Tausta*), a list of attachments, or a note of names or lines."""

_NAMES: dict[PartKind, str] = {
    "act": """
        päätös, käsittely, kokouskäsittely, asian käsittely, käsittely kokouksessa, ehdotus, päätösehdotus,
        esitys, päätösesitys, vastaehdotus, muutosehdotus, lisäehdotus, äänestys, äänestykset,
        eriävä mielipide, toivomusponsi,
        beslut, behandling, behandling vid mötet, ärendets behandling, behandling av ärendet, förslag,
        beslutsförslag, förslag till beslut, motförslag, ändringsförslag, tilläggsförslag, omröstning,
        avvikande mening
    """,
    "reasons": """
        selostus, asiaselostus, asian selostus, selostus asiasta, perustelut, päätöshistoria,
        käsittelyhistoria, asian aikaisempi käsittely, aikaisempi käsittely, aikaisemmat käsittelyt,
        valmistelu, asian valmistelu, asian esittely,
        redogörelse, redogörelse för ärendet, ärendebeskrivning, beskrivning av ärendet, motivering,
        motiveringar, beredning, ärendets beredning, beslutshistoria, tidigare behandling,
        ärendets tidigare behandling, ärendet
    """,
    "topic": """
        tausta, taustaa, taustatiedot, asian tausta, asian taustaa, asian taustatiedot, yleistä, tiivistelmä,
        asia lyhyesti, lyhyesti, vaikutukset, vaikutusten arviointi, vaikutusarviointi,
        vaikutusten ennakkoarviointi, päätöksen vaikutukset, taloudelliset vaikutukset, talousvaikutukset,
        yritysvaikutukset, yritysvaikutusten arviointi, lapsivaikutusten arviointi,
        bakgrund, bakgrundsuppgifter, ärendets bakgrund, bakgrund till ärendet, allmänt, sammanfattning,
        ärendet i korthet, konsekvenser, konsekvensbedömning, bedömning av konsekvenserna,
        bedömning av konsekvenser, ekonomiska konsekvenser
    """,
    "attachments": """
        liite, liitteet, esityslistan liitteet, oheismateriaali, oheismateriaalit, oheisaineisto,
        lisämateriaali,
        bilaga, bilagor, tilläggsmaterial, kompletterande material, bakgrundsmaterial, övrigt material
    """,
    "note": """
        esittelijä, lisätiedot, lisätietoja, ote, otteet, muutoksenhaku, toimivalta, päätösvalta, tiedoksi,
        tiedoksianto, jakelu, täytäntöönpano, päätöstiedot,
        föredragande, tilläggsuppgifter, upplysningar, närmare upplysningar, utdrag, ändringssökande,
        sökande av ändring, befogenhet, befogenheter, behörighet, beslutanderätt, delges, delgivning,
        till kännedom, för kännedom, för kännedom till, distribution, sändlista, verkställighet, verkställande
    """,
}
_KINDS: dict[str, PartKind] = {
    " ".join(name.split()): kind for kind, names in _NAMES.items() for name in names.split(",")
}
# Whose act or reasons it is: *Kaupunginjohtajan päätösehdotus*, *Kommundirektörens förslag*.
_OWNED = re.compile(
    r"(?:[\w-]+n\s)?[\w-]*(?:esittelijän|johtajan|pormestarin|päällikön|puheenjohtajan|sihteerin|viranhaltijan|"
    r"valmistelijan|rehtorin|insinöörin|arkkitehdin|hallituksen|lautakunnan|valtuuston|jaoston|johtokunnan|"
    r"toimikunnan|valiokunnan|työryhmän|jäsenen)\s"
    r"(ehdotus|päätösehdotus|esitys|päätösesitys|vastaehdotus|muutosehdotus|perustelut|selostus)"
    r"|(?:[\w-]+[ae]\s)?[\w-]*(?:föredragandens|direktörens|mästarens|chefens|ordförandens|sekreterarens|"
    r"tjänsteinnehavarens|tjänstemannens|beredarens|styrelsens|nämndens|sektionens|fullmäktiges|utskottets|"
    r"direktionens|ledamotens)\s"
    r"(förslag|beslutsförslag|förslag till beslut|motförslag|motivering|motiveringar|redogörelse)"
    r"|(?:päätöksen|ehdotuksen|päätösehdotuksen|esityslistan|pöytäkirjan)\s"
    r"(perustelut|selostus|liitteet|oheismateriaali)"
)
_TOLD = frozenset(
    "tiedoksi jakelu täytäntöönpano muutoksenhaku toimivalta otteet "
    "delges delgivning distribution verkställighet ändringssökande utdrag".split()
)
_LISTED = re.compile(r"(Liitteet|Liite|Bilagor|Bilaga)\s+(?=1\s+[^\W\d_a-zåäö])")
_LABEL = re.compile(r"([^\W\d_][\w\s-]{2,60}?)\s*:\s*(?=\S)")


def part_name(text: str) -> str | None:
    """The name of the part that a heading heads, as ``päätös``; None where it heads none.

    The name is in small letters and without whose it is: *Kaupunginjohtajan ehdotus:* heads an ``ehdotus``.
    """
    name = " ".join(text.split()).removesuffix(":").rstrip()
    if len(name) > 80 or not name[:1].isupper():
        return None
    name = name.lower()
    if name in _KINDS:
        return name
    owned = _OWNED.fullmatch(name)
    return next(each for each in owned.groups() if each) if owned else None


def part_kind(text: str) -> PartKind | None:
    """What the part is that a heading heads, None where it heads none."""
    name = part_name(text)
    return None if name is None else _KINDS[name]


def is_part(text: str) -> bool:
    """Whether a heading names a part of an item, such as *Päätös* or *Föredragande*."""
    return part_name(text) is not None


def holds_headings(part: str) -> bool:
    """Whether a part may have sub-headings of its own, as *Esittelijän perustelut* has."""
    return part_kind(part) in {"act", "reasons", "topic"}


def holds_attachments(part: str) -> bool:
    """Whether a part lists attachments (*Liitteet*)."""
    return part_kind(part) == "attachments"


def part_label(text: str) -> str | None:
    """The label of a part that a text begins with, its colon left out (*Päätös: Hyväksyttiin.*), or None.

    *Esittelijä:* and its like are none: they stand within a proposal. A list of attachments may follow its
    label without a colon (*Liitteet 1 Kartta*).
    """
    found = _LABEL.match(text) or _LISTED.match(text)
    kind = part_kind(found[1]) if found else None
    if found is None or kind is None or kind == "topic":
        return None
    return None if kind == "note" and part_name(found[1]) not in _TOLD else found[1]

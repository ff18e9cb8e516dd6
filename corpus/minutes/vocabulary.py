"""The parts of an item of minutes: one table of their names in Finnish and Swedish, and what each is for.

A name is what heads a part, *Päätös* or *Redogörelse*. All that asks what a part is asks this table.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from corpus.document import Role, one_line

PartKind = Literal["act", "reasons", "topic", "attachments", "note"]
"""How a part is built: an act (*Päätös*, *Ehdotus*) or reasons (*Esittelijän perustelut*), with headings
below it; a topic of reasons, which is a part where no reasons hold it (*Tausta*); a list of attachments; or a
note of names or lines."""


@dataclass(frozen=True, slots=True)
class Part:
    """A name of a part of minutes, in small letters and without whose part it is: ``päätösehdotus``.

    ``kind`` is None where the name by itself heads no part of an item (*Yhteystiedot*). ``role`` is what the
    part is for, None where it is for several things. ``gloss`` is what the part answers, in the words that
    people ask with: a part such as *Tiedoksi* holds three names and none of the words of "kenelle päätös
    lähetetään".
    """

    name: str
    language: Literal["fi", "sv"]
    kind: PartKind | None
    role: Role | None
    gloss: str | None = None


def _rows(
    language: Literal["fi", "sv"],
    kind: PartKind | None,
    role: Role | None,
    names: str,
    gloss: str | None = None,
) -> Iterator[Part]:
    return (Part(one_line(name), language, kind, role, gloss) for name in names.split(","))


_finnish, _swedish = partial(_rows, "fi"), partial(_rows, "sv")

PARTS: tuple[Part, ...] = (
    *_finnish("act", "decision", "päätös", "mitä päätettiin, ratkaisu, lopputulos"),
    *_finnish(
        "act",
        "proposal",
        "päätösehdotus, ehdotus, päätösesitys, esitys",
        "mitä esitettiin päätettäväksi, esittelijän ehdotus",
    ),
    *_finnish("act", "counterproposal", "vastaehdotus, muutosehdotus, lisäehdotus"),
    *_finnish(
        "act",
        "handling",
        "käsittely, kokouskäsittely, asian käsittely",
        "asian käsittely kokouksessa, kuulemiset, läsnäolijat, äänestys, esteellisyys",
    ),
    *_finnish("act", "handling", "käsittely kokouksessa, toivomusponsi, päätöksenteko"),
    *_finnish("act", "vote", "äänestys, äänestykset"),
    *_finnish("act", "dissent", "eriävä mielipide"),
    *_finnish(
        "reasons",
        "reasons",
        "selostus, asiaselostus, asian selostus, selostus asiasta, perustelut, valmistelu, asian valmistelu, "
        "asian esittely, esittelyteksti, selostusosa, asian kuvaus, "
        "esityslistateksti, päätöksen perusteet, päätöksen peruste",
    ),
    *_finnish("reasons", "summary", "kuvaus"),
    *_finnish(
        "reasons",
        "history",
        "päätöshistoria, käsittelyhistoria, asian aikaisempi käsittely, aikaisempi käsittely, "
        "aikaisemmat käsittelyt, aiempi käsittely, aiemmat käsittelyt, aikaisemmat päätökset",
    ),
    *_finnish(
        "topic",
        "reasons",
        "tausta, taustaa, taustatiedot, asian tausta, asian taustaa, asian taustatiedot, yleistä, "
        "vaikutukset, vaikutusten arviointi, vaikutusarviointi, vaikutusten ennakkoarviointi, "
        "päätöksen vaikutukset, taloudelliset vaikutukset, talousvaikutukset, yritysvaikutukset, "
        "yritysvaikutusten arviointi, lapsivaikutusten arviointi, henkilöstövaikutukset, "
        "ympäristövaikutukset, ilmastovaikutukset",
    ),
    *_finnish("topic", "summary", "tiivistelmä, asia lyhyesti, lyhyesti"),
    *_finnish(
        "attachments",
        "attachments",
        "liite, liitteet, esityslistan liitteet, oheismateriaali, oheismateriaalit",
        "liiteasiakirjat, aineisto",
    ),
    *_finnish("attachments", "attachments", "oheisaineisto, oheisaineistot, lisämateriaali, oheisasiakirjat"),
    *_finnish("note", "presenter", "esittelijä", "asian esittelijä, kuka esitteli, virkamies"),
    *_finnish("note", "presenter", "esittelijät"),
    *_finnish("note", "preparer", "valmistelijat"),
    *_finnish(None, "preparer", "valmistelija"),
    *_finnish(
        "note",
        "information",
        "lisätiedot",
        "lisätietojen antaja, yhteyshenkilö, valmistelija, puhelinnumero, sähköpostiosoite",
    ),
    *_finnish(
        "note",
        "information",
        "lisätietoja, lisätietoja antaa, lisätietoja antavat, lisätietojen antaja, lisätietojen antajat, "
        "valmistelija / lisätietojen antaja, "
        "valmistelijat / lisätietojen antaja, valmistelijat / lisätietojen antajat",
    ),
    *_finnish(
        "note",
        "appeal",
        "muutoksenhaku",
        "valittaminen päätöksestä, valitus, oikaisuvaatimus, valitusoikeus",
    ),
    *_finnish(
        "note", "competence", "toimivalta", "päätösvalta, kenellä on oikeus päättää, sovellettu säännös"
    ),
    *_finnish("note", "competence", "päätösvalta, sovelletut oikeusohjeet, sovelletut lainkohdat"),
    *_finnish(
        "note",
        "notice",
        "tiedoksi, jakelu, otteet, ote",
        "kenelle päätös lähetetään, päätöksen saajat, jakelu",
    ),
    *_finnish("note", "notice", "tiedoksianto"),
    *_finnish("note", "execution", "täytäntöönpano", "päätöksen toimeenpano, toteuttaminen"),
    *_finnish("note", "execution", "täytäntöönpanotiedot, päätöksen täytäntöönpano, toimeenpano"),
    *_finnish("note", "execution", "täytäntöönpano ja tiedoksianto"),
    *_finnish("note", "appeal", "muutoksenhakuoikeus"),
    *_finnish("note", None, "päätöstiedot"),
    *_finnish(None, "contact", "yhteystiedot", "osoite, puhelinnumero, sähköposti, yritystunnus"),
    *_swedish("act", "decision", "beslut", "vad beslutades, avgörande, resultat"),
    *_swedish(
        "act",
        "proposal",
        "förslag, beslutsförslag, förslag till beslut",
        "vad föreslogs, föredragandens förslag till beslut",
    ),
    *_swedish("act", "counterproposal", "motförslag, ändringsförslag, tilläggsförslag"),
    *_swedish(
        "act", "handling", "behandling", "ärendets behandling vid mötet, hörande, närvarande, omröstning, jäv"
    ),
    *_swedish(
        "act",
        "handling",
        "behandling vid mötet, ärendets behandling, behandling av ärendet, mötesbehandling, beslutsgång",
    ),
    *_swedish("act", "vote", "omröstning, omröstningar"),
    *_swedish("act", "dissent", "avvikande mening"),
    *_swedish(
        "reasons",
        "reasons",
        "redogörelse, redogörelse för ärendet, beslutsmotivering, ärendebeskrivning, "
        "beskrivning av ärendet, motivering, motiveringar, beredning, ärendets beredning, ärendet, "
        "föredragningstext",
    ),
    *_swedish("reasons", "summary", "beskrivning"),
    *_swedish(
        "reasons",
        "history",
        "beslutshistoria, beslutshistorik, tidigare behandling, ärendets tidigare behandling",
    ),
    *_swedish(
        "topic",
        "reasons",
        "bakgrund, bakgrundsuppgifter, ärendets bakgrund, bakgrund till ärendet, allmänt, konsekvenser, "
        "konsekvensbedömning, bedömning av konsekvenserna, bedömning av konsekvenser, "
        "ekonomiska konsekvenser",
    ),
    *_swedish("topic", "summary", "sammanfattning, sammandrag, ärendet i korthet"),
    *_swedish(
        "attachments", "attachments", "bilaga, bilagor, tilläggsmaterial", "bifogade handlingar, material"
    ),
    *_swedish(
        "attachments",
        "attachments",
        "kompletterande material, bakgrundsmaterial, övrigt material, annat material",
    ),
    *_swedish("note", "presenter", "föredragande", "vem föredrog ärendet, tjänsteman"),
    *_swedish("note", "presenter", "föredragare"),
    *_swedish("note", "preparer", "beredare, handläggare"),
    *_swedish(
        "note",
        "information",
        "tilläggsuppgifter, upplysningar",
        "vem ger upplysningar, kontaktperson, beredare, telefonnummer, e-postadress",
    ),
    *_swedish("note", "information", "närmare upplysningar, tilläggsinformation, mer information"),
    *_swedish(
        "note",
        "appeal",
        "ändringssökande, sökande av ändring",
        "hur man överklagar beslutet, besvär, omprövning, besvärsrätt",
    ),
    *_swedish(
        "note",
        "competence",
        "befogenhet, befogenheter, behörighet",
        "vem har rätt att besluta, beslutanderätt, tillämpad bestämmelse",
    ),
    *_swedish("note", "competence", "beslutanderätt, tillämpade lagrum"),
    *_swedish(
        "note",
        "notice",
        "delges, delgivning, för kännedom, distribution, utdrag",
        "vem beslutet sänds till, mottagare",
    ),
    *_swedish("note", "notice", "till kännedom, för kännedom till, sändlista"),
    *_swedish("note", "execution", "verkställighet", "hur beslutet verkställs, genomförande"),
    *_swedish("note", "execution", "verkställande, verkställighet av beslutet"),
    *_swedish(None, "contact", "kontaktuppgifter"),
)
"""Every name, each once."""

_BY_NAME = {part.name: part for part in PARTS}
_FIRST_WORDS = frozenset(name.split()[0] for name in _BY_NAME)
# Whose act or reasons it is: *Kaupunginjohtajan päätösehdotus*, *Kommundirektörens förslag*.
_OWNED = re.compile(
    r"(?:[\w-]+n\s)?[\w-]*(?:esittelijän|johtajan|pormestarin|päällikön|puheenjohtajan|sihteerin|viranhaltijan|"
    r"valmistelijan|rehtorin|insinöörin|arkkitehdin|hallituksen|lautakunnan|valtuuston|jaoston|johtokunnan|"
    r"toimikunnan|valiokunnan|työryhmän|jäsenen|(?:kj|tj|ktj|kh|khs|kv|pj|ltk):n)\s"
    r"(ehdotus|päätösehdotus|esitys|päätösesitys|vastaehdotus|muutosehdotus|perustelut|selostus)"
    r"|(?:[\w-]+[ae]\s)?[\w-]*(?:föredragandens|direktörens|mästarens|chefens|ordförandens|sekreterarens|"
    r"tjänsteinnehavarens|tjänstemannens|beredarens|styrelsens|nämndens|sektionens|fullmäktiges|utskottets|"
    r"direktionens|ledamotens)\s"
    r"(förslag|beslutsförslag|förslag till beslut|motförslag|motivering|motiveringar|redogörelse)"
    r"|(?:[\w-]+n\s)?[\w-]*(?:hallituksen|lautakunnan|valtuuston|jaoston|johtokunnan|kh:n|kv:n|ltk:n)\s(päätös)"
    r"|[\w-]*(?:styrelsens|nämndens|sektionens|fullmäktiges|direktionens)\s(beslut)"
    r"|(?:päätöksen|ehdotuksen|päätösehdotuksen|esityslistan|pöytäkirjan)\s"
    r"(perustelut|selostus|liitteet|oheismateriaali)"
)
_OWNED_ENDS = (
    *("ehdotus", "esitys", "perustelut", "selostus", "päätös", "liitteet", "oheismateriaali"),
    *("förslag", "beslut", "motivering", "motiveringar", "redogörelse"),
)
_LONGEST = 80
_KEPT = 1024  # short titles, each of which is asked for time and again while its document is read
_SLASH = re.compile(r"\s*/\s*")


def titled(title: str) -> Part | None:
    """The row of the table for a section's title, whatever its case; None where it is no part's name.

    Whose part it is counts for nothing: *Kaupunginjohtajan ehdotus:* is an ``ehdotus``.
    """
    return _kept_row(title) if len(title) <= _LONGEST else _row(title)


def _row(title: str) -> Part | None:
    if len(title) > _LONGEST and len(one_line(title[: 2 * _LONGEST])) > _LONGEST + 1:
        return None  # most texts: quicker than to look at all of them
    name = one_line(title).removesuffix(":")
    if len(name) > _LONGEST:
        return None
    name = (_SLASH.sub(" / ", name) if "/" in name else name).rstrip().lower()
    name = name if name in _BY_NAME else name.replace("- ", "")  # *Täytäntöönpano- tiedot*
    if name not in _BY_NAME and name.endswith(")"):  # *Päätösehdotus (kaupunginjohtaja)*
        name = name[: name.rfind("(")].rstrip() if name.rfind("(") > 0 else name
    owned = _OWNED.fullmatch(name) if name not in _BY_NAME and name.endswith(_OWNED_ENDS) else None
    return _BY_NAME.get(next(each for each in owned.groups() if each) if owned else name)


_kept_row = lru_cache(maxsize=_KEPT)(_row)


def role_of(title: str) -> Role | None:
    """What the part of a section's title is for; None where the title is no part's name."""
    part = titled(title)
    return None if part is None else part.role


def gloss(title: str) -> str | None:
    """What a part of minutes of that title answers, in the title's language; None for any other title."""
    part = titled(title)
    return None if part is None else part.gloss


def heading_part(text: str) -> Part | None:
    """The part that a heading heads, a capital its first letter; None where it heads none."""
    part = titled(text)
    return part if part is not None and part.kind is not None and text.lstrip()[:1].isupper() else None


def may_head(text: str) -> bool:
    """Whether any first words of a text may head a part: quicker than to look each of its beginnings up."""
    words = [word.removesuffix(":") for word in text.lower().split()]
    if any(sign in text for sign in "-/("):  # which a name may have been parted by, or be followed by
        return True
    return words[:1] != [] and (words[0] in _FIRST_WORDS or any(word.endswith(_OWNED_ENDS) for word in words))


def part_name(text: str) -> str | None:
    """The name of the part that a heading heads, as ``päätös``; None where it heads none."""
    part = heading_part(text)
    return None if part is None else part.name


def part_kind(text: str) -> PartKind | None:
    """How the part is built that a heading heads, None where it heads none."""
    part = heading_part(text)
    return None if part is None else part.kind


def is_part(text: str) -> bool:
    """Whether a heading names a part of an item, such as *Päätös* or *Föredragande*."""
    return heading_part(text) is not None


def holds_headings(part: str) -> bool:
    """Whether a part may have sub-headings of its own, as *Esittelijän perustelut* has."""
    return part_kind(part) in {"act", "reasons", "topic"}


def holds_attachments(part: str) -> bool:
    """Whether a part lists attachments (*Liitteet*)."""
    return part_kind(part) == "attachments"

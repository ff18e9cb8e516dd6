"""Glosses: what a part of minutes answers, in the words that people ask with.

A part such as *Tiedoksi* holds three names and none of the words of "kenelle päätös lähetetään". Its
heading is the same in every city's minutes, so what it means can be said once, here, in the language
that the heading is in.
"""

from collections.abc import Mapping
from typing import Literal

from corpus.minutes.vocabulary import part_name

_FINNISH = {
    "mitä päätettiin, ratkaisu, lopputulos": "päätös",
    "mitä esitettiin päätettäväksi, esittelijän ehdotus": ("päätösehdotus; ehdotus; päätösesitys; esitys"),
    "asian käsittely kokouksessa, kuulemiset, läsnäolijat, äänestys, esteellisyys": (
        "käsittely; kokouskäsittely; asian käsittely"
    ),
    "asian esittelijä, kuka esitteli, virkamies": "esittelijä",
    "lisätietojen antaja, yhteyshenkilö, valmistelija, puhelinnumero, sähköpostiosoite": "lisätiedot",
    "valittaminen päätöksestä, valitus, oikaisuvaatimus, valitusoikeus": "muutoksenhaku",
    "päätösvalta, kenellä on oikeus päättää, sovellettu säännös": "toimivalta",
    "kenelle päätös lähetetään, päätöksen saajat, jakelu": "tiedoksi; jakelu; otteet; ote",
    "päätöksen toimeenpano, toteuttaminen": "täytäntöönpano",
    "liiteasiakirjat, aineisto": "liitteet; liite; oheismateriaali; oheismateriaalit; esityslistan liitteet",
    "osoite, puhelinnumero, sähköposti, yritystunnus": "yhteystiedot",
}
_SWEDISH = {
    "vad beslutades, avgörande, resultat": "beslut",
    "vad föreslogs, föredragandens förslag till beslut": "beslutsförslag; förslag; förslag till beslut",
    "ärendets behandling vid mötet, hörande, närvarande, omröstning, jäv": "behandling",
    "vem föredrog ärendet, tjänsteman": "föredragande",
    "vem ger upplysningar, kontaktperson, beredare, telefonnummer, e-postadress": (
        "tilläggsuppgifter; upplysningar"
    ),
    "hur man överklagar beslutet, besvär, omprövning, besvärsrätt": "ändringssökande; sökande av ändring",
    "vem har rätt att besluta, beslutanderätt, tillämpad bestämmelse": "befogenhet; befogenheter; behörighet",
    "vem beslutet sänds till, mottagare": "delges; delgivning; för kännedom; distribution; utdrag",
    "hur beslutet verkställs, genomförande": "verkställighet",
    "bifogade handlingar, material": "bilagor; bilaga; tilläggsmaterial",
}


def _by_part(glosses: Mapping[str, str]) -> dict[str, str]:
    return {part: gloss for gloss, parts in glosses.items() for part in parts.split("; ")}


_BY_PART: Mapping[Literal["fi", "sv"], Mapping[str, str]] = {
    "fi": _by_part(_FINNISH),
    "sv": _by_part(_SWEDISH),
}


def gloss(title: str) -> str | None:
    """What a part of minutes of that title answers, in the title's language; None for any other title."""
    part = _part(title)
    return _BY_PART["fi"].get(part) or _BY_PART["sv"].get(part)


def part_language(title: str) -> Literal["fi", "sv"] | None:
    """The language that the title of a part of minutes is in; None for any other title."""
    part = _part(title)
    return next((language for language, parts in _BY_PART.items() if part in parts), None)


def _part(title: str) -> str:
    """The part's name, whose it is left out: *Kaupunginjohtajan ehdotus* is an ``ehdotus``."""
    return part_name(title) or " ".join(title.casefold().split()).rstrip(":")

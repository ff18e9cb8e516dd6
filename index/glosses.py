"""Glosses: what a part of minutes answers, in the words that people ask with.

A part such as *Tiedoksi* holds three names and none of the words of "kenelle päätös lähetetään". Its
heading is the same in every city's minutes, so what it means can be said once, here.
"""

_GLOSSES = {
    "mitä päätettiin, ratkaisu, lopputulos": "päätös; beslut",
    "mitä esitettiin päätettäväksi, esittelijän ehdotus": (
        "päätösehdotus; ehdotus; esittelijän ehdotus; lautakunnan ehdotus; beslutsförslag; förslag; "
        "föredragandens förslag"
    ),
    "asian käsittely kokouksessa, kuulemiset, läsnäolijat, äänestys, esteellisyys": "käsittely; behandling",
    "asian esittelijä, kuka esitteli, virkamies": "esittelijä; föredragande",
    "lisätietojen antaja, yhteyshenkilö, valmistelija, puhelinnumero, sähköpostiosoite": (
        "lisätiedot; tilläggsuppgifter; upplysningar"
    ),
    "valittaminen päätöksestä, valitus, oikaisuvaatimus, valitusoikeus": (
        "muutoksenhaku; ändringssökande; sökande av ändring"
    ),
    "päätösvalta, kenellä on oikeus päättää, sovellettu säännös": (
        "toimivalta; befogenhet; befogenheter; behörighet"
    ),
    "kenelle päätös lähetetään, päätöksen saajat, jakelu": (
        "tiedoksi; jakelu; otteet; delges; för kännedom; distribution; utdrag"
    ),
    "päätöksen toimeenpano, toteuttaminen": "täytäntöönpano; verkställighet",
    "liiteasiakirjat, aineisto": "liitteet; oheismateriaali; esityslistan liitteet; bilagor",
    "osoite, puhelinnumero, sähköposti, yritystunnus": "yhteystiedot",
}
_BY_PART = {part: gloss for gloss, parts in _GLOSSES.items() for part in parts.split("; ")}


def gloss(title: str) -> str | None:
    """What a part of minutes of that title answers, in Finnish; None for any other title."""
    return _BY_PART.get(" ".join(title.casefold().split()).rstrip(":"))

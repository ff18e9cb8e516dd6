"""Parts of minutes by what they are for, whatever they are called and in either language."""

from typing import Literal

PartKind = Literal[
    "decision",
    "proposal",
    "handling",
    "presenter",
    "information",
    "appeal",
    "competence",
    "notice",
    "execution",
    "attachments",
    "contact",
]

_TITLES: dict[PartKind, str] = {
    "decision": "päätös; beslut",
    "proposal": "päätösehdotus; ehdotus; esittelijän ehdotus; lautakunnan ehdotus; beslutsförslag; förslag; "
    "föredragandens förslag",
    "handling": "käsittely; behandling",
    "presenter": "esittelijä; föredragande",
    "information": "lisätiedot; tilläggsuppgifter; upplysningar",
    "appeal": "muutoksenhaku; ändringssökande; sökande av ändring",
    "competence": "toimivalta; befogenhet; befogenheter; behörighet",
    "notice": "tiedoksi; jakelu; otteet; delges; för kännedom; distribution; utdrag",
    "execution": "täytäntöönpano; verkställighet",
    "attachments": "liitteet; oheismateriaali; esityslistan liitteet; bilagor",
    "contact": "yhteystiedot; kontaktuppgifter",
}
_KINDS = {title: kind for kind, titles in _TITLES.items() for title in titles.split("; ")}


def part_kind(title: str) -> PartKind | None:
    """What a part of minutes of that title is for; None for any other title."""
    return _KINDS.get(" ".join(title.casefold().split()).rstrip(":"))

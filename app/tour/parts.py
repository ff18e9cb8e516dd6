"""Parts of minutes by what they are for, whatever they are called and in either language."""

import re
from typing import Literal

from corpus.minutes.grammar import front_label, is_appeal_title

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


_ROUTINE = re.compile(
    r"kokouksen (?:avaus|avaaminen|laillisuus|päättäminen|järjestäytyminen)|"
    r"(?:esityslistan|työjärjestyksen) hyväksy|"
    r"pöytäkirjan ?tarkast|kokouskutsu|muut asiat|valituskirjelm|"
    r"mötets (?:öppnande|laglighet|avslutande)|godkännande av föredragningslistan|"
    r"(?:protokolljustering|justering av protokoll)|möteskallelse|övriga ärenden",
    re.IGNORECASE,
)


def is_routine(title: str) -> bool:
    """Whether a section stands in every meeting's minutes, and nobody asks for it: who was there, say.

    *Muutoksenhaku* is a part of an item too, and so no routine.
    """
    if part_kind(title) is not None:
        return False
    return bool(_ROUTINE.search(title) or front_label(title) or is_appeal_title(title))

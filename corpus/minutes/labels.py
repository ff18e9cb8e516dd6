"""Labels: the names of parts that stand on the line of their text, as *Päätös Kaupunginhallitus:*."""

import re
from itertools import islice, pairwise

from corpus.minutes.grammar import BODY_NAME
from corpus.minutes.vocabulary import Part, heading_part

# Notes whose text may follow them on their line; *Esittelijä: N. N.* stands within a proposal.
_TOLD = frozenset({"notice", "execution", "appeal", "competence"})
_LISTED = re.compile(r"(Liitteet|Liite|Bilagor|Bilaga)\s+(?=1\s+[^\W\d_a-zåäö])")
_COLON = re.compile(r"([^\W\d_](?:[\w\s-]|:(?=n\s)){2,60}?(?:\s\([^()]{1,60}\))?)\s*:\s*(?=\S)")
# A converter may lose the blank between a label and its text: *PäätösAsia pantiin pöydälle.*
_GLUED = re.compile(
    r"(Päätösehdotus|Päätösesitys|Päätös|Ehdotus|Esitys|Käsittely|Selostus|Beslutsförslag|Beslut|Förslag|"
    r"Behandling)(?=[A-ZÅÄÖ][a-zåäö])"
)
# Without a colon these begin sentences, too: *Liite Kartta*, *Ote Kaupunginhallituksen pöytäkirjasta*.
_SENTENCES = frozenset("liite bilaga material ote utdrag ärendet".split())
_TO_WHOM = re.compile(r"\w+ll[ea]\b|\d{1,2}\.\d{1,2}\.")
_MOST_WORDS = 5
_PROSE = 100
_NOTE = 300
_ENDS = (".", ":", "!", "?", "”", '"')
PRESENTER = re.compile(
    r"(?:(?:Vt|Vs|Va|T\.?f)\.?\s)?(?:[\w-]+\s+){0,5}?[\w-]*"
    r"(?:johtaja|päällikkö|insinööri|tarkastaja|sihteeri|rehtori|arkkitehti|pormestari|lakimies|johtajisto|"
    r"puheenjohtaja|direktör|direktören|chef|chefen|mästare|mästaren|sekreterare|sekreteraren|ordförande|"
    r"ordföranden)"
    r"(?:\s+[A-ZÅÄÖ][\w.-]+){0,3}\s*:?",
)
"""A pattern of who presents an item: the office, and perhaps the name (*Kaupunginjohtaja N. N.:*)."""

_BODY = re.compile(rf"{BODY_NAME}\s*:?")


def part_label(text: str, *, headed: bool = False) -> str | None:
    """The label of a part that a text begins with, its colon left out (*Päätös: Hyväksyttiin.*), or None.

    A label without a colon is one before a capital, in a text that reads as prose or names who presents or
    decides (*Päätösehdotus Kaupunginjohtaja N. N.*); in a heading (``headed``) only the latter.
    *Esittelijä:* and its like are none: they stand within a proposal. A list of attachments may follow its
    label (*Liitteet 1 Kartta*).
    """
    if not text[:1].isupper():
        return None
    found = _COLON.match(text) or _LISTED.match(text)
    part = heading_part(found[1]) if found else None
    if found and part:
        topic = part.kind == "topic" and part.role != "summary"
        return None if topic or (part.kind == "note" and part.role not in _TOLD) else found[1]
    if glued := _GLUED.match(text):
        return glued[1]
    return _led(text, headed=headed)


def is_announced(text: str) -> bool:
    """Whether the label that a text begins with can be nothing else.

    A colon or who presents or decides stands behind it, or it is a note (*Tiedoksi*), or the blank is lost.
    """
    label = part_label(text)
    part = heading_part(label) if label else None
    if label is None or part is None:
        return False
    rest = text[len(label) :]
    named = rest.lstrip().startswith(":") or rest.endswith(":") or _names_who(rest.lstrip())
    return named or not rest[:1].isspace() or part.kind in {"note", "attachments"}


def _names_who(rest: str) -> bool:
    return (PRESENTER.fullmatch(rest) or _BODY.fullmatch(rest)) is not None


def _led(text: str, *, headed: bool) -> str | None:
    """The label without a colon that a text begins with."""
    words = list(islice(re.finditer(r"\S+", text[:_NOTE]), _MOST_WORDS + 1))
    for last, following in reversed(list(pairwise(words))):
        label, rest = text[: last.end()], text[following.start() :]
        if label.endswith(":") or "\n" in label:
            continue
        part = heading_part(label)
        if part is not None:
            quoted = (
                part.role == "decision" and label.lower() != part.name
            )  # *Kaupunginhallituksen päätös 1.2.*
            return label if not quoted and _is_led(part, rest, headed=headed) else None
    return None


def _is_led(part: Part, rest: str, *, headed: bool) -> bool:
    """Whether a text is what a part says, after its label."""
    if part.name in _SENTENCES or not (rest[0].isupper() or rest[0].isdigit() or rest[0] in '-–•”"('):
        return False
    if _names_who(rest):
        return part.kind in {"act", "reasons"}
    if headed:
        return False
    if part.kind in {"act", "reasons"} or part.role == "summary":
        if part.role in {"decision", "proposal"} and _TO_WHOM.match(rest):
            return False
        return len(rest) >= _PROSE or rest.endswith(_ENDS)
    told = part.kind == "attachments" or part.role in {"notice", "execution", "appeal"}
    return told and len(rest) < _NOTE

"""What words in force are of themselves: taking note, putting off, an election; and whom they name."""

import re
from typing import Literal

from corpus.minutes.outcomes import formulas
from corpus.minutes.outcomes.acts import Sentence

OutcomeKind = Literal[
    "accepted",
    "amended",
    "rejected",
    "returned",
    "tabled",
    "noted",
    "elected",
    "withdrawn",
    "confidential",
    "proposed",
    "unknown",
]
"""What became of a proposal: *confidential* where that is not public, *proposed* in an agenda."""

UNTOLD: frozenset[OutcomeKind] = frozenset({"confidential", "proposed", "unknown"})
"""The kinds of which the document does not tell what was decided."""

POINT = re.compile(r"(?:[-–•]\s*)?(\d{1,2})[.)]")
"""The number of a point of a decision, at its beginning."""

_PERSON = re.compile(
    r"\b[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?\s+(?:(?:af|von|de)\s+)?[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ]?[a-zåäöé]+)?"
)
_ORGANISATION = re.compile(r"(?:kaupun|lautakun|hallitu|valtuust|stad|nämnd|styrels|Oy\b|Ab\b)")
_RESERVE = re.compile(r"\bvara(?:lle|sijalle)\b|\bi reserv\b|\bpå reservplats\b")
_ALSO = re.compile(
    r"\b(?:ja|sekä|samt|och)\s+(?:[\w-]+\s+){0,2}?(?:esittää|päättää|hyväksyy|hyväksyi|antaa|antoi|päätti|"
    r"godkän\w+|beslut\w+|uppman\w+|(?!lähet|saat|toimit|välit)\w{3,}(?:ttaa|ttää|stää|staa|ntaa|itti|otti|isti|ysti))\b"
)


def persons(told: list[Sentence]) -> tuple[str, ...]:
    """The persons that sentences name, as first printed, each once; not those who are chosen in reserve."""
    found: list[str] = []
    for text in (_RESERVE.split(sentence.text, maxsplit=1)[0] for sentence in told):
        for match in _PERSON.finditer(text):
            if not (_ORGANISATION.search(match[0]) or any(_is_same(match[0], other) for other in found)):
                found.append(match[0])
    return tuple(found)


def _is_same(name: str, other: str) -> bool:
    """Whether two names are one person's, the same or one in the genitive (*Carita Mäki*, *Carita Mäen*)."""
    (first, *_, last), (other_first, *_, other_last) = name.split(), other.split()
    stem = max(min(len(last), len(other_last)) - 2, 2)
    genitive = last.endswith("n") != other_last.endswith("n")
    return name == other or (first == other_first and last[:stem] == other_last[:stem] and genitive)


def names(text: str, mover: str) -> bool:
    """Whether a text names somebody, in any case form: the first name, or the beginning of the last one."""
    first, last = mover.split()
    return (
        re.search(rf"\b{re.escape(first)}\s|\b{re.escape(last[: max(len(last) - 2, 3)])}", text) is not None
    )


def kind_of(texts: list[str]) -> OutcomeKind | None:
    """The kind that words in force have of themselves; None where they simply decide."""
    text = "\n".join(texts)
    lines = [t for t in texts if len(t) > 2 and not t.rstrip().endswith(":")]
    if len(lines) <= _FEW and formulas.returns(text):
        return "returned"
    if len(lines) <= _FEW and formulas.tables(text):
        return "tabled"
    if lines and all(
        (formulas.notes(line) and not _ALSO.search(line)) or formulas.leaves_to_officials(line)
        for line in lines
    ):
        return "noted"
    beginning = text[:_LONGER] if len(texts) <= _FEW else text[:_BEGINNING]
    if formulas.elects(re.sub(r"\b\d{1,2}\.", "", beginning)):
        return "elected"
    return None


_FEW = 4  # sentences
_BEGINNING, _LONGER = 200, 800  # characters


def words_of(told: list[Sentence]) -> set[str]:
    """The words of sentences by their first six letters, numbers whole."""
    text = " ".join(
        POINT.sub("", s.text, count=1) if POINT.match(s.text) else s.text
        for s in told
        if not s.text.isdigit()
    ).lower()
    return {word[:6] for word in re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]{4,}", text)}

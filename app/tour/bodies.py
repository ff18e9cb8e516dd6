"""Bodies: names of boards and councils in running text, inflected or not."""

import re
from collections.abc import Sequence

from index.words.written import Word

_BOARD = "nta nnan ntaa nnassa nnasta ntaan nnalla nnalta nnalle ntana nnaksi"
_COUNCIL = "to ton toa tossa tosta toon tolla tolta tolle tona toksi"
_GOVERNMENT = "s ksen sta ksessa ksesta kseen ksella kselta kselle ksena kseksi"
_SWEDISH = r"\w+(?P<swedish>nämnd|styrelse|fullmäktige|sektion)(?:e?n)?"


def _heads(stems: str, endings: str) -> str:
    return rf"(?:{'|'.join(stems.split())})(?:{'|'.join(endings.split())})"


_HEAD = re.compile(
    rf"(?P<before>[\w-]*?)(?P<head>"
    rf"{_heads('lautaku johtoku toimiku', _BOARD)}|{_heads('jaos valtuus', _COUNCIL)}|"
    rf"(?<=kaupungin){_heads('hallitu', _GOVERNMENT)}|(?<=kunnan){_heads('hallitu', _GOVERNMENT)}|"
    rf"(?<=yhtymä){_heads('hallitu', _GOVERNMENT)})",
    re.IGNORECASE,
)
_SWEDISH_HEAD = re.compile(_SWEDISH, re.IGNORECASE)
_BELOW = frozenset({"jaosto", "toimikunta", "johtokunta"})
_ADJECTIVE = re.compile(r"([A-ZÅÄÖ]\w+?)(?:nen|sen|selle|sta|stä|sessa|sessä|seen|sella|sellä|selta|seltä)")
_CANONICAL = (
    ("lautaku", "lautakunta"),
    ("johtoku", "johtokunta"),
    ("toimiku", "toimikunta"),
    ("jaos", "jaosto"),
)


def body_at(text: str, words: Sequence[Word], at: int) -> tuple[tuple[str, ...], int] | None:
    """The key of the body whose name begins at a word, and the index behind its last; None where none does.

    A compound is one by itself (*elinkeinojaosto*); a bare *lautakunta* needs an adjective with a
    capital before it (*Tekninen lautakunta*). A body's genitive goes with the body behind it
    (*kaupunginhallituksen elinkeinojaosto*).
    """
    here = _single(words[at].text)
    following = words[at + 1] if at + 1 < len(words) else None
    beside = following is not None and text[words[at].span.end : following.span.start] in {" ", "\u00a0"}
    then = _head(following.text) if following is not None and beside else None
    if here is None:
        adjective = _ADJECTIVE.fullmatch(words[at].text)
        if then is not None and not then[0] and adjective:
            return (f"{adjective[1].lower()}nen", then[1]), at + 2
        return None
    if (
        then is not None
        and then[0]
        and then[1] in _BELOW
        and words[at].text.endswith(("nnan", "ksen", "ston"))
    ):
        return (words[at].text.lower(), then[0] + then[1]), at + 2
    return (here,), at + 1


def body_name(key: Sequence[str]) -> str:
    """The name that a key of ``body_at`` stands for, in its base form."""
    name = " ".join(key)
    return name[:1].upper() + name[1:]


def _single(word: str) -> str | None:
    found = _head(word)
    if found is not None and found[0]:
        return found[0] + found[1]
    swedish = _SWEDISH_HEAD.fullmatch(word)
    return word.lower()[: swedish.end("swedish")] if swedish else None


def _head(word: str) -> tuple[str, str] | None:
    """What stands before the head of a body's name in lower case, and the head in its base form."""
    found = _HEAD.fullmatch(word)
    if not found:
        return None
    head = found["head"].lower()
    base = next((whole for stem, whole in _CANONICAL if head.startswith(stem)), None)
    if base is None:
        base = "valtuusto" if head.startswith("valtuus") else "hallitus"
    return found["before"].lower(), base

"""What a machine misreads on a picture, mended where what stands beside it leaves no doubt.

Nothing here touches text that a file has of its own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.minutes.grammar import LABELS
from corpus.minutes.vocabulary import PARTS
from corpus.pdf.process import Piece

_SIGNS = "8$&S53"
"""What is read for §."""

_SAME_LINE = 0.4  # of the size of type
_FAR = 1.5
_HEAD = re.compile(rf"([§{_SIGNS}])( ?)([1-9]\d{{0,2}})(?= [A-ZÅÄÖ\d“”\"]|$)")
_ROW = 3
"""The fewest numbers on end that are a row of items where no § was read right."""

_DAY = r"\d{1,2}\.\d{1,2}\.\d{4}"
_OF_LAW = re.compile(
    rf"(?<=\d )[{_SIGNS}](?=:[a-zåäö])|(?:(?<=^\d )|(?<=^\d\d )|(?<=^\d\d\d ))8(?= [A-ZÅÄÖ])"
)
_AFTER_LAW = re.compile(
    rf"(\b\w*(?:lain|asetuksen|säännön|lagens?|stadgans?)(?: \d{{1,3}} luvun)? )[{_SIGNS}]( ?)"
    r"(?=[1-9]\d{0,2}(?::| mukai| moment| perust| nojal| mom\b| enligt))"
)
_BEHIND_LAW = re.compile(
    rf"(\b\w*(?:lain|asetuksen|säännön|lagens?|stadgans?) (?:\d{{1,3}} luvun )?\d{{1,3}} )[{_SIGNS}]"
    r"(?= (?:mukai|moment|perust|nojal|mom\b|enligt|\d{1,2} mom))"
)
_ALONE = re.compile(rf"(?<=\()[{_SIGNS}](?= \d{{1,3}} ?\))")
_BEFORE_DAY = re.compile(rf"(, ?)[{_SIGNS}](?= ?\d{{1,3}}, ?{_DAY})")
_ENDS = re.compile(r"(, )[8$&](?= \d{1,3}$)")
_BEHIND_DAY = re.compile(
    rf"({_DAY},? )[{_SIGNS}]( ?)(?=([1-9]\d{{0,2}})(?![\w%€]|[.,]\d| ?\d| ?(?:euro|€|kpl|%)))"
)
_BODY = re.compile(
    r"lautakun|hallitu|valtuust|jaosto|johtokun|toimikun|nämnd|styrels|fullmäktig|direktion", re.IGNORECASE
)
_BULLET = re.compile(r"(?:[e©«»¢°]|o(?= [a-zåäö]+\w))(?= \w)")
_BAR = re.compile(r"(?<!\S)[|\[{](?=[\w-])|(?<=\w)[|\]}](?!\S)|(?<!\S)\|(?!\S) ?")
"""The side of a cell, at a word or between two."""

_WORD = re.compile(r"[^\W\d_]+")
_BARE = str.maketrans("äöåÄÖÅ", "aoaAOA")
_LONG, _LONGER = 6, 10  # letters


def mended(pages: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The pieces of all pages, by page, in which § and the dots on ä and ö stand where they were not read.

    ``835`` or ``S 35`` begins a line where ``§ 34`` or ``§ 36`` does; ``119 8:n mukaan`` and ``lain 8 9
    mukaan`` are of a law; ``lautakunta, 8 19, 18.2.2025`` and ``18.2.2025 8 19`` tell a handling.
    ``hyvaksyy`` is *hyväksyy* where it is read so elsewhere. An ``e`` that begins a line is a bullet.
    """
    signed = _with_heads([_signed(_without_sides(pieces)) for pieces in pages])
    words = Counter(
        word for pieces in signed for piece in pieces for word in _WORD.findall(piece.text.lower())
    )
    dotted = _dotted(words)
    return [
        [
            replace(piece, text=_WORD.sub(lambda found: _as_known(found[0], dotted), piece.text))
            for piece in pieces
        ]
        for pieces in signed
    ]


def _without_sides(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces without the sides of cells that were read as signs: *[174* and *|*."""
    found = []
    for piece in pieces:
        text = piece.text
        if "|" in text or sum(map(text.count, "[{")) != sum(map(text.count, "]}")):
            text = _BAR.sub("", text).strip()
        if text:
            found.append(replace(piece, text=text))
    return found


def _signed(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with § where a law, a day or a body stands beside what was read for it, on the same line."""
    found = list(pieces)
    for line in _lines(pieces):
        run: list[int] = []
        for at, following in pairwise([*line, None]):
            run.append(at or 0)
            far = (
                following is None or _gap(pieces[run[-1]], pieces[following]) > _FAR * pieces[following].size
            )
            if far:
                texts = [pieces[n].text for n in run]
                whole = _inside(" ".join(texts))  # as long as before
                for n, text in zip(run, texts, strict=True):
                    found[n] = replace(pieces[n], text=whole[: len(text)])
                    whole = whole[len(text) + 1 :]
                run = []
    return found


def _gap(piece: Piece, following: Piece) -> float:
    return following.left - piece.right


def _inside(text: str) -> str:
    for pattern in (_OF_LAW, _ALONE):
        text = pattern.sub("§", text)
    for pattern in (_AFTER_LAW, _BEHIND_LAW, _BEFORE_DAY, _ENDS):
        text = pattern.sub(lambda found: f"{found[1]}§{found[2] if found.re.groups > 1 else ''}", text)
    return _BEHIND_DAY.sub(lambda found: _told(text, found), text)


def _told(text: str, found: re.Match[str]) -> str:
    """A day with the § behind it; ``8 500`` may be thousands, where no body is told."""
    thousands = found[2] and len(found[3]) == 3
    if thousands and not _BODY.search(text[: found.start()]):
        return found[0]
    return f"{found[1]}§{found[2]}"


def _with_heads(pages: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Pieces in which § stands where it begins a line and its number is of the row of the items' numbers."""
    heads = [
        (page, at, found, bool(following) or found.end() < len(found.string))
        for page, pieces in enumerate(pages)
        for at, following in _firsts(pieces)
        if (found := _head(pieces[at].text, following))
    ]
    row = _row(
        [_Head(int(found[3]), found[1] == "§", titled, _is_glued(found)) for _, _, found, titled in heads]
    )
    whole = [list(pieces) for pieces in pages]
    for page, at, found, _ in heads:
        if (int(found[3]), _is_glued(found)) in row:
            whole[page][at] = replace(pages[page][at], text=f"§ {found.string[found.start(3) :]}")
    for pieces in whole:
        for at, _ in _firsts(pieces):
            if _BULLET.match(pieces[at].text):
                pieces[at] = replace(pieces[at], text=f"•{pieces[at].text[1:]}")
    return whole


def _firsts(pieces: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    """The indices of the pieces that begin a line of a page, with what follows each on its line."""
    for line in _lines(pieces):
        yield line[0], " ".join(pieces[n].text for n in line[1:])


def _lines(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """The indices of the pieces of each line of a page, from left to right."""
    line: list[int] = []
    for at in sorted(range(len(pieces)), key=lambda at: pieces[at].base):
        if line and pieces[at].base - pieces[line[0]].base > _SAME_LINE * pieces[line[0]].size:
            yield sorted(line, key=lambda n: pieces[n].left)
            line = []
        line.append(at)
    if line:
        yield sorted(line, key=lambda n: pieces[n].left)


def _head(text: str, following: str) -> re.Match[str] | None:
    """What begins as the heading of an item does, and goes on as one: with a capital, or not at all."""
    found = _HEAD.match(text)
    goes_on = following.lstrip("“”\"'")[:1]
    return None if goes_on and not goes_on.isupper() else found


def _is_glued(found: re.Match[str]) -> bool:
    """Whether what begins a line may as well be a number: *85*, for § 5."""
    return not found[2] and found[1].isdigit() and len(found[3]) == 1


@dataclass(frozen=True, slots=True)
class _Head:
    """What may head an item: its number, whether § was read and a title is beside it, and *85* for § 5."""

    number: int
    sure: bool
    titled: bool
    glued: bool


def _row(heads: Sequence[_Head]) -> set[tuple[int, bool]]:
    """The items' numbers, each with whether it is also one where it is glued to what was read for §.

    They are on end with numbers of which § was read, or are some on end themselves; where they are not glued
    they may also stand between those of which § was read.
    """
    sure = {head.number for head in heads if head.sure}
    titled = {head.number for head in heads if head.titled}
    found: set[tuple[int, bool]] = set()
    for run in _runs({head.number for head in heads}):
        if not sure.isdisjoint(run) or len(titled.intersection(run)) >= _ROW:
            found.update((number, glued) for number in run for glued in (True, False))
        elif len(run) >= _ROW and not any(head.glued for head in heads if head.number in run):
            found.update((number, False) for number in run)
    between = range(min(sure), max(sure) + 1) if sure else range(0)
    return found | {(head.number, False) for head in heads if head.number in between}


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Numbers on end, each run of them."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _dotted(words: Counter[str]) -> dict[str, str]:
    """By what is left of it without dots, the word that the pages or the names of parts have with them.

    What may be a word of its own stays: a short one, or one that is read more often than the other.
    """
    names = {word for name in (*LABELS, *(part.name for part in PARTS)) for word in _WORD.findall(name)}
    found: dict[str, str] = {}
    for word in sorted({*words, *names}, key=lambda each: (words[each], each)):
        bare = word.translate(_BARE)
        if bare == word or len(word) < _LONG:
            continue
        if word in names or len(word) >= _LONGER or words[word] >= words[bare]:
            found[bare] = word
    return found


def _as_known(word: str, dotted: dict[str, str]) -> str:
    known = dotted.get(word.lower(), word)
    if known == word.lower() or known == word:
        return word
    keep: Callable[[str], str] = (
        str.upper if word.isupper() else str.capitalize if word[:1].isupper() else str
    )
    return keep(known)

"""Where the items of a meeting's minutes begin, and what its contents list calls them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.minutes.grammar import (
    broken_item_heading,
    case_number,
    front_label,
    handled_numbers,
    is_appeal_title,
    is_contents_label,
    is_history,
    is_item_list,
    item_heading,
)
from corpus.minutes.vocabulary import is_part
from corpus.text.blocks import Block
from corpus.text.traced import lines

_TITLE = 300
_SUBSTANCE = 200
_ENTRY = re.compile(
    r"§\s*(\d{1,4}\s?[a-z]?)\s*\|?\s+(?=[^\W\d_a-zåäö]|\d|[\"”(])(.+?)(?=\s*§\s*\d|$)", re.DOTALL
)
_NEAR = 6  # blocks
_MEETING = ("aika", "paikka", "kokousaika", "kokouspaikka", "tid", "plats")


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it begins: ``§ 31``, its title, its heading's blocks, and the history that precedes it.

    ``headings`` and ``history`` are indices of blocks, in order; a history says when which body handled
    the item before.
    """

    number: str
    title: str
    headings: tuple[int, ...]
    history: tuple[int, ...]

    @property
    def first(self) -> int:
        """The index of the item's first block."""
        return min(self.headings + self.history)


def parted_rows(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which each row of a table of front matter (*Aika*, *Paikka*, §s) is a paragraph."""
    parted: list[Block] = []
    for block in blocks:
        rows = lines(block.traced) if block.kind == "table" else []
        firsts = [row.text.split("|")[0].strip() for row in rows]
        listed = sum(item_heading(first) is not None for first in firsts) > len(firsts) / 2
        if listed or any(front_label(first) or first.lower() in _MEETING for first in firsts):
            parted.extend(replace(block, kind="paragraph", traced=row) for row in rows)
        else:
            parted.append(block)
    return parted


def find_items(blocks: Sequence[Block]) -> list[Item]:
    """The items of minutes in reading order, their §s rising; none in a document of another kind.

    A heading with a § begins an item, and so does a line that is a § and nothing else. An entry of the
    contents list begins none: its § comes again before anything is said. A line of text that has the §
    and the title of an entry of the contents list begins an item too. In minutes in two languages, one
    after the other, the §s begin again. Minutes that have no other §s may tell each item's in the line
    above its title that says which body handled it.
    """
    starts = [at for at, block in enumerate(blocks) if _heads_item(block) and not _is_appeal(blocks, at)]
    starts = [at for n, at in enumerate(starts) if not _is_entry(blocks, starts[n:])]
    if not starts:
        return _handled_items(blocks)
    listed = contents_titles(blocks[: starts[0]])
    found: list[Item] = []
    last = 0
    for at, block in enumerate(blocks):
        heads = at in starts or (at > starts[0] and _is_listed(block, listed))
        item = _item(blocks, at, listed) if heads else _broken(blocks, at, last, found)
        later = {_number(blocks[n]) for n in starts if n > at}
        if item and (_follows(item.number, last, listed, later) or _begins_again(item, found, later)):
            found.append(item)
            last = _order(item.number)
    return found


def _begins_again(item: Item, found: Sequence[Item], later: set[str]) -> bool:
    """Whether the §s begin again, under other titles, as where the same minutes follow in Swedish."""
    first = found[0]
    rest = {each.number for each in found[1:]}
    return item.number == first.number and item.title != first.title and bool(rest) and rest <= later


def _handled_items(blocks: Sequence[Block]) -> list[Item]:
    """The items of minutes in which a line such as *Kaupunginhallitus 12.3.2024 § 85* stands above a title.

    The §s rise; a case number or a part follows close by. The same line under the title heads a handling.
    """
    found: list[Item] = []
    for at, block in enumerate(blocks):
        numbers = handled_numbers(block.text) if block.kind in {"heading", "paragraph", "table"} else ()
        if not numbers or at + 1 >= len(blocks) or not _is_title(blocks[at + 1]):
            continue
        near = blocks[at + 2 : at + 2 + _NEAR]
        told = any(case_number(b.text) or is_part(b.text) or is_history(b.text) for b in near)
        last = _order(found[-1].number) if found else 0
        if told and _order(numbers[-1]) > last:
            title = " ".join(blocks[at + 1].text.split())
            found.append(Item(numbers[-1], title, (at + 1,), (*_history(blocks, at), at)))
    return found


def contents_titles(blocks: Sequence[Block]) -> dict[str, str]:
    """The title of each § that a contents list names, several of them in one block or one in two."""
    texts = [" ".join(block.text.split()) for block in blocks]
    entries = (entry for text in texts for entry in _ENTRY.finditer(text))
    listed = {f"§ {entry[1].replace(' ', '')}": entry[2].strip(" |") for entry in entries}
    for lone, text, block in zip(texts, texts[1:], blocks[1:], strict=False):
        found = item_heading(lone)
        if found and not found[1] and _is_title(block):
            listed[found[0]] = text
    return listed


def _heads_item(block: Block) -> bool:
    """A heading with a §, or a line of its own that is one and nothing else."""
    if block.kind not in {"heading", "paragraph"} or len(block.text) > _TITLE:
        return False
    found = item_heading(block.text)
    return found is not None and (block.kind == "heading" or not found[1])


def _is_appeal(blocks: Sequence[Block], at: int) -> bool:
    """Whether a § stands between the headings of an instruction for appeal, as one that it concerns."""
    beside = [*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2]]
    return is_item_list(blocks[at].text) and any(is_appeal_title(block.text) for block in beside)


def _is_entry(blocks: Sequence[Block], starts: Sequence[int]) -> bool:
    """Whether the first of the blocks that have a § is an entry of the contents list.

    Its § comes again: before anything is said, or after the §s have fallen back. Under the heading of
    the list it is enough that they fall back, for the item itself may be set otherwise.
    """
    numbers = [_order(_number(blocks[at])) for at in starts]
    above = (label for block in reversed(blocks[: starts[0]]) if (label := front_label(block.text)))
    if is_contents_label(next(above, "")):
        return numbers[0] in numbers[1:] or any(b < a for a, b in pairwise(numbers))
    if numbers[0] not in numbers[1:]:
        return False
    until = numbers.index(numbers[0], 1)
    said = blocks[starts[0] + 1 : starts[1]]
    if not any(len(b.text) > _SUBSTANCE or is_part(b.text) or case_number(b.text) for b in said):
        return True
    fallen = any(b < a for a, b in pairwise(numbers[: until + 1]))
    return fallen and not any(is_part(b.text) for b in said)


def _follows(number: str, last: int, listed: dict[str, str], later: set[str]) -> bool:
    """Whether an item may have this § after the last one: a rising one, with none left out that comes later.

    Where there is a contents list, a § that it does not name must be the next one. Other documents
    are quoted with their §s, too.
    """
    order = _order(number)
    if order == last + 1 or not last:
        return True
    if listed and number not in listed:
        return False
    return order > last and f"§ {last + 1}" not in later


def _number(block: Block) -> str:
    found = item_heading(block.text)
    return found[0] if found else ""


def _order(number: str) -> int:
    return int(re.sub(r"\D", "", number) or 0)


def _is_listed(block: Block, listed: dict[str, str]) -> bool:
    found = item_heading(block.text) if block.kind == "paragraph" else None
    return found is not None and found[0] in listed and _letters(found[1]) == _letters(listed[found[0]])


def _item(blocks: Sequence[Block], at: int, listed: dict[str, str]) -> Item | None:
    """The item that begins at a block, its title taken from the blocks after a lone §, or the one before."""
    found = item_heading(blocks[at].text)
    if not found:
        return None
    number, title = found
    headings = [at]
    entry = listed.get(number, "")
    for after in range(at + 1, len(blocks)):
        text = " ".join(blocks[after].text.split())
        if title and not (_letters(entry).startswith(_letters(f"{title} {text}")) and text):
            break
        if not _is_title(blocks[after]):
            break
        title = f"{title} {text}".strip()
        headings.append(after)
    before = blocks[at - 1] if at and not title else None
    if before and before.kind == "heading" and _is_title(before):  # a web page has the title above the §
        title, headings = " ".join(before.text.split()), [at - 1, at]
    return Item(number, _mended(title, entry), tuple(headings), _history(blocks, headings[0]))


def _broken(blocks: Sequence[Block], at: int, last: int, found: list[Item]) -> Item | None:
    """The item whose § stands in the middle of its title, between two lines of it.

    ``Osayleiskaava / …`` and ``§ 18 lausunto`` head the item § 18, if § 17 was the last.
    """
    broken = broken_item_heading(blocks[at].text)
    taken = found[-1].headings if found else ()
    if not broken or not at or _order(broken[0]) != last + 1 or at - 1 in taken:
        return None
    before = blocks[at - 1]
    if blocks[at].kind != "heading" or before.kind != "heading" or not _is_title(before):
        return None
    title = f"{' '.join(before.text.split())} {broken[1]}"
    return Item(broken[0], title, (at - 1, at), _history(blocks, at - 1))


def _history(blocks: Sequence[Block], at: int) -> tuple[int, ...]:
    first = at
    while first and is_history(blocks[first - 1].text):
        first -= 1
    return tuple(range(first, at))


def _is_title(block: Block) -> bool:
    """Whether a block is a title, or goes on with one."""
    text = block.text
    lone = block.kind == "heading" or (
        block.kind == "paragraph" and len(text) < _TITLE and "\n" not in text and not text.endswith(".")
    )
    return lone and not (is_part(text) or is_history(text) or item_heading(text) or case_number(text))


def _mended(title: str, entry: str) -> str:
    """A title with the hyphens that it lost at the end of a line and the contents list kept."""
    same = _letters(title) == _letters(entry)
    return " ".join(entry.split()) if same and entry.count("-") > title.count("-") else title


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()

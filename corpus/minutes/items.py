"""Where the items of a meeting's minutes begin, and what its contents list calls them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.document import one_line
from corpus.minutes.grammar import (
    broken_item_heading,
    front_label,
    handled_numbers,
    is_appeal_title,
    is_contents_label,
    is_item_list,
    item_heading,
)
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
    heads = [at for at, block in enumerate(blocks) if _heads_item(block) and not _is_appeal(blocks, at)]
    starts = _without_entries(blocks, heads)
    if not starts:
        return _handled_items(blocks)
    listed = contents_titles(blocks[: starts[0]])
    numbering = _Numbering(listed, {_number(blocks[at]): at for at in starts})
    found: list[Item] = []
    begins = set(starts)
    for at, block in enumerate(blocks):
        heads_item = at in begins or (at > starts[0] and _is_listed(block, listed))
        item = _item(blocks, at, listed) if heads_item else _broken(blocks, at, numbering.last, found)
        if item and numbering.admits(item, at):
            found.append(item)
            numbering.take(item)
    return found


@dataclass(slots=True)
class _Numbering:
    """Which § an item may have after those before it.

    ``listed`` are the titles of the contents list, ``latest`` the last block that begins with each §.
    ``last`` is the last item's § as a number, ``first`` the first item. ``repeated`` is the block before
    which the §s of all items but the first are still to come again, -1 where one does not.
    """

    listed: Mapping[str, str]
    latest: Mapping[str, int]
    last: int = 0
    first: Item | None = None
    repeated: int | None = None

    def admits(self, item: Item, at: int) -> bool:
        """Whether a block may begin an item: its § follows, or the §s begin again."""
        return self._follows(item.number, at) or self._begins_again(item, at)

    def take(self, item: Item) -> None:
        """Takes note of an item that was admitted."""
        self.last = _order(item.number)
        if self.first is None:
            self.first = item
        else:
            until = self.latest.get(item.number, -1)
            self.repeated = until if self.repeated is None else min(self.repeated, until)

    def _follows(self, number: str, at: int) -> bool:
        """Whether a § comes after the last one, with none left out that comes later.

        Where there is a contents list, a § that it does not name must be the next one. Other documents
        are quoted with their §s, too.
        """
        order = _order(number)
        if order == self.last + 1 or not self.last:
            return True
        if self.listed and number not in self.listed:
            return False
        return order > self.last and self.latest.get(f"§ {self.last + 1}", -1) <= at

    def _begins_again(self, item: Item, at: int) -> bool:
        """Whether the §s begin again, under other titles, as where the same minutes follow in Swedish."""
        if self.first is None or self.repeated is None:
            return False
        same = item.number == self.first.number and item.title != self.first.title
        return same and self.repeated > at


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
        told = any(each.case_number or each.part_name or each.is_history for each in near)
        last = _order(found[-1].number) if found else 0
        if told and _order(numbers[-1]) > last:
            title = one_line(blocks[at + 1].text)
            found.append(Item(numbers[-1], title, (at + 1,), (*_history(blocks, at), at)))
    return found


def contents_titles(blocks: Sequence[Block]) -> dict[str, str]:
    """The title of each § that a contents list names, several of them in one block or one in two."""
    texts = [one_line(block.text) for block in blocks]
    entries = (entry for text in texts for entry in _ENTRY.finditer(text))
    listed = {f"§ {entry[1].replace(' ', '')}": entry[2].strip(" |") for entry in entries}
    for (lone, block), text in zip(pairwise(blocks), texts[1:], strict=True):
        found = lone.item_heading
        if found and not found[1] and _is_title(block):
            listed[found[0]] = text
    return listed


def _heads_item(block: Block) -> bool:
    """A heading with a §, or a line of its own that is one and nothing else."""
    if block.kind not in {"heading", "paragraph"} or len(block.text) > _TITLE:
        return False
    found = block.item_heading
    return found is not None and (block.kind == "heading" or not found[1])


def _is_appeal(blocks: Sequence[Block], at: int) -> bool:
    """Whether a § stands between the headings of an instruction for appeal, as one that it concerns."""
    beside = [*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2]]
    return is_item_list(blocks[at].text) and any(is_appeal_title(block.text) for block in beside)


def _without_entries(blocks: Sequence[Block], heads: Sequence[int]) -> list[int]:
    """Blocks that have a §, by their indices, without those that are entries of the contents list.

    The § of an entry comes again: before anything is said, or after the §s have fallen back. Under the
    heading of the list it is enough that they fall back, for the item itself may be set otherwise.
    """
    numbers = [_order(_number(blocks[at])) for at in heads]
    falls = list(accumulate((b < a for a, b in pairwise(numbers)), initial=0))  # how often they fell back
    labels = _labels_above(blocks, heads)
    again: list[int | None] = []  # for each the next of the same §
    coming: dict[int, int] = {}
    for n in range(len(heads) - 1, -1, -1):
        again.append(coming.get(numbers[n]))
        coming[numbers[n]] = n
    again.reverse()

    def is_entry(n: int) -> bool:
        until = again[n]
        if is_contents_label(labels[n]):
            return until is not None or falls[-1] > falls[n]
        if until is None:
            return False
        said = blocks[heads[n] + 1 : heads[n + 1]]
        if not any(len(each.text) > _SUBSTANCE or each.part_name or each.case_number for each in said):
            return True
        return falls[until] > falls[n] and not any(each.part_name for each in said)

    return [at for n, at in enumerate(heads) if not is_entry(n)]


def _labels_above(blocks: Sequence[Block], heads: Sequence[int]) -> list[str]:
    """For each of some blocks the nearest label of front matter that stands before it, or an empty text."""
    found: list[str] = []
    label, at = "", 0
    for head in heads:
        for block in blocks[at:head]:
            label = block.front_label or label
        found.append(label)
        at = head
    return found


def _number(block: Block) -> str:
    return block.item_heading[0] if block.item_heading else ""


def _order(number: str) -> int:
    return int(re.sub(r"\D", "", number) or 0)


def _is_listed(block: Block, listed: Mapping[str, str]) -> bool:
    found = block.item_heading if block.kind == "paragraph" else None
    return found is not None and found[0] in listed and _letters(found[1]) == _letters(listed[found[0]])


def _item(blocks: Sequence[Block], at: int, listed: Mapping[str, str]) -> Item | None:
    """The item that begins at a block, its title taken from the blocks after a lone §, or the one before."""
    found = blocks[at].item_heading
    if not found:
        return None
    number, title = found
    entry = listed.get(number, "")
    titles, headings = [title] if title else [], [at]
    rest: str | None = _after(_letters(entry), title)  # what the contents list still has of the title
    for after in range(at + 1, len(blocks)):
        text = one_line(blocks[after].text)
        left = None if rest is None else _after(rest, text)
        if titles and (left is None or not text):
            break
        if not _is_title(blocks[after]):
            break
        titles += [text] if text else []
        headings.append(after)
        rest = left
    title = " ".join(titles)
    before = blocks[at - 1] if at and not title else None
    if before and before.kind == "heading" and _is_title(before):  # a web page has the title above the §
        title, headings = one_line(before.text), [at - 1, at]
    return Item(number, _mended(title, entry), tuple(headings), _history(blocks, headings[0]))


def _after(letters: str, text: str) -> str | None:
    """Letters without those of a text that they begin with, None where they do not."""
    start = _letters(text)
    return letters.removeprefix(start) if letters.startswith(start) else None


def _broken(blocks: Sequence[Block], at: int, last: int, found: list[Item]) -> Item | None:
    """The item whose § stands in the middle of its title, between two lines of it.

    ``Osayleiskaava / …`` and ``§ 18 lausunto`` head the item § 18, if § 17 was the last.
    """
    if blocks[at].kind != "heading" or not at:
        return None
    broken, before = broken_item_heading(blocks[at].text), blocks[at - 1]
    if not broken or _order(broken[0]) != last + 1 or (found and at - 1 in found[-1].headings):
        return None
    if before.kind != "heading" or not _is_title(before):
        return None
    title = f"{one_line(before.text)} {broken[1]}"
    return Item(broken[0], title, (at - 1, at), _history(blocks, at - 1))


def _history(blocks: Sequence[Block], at: int) -> tuple[int, ...]:
    first = at
    while first and blocks[first - 1].is_history:
        first -= 1
    return tuple(range(first, at))


def _is_title(block: Block) -> bool:
    """Whether a block is a title, or goes on with one."""
    text = block.text
    lone = block.kind == "heading" or (
        block.kind == "paragraph" and len(text) < _TITLE and "\n" not in text and not text.endswith(".")
    )
    return lone and not (block.part_name or block.is_history or block.item_heading or block.case_number)


def _mended(title: str, entry: str) -> str:
    """A title with the hyphens that it lost at the end of a line and the contents list kept."""
    same = _letters(title) == _letters(entry)
    return one_line(entry) if same and entry.count("-") > title.count("-") else title


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()

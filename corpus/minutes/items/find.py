"""Where the items of a meeting's minutes begin, and what its contents list calls them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.document import one_line
from corpus.minutes.grammar import (
    broken_item_heading,
    first_date,
    front_label,
    is_appeal_title,
    is_contents_label,
    is_item_list,
    item_heading,
)
from corpus.minutes.items.apart import items_apart, placed_item
from corpus.minutes.items.beginnings import TITLE, Item, history_before, is_title, order_of
from corpus.text.blocks import Block
from corpus.text.traced import lines

_SUBSTANCE = 200
_ENTRY = re.compile(
    r"§\s*(\d{1,4}\s?[a-z]?)\s*\|?\s+(?=[^\W\d_a-zåäö]|\d|[\"”(])(.+?)(?=\s*§\s*\d|$)", re.DOTALL
)
_MEETING = ("aika", "paikka", "kokousaika", "kokouspaikka", "tid", "plats")


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
    after the other, the §s begin again. What looks less like the heading of an item begins one where its §
    is the next, and no other heading has it: the number that goes on tells more than the look. For items
    whose § does not stand by their title see ``corpus.minutes.items.apart``.
    """
    if placed := placed_item(blocks):
        return [placed]
    heads = [at for at, block in enumerate(blocks) if _heads_item(block) and not _is_appeal(blocks, at)]
    starts = _without_entries(blocks, heads)
    if not starts:
        return items_apart(blocks)
    listed = contents_titles(blocks[: starts[0]])
    going_on = _going_on(blocks, starts)
    latest = {_number(blocks[at]): at for at in starts}
    numbering = _Numbering(listed, latest)
    following = dict(pairwise([*starts, len(blocks)]))
    found: list[Item] = []
    begins = set(starts)
    for at, block in enumerate(blocks):
        if at in begins or (at > starts[0] and _is_listed(block, listed)):
            item = _item(blocks, at, listed)
        elif at in going_on and numbering.is_next(going_on[at][0]) and latest.get(going_on[at][0], -1) < at:
            item = _item(blocks, at, listed, going_on[at])
        else:
            item = _broken(blocks, at, numbering.last, found)
        until = following.get(at, at)  # a § that is left out may stand in text before the next heading
        told = {going_on[n][0] for n in range(at + 1, until) if n in going_on} if item else ()
        if item and numbering.admits(item, at, told):
            found.append(item)
            numbering.take(item)
    return found


def _going_on(blocks: Sequence[Block], starts: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The blocks after the first item that head another if their § is the next one, each with § and title."""
    known = set(starts)
    found: dict[int, tuple[str, str]] = {}
    for at in range(starts[0] + 1, len(blocks)):
        block = blocks[at]
        if at in known or "§" not in block.text or len(block.text) > TITLE:
            continue
        dated = block.is_history and first_date(block.text)
        if dated or block.kind == "list" or "\n" in block.text or block.text.endswith((".", ":", ";", ",")):
            continue
        heading = block.item_heading or block.going_on_heading
        # The § at the end of a line of text is as a rule another's, where no part of an item follows.
        ends = heading and heading[1] and block.text.endswith((heading[0][2:], "§"))
        if heading and not (ends and block.kind == "paragraph" and not _goes_on_as_item(blocks, at + 1)):
            found[at] = heading
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

    def is_next(self, number: str) -> bool:
        """Whether a § is the one after the last item's."""
        return self.last > 0 and order_of(number) == self.last + 1

    def admits(self, item: Item, at: int, told: Collection[str]) -> bool:
        """Whether a block may begin an item: its § follows, or the §s begin again.

        ``told`` are the §s that text has before the next heading with one.
        """
        if self.last and not self.is_next(item.number) and f"§ {self.last + 1}" in told:
            return False
        return self._follows(item.number, at) or self._begins_again(item, at)

    def take(self, item: Item) -> None:
        """Takes note of an item that was admitted."""
        self.last = order_of(item.number)
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
        order = order_of(number)
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


def contents_titles(blocks: Sequence[Block]) -> dict[str, str]:
    """The title of each § that a contents list names, several of them in one block or one in two."""
    texts = [one_line(block.text) for block in blocks]
    entries = (entry for text in texts for entry in _ENTRY.finditer(text))
    listed = {f"§ {entry[1].replace(' ', '')}": entry[2].strip(" |") for entry in entries}
    for (lone, block), text in zip(pairwise(blocks), texts[1:], strict=True):
        found = lone.item_heading
        if found and not found[1] and is_title(block):
            listed[found[0]] = text
    return listed


def _heads_item(block: Block) -> bool:
    """A heading with a §, or a line of its own that is one and nothing else."""
    if block.kind not in {"heading", "paragraph"} or len(block.text) > TITLE:
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
    numbers = [order_of(_number(blocks[at])) for at in heads]
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


def _is_listed(block: Block, listed: Mapping[str, str]) -> bool:
    found = block.item_heading if block.kind == "paragraph" else None
    return found is not None and found[0] in listed and _letters(found[1]) == _letters(listed[found[0]])


def _item(
    blocks: Sequence[Block],
    at: int,
    listed: Mapping[str, str],
    heading: tuple[str, str] | None = None,
) -> Item | None:
    """The item that begins at a block, its title taken from the blocks after a lone §, or the one before."""
    found = heading or blocks[at].item_heading
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
        if not is_title(blocks[after]):
            break
        titles += [text] if text else []
        headings.append(after)
        rest = left
    title = " ".join(titles)
    before = blocks[at - 1] if at and not title else None
    if before and before.kind == "heading" and is_title(before):  # a web page has the title above the §
        title, headings = one_line(before.text), [at - 1, at]
    return Item(number, _mended(title, entry), tuple(headings), history_before(blocks, headings[0]))


def _after(letters: str, text: str) -> str | None:
    """Letters without those of a text that they begin with, None where they do not."""
    start = _letters(text)
    return letters.removeprefix(start) if letters.startswith(start) else None


def _broken(blocks: Sequence[Block], at: int, last: int, found: list[Item]) -> Item | None:
    """The item whose § stands in the middle of its title, between two lines of it.

    ``Osayleiskaava / …`` and ``§ 18 lausunto`` head the item § 18, if § 17 was the last.
    """
    if not at or not is_title(blocks[at]):
        return None
    broken, before = broken_item_heading(blocks[at].text), blocks[at - 1]
    if not broken or order_of(broken[0]) != last + 1 or (found and at - 1 in found[-1].headings):
        return None
    if not is_title(before) or not before.text[:1].isupper() or before.part_label:
        return None
    if "paragraph" in {before.kind, blocks[at].kind} and not _goes_on_as_item(blocks, at + 1):
        return None
    title = f"{one_line(before.text)} {broken[1]}"
    return Item(broken[0], title, (at - 1, at), history_before(blocks, at - 1))


def _goes_on_as_item(blocks: Sequence[Block], at: int) -> bool:
    """Whether what stands somewhere is a part of an item, its case number, or who handled it."""
    following = blocks[at : at + 1]
    return any(b.part_name or b.part_label or b.case_number or b.is_history for b in following)


def _mended(title: str, entry: str) -> str:
    """A title with the hyphens that it lost at the end of a line and the contents list kept."""
    same = _letters(title) == _letters(entry)
    return one_line(entry) if same and entry.count("-") > title.count("-") else title


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()

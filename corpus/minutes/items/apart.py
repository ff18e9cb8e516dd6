"""Items whose § stands apart from their title: in the line above it, in the head of the page, or nowhere."""

import re
from collections.abc import Sequence

from corpus.document import one_line
from corpus.minutes.grammar import BODY_NAME, case_number, handled_numbers, item_heading
from corpus.minutes.items.beginnings import Item, history_before, is_title, order_of
from corpus.minutes.parts import has_act, roles_headed
from corpus.text.blocks import Block

_NEAR = 6  # blocks
_LONGEST_CASE = 60
_HEAD = 20  # blocks in which the head of a page tells the §, or the case number stands
_FAR = 60  # blocks in which the title follows: the attachments may stand before it
# *Kaupunginhallitus Pöytäkirja 8.5.2017 / Pykälä 127*
_PLACED = re.compile(r".{0,160}?\d[\s/|.,]+((?:Pykälä|Asianro|Asia nro|Ärendenr)\.?:?\s*\d{1,4})")
# A row of who handled the item: *Kaupunginhallitus | 195 | 2.5.2017 | 2*.
_HANDLED_ROW = re.compile(
    rf"(?P<body>{BODY_NAME})\s*\|\s*(?:§\s*)?(?P<number>\d{{1,4}})(?:\s*§)?\s*\|\s*"
    r"(?P<date>\d{1,2}\.\d{1,2}\.\d{4})\b.*"
)
_HANDLED_HEAD = re.compile(r".*§\s*\|\s*(?:Kokous|Pvm|Möte|Sammanträde|Datum)")
_COUNTED = re.compile(r"(\d{1,3})\.?\s+([^\W\d_a-zåäö].+)")
_NAVIGATION = re.compile(
    r"\|.*\||(?:Edellinen|Seuraava|Toimielimet|Takaisin|Tulosta|Föregående|Nästa|Tillbaka)\b"
)


def placed_item(blocks: Sequence[Block]) -> Item | None:
    """The item of a document that has one only, and whose § the head of its page tells.

    Its title stands behind the same number alone (``26``), or is the first one that follows.
    """
    heads = blocks[:_HEAD]
    lines = {at: _PLACED.fullmatch(one_line(block.text)) for at, block in enumerate(heads)}
    told = [(at, found[1]) for at, found in lines.items() if found]
    if len(told) != 1 or any(block.item_heading for block in heads if block.kind == "heading"):
        return None
    at, words = told[0]
    number = (item_heading(words) or ("", ""))[0]
    digits = number.removeprefix("§ ")
    near = range(at + 1, min(at + _FAR, len(blocks)))
    lone = next((n for n in near if re.fullmatch(rf"(?:§\s*)?{digits}(?:\s*§)?\.?", blocks[n].text)), None)
    after = at if lone is None else lone
    titles = (n for n in range(after + 1, min(after + _NEAR, len(blocks))) if _names_item(blocks[n]))
    title = next(titles, None)
    if title is None:
        return None
    headings = (lone, title) if lone is not None and title == lone + 1 else (title,)
    return Item(number, one_line(blocks[title].text), headings, _case_before(blocks, headings[0]))


def items_apart(blocks: Sequence[Block]) -> list[Item]:
    """The items of minutes none of whose titles has a § beside it, their §s rising.

    A line such as *Kaupunginhallitus 12.3.2024 § 85* stands above a title, a case number or a part close by;
    the same line under the title heads a handling. Or a table of who handled the item when stands above its
    case number and title. Or the headings are counted without a §. A document of one item may have no number
    at all: a title, with its case number or right above an act, makes an item of a proposal or a decision.
    """
    found: list[Item] = []
    for at in range(len(blocks)):
        item = _tabled(blocks, at) or _handled(blocks, at)
        if item and order_of(item.number) > (order_of(found[-1].number) if found else 0):
            found.append(item)
    return found or _counted(blocks) or _without_numbers(blocks)


def handled_rows(text: str) -> list[tuple[str, str, str]]:
    """The rows of a table of who handled an item: body, § and date, as written."""
    rows = map(_HANDLED_ROW.fullmatch, text.split("\n"))
    return [(row["body"], f"§ {row['number']}", row["date"]) for row in rows if row]


def _handled(blocks: Sequence[Block], at: int) -> Item | None:
    block = blocks[at]
    numbers = handled_numbers(block.text) if block.kind in {"heading", "paragraph", "table"} else ()
    if not numbers or at + 1 >= len(blocks) or not _names_handled(blocks[at + 1]):
        return None
    near = blocks[at + 2 : at + 2 + _NEAR]
    if not any(each.case_number or each.part_name or each.is_history for each in near):
        return None
    return Item(numbers[-1], one_line(blocks[at + 1].text), (at + 1,), (*history_before(blocks, at), at))


def _names_handled(block: Block) -> bool:
    return is_title(block) and block.part_label is None and not block.text.endswith(":")


def _tabled(blocks: Sequence[Block], at: int) -> Item | None:
    """The item above whose title a table says who handled it, the meeting at hand last."""
    block = blocks[at]
    if block.kind != "table" or not _HANDLED_HEAD.match(block.text):
        return None
    rows = handled_rows(block.text)
    titles = (n for n in range(at + 1, min(at + _NEAR, len(blocks))) if _names_item(blocks[n]))
    title = next(titles, None)
    if not rows or title is None:
        return None
    return Item(rows[-1][1], one_line(blocks[title].text), (title,), tuple(range(at, title)))


def _counted(blocks: Sequence[Block]) -> list[Item]:
    """The items of minutes whose headings are counted without a § (*2 Talousraportti*), half with acts."""
    heads: list[tuple[int, int, str]] = []
    for at, block in enumerate(blocks):
        found = _COUNTED.fullmatch(one_line(block.text)) if block.kind == "heading" else None
        if found and int(found[1]) == (heads[-1][1] + 1 if heads else 1):
            heads.append((at, int(found[1]), found[2]))
    ends = [*(at for at, _, _ in heads[1:]), len(blocks)]
    spans = zip((at for at, _, _ in heads), ends, strict=False)
    if len(heads) < 2 or 2 * sum(any(map(has_act, blocks[at:end])) for at, end in spans) < len(heads):
        return []
    return [Item(f"§ {number}", title, (at,), ()) for at, number, title in heads]


def _without_numbers(blocks: Sequence[Block]) -> list[Item]:
    """The items of a document without §s: a case number on a line of its own, and acts among the parts.

    As a rule it is one; another case number right under a heading begins another. Without a case number it
    is one that begins with its title and an act.
    """
    cased = next((n for n, block in enumerate(blocks[:_HEAD]) if _is_case(block)), None)
    roles = {role for block in blocks[cased or 0 :] for role in roles_headed(block)}
    if len(roles) < 2 or roles.isdisjoint({"proposal", "decision"}):
        return []
    if cased is None:
        headed = blocks[0].kind == "heading" and _names_item(blocks[0]) and has_act(blocks[1])
        return [Item("", one_line(blocks[0].text), (0,), ())] if headed else []
    above = (n for n in range(cased - 1, -1, -1) if blocks[n].kind == "heading" and _names_item(blocks[n]))
    below = (n for n in range(cased + 1, min(cased + 2, len(blocks))) if _names_item(blocks[n]))
    title = next(above, next(below, None))
    if title is None:
        return []
    found = [Item("", one_line(blocks[title].text), (title,), _case_before(blocks, title))]
    known = {blocks[cased].case_number}
    for at in range(cased + 2, len(blocks)):
        heading = blocks[at - 1]
        if heading.kind != "heading" or not _is_case(blocks[at]) or blocks[at].case_number in known:
            continue
        if _names_item(heading):
            known.add(blocks[at].case_number)
            found.append(Item("", one_line(heading.text), (at - 1,), ()))
    return found


def _is_case(block: Block) -> bool:
    """Whether a block is a case number, perhaps with a label, or a table that has it in a row."""
    rows = block.text.split("\n") if block.kind == "table" else [block.text]
    short = any(len(row) <= _LONGEST_CASE and case_number(row) for row in rows)
    return short and block.case_number is not None  # which takes long to tell of a long text


def _names_item(block: Block) -> bool:
    """Whether a block may be the title of an item whose § stands elsewhere."""
    text = block.text
    return (
        is_title(block)
        and block.part_label is None
        and not text.endswith(":")
        and block.going_on_heading is None
        and not _NAVIGATION.match(text)
        and text[:1].isalnum()
        and not text.isdigit()
    )


def _case_before(blocks: Sequence[Block], at: int) -> tuple[int, ...]:
    """The blocks right before one that have the item's case number or say who handled it."""
    first = at
    while first and (
        blocks[first - 1].is_history or blocks[first - 1].case_number or handled_rows(blocks[first - 1].text)
    ):
        first -= 1
    return tuple(range(first, at))

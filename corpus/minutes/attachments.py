"""Lists of attachments: what belongs to them, and labels that a converter moved away from theirs."""

import re
from collections.abc import Sequence
from itertools import accumulate

from corpus.minutes.vocabulary import holds_attachments
from corpus.text.blocks import Block

_PROSE = 150
_NUMBER = re.compile(r"(?:[-•–]\s*)?(\d{1,2})\s+(?=[^\W\d_a-zåäö]|\d{4}\b)")
_ENTRIES = re.compile(r"^(?:Liite|Bilaga)\s?\d+\s?:", re.MULTILINE)
_FILE = re.compile(r"(?:Liite|Bilaga)\b|.*\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png)$", re.IGNORECASE)


def is_attachment(block: Block, *, numbered: bool = False) -> bool:
    """Whether a block looks like a line of a list of attachments, not like prose.

    Where the list is ``numbered`` its lines are numbers and points of lists only.
    """
    text = block.text
    if block.kind == "list" or text[0].isdigit() or len(_ENTRIES.findall(text)) > text.count("\n") / 2:
        return True
    return not numbered and len(text) < _PROSE and not text.endswith((".", ":")) and block.kind != "table"


def attachments_in_place(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of an item, each label (*Liitteet*) that lost its list before the list that has none.

    A converter reads a label in the margin after the text beside it. Labels without a list and numbered
    lists without a label belong together in their order if they are as many, else a label takes
    the nearest list before it of the same handling.
    """
    lost = [
        at
        for at, block in enumerate(blocks)
        if _is_label(block) and not (at + 1 < len(blocks) and _is_listed(blocks[at + 1]))
    ]
    alone = [at for at in range(len(blocks)) if _begins_list(blocks[at], 1) and _is_alone(blocks, at)]
    if len(lost) == len(alone):
        pairs = dict(zip(lost, alone, strict=True))
    else:
        pairs = {}
        handling = list(accumulate((block.is_history for block in blocks), initial=0))
        labels, free = set(lost), list[int]()  # the lists so far that no label has taken
        for at in sorted({*lost, *alone}):
            if at not in labels:
                free.append(at)
            elif free and handling[free[-1]] == handling[at]:
                pairs[at] = free.pop()
    label_of = {listed: label for label, listed in pairs.items()}
    found: list[Block] = []
    for at, block in enumerate(blocks):
        if at in label_of:
            found.append(blocks[label_of[at]])
        if at not in pairs:
            found.append(block)
    return found


def _is_label(block: Block) -> bool:
    return block.kind in {"heading", "paragraph"} and holds_attachments(block.text)


def _is_listed(block: Block) -> bool:
    """Whether what stands after a label is a list of attachments beyond doubt."""
    return _begins_list(block, 1) or _FILE.match(block.text) is not None


def _begins_list(block: Block, number: int) -> bool:
    """Whether a block begins a list of attachments: ``1 Kartta.pdf``, not ``1. Kaupunki päättää``."""
    found = _NUMBER.match(block.text) if block.kind in {"paragraph", "list"} else None
    return found is not None and int(found[1]) == number


def _is_alone(blocks: Sequence[Block], at: int) -> bool:
    """Whether no label stands right before a list, nor a part that it would be the text of."""
    before = blocks[at - 1] if at else None
    return before is None or not (before.kind in {"heading", "paragraph"} and before.part_name)

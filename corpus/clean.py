"""Cleaning: page furniture out of the body, sentences that a page break cut in two made whole."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import one_line
from corpus.minutes.headers import header_tokens, page_headers, without_merged_headers
from corpus.text.blocks import Block
from corpus.text.lines import join_lines, words_to_join
from corpus.text.traced import Traced, joined, lines, stripped

_LABELS = frozenset(
    "postiosoite käyntiosoite puhelin faksi telekopio sähköposti y-tunnus tilinro tilinumero internet "
    "kotisivu postadress besöksadress telefon fax e-post fo-nummer kontonr webbplats".split()
)
_VALUE = re.compile(r"\d|@|https?:|www\.")
_SPLIT = re.compile(r"[^\W\d_][-\u00ad]$")
_ADDRESS = 400
_EDGE = 6
_PAGES = 3
_SHORT = 80
_ENDS = (".", "!", "?", ":", ";", "”", '"')


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A source's blocks sorted out: the body, the lines of page headers, the parts of the address block.

    All three are in reading order; a header line or an address that comes again is kept once.
    """

    body: tuple[Block, ...]
    headers: tuple[Block, ...]
    contacts: tuple[Block, ...]


def clean(blocks: list[Block]) -> Cleaned:
    """Page furniture apart from the body, and the body's paragraphs joined over what was between.

    Furniture is known by its grammar (an address block has labels such as *Postiosoite*; for page headers
    see ``corpus.minutes.headers``) and, where the source has pages, by coming again at the edge of pages.
    """
    blocks = without_merged_headers(blocks)
    headers, contacts = furniture(blocks)
    body: list[list[Block]] = []  # each paragraph as the blocks that it goes on in
    broken = False
    for at, block in enumerate(blocks):
        if at in contacts or at in headers:
            broken = True
            continue
        before = body[-1][-1] if body else None
        if before and _goes_on(before, block, parted=broken or block.parted or block.page != before.page):
            body[-1].append(block)
        else:
            body.append([block])
        broken = False
    parts = [part for at in sorted(contacts) for part in _parts(blocks[at])]
    lines_of_headers = [blocks[at] for at in sorted(headers)]
    texts = [block.text for block in blocks]
    known = words_to_join("\n".join(texts), texts)
    whole = tuple(
        replace(run[0], traced=join_lines(*(block.traced for block in run), known=known))
        if len(run) > 1
        else run[0]
        for run in body
    )
    return Cleaned(whole, tuple(_once(lines_of_headers)), tuple(_once(parts)))


def furniture(blocks: Sequence[Block]) -> tuple[set[int], set[int]]:
    """The indices of the blocks of page headers and footers, and those of address blocks."""
    placed = {at for at, block in enumerate(blocks) if block.kind == "furniture"}
    headers = page_headers(blocks) | placed
    rest = [at for at in range(len(blocks)) if at not in headers]
    contacts = {rest[at] for at in _contacts([blocks[at] for at in rest])}
    rest = [at for at in rest if at not in contacts]
    repeated = set() if placed else _repeated([blocks[at] for at in rest])
    return headers | {rest[at] for at in repeated}, contacts


def _contacts(blocks: list[Block]) -> set[int]:
    """The indices of the parts of address blocks: two labels or more on end, with their values.

    One that is alone, because a page broke there, is known where its like is found elsewhere.
    """
    found: set[int] = set()
    run: list[int] = []
    labels, bare = 0, False
    for at, block in enumerate([*blocks, None]):
        count = sum(map(_is_label, lines(block.traced))) if block and _starts_labelled(block) else 0
        if count and block:
            run.append(at)
            labels, bare = labels + count, _is_label(lines(block.traced)[-1])
        elif bare and block and _is_value(block):
            run.append(at)
        else:
            if labels > 1:
                found.update(run)
            run, labels, bare = [], 0, False
    known = {blocks[at].text for at in found if _starts_labelled(blocks[at])}
    return found | {at for at, block in enumerate(blocks) if block.text in known}


def _starts_labelled(block: Block) -> bool:
    return len(block.text) < _ADDRESS and _is_label(lines(block.traced)[0])


def _is_label(line: Traced) -> bool:
    return line.text.strip().rstrip(":").lower() in _LABELS


def _is_value(block: Block) -> bool:
    return block.kind != "heading" and len(block.text) <= _SHORT and bool(_VALUE.search(block.text))


def _parts(block: Block) -> Iterator[Block]:
    """An address block's parts, each from its label on."""
    part: list[Traced] = []
    at = 0
    for line in lines(block.traced):
        if part and _is_label(line):
            yield _paragraph(part)
            part = []
        part.append(block.traced.cut(at, at + len(line.text) + 1))
        at += len(line.text) + 1
    yield _paragraph(part)


def _paragraph(parts: list[Traced]) -> Block:
    return Block("paragraph", stripped(joined(parts)))


def _repeated(blocks: list[Block]) -> set[int]:
    """The indices of short blocks at the edge of a page that stand at the same edge of others.

    Three pages must have it, or both where there are but two: a name may well stand on two of many.
    """
    pages: dict[int, list[int]] = {}
    for at, block in enumerate(blocks):
        pages.setdefault(block.page, []).append(at)
    if len(pages) < 2:
        return set()
    found: set[int] = set()
    for step in (1, -1):
        edges = [on_page[::step][:_EDGE] for on_page in pages.values()]
        seen = Counter(shape for edge in edges for shape in {_shape(blocks[at]) for at in edge})
        for edge in edges:
            for at in edge:
                block = blocks[at]
                often = seen[_shape(block)] >= min(_PAGES, len(pages))
                if len(block.text) > _SHORT or not often or block.part_name or block.item_heading:
                    break
                found.add(at)
    return found


def _shape(block: Block) -> str:
    """A block's text with every number as one sign, so that page numbers and dates are alike."""
    return re.sub(r"\d+", "#", one_line(block.text.lower()))


def _once(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks without those that came before; lines that differ in a page's number are one."""
    seen: set[str] = set()
    for block in blocks:
        numbered = any(kind in {"page", "half"} for kind, _ in header_tokens(block.text.strip()))
        words = _shape(block) if numbered else one_line(block.text)
        if words not in seen:
            seen.add(words)
            yield block


def _goes_on(before: Block, block: Block, *, parted: bool) -> bool:
    """Whether a paragraph goes on in the next, from which furniture or a page break may part it."""
    if before.kind not in {"paragraph", "list"} or block.kind != "paragraph":
        return False
    if before.part_name or before.item_heading:
        return False
    lower = block.text[0].islower()
    if not parted:
        return lower and _SPLIT.search(before.text) is not None
    if block.goes_on or before.text.endswith(_ENDS):
        return block.goes_on
    if before.text.endswith((",", "-", "–", "\u00ad")) or lower:
        return True
    last = lines(before.traced)[-1].text
    return len(last) > _SHORT and len(block.text) > _SHORT

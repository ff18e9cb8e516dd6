"""An item of minutes as sections: its parts, the bodies that handled it, its headings, in either language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.minutes.attachments import attachments_in_place, is_attachment
from corpus.minutes.drafts import Draft, words_of
from corpus.minutes.grammar import case_number, is_history, item_heading
from corpus.minutes.items.beginnings import Item
from corpus.minutes.parts import at_labels
from corpus.minutes.vocabulary import (
    holds_attachments,
    holds_headings,
    is_part,
    part_kind,
    part_name,
    role_of,
)
from corpus.text.blocks import Block

OWN_REASONS = "Selostus"
"""The name of the section of what was prepared for the meeting, where the source has no heading for it."""

SIGNATURES = "Allekirjoitukset"
"""The name of the section of who signed an item, where the source has no heading for it."""

Heading = Literal["history", "version", "part", "heading"]

_LIST_OF_VOTES = re.compile(r"(?:Äänestys(?:luettelo|lista)|Omröstningslista)\w*\b.{0,40}\.$")
# A line that looks like a heading and is none: the initials of who prepared the item, or their office.
_LINE = re.compile(
    r"[A-ZÅÄÖ]{1,4}(?:/[A-ZÅÄÖ]{1,4})+$|(?:Valmistelija|Esittelijä|Lisätietoja|Beredare|Föredragande)\w*\s*:\s*\S|Valm\.\s"
)
_SIGNED = re.compile(
    r"(?:Päätös|Pöytäkirja|Asiakirja) on (?:sähköisesti )?allekirjoitettu|"
    r"(?:Beslutet|Protokollet) (?:är|har) (?:elektroniskt )?(?:undertecknat|undertecknats|signerats)"
)
_ADDRESS = re.compile(r"\w[.-]*@[\w-]+\.\w")
_RULE = re.compile(r"[\s\\]*(?:[_\\]\s*){5,}$")
"""A line of underscores: what an earlier body did ends there, where it was copied by hand."""


def write_item(
    sections: list[Draft], blocks: Sequence[Block], item: Item, end: int, *, led: bool = True
) -> None:
    """Adds an item and its parts, from its blocks up to ``end``; the history before its heading is its text.

    Known parts are children of their item, or of the handling (``Tekninen lautakunta, 20.05.2025, § 83``)
    that they belong to, or of the item's heading in the other language. A handling has one decision: the
    proposal that comes after it is the item's own, unless the item's minutes begin with the decision. Any
    other heading is a child of the part before it where that part may have sub-headings, whatever its level
    says. Prose after a list of attachments belongs to the section that the list stands in, unless it stands
    beside their label. ``led`` says that labels may stand before prose on their line.
    """
    home = len(sections)
    sections.append(
        Draft(item.title, "item", item=item.number or None, headings=[blocks[n] for n in item.headings])
    )
    body = [part for block in blocks[item.headings[-1] + 1 : end] for part in at_labels(block, led=led)]
    if body and case_number(body[0].text):  # the case number stands right under the title
        sections[home].paragraphs.append(body.pop(0))
    sections[home].paragraphs.extend(blocks[at] for at in item.history)
    told = [block.text for block in (*(blocks[at] for at in item.history), *body) if is_history(block.text)]
    writer = _Writer(sections, item, home, any("," in text for text in told))
    placed = attachments_in_place(body)
    preparers = set(_preparers(placed))
    for at, block in enumerate(placed):
        writer.take(block, prepared=at in preparers)


def _preparers(blocks: Sequence[Block]) -> Iterator[int]:
    """The blocks that may begin the meeting's own part: the last ones with an address before a proposal."""
    last: int | None = None
    for at, block in enumerate(blocks):
        if block.kind in {"heading", "paragraph"} and is_history(block.text):
            last = None
        elif block.kind == "paragraph" and "@" in block.text and _ADDRESS.search(block.text):
            last = at
        elif last is not None and is_part(block.text) and role_of(block.text) == "proposal":
            yield last
            last = None


@dataclass(slots=True)
class _Writer:
    """What has been written of an item: where its next blocks belong.

    ``commas`` says that the handlings are written *Tekninen lautakunta, 20.05.2025, § 83*: then *Tekninen
    lautakunta 20.5.2025 § 83* is a quotation, and a heading like any other.
    ``handling`` is the section that parts are children of, ``part`` the last part, ``current`` the section
    that text goes into, ``resumed`` those two as they were before a list of attachments.
    """

    sections: list[Draft]
    item: Item
    home: int
    commas: bool
    handling: int = -1
    current: int = -1
    part: int | None = None
    resumed: tuple[int, int | None] | None = None
    numbered: bool = False
    decided: bool = False
    decision_first: bool | None = None

    def __post_init__(self) -> None:
        self.handling = self.current = self.home

    def take(self, block: Block, *, prepared: bool) -> None:
        """Adds a block as a section, or as text of one.

        After the decision of an earlier body a line of underscores ends what it did, and the names of those
        who prepared the item anew (``prepared``) begin the meeting's own part.
        """
        retold = self.handling != self.home and self.decided
        if retold and _RULE.match(block.text):
            self._write(block)
            self._resume_home()
            return
        if retold and prepared and not self.decision_first:
            self._resume_home()
        if _SIGNED.match(block.text):
            self._begin_signatures(block)
            return
        heading = self._heading(block)
        if heading is None:
            self._write(block)
            return
        if heading == "part":
            self._begin(block)
        parent = self.handling
        if heading in {"history", "version"}:
            parent, self.handling, self.part, self.decided = self.home, len(self.sections), None, False
        elif (
            heading == "heading" and self.part is not None and holds_headings(self.sections[self.part].title)
        ):
            parent = self.part
        self.resumed = (self.current, self.part) if holds_attachments(block.text) else None
        self.numbered = False
        self.current = len(self.sections)
        if heading == "part":
            self.part = self.current
        words = words_of(block)
        title = words.rstrip(":") if heading == "part" else words
        kind: Literal["part", "heading"] = "part" if heading in {"part", "history"} else "heading"
        self.sections.append(Draft(title, kind, parent, block.level, self.item.number or None, [block]))

    def _resume_home(self) -> None:
        """Begins the meeting's own part again, without a heading in the source: what was prepared for it."""
        self.handling, self.decided, self.part, self.resumed = self.home, False, len(self.sections), None
        self.current = self.part
        self.sections.append(Draft(OWN_REASONS, "part", self.home, 0, self.item.number or None))

    def _begin_signatures(self, block: Block) -> None:
        """Begins who signed the item, which says nothing of it, without a heading in the source."""
        self.part, self.resumed, self.current = None, None, len(self.sections)
        signatures = Draft(SIGNATURES, "heading", self.handling, 0, self.item.number or None)
        self.sections.append(signatures)
        signatures.paragraphs.append(block)

    def _write(self, block: Block) -> None:
        if self.resumed and not block.beside:
            first = not self.sections[self.current].paragraphs
            self.numbered = block.text[0].isdigit() if first else self.numbered
            listed = is_attachment(block, numbered=self.numbered)
            if not listed and not (first and block.kind == "table"):
                (self.current, self.part), self.resumed = self.resumed, None
        self.sections[self.current].paragraphs.append(block)

    def _begin(self, block: Block) -> None:
        """Takes note of a part, and leaves a handling that is decided where a proposal follows."""
        role = role_of(block.text)
        if self.decision_first is None and self.handling == self.home and role in {"decision", "proposal"}:
            self.decision_first = role == "decision"
        if role == "proposal" and self.decided and self.handling != self.home and not self.decision_first:
            self.handling, self.decided = self.home, False
        self.decided |= role == "decision"

    def _heading(self, block: Block) -> Heading | None:
        """What a block heads; None where it is text, or the item's own heading again."""
        headed = block.kind == "heading"
        if _LIST_OF_VOTES.match(block.text) or _LINE.match(block.text):
            return None
        if block.kind in {"heading", "paragraph"}:
            if is_history(block.text) and (headed or not self.resumed) and ("," in block.text) >= self.commas:
                return "history"
            if is_part(block.text):
                return "heading" if self._is_inside(block) else "part"
        again = item_heading(block.text)
        if again and again[0] == self.item.number:
            other = again[1] and not _alike(again[1], self.item.title)
            return "version" if headed and other else None
        return "heading" if headed else None

    def _is_inside(self, block: Block) -> bool:
        """Whether what heads a part stands within the part before it.

        A topic stands within reasons, and *Kaupunginjohtajan ehdotus* within *Ehdotus*.
        """
        if self.part is None:
            return False
        above = self.sections[self.part].title
        if part_kind(block.text) == "topic":
            return part_kind(above) == "reasons" and role_of(above) != "history"
        name = part_name(block.text)
        return name == above.lower() and words_of(block).rstrip(":").lower() != name


def _alike(title: str, other: str) -> bool:
    """Whether one title is the other, or its beginning."""
    a, b = (re.sub(r"[\W_]+", "", each).lower() for each in (title, other))
    return a.startswith(b) or b.startswith(a)

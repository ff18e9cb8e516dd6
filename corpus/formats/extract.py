"""Text that is taken out of a file which is no text itself, and its blocks as stretches of that text."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.document import Page, Span
from corpus.text.blocks import Block, BlockKind
from corpus.text.embedded import embedded
from corpus.text.traced import trace

_UNSEEN = re.compile(r"[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0e-\x1f]")
_BLANKS = re.compile(r"[^\S\n]+")
_FEEDS = re.compile(r" ?\n[ \n]*")


@dataclass(slots=True)
class Extract:
    """A text that grows block by block, a blank line between two, and what its blocks are."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    found: list[tuple[BlockKind, int, int, Span]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """Takes in a block, its blanks single and unseen characters gone; nothing of a blank one."""
        text = tidy(text)
        if not text:
            return
        gap = "\n\n" if self.parts else ""
        start = self.length + len(gap)
        self.parts += [gap, text]
        self.length = start + len(text)
        self.found.append((kind, level, len(self.breaks), Span(start, self.length)))

    def break_page(self) -> None:
        """Begins another page, unless this one is still empty."""
        if self.length and (not self.breaks or self.breaks[-1] < self.length):
            self.breaks.append(self.length)

    def finished(self) -> tuple[str, tuple[Page, ...], list[Block]]:
        """The text, its pages, labelled in order, none where it was never broken; and its blocks."""
        source = "".join(self.parts)
        blocks = [Block(kind, trace(source, span), level, page) for kind, level, page, span in self.found]
        edges = [0, *(at for at in self.breaks if at < len(source)), len(source)]
        spans = [Span(start, end) for start, end in pairwise(edges)]
        numbered = enumerate(spans if len(spans) > 1 else [], start=1)
        pages = tuple(Page(number, str(number), span, inferred=True) for number, span in numbered)
        return source, pages, blocks


def tidy(text: str) -> str:
    """A text with single blanks and line feeds, nothing unseen or embedded, no white space at its ends."""
    spans = embedded(text)
    if spans:
        ends = [0, *(data.end for data in spans)]
        starts = [*(data.start for data in spans), len(text)]
        text = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    return _FEEDS.sub("\n", _BLANKS.sub(" ", _UNSEEN.sub("", text))).strip()

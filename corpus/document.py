"""A document: one clean text, cut into sections, whose every span maps back to its source."""

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.language import LANGUAGES, Language
from corpus.layout import Box, Layout, boxes_at

SectionKind = Literal["item", "part", "heading", "contents", "text", "furniture"]
Role = Literal[
    "decision",
    "proposal",
    "counterproposal",
    "handling",
    "vote",
    "dissent",
    "reasons",
    "summary",
    "history",
    "attachments",
    "presenter",
    "preparer",
    "information",
    "appeal",
    "competence",
    "notice",
    "execution",
    "contact",
]
"""What a part of minutes is for: ``handling`` is what happened at the meeting, ``history`` who handled the
item before, ``information`` whom to ask, ``notice`` whom the decision is sent to."""


Scan = Literal["unread", "read"]
"""What became of a page that is a picture of text: ``read`` by a machine (OCR), or by nobody."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of Unicode code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of a text that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the source: its number from 1, the label printed on it, and its span in the source.

    ``inferred`` says that the label was counted from page breaks, not read from the page. ``layout`` tells
    what stands where on it, None where the source has no layout. ``scan`` is None for a page that has text
    of its own.
    """

    number: int
    label: str
    span: Span
    inferred: bool
    layout: Layout | None = None
    scan: Scan | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` characters of clean text from ``start``, equal to those of the source from ``source``."""

    start: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each character of a clean text stands in its source.

    Runs are sorted by their start in the clean text and do not overlap there. A character of the
    clean text that lies in no run is a joining space, put in where cleaning took a line break out.
    """

    runs: tuple[Run, ...]

    def source_offset(self, offset: int) -> int | None:
        """The source's offset of one clean character, or None for a joining space."""
        at = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if at < 0:
            return None
        run = self.runs[at]
        return run.source + offset - run.start if offset < run.start + run.length else None

    def source_spans(self, span: Span) -> tuple[Span, ...]:
        """The stretches of the source that a clean span was made from, in the clean text's order.

        Stretches that touch are one; a span of joining spaces only has none.
        """
        found: list[Span] = []
        at = max(bisect_right(self.runs, span.start, key=lambda run: run.start) - 1, 0)
        for run in self.runs[at:]:
            if run.start >= span.end:
                break
            start = max(span.start, run.start)
            end = min(span.end, run.start + run.length)
            if start >= end:
                continue
            stretch = Span(run.source + start - run.start, run.source + end - run.start)
            if found and found[-1].end == stretch.start:
                stretch = Span(found.pop().start, stretch.end)
            found.append(stretch)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document under one heading, without the sections below it.

    ``title`` is the heading as read, or the name we give where the source has none (*Yhteystiedot*).
    ``parent`` is the index of the section above in ``Document.sections``, or None.
    ``heading`` is the heading's span, None where the title is ours or the document's.
    ``paragraphs`` are the spans of the section's own paragraphs, in order; empty under a bare heading.
    ``item`` is the enclosing item written ``§ 31``, ``case`` the case number of that item.
    ``language`` is what the section is written in; ``role`` that of the part of minutes that it is or lies
    in, None outside parts.
    """

    title: str
    kind: SectionKind
    parent: int | None
    heading: Span | None
    paragraphs: tuple[Span, ...]
    item: str | None = None
    case: str | None = None
    language: Language = "fi"
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: clean text, its way back to the source, sections in reading order, metadata.

    ``path`` is the file as it was given; ``digest`` is the SHA-256 of its bytes in hexadecimal.
    ``pages`` is empty where the source shows no page breaks. ``item``, ``case``, ``body`` and
    ``date`` are None where the source does not say; ``item`` and ``case`` are those of the first item.
    """

    id: str
    path: str
    title: str
    text: str
    source_map: SourceMap
    sections: tuple[Section, ...]
    pages: tuple[Page, ...]
    digest: str
    item: str | None = None
    case: str | None = None
    body: str | None = None
    date: datetime.date | None = None


def section_path(document: Document, section: int) -> tuple[str, ...]:
    """The titles from the outermost section down to this one, an item's title led by its §."""
    path = (section, *ancestors(document, section))
    return tuple(item_title(document.sections[at]) for at in reversed(path))


def ancestors(document: Document, section: int) -> Iterator[int]:
    """The sections above one by their indexes, the nearest first; none above an outermost one."""
    at = document.sections[section].parent
    while at is not None:
        yield at
        at = document.sections[at].parent


def below(document: Document, sections: Iterable[int]) -> Mapping[int | None, Sequence[int]]:
    """Sections by the one above each, in their order, all by their indexes; the outermost under None."""
    found: dict[int | None, list[int]] = {}
    for number in sections:
        found.setdefault(document.sections[number].parent, []).append(number)
    return found


def main_language(document: Document) -> Language:
    """The language that most of a document's text is in, by the letters of its sections; else Finnish."""
    sizes = dict.fromkeys(LANGUAGES, 0)
    for section in document.sections:
        sizes[section.language] += sum(len(span) for span in (section.heading, *section.paragraphs) if span)
    return max(LANGUAGES, key=lambda language: sizes[language])


def one_line(text: str) -> str:
    """A text with every stretch of white space made one space, none at its ends."""
    return " ".join(text.split())


def item_title(section: Section) -> str:
    """A section's title as a person reads it: ``§ 31 Tilannekatsaus``, or the title alone."""
    return (
        f"{section.item} {section.title}".strip()
        if section.kind == "item" and section.item
        else section.title
    )


def pages_of(document: Document, span: Span) -> tuple[Page, ...]:
    """The pages that a clean span stands on, in order; empty where the document has none."""
    stretches = document.source_map.source_spans(span)
    return tuple(
        page
        for page in document.pages
        if any(s.start < page.span.end and page.span.start < s.end for s in stretches)
    )


def scan_labels(document: Document, scan: Scan) -> str:
    """The labels of pages that are pictures, ``1–3, 5``: those read by a machine, or those by nobody."""
    runs: list[list[Page]] = []
    for page in document.pages:
        if page.scan != scan:
            continue
        if runs and page.number == runs[-1][-1].number + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(run[0].label if len(run) == 1 else f"{run[0].label}–{run[-1].label}" for run in runs)


def is_read_by_machine(document: Document, span: Span) -> bool:
    """Whether any of a clean span was read from a picture (OCR), so that its letters may be others."""
    return any(page.scan == "read" for page in pages_of(document, span))


def places_of(document: Document, span: Span) -> tuple[tuple[Page, tuple[Box, ...]], ...]:
    """The pages that a clean span stands on, in order, each with a box for each line of the span there.

    Empty where the source has no layout, as Markdown has none; ``page.layout`` has the page's size.
    """
    stretches = document.source_map.source_spans(span)
    found = []
    for page in document.pages:
        if page.layout is not None:
            boxes = (box for each in stretches for box in boxes_at(page.layout, each.start, each.end))
            found.append((page, tuple(boxes)))
    return tuple((page, boxes) for page, boxes in found if boxes)


def day_of(document: Document) -> int:
    """The number of a document's day, to order by (proleptic Gregorian ordinal); 0 where it has none."""
    return document.date.toordinal() if document.date else 0


def full_title(document: Document) -> str:
    """A document's title as a person reads it: led by its § where it is of one item."""
    items = [section for section in document.sections if section.kind == "item"]
    return item_title(items[0]) if len(items) == 1 else document.title


def case_of(document: Document, section: Section) -> str | None:
    """The case number of a section's item; outside all items, that of a document of one item."""
    if section.item is not None:
        return section.case
    items = [found for found in document.sections if found.kind == "item"]
    return document.case if len(items) == 1 else None

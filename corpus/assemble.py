"""Assembly: cleaned and outlined blocks into one document."""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from corpus.clean import clean
from corpus.document import Document, Page, Role, Section, SourceMap, Span
from corpus.language import section_languages
from corpus.minutes.drafts import Draft
from corpus.minutes.grammar import (
    deciding_body,
    first_date,
    front_label,
    is_contents_label,
    is_history,
    is_own_history,
)
from corpus.minutes.handlings import handlings
from corpus.minutes.headers import HeaderKind, header_facts
from corpus.minutes.meeting import Meeting, meeting_told
from corpus.minutes.outline import outline
from corpus.minutes.parts import has_act
from corpus.minutes.vocabulary import role_of, titled
from corpus.text.blocks import Block
from corpus.text.traced import SPACE, Traced, joined, runs, trace

CONTACTS = "Yhteystiedot"
HEADERS = "Ylätunniste"


def assemble(
    source: str, blocks: list[Block], pages: tuple[Page, ...], document_id: str, path: Path, digest: str
) -> Document:
    """The document of a source's blocks: clean text, source map, sections, metadata.

    Furniture follows the body: the lines of page headers as the section *Ylätunniste*, the address
    block as *Yhteystiedot*. Date and body are those of the page headers, or else what the front matter tells;
    the body is also who decided, the date that of the file's name: a date in the body may be any.
    """
    cleaned = clean(blocks)
    drafts = outline(cleaned.body, path.stem)
    facts = header_facts(block.text for block in cleaned.headers)
    first = next((at for at, draft in enumerate(drafts) if draft.kind == "item"), len(drafts))
    number = drafts[first].item if first < len(drafts) else None
    own = takewhile(lambda draft: draft.item == number, drafts[first:])
    front = takewhile(lambda block: not (has_act(block) or role_of(block.text) == "history"), cleaned.body)
    item = [block for draft in own for block in (*draft.headings, *draft.paragraphs)]
    told = meeting_told([*cleaned.headers, *front], item, number)
    date = first_date(facts.get("date", "")) or told.date
    meeting = Meeting(facts.get("body") or told.body, date, told.kind)
    set_pages = any(not page.inferred for page in pages)
    title = _title(drafts, facts, meeting, path.stem, by_size=set_pages)
    for draft in drafts:
        draft.title = title if draft.kind == "text" else draft.title
    for name, found in ((HEADERS, cleaned.headers), (CONTACTS, cleaned.contacts)):
        if found:
            drafts.append(Draft(name, "furniture", paragraphs=list(found)))
    text, sections = _written(source, blocks, drafts)
    date = meeting.date or first_date(path.stem)
    first_item = next((section for section in sections if section.kind == "item"), None)
    document = Document(
        id=document_id,
        path=str(path),
        title=title,
        text=text.text,
        source_map=SourceMap(runs(text)),
        sections=told_apart(text.text, sections, date),
        pages=pages,
        digest=digest,
        item=first_item.item if first_item else None,
        case=first_item.case if first_item else None,
        body=meeting.body,
        date=date,
    )
    return document if meeting.body else replace(document, body=_deciding_body(document))


def _deciding_body(document: Document) -> str | None:
    """The body that the decisions of a meeting name, or else what it was proposed to decide."""
    own = [found[-1] for found in handlings(document).values()]
    told = (at for serving in ("decisions", "proposals") for each in own for at in getattr(each, serving))
    return deciding_body(span.of(document.text) for at in told for span in document.sections[at].paragraphs)


def _written(source: str, blocks: list[Block], drafts: list[Draft]) -> tuple[Traced, tuple[Section, ...]]:
    """The text of all sections, one after the other, and the sections with their spans in it."""
    told = _stretches(blocks)
    parts: list[Traced] = []
    length = 0

    def write(block: Block) -> Span:
        nonlocal length
        if parts:
            gap = _gap(source, told, block)
            parts.append(gap)
            length += len(gap.text)
        parts.append(block.traced)
        start, length = length, length + len(block.text)
        return Span(start, length)

    sections: list[Section] = []
    for draft in drafts:
        headings = [write(block) for block in draft.headings]
        case = draft.case if draft.parent is None else sections[draft.parent].case
        sections.append(
            Section(
                title=draft.title,
                kind=draft.kind,
                parent=draft.parent,
                heading=Span(headings[0].start, headings[-1].end) if headings else None,
                paragraphs=tuple(write(block) for block in draft.paragraphs),
                item=draft.item,
                case=case,
            )
        )
    return joined(parts), tuple(sections)


def told_apart(
    text: str, sections: Sequence[Section], date: datetime.date | None = None
) -> tuple[Section, ...]:
    """Sections with their languages and roles, worked out from the text that their spans are of.

    ``date`` is the meeting's: by it a handling of its own is told from an earlier one.

    Raises:
        PykalaError: the table of languages is missing or damaged.
    """
    parts = [titled(section.title) for section in sections]
    languages = section_languages(
        [
            "\n".join(span.of(text) for span in (section.heading, *section.paragraphs) if span)
            for section in sections
        ],
        [part.language if part else None for part in parts],
    )
    return tuple(
        replace(section, language=language, role=role)
        for section, language, role in zip(sections, languages, _roles(sections, date), strict=True)
    )


def _roles(sections: Sequence[Section], date: datetime.date | None) -> list[Role | None]:
    """The role of each section: its own by its title, else that of the section above it.

    *Tausta* or *Liitteet* is no part of minutes in a text without an item, a decision or a proposal. An
    item begins anew: what stands right under its title has no role.
    """
    own = [_role(section, date) for section in sections]
    if not any(section.kind == "item" for section in sections) and {"decision", "proposal"}.isdisjoint(own):
        own = ["contact" if role == "contact" else None for role in own]
    roles: list[Role | None] = []
    for section, role in zip(sections, own, strict=True):
        above = None if section.parent is None or section.kind == "item" else roles[section.parent]
        roles.append(role or above)
    return roles


def _role(section: Section, date: datetime.date | None) -> Role | None:
    if section.kind == "item":
        return None
    retold = is_history(section.title) and not is_own_history(section.title, section.item, date)
    return role_of(section.title) or ("history" if retold else None)


def _stretches(blocks: Iterable[Block]) -> list[Span]:
    """The stretches of the source that blocks are made of, in its order; those that touch are one."""
    found: list[Span] = []
    for start, end in sorted(each for block in blocks for each in block.traced.told()):
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, end))
        else:
            found.append(Span(start, end))
    return found


def _gap(source: str, told: Sequence[Span], block: Block) -> Traced:
    """What parts a block from the one written before it: up to two line feeds of those beside it.

    ``told`` are the stretches of all blocks. A block that was moved brings its own; one at the very start of
    the source has them after it.
    """
    first = block.traced.first
    start = _end_before(source, told, first)
    feeds = [at for at, sign in enumerate(source[start:first], start) if sign == "\n"][-2:]
    if not feeds:
        behind = block.traced.last + 1
        after = source[behind : _start_from(source, told, behind)]
        feeds = [at for at, sign in enumerate(after, behind) if sign == "\n"][:2]
    return joined(trace(source, Span(feed, feed + 1)) for feed in feeds) if feeds else SPACE


def _end_before(source: str, told: Sequence[Span], offset: int) -> int:
    """Where what is told before an offset of the source ends, line feeds aside; 0 where nothing is."""
    for at in range(bisect_left(told, offset, key=_start) - 1, -1, -1):
        end = min(told[at].end, offset)
        while end > told[at].start and source[end - 1] == "\n":
            end -= 1
        if end > told[at].start:
            return end
    return 0


def _start_from(source: str, told: Sequence[Span], offset: int) -> int:
    """Where what is told from an offset of the source on begins, line feeds aside; else the source's end."""
    for at in range(max(bisect_right(told, offset, key=_start) - 1, 0), len(told)):
        start = max(told[at].start, offset)
        while start < told[at].end and source[start] == "\n":
            start += 1
        if start < told[at].end:
            return start
    return len(source)


def _start(span: Span) -> int:
    return span.start


def _title(
    drafts: list[Draft], facts: dict[HeaderKind, str], meeting: Meeting, name: str, *, by_size: bool
) -> str:
    """The title of the only item; of a meeting its body and number; else the first heading or the name.

    A heading of the list of items (*Käsiteltävät asiat*) is no title where the meeting is known.
    ``by_size`` says that pages are set: then it is the largest on the first page that has headings, for
    authors may stand above the title.
    """
    items = [draft for draft in drafts if draft.kind == "item"]
    if len(items) == 1 and items[0].title:
        return items[0].title
    if items and "body" in facts:
        number = facts.get("number") or facts.get("date") or ""
        return f"{facts['body']}, {facts.get('document', 'Pöytäkirja').lower()} {number}".strip()
    if items and meeting.title:
        return meeting.title
    headed = [
        draft
        for draft in drafts
        if draft.kind == "heading" and draft.headings and not (items and front_label(draft.title))
    ]
    if headed and meeting.title and is_contents_label(headed[0].title):
        return meeting.title
    if headed and by_size:
        page = headed[0].headings[0].page
        first = min((draft for draft in headed if draft.headings[0].page == page), key=lambda d: d.level)
        return first.title
    return headed[0].title if headed else meeting.title or name

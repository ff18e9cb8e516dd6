"""The page of a meeting, with its items and what became of them, and that of a case, with its handlings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from urllib.parse import urlencode

from app.answer.citation import citation, finnish_date, joined
from app.answer.place import section_address
from app.archive.addresses import Ways
from app.archive.cases import Retold
from app.archive.meetings import Archive, MeetingRow, beside
from app.catalogue import Entry
from app.register.forms import form_name
from app.register.rows import Row
from app.register.table import Cells, cells, cut
from app.texts.families import ARCHIVE
from app.web.table import leaf_of, table_page
from corpus.document import Span
from corpus.head import Head
from corpus.language import Language


@dataclass(frozen=True, slots=True)
class Told:
    """A handling as a row of a case's table shows it: its cells, and the address of its meeting, or none."""

    cells: Cells
    meeting: str


def meeting_html(archive: Archive, place: int, page: int, language: Language, ways: Ways) -> str:
    """The meeting at a place of the archive: its facts, a leaf of its items, the meetings beside it."""
    meeting, texts = archive.meetings[place], ARCHIVE[language]
    entry, documents = meeting.entry, meeting.meeting.documents
    leaf = leaf_of(meeting.rows, page, lambda number: ways.meeting(entry.id, number))
    earlier, later = beside(archive, place)
    return table_page(
        "archive/meeting.html",
        language,
        entry.about or entry.title,
        "meeting",
        lambda code: Ways(code).meeting(entry.id),
        entry=entry,
        leaf=leaf,
        rows=[cells(row, language) for row in leaf.rows],
        document=None if leaf.rows else meeting.read(documents[0].id),
        viewer=f"./{entry.address}",
        originals=[
            (form_name(each, language), "original?" + urlencode({"doc": each.id}))
            for each in documents
            if len(documents) == 1 or _holds_many(each)
        ],
        same_body=ways.meetings(body=entry.body) if entry.body else "",
        in_register=_in_register(entry, ways) if leaf.rows else "",
        earlier=_neighbour(earlier, ways),
        later=_neighbour(later, ways),
        ways=ways,
        texts=texts,
    )


def _holds_many(document: Head) -> bool:
    """Whether a document holds more than one item; those that hold one are a click on it away."""
    return len(document.items) > 1


def _in_register(entry: Entry, ways: Ways) -> str:
    """The address of the meeting's items in the register, where body and day tell it."""
    if not entry.body or entry.date is None:
        return ""
    return ways.register(body=entry.body, since=entry.date, until=entry.date)


def _neighbour(meeting: MeetingRow | None, ways: Ways) -> tuple[str, str] | None:
    """The address and the day of a meeting beside another."""
    return None if meeting is None else (ways.meeting(meeting.entry.id), meeting.entry.day)


def case_html(
    case: str, handlings: Sequence[Row | Retold], archive: Archive, page: int, language: Language, ways: Ways
) -> str:
    """The page of a case by its handlings, of which there is one at least, in their order."""
    texts = ARCHIVE[language]
    name, name_language = name_of(handlings)
    leaf = leaf_of(handlings, page, lambda number: ways.case(case, number))
    return table_page(
        "archive/case.html",
        language,
        texts.case_title.format(case=case),
        "case",
        lambda code: Ways(code).case(case),
        case=case,
        name=name,
        name_language=name_language,
        leaf=leaf,
        told=[_told(each, archive, language, ways) for each in leaf.rows],
        in_register=ways.register(case=case),
        texts=texts,
    )


def name_of(handlings: Sequence[Row | Retold]) -> tuple[str, Language]:
    """What a case is called, and in which language: the parts that the titles of all its items begin with.

    ``Uimahalli / Urakka / Sähkö`` and ``Uimahalli / Urakka / Putket`` are of ``Uimahalli / Urakka``; where
    they begin with nothing in common, it is called by the newest one.
    """
    items = [each.item for each in handlings if isinstance(each, Row)]
    titles = [[part.strip() for part in item.title.split("/")] for item in items]
    alike = list(takewhile(lambda parts: len(set(parts)) == 1, zip(*titles, strict=False)))
    newest = items[-1]
    return " / ".join(parts[0] for parts in alike) or newest.title, newest.language


def _told(handling: Row | Retold, archive: Archive, language: Language, ways: Ways) -> Told:
    if isinstance(handling, Row):
        chief = archive.meetings[archive.places[handling.head.id]].entry.id
        return Told(cells(handling, language), ways.meeting(chief))
    row, where = handling.row, handling.handling
    document, section = row.document, row.document.sections[handling.section]
    text, rest = cut(" ".join(span.of(document.text) for span in handling.decision))
    by = joined(" ", document.body, finnish_date(document.date), row.item.item)
    shown = replace(
        cells(row, language),
        day=finnish_date(where.date),
        body=where.body or "",
        item=where.number or "",
        outcome=ARCHIVE[language].retold.format(where=by),
        in_force=text,
        rest=rest,
        address=section_address(document, handling.section),
        citation=citation(document, handling.section, section.heading or Span(0, 0), where),
    )
    return Told(shown, "")


def missing_html(language: Language, told: str) -> str:
    """The page of what is not there any more."""
    texts = ARCHIVE[language]
    return table_page("archive/missing.html", language, texts.title, "", None, told=told, texts=texts)

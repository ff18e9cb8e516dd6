"""The page of meetings as HTML: the form that narrows it, a leaf of its table, and the ways to the others."""

from collections.abc import Iterable

from app.archive.addresses import Ways
from app.archive.meetings import Archive, Column, MeetingRow, Wanted, sorted_meetings, wanted_meetings
from app.register.forms import form_name
from app.texts.families import ARCHIVE, REGISTER
from app.web.table import Order, head, leaf_of, table_page
from corpus.language import Language


def meetings_html(
    archive: Archive,
    wanted: Wanted,
    order: Order[Column],
    page: int,
    language: Language,
    ways: Ways,
    case: str,
) -> str:
    """A leaf of the meetings that are wanted, in an order.

    ``case`` is the case number that the search is, empty where it is none.
    """
    texts, heads = ARCHIVE[language], REGISTER[language]
    chosen = sorted_meetings(wanted_meetings(archive, wanted), order.column, falling=order.falling)
    fields = {"body": wanted.body, "year": wanted.year, "search": wanted.search}
    leaf = leaf_of(chosen, page, lambda number: ways.meetings(**fields, **order.fields, page=number))
    columns: tuple[tuple[Column | None, str], ...] = (
        ("date", heads.date),
        ("body", heads.body),
        ("title", heads.document),
        ("items", texts.items),
        (None, texts.forms),
    )

    def by(order: Order[Column]) -> str:
        return ways.meetings(**fields, **order.fields)

    return table_page(
        "archive/meetings.html",
        language,
        texts.title,
        "archive",
        lambda code: Ways(code).meetings(**fields),
        leaf=leaf,
        lines=[(meeting.entry, _forms(meeting, language)) for meeting in leaf.rows],
        ways=ways,
        columns=[head(column, text, order, by, "date") for column, text in columns],
        bodies=[(body, f"{body} ({count})") for body, count in archive.bodies],
        years=[(year, f"{year} ({count})") for year, count in archive.years],
        wanted=wanted,
        hidden={**order.fields, **({"language": ways.language} if ways.language else {})},
        to_case=ways.case(case) if case else "",
        case=case,
        in_titles=ways.register(search=wanted.search) if wanted.search else "",
        texts=texts,
    )


def _forms(meeting: MeetingRow, language: Language) -> Iterable[str]:
    """The forms of a meeting's documents, each once."""
    return dict.fromkeys(form_name(document, language) for document in meeting.meeting.documents)

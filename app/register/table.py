"""The register as HTML: the form that narrows it, a page of its table, and the ways to the others."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from app.answer.citation import finnish_date
from app.answer.place import query, section_place
from app.register.forms import form_name
from app.register.rows import OUTCOME_KINDS, Column, Row, Wanted, sorted_rows, wanted_rows
from app.texts import LANGUAGE_NAMES, LANGUAGES, TEXTS
from app.texts.outcome import OUTCOME, outcome_text
from app.texts.register import REGISTER, RegisterTexts
from app.web.templates import html
from corpus.document import one_line
from corpus.language import Language

ON_A_PAGE = 50
"""The rows of a page."""

_LONGEST = 160
"""The characters of a text in force that are in sight; the rest is folded."""


@dataclass(frozen=True, slots=True)
class Order:
    """The column that rows are sorted by, and whether its greatest value comes first."""

    column: Column = "date"
    falling: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, its way to be sorted by it, and how it is sorted as ``aria-sort`` has it."""

    text: str
    address: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Cells:
    """What the cells of a row show; ``rest`` is what is folded of the text in force.

    ``also`` are the other documents where the item stands: their forms, and the items' places there.
    """

    day: str
    body: str
    item: str
    title: str
    outcome: str
    in_force: str
    rest: str
    case: str
    address: str
    citation: str
    language: Language
    also: Sequence[tuple[str, str]]


def register_html(
    rows: Sequence[Row], wanted: Wanted, order: Order, page: int, language: Language, *, home: str = ""
) -> str:
    """A page of the rows that are wanted, in an order; ``home`` is what leads to the chat page from here."""
    texts = REGISTER[language]
    chosen = sorted_rows(wanted_rows(rows, wanted), order.column, falling=order.falling)
    pages = max(math.ceil(len(chosen) / ON_A_PAGE), 1)
    page = min(max(page, 1), pages)
    fields = _fields(wanted, language)
    ordered = {**fields, "sort": order.column, "order": "falling" if order.falling else "rising"}

    def address(fields: Mapping[str, object], path: str = "register") -> str:
        return f"{path}?{urlencode(fields)}"

    def turn(number: int) -> str:
        return address({**ordered, "page": number}) if 1 <= number <= pages else ""

    return html(
        "register/register.html",
        rows=[_cells(row, language) for row in chosen[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]],
        count=len(chosen),
        heads=[_head(column, text, fields, order) for column, text in _columns(texts)],
        bodies=[(body, body) for body in sorted({row.document.body for row in rows if row.document.body})],
        outcomes=[(kind, getattr(OUTCOME[language], kind)) for kind in OUTCOME_KINDS],
        wanted=wanted,
        hidden={name: ordered[name] for name in ("language", "sort", "order")},
        csv=address(ordered, "register.csv"),
        page=page,
        pages=pages,
        previous=turn(page - 1),
        next=turn(page + 1),
        home=home,
        texts=texts,
    )


def register_page(rows: Sequence[Row], wanted: Wanted, order: Order, page: int, language: Language) -> str:
    """The register as a whole page that works without script."""
    texts = REGISTER[language]
    return html(
        "register/page.html",
        register=register_html(rows, wanted, order, page, language, home="./"),
        language=language,
        title=f"{texts.title} – Pykälä",
        label=TEXTS[language].choose_language,
        languages=[
            (code, LANGUAGE_NAMES[code], f"register?{urlencode(_fields(wanted, code))}") for code in LANGUAGES
        ],
        texts=texts,
    )


def _columns(texts: RegisterTexts) -> tuple[tuple[Column | None, str], ...]:
    return (
        ("date", texts.date),
        ("body", texts.body),
        ("item", texts.item),
        ("matter", texts.matter),
        ("outcome", texts.outcome),
        (None, texts.in_force),
        ("case", texts.case),
    )


def _head(column: Column | None, text: str, fields: Mapping[str, object], order: Order) -> Head:
    """The head of a column; asked to sort by it again, the rows turn round."""
    if column is None:
        return Head(text, "", "")
    here = column == order.column
    falling = not order.falling if here else column == "date"
    asked = {**fields, "sort": column, "order": "falling" if falling else "rising"}
    state = ("descending" if order.falling else "ascending") if here else ""
    return Head(text, f"register?{urlencode(asked)}", state)


def _fields(wanted: Wanted, language: Language) -> dict[str, object]:
    """The query of what is wanted, without what allows all."""
    fields = {
        "language": language,
        "body": wanted.body,
        "since": wanted.since,
        "until": wanted.until,
        "outcome": wanted.outcome,
        "case": wanted.case,
        "search": wanted.search,
    }
    return {name: value for name, value in fields.items() if value}


def _cells(row: Row, language: Language) -> Cells:
    text = one_line(row.in_force)
    cut = len(text) if len(text) <= _LONGEST else text.rfind(" ", 0, _LONGEST)
    return Cells(
        day=finnish_date(row.document.date) or "",
        body=row.document.body or "",
        item=row.section.item or "",
        title=row.section.title,
        outcome=outcome_text(row.outcome, language),
        in_force=text[:cut],
        rest=text[cut:].strip(),
        case=row.section.case or "",
        address=row.address,
        citation=row.citation,
        language=row.section.language,
        also=[
            (form_name(document, language), query(section_place(document, section)))
            for document, section in row.also
        ],
    )

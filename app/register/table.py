"""The register as a page without script: the form that narrows it, its rows, and the ways to the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from app.answer.citation import finnish_date
from app.answer.place import section_address
from app.register.forms import form_name
from app.register.rows import OUTCOME_KINDS, Column, Row, Wanted, sorted_rows, wanted_rows
from app.texts.families import REGISTER, RegisterTexts
from app.texts.outcome import OUTCOME, outcome_text
from app.web.table import Order, head, leaf_of, table_page
from corpus.document import one_line
from corpus.language import Language

_LONGEST = 160
"""The characters of a text in force that are in sight; the rest is folded."""


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
    rows: Sequence[Row], wanted: Wanted, order: Order[Column], page: int, language: Language
) -> str:
    """A page of the rows that are wanted, in an order."""
    texts = REGISTER[language]
    chosen = sorted_rows(wanted_rows(rows, wanted), order.column, falling=order.falling)
    fields = _fields(wanted, language)
    ordered = {**fields, **order.fields}

    def address(fields: Mapping[str, object], path: str = "register") -> str:
        return f"{path}?{urlencode(fields)}"

    def by(order: Order[Column]) -> str:
        return address({**fields, **order.fields})

    leaf = leaf_of(chosen, page, lambda number: address({**ordered, "page": number}))
    return table_page(
        "register/register.html",
        language,
        texts.title,
        "register",
        lambda code: address(_fields(wanted, code)),
        leaf=leaf,
        rows=[cells(row, language) for row in leaf.rows],
        columns=[head(column, text, order, by, "date") for column, text in _columns(texts)],
        bodies=[(body, body) for body in sorted({row.head.body for row in rows if row.head.body})],
        outcomes=[(kind, OUTCOME[language][kind]) for kind in OUTCOME_KINDS],
        wanted=wanted,
        hidden={name: ordered[name] for name in ("language", "sort", "order")},
        csv=address(ordered, "register.csv"),
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


def cut(text: str) -> tuple[str, str]:
    """A text in one line, cut at a word into what is in sight and the rest."""
    line = one_line(text)
    at = len(line) if len(line) <= _LONGEST else line.rfind(" ", 0, _LONGEST)
    return line[:at], line[at:].strip()


def cells(row: Row, language: Language) -> Cells:
    """What the cells of a row show in a language."""
    text, rest = cut(row.in_force)
    return Cells(
        day=finnish_date(row.head.date),
        body=row.head.body or "",
        item=row.item.item or "",
        title=row.item.title,
        outcome=outcome_text(row.outcome, language),
        in_force=text,
        rest=rest,
        case=row.item.case or "",
        address=row.address,
        citation=row.citation,
        language=row.item.language,
        also=[
            (form_name(document, language), section_address(row.minutes.read(document.id), section))
            for document, section in row.also
        ],
    )

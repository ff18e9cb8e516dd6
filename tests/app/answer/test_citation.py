"""Citations, in the form that other programs and people rely on."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from app.answer.citation import citation, finnish_date, short, source_line
from corpus.document import Document, Section, SourceMap, Span
from corpus.readers import read, shipped_reports


@pytest.fixture(scope="module")
def report() -> Document:
    (path,) = shipped_reports()
    return read(path)


def cite(report: Document, title: str, paragraph: int = 0, which: int = 0) -> str:
    number = [n for n, section in enumerate(report.sections) if section.title == title][which]
    return citation(report, number, report.sections[number].paragraphs[paragraph])


ITEM = "§ 31 Tilannekatsaus Helsingin kaupungin kansainvälisten …"


def test_source_line_is_the_item_the_body_the_date_and_the_page(report: Document) -> None:
    number = next(
        n for n, each in enumerate(report.sections) if each.title == "EU-edunvalvonta ja EU-hankkeet"
    )
    span = report.sections[number].paragraphs[0]
    assert (
        source_line(report, number, span) == "§ 31 · Kaupunginhallituksen elinkeinojaosto · 2.12.2024 · s. 4"
    )
    bare = replace(report, body=None, date=None, pages=())
    assert source_line(bare, number, span) == f"§ 31 · {short(report.title)}"


def test_a_section_of_an_item(report: Document) -> None:
    assert cite(report, "EU-edunvalvonta ja EU-hankkeet") == (
        f"{ITEM}, EU-edunvalvonta ja EU-hankkeet, s. 4 (HEL 2024-015391, 2.12.2024)"
    )


def test_a_paragraph_over_a_page_break(report: Document) -> None:
    assert cite(report, "Taustaa", 1) == f"{ITEM}, Taustaa, s. 1–2 (HEL 2024-015391, 2.12.2024)"


def test_the_item_itself(report: Document) -> None:
    assert cite(report, report.title) == f"{ITEM}, s. 1 (HEL 2024-015391, 2.12.2024)"


def test_the_address_block_stands_in_no_item(report: Document) -> None:
    title = short(report.title)
    assert cite(report, "Yhteystiedot") == f"{title}, Yhteystiedot, s. 5 (HEL 2024-015391, 2.12.2024)"


def test_what_the_source_does_not_tell_is_left_out() -> None:
    section = Section("Johdanto", "heading", None, None, (Span(0, 1),))
    document = Document("a.md", "a.md", "Raportti", "x", SourceMap(()), (section,), (), "")
    assert citation(document, 0, Span(0, 1)) == "Raportti, Johdanto"


@pytest.mark.parametrize(
    ("text", "title", "cited"),
    [
        (
            "# Luotsauslaki\n\n## 1 luku\n\n### 1 § Lain tarkoitus\n\nTeksti.\n\n### 2 § Ala\n\nTeksti.\n",
            "1 § Lain tarkoitus",
            "Luotsauslaki, 1 § Lain tarkoitus",
        ),
        (
            "# Säännöt\n\n### § 1 Nimi\n\nTeksti.\n\n### § 2 Ala\n\nTeksti.\n",
            "Nimi",
            "§ 1 Nimi (Säännöt)",
        ),
    ],
    ids=["law", "rules"],
)
def test_what_is_no_meeting_is_cited_with_the_title(
    tmp_path: Path, text: str, title: str, cited: str
) -> None:
    """Two laws may have a § of one number and one title."""
    file = tmp_path / "laki.md"
    file.write_text(text, encoding="utf-8")
    law = read(file)
    (number,) = [n for n, section in enumerate(law.sections) if section.title == title]
    assert citation(law, number, law.sections[number].paragraphs[0]) == cited


def test_an_item_of_a_meeting_is_cited_with_the_body(tmp_path: Path) -> None:
    file = tmp_path / "kokous-2025-05-20.md"
    file.write_text(
        "## § 75 Tarkastus\n\nTeksti.\n\n## § 76 Uimahalli\n\nLAPDno-2025-204\n\n#### Päätös\n\n"
        "Tekninen lautakunta hyväksyi ehdotuksen.\n",
        encoding="utf-8",
    )
    meeting = read(file)
    numbers = {section.title: number for number, section in enumerate(meeting.sections)}
    cited = [
        citation(meeting, numbers[title], meeting.sections[numbers[title]].paragraphs[0])
        for title in ("Tarkastus", "Päätös")
    ]
    assert cited == [
        "§ 75 Tarkastus (Tekninen lautakunta 20.5.2025)",
        "§ 76 Uimahalli, Päätös (LAPDno-2025-204, Tekninen lautakunta 20.5.2025)",
    ]


def test_titles_are_cut_at_a_word() -> None:
    assert short("Lyhyt") == "Lyhyt"
    assert short("sana " * 20) == "sana " * 11 + "…"
    assert len(short("sana, " * 20)) <= 61


def test_of_a_title_in_parts_the_last_stays() -> None:
    title = "Uimahallin rakennuttaminen / Urakoitsijan valinta / Rakennusautomaatiourakka"
    assert short(title) == "Uimahallin rakennuttaminen … / Rakennusautomaatiourakka"
    assert short("a" * 40 + " / " + "b" * 40) == "a" * 40 + " …"


def test_dates_are_written_as_in_finland() -> None:
    assert finnish_date(datetime.date(2024, 12, 2)) == "2.12.2024"
    assert finnish_date(None) == ""


def test_the_own_handling_is_not_told_twice() -> None:
    body, day = "Jaosto", datetime.date(2025, 5, 20)
    item = Section("Katuvalot", "item", None, None, (), "§ 84")
    handled = [
        Section(f"Jaosto, {date}, § {number}", "part", 0, None, (Span(0, 1),), "§ 84")
        for date, number in (("20.05.2025", 84), ("18.02.2025", 19))
    ]
    other = Section("Muut", "item", None, None, (), "§ 85")
    document = Document(
        "a.md",
        "a.md",
        "Kokous",
        "x",
        SourceMap(()),
        (item, *handled, other),
        (),
        "",
        body=body,
        date=day,
    )
    assert citation(document, 1, Span(0, 1)) == "§ 84 Katuvalot (Jaosto 20.5.2025)"
    assert citation(document, 2, Span(0, 1)) == "§ 84 Katuvalot, Jaosto, 18.02.2025, § 19 (Jaosto 20.5.2025)"

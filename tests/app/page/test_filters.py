"""The form that narrows a search, and filters told in words."""

import datetime
from dataclasses import replace

import pytest

from app.article.limited import in_words
from app.page.filters import choices_of, filter_of, filters_html
from app.texts import LANGUAGES, TEXTS
from corpus.language import Language
from index.filters import ANYWHERE, Filter
from index.heads import Heads
from tests.support.documents import ODD, PARKS
from tests.support.site.htmls import parsed

DAY = datetime.date(2025, 1, 31)
SWEDISH = replace(
    PARKS,
    id="parker.md",
    sections=tuple(replace(section, language="sv") for section in PARKS.sections),
)


def test_one_document_needs_no_form() -> None:
    assert filters_html(choices_of(Heads.of([PARKS])), TEXTS["fi"]) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label_and_a_name(language: Language) -> None:
    documents = [PARKS, replace(ODD, body="Aluejaosto", date=DAY.replace(year=2024)), SWEDISH]
    form = parsed(filters_html(choices_of(Heads.of(documents)), TEXTS[language])).one(
        "details", class_="filters"
    )
    assert form.one("summary").text == TEXTS[language]["filters"]
    named = {each.attributes["name"] for each in form.below() if "name" in each.attributes}
    assert named == {"document", "title", "body", "year", "since", "until", "role", "language"}
    labels = {label.attributes["for"] for label in form.all("label") if "for" in label.attributes}
    assert labels == {f"filter-{name}" for name in ("document", "since", "until")}
    ids = [each.attributes.get("id") for each in form.below()]
    assert all(ids.count(label) == 1 for label in labels)
    texts = TEXTS[language]
    assert [legend.text for legend in form.all("legend")] == [
        *(texts.filter_body, texts.filter_year, texts.filter_part, texts.filter_language)
    ]


def test_choices_are_chips_with_the_number_of_their_documents() -> None:
    other = replace(PARKS, id="muu.md", body="Aluejaosto")
    form = parsed(filters_html(choices_of(Heads.of([PARKS, ODD, other])), TEXTS["fi"]))
    bodies, roles = form.all("fieldset")  # of one year, and of one language, there is nothing to choose
    assert [chip.text for chip in roles.all("label")] == ["Kaikki", "Päätös 2", "Perustelut 2"]
    assert [chip.text for chip in bodies.all("label")] == ["Kaikki", "Puistojaosto 2", "Aluejaosto 1"]
    chosen = [each for each in bodies.all("input") if "checked" in each.attributes]
    assert [each.attributes["value"] for each in chosen] == [""]
    assert PARKS.title not in form.text
    found = form.one("ul", class_="documents")
    assert found.attributes["data-from"] == "documents?for=filter&language=fi"


def test_bodies_beyond_the_first_ten_are_searched_for() -> None:
    many = [replace(PARKS, id=f"{number:02}.md", body=f"Jaosto {number:02}") for number in range(12)]
    form = parsed(filters_html(choices_of(Heads.of([*many, PARKS])), TEXTS["fi"]))
    bodies = form.all("fieldset")[0]
    chips = [chip.text for chip in bodies.all("label", class_="chip")]
    assert (len(chips), chips[-1]) == (11, "Jaosto 09 1")
    others = form.one("datalist").all("option")
    assert [each.attributes["value"] for each in others] == ["Jaosto 10", "Jaosto 11", "Puistojaosto"]
    assert form.one("input", id="filter-other").attributes["list"] == form.one("datalist").attributes["id"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ANYWHERE),
        ({"body": "", "since": "", "document": ""}, ANYWHERE),
        ({"body": "Jaosto", "role": "decision"}, Filter(body="Jaosto", role="decision")),
        ({"role": "notice", "language": "de", "year": "x"}, ANYWHERE),
        ({"language": "sv"}, Filter(language="sv")),
        ({"year": "2025"}, Filter(since=DAY.replace(month=1, day=1), until=DAY.replace(month=12))),
        ({"year": "2025", "since": "2025-01-31"}, Filter(since=DAY, until=DAY.replace(month=12))),
        ({"since": "2025-01-31", "until": "nonsense"}, Filter(since=DAY)),
        ({"document": "a.md", "item": "§ 3"}, Filter(document="a.md")),
    ],
)
def test_fields_as_a_filter(fields: dict[str, str], expected: Filter) -> None:
    assert filter_of(fields) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(body="Jaosto", item="§ 3", part="Päätös"), "Jaosto · § 3 · Päätös"),
        (Filter(since=DAY, until=DAY), "31.1.2025"),
        (Filter(since=DAY), "31.1.2025–"),
        (Filter(until=DAY), "–31.1.2025"),
        (Filter(document="a.md"), "a.md"),
        (Filter(since=DAY.replace(day=1), until=DAY.replace(month=12)), "2025"),
        (Filter(role="decision", language="sv"), "Päätös · Svenska"),
        (ANYWHERE, ""),
    ],
)
def test_a_filter_in_words(wanted: Filter, expected: str) -> None:
    assert in_words(wanted, "fi") == expected

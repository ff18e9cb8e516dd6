"""The form that narrows a search, and filters told in words."""

import datetime

import pytest

from app.page.filters import FIELDS, choices_of, filter_of, filters_html, in_words
from app.texts import LANGUAGES, TEXTS
from corpus.language import Language
from index.filters import ANYWHERE, Filter
from tests.support.documents import ODD, PARKS
from tests.support.htmls import parsed

DAY = datetime.date(2025, 1, 31)


def test_one_document_needs_no_form() -> None:
    assert filters_html(choices_of([PARKS]), TEXTS["fi"]) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label_and_a_name(language: Language) -> None:
    form = parsed(filters_html(choices_of([PARKS, ODD]), TEXTS[language])).one("details", class_="filters")
    assert form.one("summary").text == TEXTS[language].filters
    named = [each.attributes["name"] for each in form.below() if "name" in each.attributes]
    assert sorted(named) == sorted(FIELDS)
    labels = {each.attributes["for"] for each in form.all("label")}
    assert labels == {f"filter-{name}" for name in FIELDS}
    ids = [each.attributes.get("id") for each in form.below()]
    assert all(ids.count(label) == 1 for label in labels)


def test_bodies_and_parts_are_chosen_from_and_documents_searched_for() -> None:
    form = parsed(filters_html(choices_of([PARKS, ODD]), TEXTS["fi"]))
    body, part = form.all("select")
    assert [each.text for each in body.all("option")] == [TEXTS["fi"].filter_any, "Puistojaosto"]
    assert [each.text for each in part.all("option")] == [TEXTS["fi"].filter_any, "Perustelut", "Päätös"]
    assert PARKS.title not in form.text
    found = form.one("ul", class_="documents")
    assert found.attributes["data-from"] == "documents?for=filter&language=fi"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ANYWHERE),
        ({"body": "", "since": "", "document": ""}, ANYWHERE),
        ({"body": "Jaosto", "part": "Päätös"}, Filter(body="Jaosto", part="Päätös")),
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
        (ANYWHERE, ""),
    ],
)
def test_a_filter_in_words(wanted: Filter, expected: str) -> None:
    assert in_words(wanted) == expected

"""The form that narrows a search, and filters told in words."""

import datetime

import pytest

from app.page.filters import FIELDS, filter_of, in_words, limits_html, sent_filter
from app.texts import LANGUAGES, TEXTS
from corpus.language import Language
from index.filters import ANYWHERE, Filter
from tests.support.fakes import ODD, PARKS

DAY = datetime.date(2025, 1, 31)


def test_one_document_needs_no_form() -> None:
    assert limits_html([PARKS], TEXTS["fi"]) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label(language: Language) -> None:
    html = limits_html([PARKS, ODD], TEXTS[language])
    for name in FIELDS:
        assert f'<label for="limit-{name}">' in html
        assert f'id="limit-{name}" name="{name}"' in html
    assert f"<summary>{TEXTS[language].limits}</summary>" in html
    assert '<details class="limits">' in html


def test_names_of_documents_are_text() -> None:
    html = limits_html([PARKS, ODD], TEXTS["fi"])
    assert "<script" not in html
    assert "&lt;" in html


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
    ("sent", "expected"),
    [
        (
            '{"body": "Jaosto", "since": "2025-01-31", "until": "", "more": "x"}',
            Filter(body="Jaosto", since=DAY),
        ),
        ('{"body": 3, "document": ["a.md"], "part": null, "since": "2025-01-31"}', Filter(since=DAY)),
        ("", ANYWHERE),
        ("{}", ANYWHERE),
        ('["a.md"]', ANYWHERE),
        ('{"document": "a.md"', ANYWHERE),
        ("[" * 100_000, ANYWHERE),
        ("\ud800", ANYWHERE),
        (None, ANYWHERE),
        ({"document": "a.md"}, ANYWHERE),
    ],
)
def test_what_a_browser_sends_as_a_filter(sent: object, expected: Filter) -> None:
    assert sent_filter(sent) == expected


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

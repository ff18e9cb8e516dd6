"""Examples: questions of an archive, made of its items, tried by the search, new each day."""

import datetime
from pathlib import Path

import pytest

from app.answer.answer import Answer
from app.texts.families import ASKING
from app.tour.asking import is_found
from app.tour.examples import examples_in, examples_of, tells_price
from corpus.language import Language, detect
from corpus.readers import read, shipped_reports
from index.documents import Documents
from tests.support.documents import ODD, PARKS, make_document
from tests.support.library import MadeLibrary
from tests.support.site.serve_fake import documents

DAY = datetime.date(2026, 11, 27)
PRICED = make_document(
    "hinta.md",
    "Kokous",
    [
        ("Sillan korjaus", "item", None, ["Sillan korjaus maksaa 12 000 euroa."]),
        ("Puron perkaus", "item", None, ["Puron perkaus siirtyy."]),
    ],
)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_example_is_found_where_it_was_taken_from(language: Language, tmp_path: Path) -> None:
    library = MadeLibrary(documents(tmp_path))
    found = examples_of(library.index, language, library.ask, DAY)
    assert len(found) == 3
    assert len({asking.question for _, asking in found}) == 3
    for document, asking in found:
        assert is_found(document, asking.section, library.ask(asking.question))


def test_another_day_asks_something_else_and_the_same_day_the_same(tmp_path: Path) -> None:
    library = MadeLibrary(documents(tmp_path))

    def questions(day: int) -> list[str]:
        date = DAY + datetime.timedelta(days=day)
        return [each.question for _, each in examples_of(library.index, "fi", library.ask, date)]

    assert questions(0) == questions(0)
    assert len({tuple(questions(day)) for day in range(5)}) > 1


def test_what_the_search_does_not_find_is_no_example() -> None:
    library, asked = MadeLibrary([PARKS]), []

    def astray(question: str) -> Answer:
        asked.append(question)
        return library.ask("Uimahalli?")

    assert examples_of(Documents([PARKS]), "fi", astray, DAY) == ()
    assert 0 < len(asked) <= 24


def test_where_a_language_has_too_few_the_language_of_the_documents_fills_up(tmp_path: Path) -> None:
    library = MadeLibrary(documents(tmp_path))
    (own,) = examples_in(library.index, "sv", library.ask, DAY)
    assert own == ("sv", examples_of(library.index, "sv", library.ask, DAY))
    asked = [asking.question for _, asking in own[1]]

    def finnish_alone(question: str) -> Answer:
        return library.ask("Uimahalli?" if detect(question) != "fi" else question)

    none, others = examples_in(library.index, "sv", finnish_alone, DAY)
    assert none == ("sv", ())
    assert others == ("fi", examples_of(library.index, "fi", library.ask, DAY))
    for asked_last in range(
        3
    ):  # what a question of the page's own language is answered by is not asked twice
        first = asked[asked_last]

        def only(question: str, first: str = first) -> Answer:
            return library.ask(question if question == first or detect(question) == "fi" else "Uimahalli?")

        (_, own_ones), (_, other_ones) = examples_in(library.index, "sv", only, DAY)
        places = [(document.id, asking.section) for document, asking in (*own_ones, *other_ones)]
        assert len(set(places)) == len(places) <= 3


def test_price_is_asked_of_an_item_that_tells_one() -> None:
    assert [tells_price(PRICED, item) for item in (0, 1)] == [True, False]
    library = MadeLibrary([PRICED])
    asked = [each.question for _, each in examples_of(Documents([PRICED]), "en", library.ask, DAY)]
    assert "What does “Sillan korjaus” cost?" in asked
    assert "What does “Puron perkaus” cost?" not in asked


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_report_alone_has_questions_of_its_own(language: Language) -> None:
    (path,) = shipped_reports()
    report, ours = read(path), ASKING[language].report
    library = MadeLibrary([report])
    found = [each.question for _, each in examples_of(Documents([report]), language, library.ask, DAY)]
    assert found == [question for question in ours if library.ask(question).verdict == "found"][:3]
    assert {detect(question) for question in ours} == {language}


def test_archive_without_an_item_has_no_example() -> None:
    assert examples_of(Documents([ODD]), "fi", MadeLibrary([ODD]).ask, DAY) == ()

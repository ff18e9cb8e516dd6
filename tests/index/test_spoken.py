"""The languages of sections, as an index tells them."""

import pytest

from app.answer.answer import answer
from index.build import build
from index.language import LANGUAGES, section_languages
from index.search import Index
from index.store.store import load
from tests.support.toy import ToyEncoder

FINNISH = """\
## § 3 Kissatalo

#### Päätös

Lautakunta hyväksyi ehdotuksen, ja kissa saa talon, jossa on vene.
"""

BILINGUAL = """\
## § 4 Kissatalo

#### Päätös

Lautakunta hyväksyi ehdotuksen, ja kissa saa talon, jossa on omena.

## § 5 Båtplatserna

#### Beslut

Nämnden beslutade att förslaget godkänns och att båtplatserna hyrs ut.

#### Decision

The board decided that the proposal is approved and the places are let.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("minutes")
    (folder / "a.md").write_text(FINNISH, encoding="utf-8")
    (folder / "b.md").write_text(BILINGUAL, encoding="utf-8")
    build(folder / "store", [folder], ToyEncoder())
    return Index(load(folder / "store"), ToyEncoder())


def test_each_section_has_the_language_of_its_passages(index: Index) -> None:
    for document in index.documents():
        expected = section_languages(document)
        for number, section in enumerate(document.sections):
            if section.paragraphs:
                assert index.language(document.id, number) == expected[number]


def test_a_heading_alone_has_the_language_of_what_follows_in_its_own_document(index: Index) -> None:
    told = {
        (document.id, section.title): index.language(document.id, number)
        for document in index.documents()
        for number, section in enumerate(document.sections)
    }
    assert told["b.md", "Båtplatserna"] == told["b.md", "Beslut"] == "sv"
    assert told["b.md", "Kissatalo"] == told["a.md", "Kissatalo"] == "fi"
    assert told["b.md", "Decision"] == "en"


def test_a_section_behind_the_last_passage_has_the_language_of_that(index: Index) -> None:
    assert index.language("a.md", 99) == "fi"
    assert index.language("b.md", 99) == "en"


def test_every_passage_of_an_answer_is_in_its_own_language(index: Index) -> None:
    found = answer(index, "Mitä lautakunta päätti?", top=10).passages
    assert {passage.language for passage in found} == set(LANGUAGES)
    for passage in found:
        document = index.document(passage.source.id)
        assert passage.language == section_languages(document)[passage.section]

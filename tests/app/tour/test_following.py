"""Following questions: on the item of an answer, tried by the search, none that says what is shown."""

from pathlib import Path

import pytest

from app.answer.place import Place, place_of
from app.tour.following import following_of, unseen
from corpus.document import Span
from corpus.language import Language
from index.documents import Documents
from tests.support.documents import PARKS
from tests.support.library import MadeLibrary
from tests.support.site.serve_fake import documents

DECISION = {
    "fi": "Mitä asiassa ”Puistojen hoito” päätettiin?",
    "sv": "Vad beslutades om ”Puistojen hoito”?",
    "en": "What was decided about “Puistojen hoito”?",
}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_questions_are_found_in_the_item(language: Language) -> None:
    library = MadeLibrary()
    found = following_of(PARKS, 0, language, library.ask, Documents([]), alone=False)
    assert DECISION[language] in [each.asking.question for each in found]
    for each in found:
        best = library.ask(each.asking.question).passages[0]
        assert (best.source.id, best.span) == (each.document_id, each.span) == (PARKS.id, each.span)


def test_what_was_asked_and_what_is_shown_is_not_told_again() -> None:
    found, *others = following_of(PARKS, 0, "fi", MadeLibrary().ask, Documents([]), alone=False)
    assert others == []
    nowhere, quote = Place(PARKS.id), Span(found.span.start + 7, found.span.start + 15)
    shown = place_of(PARKS.id, quote, quote.of(PARKS.text))
    assert unseen(PARKS, [found], nowhere, "Mitä?") == (found.asking,)
    assert unseen(PARKS, [found], nowhere, DECISION["fi"]) == ()
    assert unseen(PARKS, [found], shown, "Mitä?") == ()
    assert len(unseen(PARKS, [found] * 5, nowhere, "Mitä?")) == 3


def test_case_of_several_meetings_is_asked_for(tmp_path: Path) -> None:
    every = documents(tmp_path)
    library, tower = MadeLibrary(every), every[-1]
    asked = following_of(tower, 0, "fi", library.ask, library.index, alone=False)
    assert "Missä kokouksissa asiaa HEL 2025-000044 on käsitelty?" in [each.asking.question for each in asked]
    alone = following_of(tower, 0, "fi", library.ask, Documents([tower]), alone=False)
    assert not any("HEL 2025-000044" in each.asking.question for each in alone)


def test_what_is_not_found_is_not_told() -> None:
    library = MadeLibrary()
    assert following_of(PARKS, 0, "fi", lambda _: library.ask("Uimahalli?"), Documents([]), alone=True) == ()

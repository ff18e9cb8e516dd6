"""Relevant passages: what says less than the best, or says it once more, is not shown."""

from dataclasses import replace

from app.answer.answer import Answer
from app.answer.form import Form
from app.page.relevant import relevant
from index.filters import ANYWHERE
from tests.support.documents import PARKS
from tests.support.library import MadeLibrary

LIBRARY = MadeLibrary([PARKS])
FOUND = LIBRARY.ask("Hyväksyi jaosto suunnitelman?")


def scored(*scores: float) -> Answer:
    """The answer with its first passages, which have these scores."""
    passages = tuple(
        replace(passage, score=score) for passage, score in zip(FOUND.passages, scores, strict=False)
    )
    return replace(FOUND, passages=passages, matters=())


def texts(answer: Answer) -> list[str]:
    return [passage.text for passage in relevant(answer, LIBRARY.index, ANYWHERE).passages]


def test_what_scores_less_than_three_quarters_of_the_best_is_left_out() -> None:
    first, second, third = scored(0.9, 0.66, 0.69).passages
    assert texts(scored(0.9, 0.66, 0.69)) == [first.text, third.text]
    kept = relevant(scored(0.9, 0.66, 0.69), LIBRARY.index, ANYWHERE)
    assert [passage.rank for passage in kept.passages] == [1, 2]
    assert [item.passages for item in kept.items] == [(1, 2)]
    assert second.text not in texts(scored(0.9, 0.66, 0.69))


def test_a_text_is_shown_once_however_it_is_set() -> None:
    answer = scored(0.9, 0.9, 0.9)
    first, second, third = answer.passages
    again = replace(second, text=first.text.upper().replace(" ", "\n"))
    shorter = replace(third, text=first.text[:20])
    assert texts(replace(answer, passages=(first, again, shorter))) == [first.text]


def test_what_was_not_found_and_a_listing_stay_as_they_are() -> None:
    answer = scored(0.9, 0.1)
    for other in (replace(answer, verdict="not_found"), replace(answer, form=Form("listing"))):
        assert relevant(other, LIBRARY.index, ANYWHERE) is other

"""Relevant passages: what says less than the best, or says it once more, is not shown."""

from dataclasses import replace
from itertools import product

from app.answer.answer import Answer, with_items
from app.answer.form import Form
from app.page.relevant import relevant
from tests.support.documents import ODD, PARKS
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
    return [passage.text for passage in relevant(answer).passages]


def test_what_scores_less_than_three_quarters_of_the_best_is_left_out() -> None:
    first, second, third = scored(0.9, 0.66, 0.69).passages
    assert texts(scored(0.9, 0.66, 0.69)) == [first.text, third.text]
    kept = relevant(scored(0.9, 0.66, 0.69))
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
        assert relevant(other) is other


def test_items_and_matters_are_those_of_the_passages_that_stay() -> None:
    minutes = [replace(PARKS, id=f"{body}.md", body=body) for body in ("jaosto", "hallitus")]
    library = MadeLibrary([*minutes, replace(minutes[0], id="sama.md"), ODD])
    answer = library.ask("Hyväksyi jaosto suunnitelman?", top=6)
    best, *others = answer.passages
    matters = set()
    for again in product((False, True), repeat=5):
        passages = [
            replace(passage, score=1.0, text=best.text if told else f"Kohta {passage.rank}.")
            for passage, told in zip(others, again, strict=True)
        ]
        shown = relevant(replace(answer, passages=(replace(best, score=1.0), *passages)))
        assert [passage.rank for passage in shown.passages] == list(range(1, 7 - sum(again)))
        assert shown == with_items(library.index, shown, ())
        matters.add(len(shown.matters))
    assert matters == {0, 1}

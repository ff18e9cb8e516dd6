"""What reading changes in the order of candidates, by a toy extractor, worked out by hand."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Span
from index.building.build import build
from index.extractor.reading import (
    CANDIDATES,
    CERTAIN_WEIGHT,
    LEAST_CERTAIN,
    answer_in,
    certainty,
    least_certain,
    read_first,
)
from index.extractor.windows import Reading, ScoredSpan
from index.passages import Passage
from index.ranking import Ranked, Said
from index.search import Index
from index.store.store import load
from tests.support.toys.toy import ToyEncoder
from tests.support.toys.toy_extractor import ToyExtractor

TEXTS = ("Kissa nukkuu.", "Kissa maksaa 5 euroa. Vene 7.", "Koira maksaa 6 euroa.")


def passage(row: int) -> Passage:
    text = TEXTS[row % len(TEXTS)]
    return Passage("a.md", row, Span(0, len(text)), text, text)


def look(rows: Sequence[int]) -> list[Said]:
    none = np.zeros(0, np.float32)
    return [Said(none, row / 100, none, 0.0) for row in rows]


def ranked(*scores: float) -> Ranked:
    rows = np.arange(len(scores))
    values = np.array(scores, np.float32)
    return Ranked(rows, values, values * 2, values * 3, look([0])[0] if scores else None)


def test_what_is_certain_comes_forward() -> None:
    found, told = read_first(
        ranked(0.5, 0.5 - 0.5 * CERTAIN_WEIGHT, 0.1), "kissa", ToyExtractor(), passage, look
    )
    assert found.rows.tolist() == [1, 0, 2]
    np.testing.assert_allclose(
        found.scores, [0.5 + 0.5 * CERTAIN_WEIGHT, 0.5, 0.1 + CERTAIN_WEIGHT * np.exp(-1)], rtol=1e-5
    )
    np.testing.assert_allclose(found.dense, np.array([0.5 - 0.5 * CERTAIN_WEIGHT, 0.5, 0.1]) * 2, rtol=1e-5)
    assert found.first is not None
    assert found.first.share == 0.01
    assert [told[row].spans for row in range(3)] == [
        (),
        (ScoredSpan(Span(13, 14), 0.0), ScoredSpan(Span(27, 28), -1.0)),
        (ScoredSpan(Span(13, 14), -1.0),),
    ]


def test_only_the_first_are_read() -> None:
    extractor = ToyExtractor()
    found, told = read_first(ranked(*[0.5] * (CANDIDATES + 3)), "kissa", extractor, passage, look)
    assert extractor.asked == [("kissa", CANDIDATES)]
    assert sorted(told) == list(range(CANDIDATES))
    assert sorted(found.rows.tolist()) == list(range(CANDIDATES + 3))


def test_nothing_is_read_where_nothing_was_found() -> None:
    found, told = read_first(ranked(), "kissa", ToyExtractor(), passage, look)
    assert (len(found.rows), found.first, told) == (0, None, {})


def test_certainty_is_of_all_answers_of_a_text() -> None:
    two = (ScoredSpan(Span(0, 1), -0.5), ScoredSpan(Span(2, 3), -3.0))
    assert certainty(Reading(two, 0.0)) == pytest.approx(np.exp(-0.5) + np.exp(-3.0))
    assert certainty(Reading((), 0.0)) == 0.0


def test_the_answer_is_the_likeliest_inside_the_quote() -> None:
    log = float(np.log(LEAST_CERTAIN))
    reading = Reading((ScoredSpan(Span(0, 4), -0.1), ScoredSpan(Span(10, 12), log + 0.1)), 0.0)
    assert answer_in(reading, Span(0, 20)) == Span(0, 4)
    assert answer_in(reading, Span(8, 20)) == Span(10, 12)
    assert answer_in(reading, Span(11, 20)) is None
    assert answer_in(Reading((ScoredSpan(Span(0, 4), log - 0.1),), 0.0), Span(0, 20)) is None
    assert answer_in(None, Span(0, 20)) is None


def test_answers_of_a_question_for_several_share_their_probability() -> None:
    three = [
        Reading((ScoredSpan(Span(0, 4), float(np.log(share))),), 0.0) for share in (0.36, 0.3, 0.17, 0.17)
    ]
    assert least_certain(three, several=True) == pytest.approx(0.18)
    assert least_certain(three, several=False) == LEAST_CERTAIN
    told = [answer_in(reading, Span(0, 9), 0.18) for reading in three]
    assert told == [Span(0, 4), Span(0, 4), None, None]


def test_several_that_are_no_answer_together_are_not_told() -> None:
    spread = [Reading((ScoredSpan(Span(0, 4), float(np.log(0.1))),), 0.0)] * 4
    assert least_certain(spread, several=True) == LEAST_CERTAIN
    assert least_certain([None, Reading((), 0.0)], several=True) == LEAST_CERTAIN
    sure = [Reading((ScoredSpan(Span(0, 4), -0.01),), 0.0), None]
    assert least_certain(sure, several=True) == pytest.approx(np.exp(-0.01) / 2)


MINUTES = """\
# Kokous

## Kissat

Kissa saa ruokaa joka päivä kello kahdeksan aamulla ja illalla, kun vene on pihalla.

## Hoito

Kissa saa hoitoa 40 eurolla vuodessa kaupungin eläinhoitolassa, kun vene on pihalla.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("minutes")
    (folder / "kokous.md").write_text(MINUTES, encoding="utf-8")
    build(folder / "store", [folder / "kokous.md"], ToyEncoder())
    return folder / "store"


def test_a_search_tells_what_was_read(store: Path) -> None:
    extractor = ToyExtractor()
    index = Index(load(store), ToyEncoder(), extractor)
    result = index.search("Mitä kissa saa")
    assert extractor.asked == [("Mitä kissa saa", len(result.hits))]
    read = {hit.passage.text[:14]: hit.reading for hit in result.hits}
    (scored,) = read["Kissa saa hoit"].spans  # type: ignore[union-attr]
    assert (scored.span, scored.certain) == (Span(17, 19), 0.0)
    assert read["Kissa saa ruok"] == Reading((), -1.0)
    assert result.evidence is not None
    first = result.hits[0].reading
    assert first is not None
    assert (result.evidence.certain, result.evidence.answerable) == (certainty(first), first.answerable)


def test_the_question_before_is_read_with_one_that_goes_on(store: Path) -> None:
    extractor = ToyExtractor()
    Index(load(store), ToyEncoder(), extractor).search("Entä koira?", before="Mitä kissa saa?")
    assert [question for question, _ in extractor.asked] == ["Mitä kissa saa? Entä koira?"]


def test_without_an_extractor_nothing_is_read(store: Path) -> None:
    hits = Index(load(store), ToyEncoder()).search("Mitä kissa saa").hits
    assert {hit.reading for hit in hits} == {None}


def test_who_reads_is_chosen_when_an_index_is_opened(store: Path) -> None:
    own = ToyExtractor()
    assert Index.open(store, ToyEncoder(), own).extractor is own
    assert Index.open(store, ToyEncoder()).extractor is None
    shipped = Index.open(store, ToyEncoder(), True).extractor
    assert shipped is not None
    assert shipped is Index.open(store, ToyEncoder(), True).extractor


def test_warming_reads(store: Path) -> None:
    extractor = ToyExtractor()
    Index(load(store), ToyEncoder(), extractor).warm()
    assert len(extractor.asked) == 1

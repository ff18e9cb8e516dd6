"""Ranked candidates and what speaks for the first, worked out by hand."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corpus.document import Span
from index.lexical import Lexical
from index.passages import Passage
from index.ranking import (
    DENSE_WEIGHT,
    HINT_WEIGHT,
    KIND_WEIGHT,
    LOOKED_AT,
    SENTENCE_WEIGHT,
    Said,
    highest,
    ranked,
    said,
    spread,
)
from index.words.cues import Kind
from index.words.question import Sought
from index.words.wording import AskedWord

TEXTS = ("Vene kulkee. Omena kypsyy.", "Vene ja omena.", "Juna lähtee.")
POSTINGS = Lexical.build([[]])
WORDS = (
    AskedWord("vene", ((("_ven", "vene"), 1.0),), named=False),
    AskedWord("Omena", ((("_ome", "omen"), 1.0),), named=True),
)
SOUGHT = Sought.of(WORDS, POSTINGS)
ROWS = np.arange(3)


def scores(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, np.float32)


def look(rows: Sequence[int], kind: Kind | None = None, texts: Sequence[str] = TEXTS) -> list[Said]:
    found = [Passage("a.md", row, Span(0, len(texts[row])), texts[row], texts[row]) for row in rows]
    return said(found, SOUGHT, kind)


def test_the_order_is_that_of_one_weighted_sum() -> None:
    found = ranked(ROWS, scores(0.9, 0.8, 0.7), scores(2, 2, 0), None, look)
    both = [1.0, DENSE_WEIGHT * 0.5 + 1 - DENSE_WEIGHT, 0.0]
    shares = [0.5, 1.0, 0.0]  # of the question, by the best sentence
    expected = [(1 - SENTENCE_WEIGHT) * b + SENTENCE_WEIGHT * s for b, s in zip(both, shares, strict=True)]
    order = sorted(range(3), key=lambda row: -expected[row])
    assert found.rows.tolist() == order
    np.testing.assert_allclose(found.scores, [expected[row] for row in order], rtol=1e-5)
    np.testing.assert_allclose(found.dense, scores(0.9, 0.8, 0.7)[order])
    np.testing.assert_allclose(found.lexical, scores(2, 2, 0)[order])


def test_of_passages_alike_the_one_with_what_is_asked_for_goes_first() -> None:
    texts = ("Vene ja omena.", "Vene ja omena, 5 euroa.")
    rows, alike = np.arange(2), scores(1, 1)
    assert ranked(rows, alike, alike, None, partial(look, texts=texts)).rows.tolist() == [0, 1]
    found = ranked(rows, alike, alike, None, partial(look, kind="money", texts=texts))
    assert found.rows.tolist() == [1, 0]
    assert found.scores[0] - found.scores[1] == pytest.approx(SENTENCE_WEIGHT * KIND_WEIGHT)
    assert found.first is not None
    assert found.first.share == pytest.approx(1.0)


def test_a_hint_brings_forward() -> None:
    plain = ranked(ROWS, scores(1, 1, 1), scores(0, 0, 0), None, look)
    hinted = ranked(ROWS, scores(1, 1, 1), scores(0, 0, 0), np.array([True, False, False]), look)
    gained = dict(zip(hinted.rows.tolist(), hinted.scores, strict=True))[0]
    before = dict(zip(plain.rows.tolist(), plain.scores, strict=True))[0]
    assert gained - before == pytest.approx((1 - SENTENCE_WEIGHT) * HINT_WEIGHT)


def test_only_the_first_candidates_are_looked_at() -> None:
    looked: list[int] = []

    def looking(rows: Sequence[int]) -> list[Said]:
        looked.extend(rows)
        return look([2] * len(rows))

    rows = np.arange(LOOKED_AT + 5)
    ranked(rows, scores(*rows[::-1]), scores(*rows[::-1]), None, looking)
    assert looked == list(range(LOOKED_AT))


def test_spread_brings_scores_between_0_and_1() -> None:
    np.testing.assert_array_equal(spread(scores(2, 4, 3)), scores(0, 1, 0.5))
    np.testing.assert_array_equal(spread(scores(2, 2)), np.zeros(2, np.float32))
    assert len(spread(np.empty(0, np.float32))) == 0


@given(
    arrays(np.float32, st.integers(0, 300), elements=st.sampled_from([0, 0.5, 1, 2, -1])),
    st.integers(1, 35),
)
def test_the_highest_are_those_of_putting_all_in_order(
    given_scores: np.ndarray[tuple[int], np.dtype[np.float32]], count: int
) -> None:
    in_order = sorted(range(len(given_scores)), key=lambda at: (-given_scores[at], at))
    assert highest(given_scores, count).tolist() == in_order[:count]

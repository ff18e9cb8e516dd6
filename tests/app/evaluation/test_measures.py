"""Measures, worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluation.measures import auroc, estimate, estimate_between


def test_an_interval_holds_the_mean_and_is_the_same_every_time() -> None:
    values = np.array([1, 0.5, 0, 1, 1, 0.25])
    first = estimate(values)
    assert first == estimate(values)
    assert first.mean == 0.625
    assert 0 <= first.low < first.mean < first.high <= 1
    spread = np.random.default_rng(0).random(100)
    assert estimate(spread, seed=1) != estimate(spread)
    alike = estimate(np.full(9, 0.5))
    assert (alike.mean, alike.low, alike.high) == (0.5, 0.5, 0.5)


def test_more_questions_make_a_narrower_interval() -> None:
    few, many = estimate(np.tile([0.0, 1.0], 10)), estimate(np.tile([0.0, 1.0], 1000))
    assert many.high - many.low < (few.high - few.low) / 5


@given(st.lists(st.integers(0, 5), min_size=1), st.lists(st.integers(0, 5), min_size=1))
def test_auroc_is_the_share_of_pairs_in_order(positive: list[int], negative: list[int]) -> None:
    pairs = [(p > n) + 0.5 * (p == n) for p in positive for n in negative]
    assert auroc(np.array(positive, float), np.array(negative, float)) == pytest.approx(np.mean(pairs))


def test_an_interval_of_a_measure_of_two_samples() -> None:
    positive, negative = np.linspace(0.3, 1, 30), np.linspace(0, 0.6, 30)
    found = estimate_between(positive, negative, auroc)
    assert found == estimate_between(positive, negative, auroc)
    assert found.mean == auroc(positive, negative)
    assert 0 <= found.low < found.mean < found.high <= 1
    apart = estimate_between(np.array([0.9, 0.8]), np.array([0.1]), auroc)
    assert (apart.mean, apart.low, apart.high) == (1, 1, 1)

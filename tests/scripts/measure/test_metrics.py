"""Measures of rankings and paired tests, worked out by hand or by trying all."""

import itertools

import numpy as np
import pytest

from scripts.measure.metrics import calibration_error, false_at_kept, paired_p, per_question


def test_measures_of_rankings_worked_out_by_hand() -> None:
    right = {"a": frozenset("x"), "b": frozenset("xy"), "c": frozenset("x"), "d": frozenset("x")}
    found = per_question({"a": ["x", "y"], "b": ["z", "y"], "d": []}, right)
    assert found["RR"].tolist() == [1, 0.5, 0, 0]
    assert found["R@10"].tolist() == [1, 0.5, 0, 0]
    assert found["Success@1"].tolist() == [1, 0, 0, 0]
    assert found["Success@3"].tolist() == [1, 1, 0, 0]
    # The gain of rank 2 is 1 / log2(3); the best two ranks would gain 1 + 1 / log2(3).
    second = 1 / np.log2(3)
    np.testing.assert_allclose(found["nDCG@10"], [1, second / (1 + second), 0, 0])


def test_recall_looks_as_deep_as_it_says() -> None:
    labels = [f"n{at}" for at in range(150)]
    right = {"at 10": frozenset({"n9"}), "at 11": frozenset({"n10"}), "at 101": frozenset({"n100"})}
    found = per_question(dict.fromkeys(right, labels), right)
    assert found["R@10"].tolist() == [1, 0, 0]
    assert found["R@100"].tolist() == [1, 1, 0]
    np.testing.assert_allclose(found["RR"], [1 / 10, 1 / 11, 1 / 101])


def test_a_paired_test_agrees_with_all_signs_tried() -> None:
    first = np.array([0.9, 0.5, 0.4, 1.0, 0.3, 0.8, 0.7, 0.2])
    second = np.array([0.4, 0.6, 0.1, 0.5, 0.3, 0.5, 0.2, 0.1])
    differences = first - second
    sums = [abs(np.dot(signs, differences)) for signs in itertools.product((-1, 1), repeat=8)]
    exact = np.mean([total >= abs(differences.sum()) - 1e-9 for total in sums])
    assert paired_p(first, second) == pytest.approx(exact, abs=0.01)
    assert paired_p(first, second) == paired_p(second, first)


def test_equal_systems_do_not_differ_and_unequal_ones_do() -> None:
    values = np.linspace(0, 1, 50)
    assert paired_p(values, values) == 1
    assert paired_p(values + 0.1, values) == pytest.approx(1 / 5001)


def test_false_answers_at_the_threshold_that_keeps_most_answers() -> None:
    positive = np.arange(0.81, 1.01, 0.01)  # 20 of them: 95 % are the 19 from 0.82
    negative = np.array([0.1, 0.5, 0.815, 0.9])
    assert false_at_kept(positive, negative) == 0.25
    assert false_at_kept(positive, negative, kept=1) == 0.5


def test_calibration_error_worked_out_by_hand() -> None:
    # Two of four at 0.25 came true, and one of one at 0.95.
    confidences, outcomes = np.array([0.25, 0.25, 0.25, 0.25, 0.95]), np.array([1.0, 1, 0, 0, 1])
    assert calibration_error(confidences, outcomes) == pytest.approx((4 * 0.25 + 0.05) / 5)
    assert calibration_error(np.array([1.0, 0.0]), np.array([1.0, 0.0])) == 0

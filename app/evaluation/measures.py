"""Measures: means with intervals, and how well confidences tell answers apart, all checkable by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

_SAMPLES = 2000
_SEED = 0
_NUMBERS = 1 << 20
_BOUNDS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over questions, or a share, with the bounds of its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float


def estimate(values: Values, seed: int = _SEED) -> Estimate:
    """The mean of values, at least one, with its percentile bootstrap interval (Efron 1979).

    The same values and seed give the same interval.
    """
    rng = np.random.default_rng(seed)
    means = np.concatenate(
        [values[rng.integers(0, len(values), shape)].mean(axis=1) for shape in shapes(_SAMPLES, len(values))]
    )
    low, high = np.quantile(means, _BOUNDS)
    return Estimate(float(values.mean()), float(low), float(high))


def estimate_between(
    positive: Values, negative: Values, measure: Callable[[Values, Values], float], seed: int = _SEED
) -> Estimate:
    """A measure of two samples, each at least one value, with its percentile bootstrap interval."""
    rng = np.random.default_rng(seed)
    drawn = [
        measure(rng.choice(positive, len(positive)), rng.choice(negative, len(negative)))
        for _ in range(_SAMPLES)
    ]
    low, high = np.quantile(drawn, _BOUNDS)
    return Estimate(measure(positive, negative), float(low), float(high))


def shapes(rows: int, width: int) -> Iterator[tuple[int, int]]:
    """Rows of a width in blocks that memory holds."""
    block = max(1, _NUMBERS // width)
    for start in range(0, rows, block):
        yield min(block, rows - start), width


def auroc(positive: Values, negative: Values) -> float:
    """How often a value of ``positive`` is above one of ``negative``, a tie counting half; both non-empty."""
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, side="left")
    not_above = np.searchsorted(ordered, positive, side="right")
    return float((below + not_above).sum() / (2 * len(positive) * len(negative)))

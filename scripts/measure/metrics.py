"""Metrics of rankings by ir-measures, the paired test of two systems, and measures of confidences."""

from collections.abc import Mapping, Sequence

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG

from app.evaluation.measures import Values, shapes

MEASURES = (RR, nDCG @ 10, R @ 10, R @ 100, Success @ 1, Success @ 3)
"""What is measured of a ranking; the first is the one that systems are compared by."""

_FLIPS = 5000
_SEED = 0


def per_question(
    rankings: Mapping[str, Sequence[str]], right: Mapping[str, frozenset[str]]
) -> dict[str, Values]:
    """For each measure its value for each question of ``right``, in that order, from 0 to 1.

    A ranking is labels, best first, each once; a question without a ranking has found nothing.
    """
    run = {
        question: {label: float(len(labels) - at) for at, label in enumerate(labels)}
        for question, labels in rankings.items()
        if labels
    }
    qrels = {question: dict.fromkeys(labels, 1) for question, labels in right.items()}
    places = {question: at for at, question in enumerate(right)}
    found = {str(measure): np.zeros(len(right)) for measure in MEASURES}
    for metric in ir_measures.iter_calc(MEASURES, qrels, run):
        found[str(metric.measure)][places[metric.query_id]] = metric.value
    return found


def paired_p(first: Values, second: Values, seed: int = _SEED) -> float:
    """How likely, from 0 to 1, a mean difference at least this large is if two systems are alike.

    A two-sided randomisation test on the same questions in the same order (Smucker et al. 2007).
    """
    differences = first - second
    differences = differences[differences != 0]
    if not len(differences):
        return 1.0
    rng = np.random.default_rng(seed)
    # A sum of floats may miss itself in another order by a last bit.
    observed = abs(differences.sum()) - 1e-9
    as_large = sum(
        int((abs((rng.integers(0, 2, shape) * 2 - 1) @ differences) >= observed).sum())
        for shape in shapes(_FLIPS, len(differences))
    )
    return (as_large + 1) / (_FLIPS + 1)


def false_at_kept(positive: Values, negative: Values, kept: float = 0.95) -> float:
    """The share of ``negative`` at or above the highest threshold that keeps so much of ``positive``."""
    threshold = np.sort(positive)[::-1][int(np.ceil(kept * len(positive))) - 1]
    return float((negative >= threshold).mean())


def calibration_error(confidences: Values, outcomes: Values, bins: int = 10) -> float:
    """How far confidences lie from what came true, from 0 to 1 (expected calibration error, Guo et al. 2017).

    ``outcomes`` are 0 or 1. The bins are of equal width.
    """
    places = np.minimum((confidences * bins).astype(int), bins - 1)
    gaps = [
        abs(confidences[places == number].sum() - outcomes[places == number].sum()) for number in range(bins)
    ]
    return float(sum(gaps) / len(confidences))

"""Confidence: how sure it is that the best passage answers the question."""

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import EncoderError

_MODELS = Path(__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class Calibration:
    """The coefficients of a logistic regression on cosine and coverage, made for one encoder.

    Cosines of one encoder say nothing of another's: e5's crowd between 0.75 and 0.9.
    """

    cosine: float
    coverage: float
    bias: float


WORDS_ONLY = Calibration(cosine=0.0, coverage=9.0, bias=-4.0)
"""For an encoder that none was made for: what share of the question's terms the passage holds."""


def confidence(cosine: float, coverage: float, calibration: Calibration) -> float:
    """The probability, from 0 to 1, that a passage answers, from its cosine and coverage."""
    z = calibration.cosine * cosine + calibration.coverage * coverage + calibration.bias
    return 1 / (1 + math.exp(-z))


def coverage(terms: Mapping[str, float], present: Collection[str]) -> float:
    """The share, from 0 to 1, of what the question's terms tell that a passage with those terms holds."""
    total = sum(terms.values())
    return sum(weight for term, weight in terms.items() if term in present) / total if total else 0.0


def load_calibration(encoder: str) -> Calibration:
    """The calibration that lies beside the weights of an encoder of that name or folder, else ``WORDS_ONLY``.

    Raises:
        EncoderError: the file is damaged.
    """
    path = _MODELS / encoder / "calibration.json"  # the folder itself, where the encoder is named by one
    if not path.is_file():
        return WORDS_ONLY
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Calibration(*(float(values[name]) for name in ("cosine", "coverage", "bias")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(f"{path}: not a calibration ({error}); install pykala again") from None

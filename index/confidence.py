"""Confidence: how sure it is that the best passage answers the question."""

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import EncoderError
from index.language import LANGUAGES, Language

_MODELS = Path(__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage: its cosine with the question, and the question's coverage by it."""

    cosine: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The coefficients of a logistic regression on cosine and coverage, made for one encoder.

    Cosines of one encoder say nothing of another's: e5's crowd between 0.75 and 0.9. ``bias`` is that of
    each language: a question that was translated is covered less and lies nearer to everything.
    """

    cosine: float
    coverage: float
    bias: Mapping[Language, float]


WORDS_ONLY = Calibration(cosine=0.0, coverage=9.0, bias={"fi": -4.0, "en": -4.0, "sv": -4.0})
"""For an encoder that none was made for: what share of the question's terms the passage holds."""


def confidence(evidence: Evidence, language: Language, calibration: Calibration) -> float:
    """The probability, from 0 to 1, that a passage answers a question in that language."""
    z = (
        calibration.cosine * evidence.cosine
        + calibration.coverage * evidence.coverage
        + calibration.bias[language]
    )
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
        bias: dict[Language, float] = {language: float(values["bias"][language]) for language in LANGUAGES}
        return Calibration(float(values["cosine"]), float(values["coverage"]), bias)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(f"{path}: not a calibration ({error}); install pykala again") from None

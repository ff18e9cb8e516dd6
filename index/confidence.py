"""Confidence: how sure it is that the best passage answers the question."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from corpus.errors import EncoderError
from corpus.language import LANGUAGES, Language

PLAIN, READ = "calibration.json", "calibration_read.json"
"""The files of a calibration: for a search alone, and for one whose first passages are read."""

_MODELS = Path(__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the best passage, and against it.

    ``cosine`` is the passage's with the question, and ``crowd`` how many standard deviations it lies above
    those of the other candidates. ``sentence`` is the share of the question that its best sentence says
    under the headings; ``unnamed`` how much the passage leaves out of the name or number that it says
    least of, 0 where the question has none. ``agreed`` is 1 where both sides put the same passage first,
    else 0. ``length`` is the logarithm of one more than the words asked with, ``size`` of one more than
    the passages searched. ``lead`` is how far its score is ahead of that of the next passage that
    says something else, 0 where none does. ``certain`` is how certain the likeliest answer is that was
    read in it, from 0 to 1, and ``answerable`` the logarithm of the odds that it answers; both 0 where
    nothing was read.
    """

    cosine: float
    crowd: float
    sentence: float
    unnamed: float
    agreed: float
    length: float
    size: float
    lead: float
    certain: float = 0.0
    answerable: float = 0.0


FEATURES = tuple(field.name for field in fields(Evidence))
"""The names of what evidence is made of."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The coefficients of a logistic regression on evidence, made for one encoder.

    Cosines of one encoder say nothing of another's: e5's crowd between 0.75 and 0.9. ``weights`` are by
    the names of ``FEATURES``, 0 for one that is not there. ``bias`` is that of each language: a question
    that was translated is covered less and lies nearer to everything.
    """

    weights: Mapping[str, float]
    bias: Mapping[Language, float]


WORDS_ONLY = Calibration(
    weights={"sentence": 6.0, "unnamed": -0.5}, bias={"fi": -3.0, "en": -3.0, "sv": -3.0}
)
"""For an encoder that none was made for: what the words say, whatever the vectors do."""


def confidence(evidence: Evidence, language: Language, calibration: Calibration) -> float:
    """The probability, from 0 to 1, that a passage answers a question in that language."""
    z = calibration.bias[language] + sum(
        weight * getattr(evidence, name) for name, weight in calibration.weights.items()
    )
    return 1 / (1 + math.exp(-z)) if z > 0 else 1 - 1 / (1 + math.exp(z))


def load_calibration(encoder: str, *, read: bool = False) -> Calibration:
    """The calibration that lies beside the weights of an encoder of that name or folder, else ``WORDS_ONLY``.

    That for a search whose passages are ``read`` is a file of its own; without it, the other one serves.

    Raises:
        EncoderError: the file is damaged.
    """
    folder = _MODELS / encoder  # the folder itself, where the encoder is named by one
    names = (READ, PLAIN) if read else (PLAIN,)
    path = next((path for path in (folder / name for name in names) if path.is_file()), None)
    if path is None:
        return WORDS_ONLY
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        weights = {name: float(values["weights"][name]) for name in values["weights"]}
        bias: dict[Language, float] = {language: float(values["bias"][language]) for language in LANGUAGES}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(f"{path}: not a calibration ({error}); install pykala again") from None
    if not weights.keys() <= set(FEATURES) or not all(
        map(math.isfinite, (*weights.values(), *bias.values()))
    ):
        raise EncoderError(f"{path}: not a calibration of this version; install pykala again")
    return Calibration(weights, bias)

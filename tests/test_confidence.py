"""Confidence: coverage and the regression worked out by hand, damaged calibrations."""

import json
import math
from pathlib import Path

import pytest

from corpus.errors import EncoderError
from index.confidence import WORDS_ONLY, Calibration, Evidence, confidence, coverage, load_calibration
from index.encoder import shipped
from index.language import LANGUAGES

BIAS = {"fi": -1.0, "sv": 0.0, "en": 1.0}


def test_coverage_is_the_share_of_what_the_terms_tell() -> None:
    terms = {"_kis": 3.0, "kiss": 1.0}
    assert coverage(terms, {"_kis", "talo"}) == 0.75
    assert coverage(terms, set(terms)) == 1
    assert coverage(terms, ()) == 0
    assert coverage({}, {"_kis"}) == 0


def test_confidence_is_a_logistic_regression_with_a_bias_for_each_language() -> None:
    calibration = Calibration(cosine=2.0, coverage=4.0, bias={"fi": -3.0, "sv": -3.0, "en": -1.0})
    evidence = Evidence(cosine=0.5, coverage=0.5)
    assert confidence(evidence, "fi", calibration) == 0.5
    assert confidence(evidence, "sv", calibration) == 0.5
    assert confidence(evidence, "en", calibration) == pytest.approx(1 / (1 + math.exp(-2)))


def test_more_evidence_is_more_confidence_for_every_calibration() -> None:
    low, high = Evidence(0.8, 0.2), Evidence(0.9, 0.6)
    for calibration in (WORDS_ONLY, *map(load_calibration, shipped())):
        for language in LANGUAGES:
            assert confidence(low, language, calibration) < confidence(high, language, calibration)


def test_a_calibration_lies_beside_the_weights(tmp_path: Path) -> None:
    (tmp_path / "calibration.json").write_text(json.dumps({"cosine": 1, "coverage": 2.5, "bias": BIAS}))
    assert load_calibration(str(tmp_path)) == Calibration(1.0, 2.5, {"fi": -1.0, "sv": 0.0, "en": 1.0})


def test_an_encoder_without_a_calibration_counts_words_only(tmp_path: Path) -> None:
    assert load_calibration(str(tmp_path)) == WORDS_ONLY
    assert load_calibration("some/model") == WORDS_ONLY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        json.dumps({"cosine": 1, "coverage": 2}),
        json.dumps({"cosine": 1, "coverage": 2, "bias": 3}),
        json.dumps({"cosine": 1, "coverage": 2, "bias": {"fi": 1, "sv": 1}}),
        json.dumps({"cosine": "high", "coverage": 2, "bias": BIAS}),
    ],
    ids=["empty", "cut", "list", "no_bias", "one_bias", "language_missing", "no_number"],
)
def test_a_damaged_calibration_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "calibration.json").write_text(text)
    with pytest.raises(EncoderError, match=r"calibration\.json: not a calibration"):
        load_calibration(str(tmp_path))

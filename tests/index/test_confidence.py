"""Confidence: the regression worked out by hand, damaged calibrations."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import EncoderError
from corpus.language import LANGUAGES
from index.confidence import FEATURES, WORDS_ONLY, Calibration, Evidence, confidence, load_calibration
from index.encoders import shipped

BIAS = {"fi": -1.0, "sv": 0.0, "en": 1.0}
NOTHING = Evidence(**dict.fromkeys(FEATURES, 0.0))


def test_confidence_is_a_logistic_regression_with_a_bias_for_each_language() -> None:
    calibration = Calibration({"cosine": 2.0, "sentence": 4.0}, {"fi": -3.0, "sv": -3.0, "en": -1.0})
    evidence = replace(NOTHING, cosine=0.5, sentence=0.5, crowd=9.0)
    assert confidence(evidence, "fi", calibration) == 0.5
    assert confidence(evidence, "sv", calibration) == 0.5
    assert confidence(evidence, "en", calibration) == pytest.approx(1 / (1 + math.exp(-2)))


@pytest.mark.parametrize(("weight", "expected"), [(1e4, 1.0), (-1e4, 0.0)])
def test_confidence_stays_a_probability_however_sure(weight: float, expected: float) -> None:
    sure = Calibration({"cosine": weight}, dict.fromkeys(LANGUAGES, 0.0))
    assert confidence(replace(NOTHING, cosine=1.0), "fi", sure) == expected


@pytest.mark.parametrize("encoder", ["", *shipped()])
def test_more_evidence_is_more_confidence_for_every_calibration(encoder: str) -> None:
    calibration = load_calibration(encoder) if encoder else WORDS_ONLY
    much = replace(NOTHING, cosine=0.9, crowd=3.0, sentence=0.9, agreed=1.0)
    little = replace(NOTHING, cosine=0.8, crowd=1.5, sentence=0.3, unnamed=0.7)
    for language in LANGUAGES:
        assert confidence(little, language, calibration) < confidence(much, language, calibration)


def test_a_calibration_lies_beside_the_weights(tmp_path: Path) -> None:
    written = {"weights": {"cosine": 1, "unnamed": -2.5}, "bias": BIAS}
    (tmp_path / "calibration.json").write_text(json.dumps(written))
    expected = Calibration({"cosine": 1.0, "unnamed": -2.5}, {"fi": -1.0, "sv": 0.0, "en": 1.0})
    assert load_calibration(str(tmp_path)) == expected


def test_where_passages_are_read_the_calibration_for_that_goes_first(tmp_path: Path) -> None:
    plain = {"weights": {"cosine": 1}, "bias": BIAS}
    (tmp_path / "calibration.json").write_text(json.dumps(plain))
    assert load_calibration(str(tmp_path), read=True) == load_calibration(str(tmp_path))
    read = {"weights": {"certain": 2, "answerable": 0.5}, "bias": BIAS}
    (tmp_path / "calibration_read.json").write_text(json.dumps(read))
    assert load_calibration(str(tmp_path), read=True).weights == {"certain": 2.0, "answerable": 0.5}
    assert load_calibration(str(tmp_path)).weights == {"cosine": 1.0}
    (tmp_path / "calibration_read.json").write_text("{")
    with pytest.raises(EncoderError, match=r"calibration_read\.json: not a calibration"):
        load_calibration(str(tmp_path), read=True)


def test_an_encoder_without_a_calibration_counts_words_only(tmp_path: Path) -> None:
    assert load_calibration(str(tmp_path)) == WORDS_ONLY
    assert load_calibration("some/model") == WORDS_ONLY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        json.dumps({"weights": {"cosine": 1}}),
        json.dumps({"weights": {"cosine": 1}, "bias": 3}),
        json.dumps({"weights": {"cosine": 1}, "bias": {"fi": 1, "sv": 1}}),
        json.dumps({"weights": {"cosine": "high"}, "bias": BIAS}),
        json.dumps({"weights": 3, "bias": BIAS}),
        json.dumps({"weights": {"cosine": math.nan}, "bias": BIAS}),
        json.dumps({"weights": {"colour": 1}, "bias": BIAS}),
    ],
    ids="empty cut list no_bias one_bias language_missing no_number no_weights nan other_version".split(),
)
def test_a_damaged_calibration_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "calibration.json").write_text(text)
    with pytest.raises(EncoderError, match=r"calibration\.json: not a calibration"):
        load_calibration(str(tmp_path))


def test_without_a_calibration_the_words_count_as_they_do() -> None:
    evidence = replace(NOTHING, sentence=0.75, unnamed=1.0)
    for language in LANGUAGES:
        assert confidence(evidence, language, WORDS_ONLY) == pytest.approx(1 / (1 + math.exp(-1)))
    assert confidence(replace(NOTHING, sentence=0.5), "fi", WORDS_ONLY) == 0.5
    assert confidence(NOTHING, "fi", WORDS_ONLY) == pytest.approx(1 / (1 + math.exp(3)))

"""Encoded passages, kept between runs."""

from pathlib import Path

import numpy as np

from scripts.train.vectors import KeptEncoder
from tests.support.toys.toy import ToyEncoder


def test_what_was_encoded_is_not_encoded_again(tmp_path: Path) -> None:
    first = KeptEncoder(ToyEncoder(), tmp_path / "cache")
    passages = first.encode_passages(["kissa", "koira", "kissa"])
    questions = first.encode_questions(["talo"])
    first.save()
    toy = ToyEncoder()
    second = KeptEncoder(toy, tmp_path / "cache")
    np.testing.assert_array_equal(second.encode_passages(["kissa", "koira", "kissa"]), passages)
    np.testing.assert_array_equal(second.encode_questions(["talo"]), questions)
    assert toy.encoded == []
    second.encode_passages(["koira", "talo"])
    assert toy.encoded == ["talo"]  # it was a question before, and no passage


def test_vectors_of_one_encoder_are_never_those_of_another(tmp_path: Path) -> None:
    KeptEncoder(ToyEncoder(), tmp_path).encode_passages(["kissa"])
    other = ToyEncoder(salt="other")
    KeptEncoder(other, tmp_path).encode_passages(["kissa"])
    assert other.encoded == ["kissa"]


def test_no_texts_have_no_vectors(tmp_path: Path) -> None:
    assert KeptEncoder(ToyEncoder(), tmp_path).encode_passages([]).shape == (0, ToyEncoder.width)

"""The static encoder by hand-worked vectors, and its files damaged."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from corpus.errors import EncoderError
from index.encoders import load_encoder, static
from index.encoders.static import VECTORS, Pieces, StaticEncoder, packed, unpacked
from tests.support.toys.tiny_model import tiny_tokenizer

WORD, OTHER = "kokous", "päätös"


def save_static(folder: Path) -> Path:
    """An encoder of two numbers: *kokous* points to the right, *päätös* upwards, all else nowhere."""
    tokenizer = tiny_tokenizer()
    vectors = np.zeros((tokenizer.get_vocab_size(), 2), np.float32)
    for word, vector in ((WORD, (2.0, 0.0)), (OTHER, (0.0, 1.0))):
        (number,) = tokenizer.encode(word, add_special_tokens=False).ids
        vectors[number] = vector
    codes, scales = packed(vectors)
    folder.mkdir(exist_ok=True)
    np.savez(folder / VECTORS, codes=codes, scales=scales)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"width": 2}), encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save_static(tmp_path / "static")


def test_a_vector_is_the_direction_of_the_sum_of_its_pieces(folder: Path) -> None:
    encoder = load_encoder(str(folder))
    assert isinstance(encoder, StaticEncoder)
    found = encoder.encode_passages(["kokous", "päätös päätös", "päätös kokous päätös", "zzz", ""])
    half = 2**-0.5
    assert found.tolist() == [[1, 0], [0, 1], pytest.approx([half, half]), [0, 0], [0, 0]]


def test_neither_case_nor_order_nor_company_matters(folder: Path) -> None:
    encoder = load_encoder(str(folder))
    one, other = encoder.encode_questions(["Kokous PÄÄTÖS", "päätös\n kokous"])
    alone = encoder.encode_questions(["kokous päätös"])[0]
    assert one.tolist() == other.tolist() == alone.tolist()


def test_progress_rises_to_all(folder: Path) -> None:
    told: list[int] = []
    load_encoder(str(folder)).encode_passages(["kokous"] * 600, told.append)
    assert told == [256, 512, 600]


def test_no_texts_make_no_rows(folder: Path) -> None:
    assert load_encoder(str(folder)).encode_passages([]).shape == (0, 2)


@given(st.lists(st.text(alphabet="abkos \n.", max_size=30), max_size=8))
def test_pieces_of_words_together_are_those_of_each(texts: list[str]) -> None:
    tokenizer = tiny_tokenizer()
    found = [numbers.tolist() for numbers in Pieces(tokenizer).of(texts)]
    assert found == [tokenizer.encode(text, add_special_tokens=False).ids for text in texts]


def test_words_that_come_again_are_not_cut_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static, "_KEPT_WORDS", 2)
    cut, done = Pieces._cut, list[str]()

    def noted(pieces: Pieces, word: str) -> bytes:
        done.append(word)
        return cut(pieces, word)

    monkeypatch.setattr(Pieces, "_cut", noted)
    pieces, texts = Pieces(tiny_tokenizer()), ("kokous päätös kokous", "kokous as", "päätös")
    expected = [Pieces(tiny_tokenizer()).of([text])[0].tolist() for text in texts]
    done.clear()
    assert [pieces.of([text])[0].tolist() for text in texts * 2] == expected * 2
    assert sorted(done) == ["as", "kokous", "päätös"]
    done.clear()
    for word in (*"abcdef", "kokous"):  # so many come between that it is no longer at hand
        pieces.of([word])
    assert done == [*"abcdef", "kokous"]


@given(arrays.arrays(np.int16, (3, 4), elements=st.integers(-999, 999)))
def test_packing_moves_a_number_by_half_a_step_at_most(vectors: np.ndarray) -> None:
    vectors = vectors.astype(np.float32) * np.float32(1 / 128)
    codes, scales = packed(vectors)
    assert codes.dtype == np.int8
    assert scales.tolist() == pytest.approx((np.abs(vectors).max(axis=1) / 127).tolist())
    assert (np.abs(unpacked(codes, scales) - vectors) <= scales[:, None] * 0.501).all()


def test_the_digest_follows_the_vectors(folder: Path, tmp_path: Path) -> None:
    same = save_static(tmp_path / "same")
    before = load_encoder(str(folder)).digest
    assert load_encoder(str(same)).digest == before
    codes, scales = packed(np.ones((80, 2), np.float32))
    np.savez(same / VECTORS, codes=codes, scales=scales)
    assert load_encoder(str(same)).digest != before


@pytest.mark.parametrize("name", ["tokenizer.json", "config.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(EncoderError, match=rf"{name}: the file is missing"):
        load_encoder(str(folder))


@pytest.mark.parametrize("content", ["", "[]", '{"width": 0}', '{"width": "2"}', '{"bits": 8}'])
def test_a_config_without_a_width_is_refused(folder: Path, content: str) -> None:
    (folder / "config.json").write_text(content, encoding="utf-8")
    with pytest.raises(EncoderError, match=r"config\.json: "):
        load_encoder(str(folder))


def test_vectors_cut_short_are_refused(folder: Path) -> None:
    path = folder / VECTORS
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(EncoderError, match=r"vectors\.npz: cannot be read"):
        load_encoder(str(folder)).encode_questions(["kokous"])


def test_vectors_of_another_width_are_refused(folder: Path) -> None:
    (folder / "config.json").write_text('{"width": 3}', encoding="utf-8")
    with pytest.raises(EncoderError, match=r"holds int8 of shape \(\d+, 2\) where config\.json says"):
        load_encoder(str(folder)).encode_questions(["kokous"])


def test_vectors_too_few_for_the_tokenizer_are_refused(folder: Path) -> None:
    codes, scales = packed(np.ones((3, 2), np.float32))
    np.savez(folder / VECTORS, codes=codes, scales=scales)
    with pytest.raises(EncoderError, match="does not fit"):
        load_encoder(str(folder)).encode_questions(["kokous"])


def test_a_tokenizer_that_is_none_is_refused(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EncoderError, match=r"tokenizer\.json: not a tokenizer"):
        load_encoder(str(folder)).encode_questions(["kokous"])

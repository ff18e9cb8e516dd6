"""Exporting: the exported model and the sentence-transformers one agree, and the packing of weights."""

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from onnx import TensorProto, helper, numpy_helper

from index.encoders import Encoder, load_encoder
from index.encoders.onnx import OnnxEncoder, silent_onnxruntime
from index.encoders.sentence_transformers_encoder import SentenceEncoder
from scripts.train.export_encoder import main
from scripts.train.pack_weights import BLOCK, pack_weights, to_blocks
from tests.support.toys.tiny_model import LONGEST, WIDTH, Floats, on_the_grid, save_tiny_model

TEXTS = [
    "Kokous.",
    "Kuka esitteli asian?",
    "",
    "päätös 12.9.2022 " * 20,
    "Vem var föredragande?",
    "How many networks is the city a member of?",
]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_model(tmp_path_factory.mktemp("export") / "tiny")


def least_cosine(one: Encoder, other: Encoder) -> float:
    questions = np.sum(one.encode_questions(TEXTS) * other.encode_questions(TEXTS), axis=1)
    passages = np.sum(one.encode_passages(TEXTS) * other.encode_passages(TEXTS), axis=1)
    return float(min(questions.min(), passages.min()))


@pytest.mark.parametrize(
    ("bits", "least"),
    # Random weights are the hardest to pack: a trained model keeps 0.99 and more with 4 bits.
    [(32, 0.999999), (8, 0.999), (4, 0.9)],
)
def test_the_exported_model_agrees_with_the_original(
    tiny: Path, tmp_path: Path, bits: int, least: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tiny), str(tmp_path / "out"), "--bits", str(bits)]) == 0
    assert "least cosine to the original" in capsys.readouterr().out
    original, exported = load_encoder(str(tiny)), load_encoder(str(tmp_path / "out"))
    assert isinstance(original, SentenceEncoder)
    assert isinstance(exported, OnnxEncoder)
    assert exported.width == original.width == WIDTH
    cosine = least_cosine(original, exported)
    assert cosine > least
    if bits == 4:
        assert cosine < 0.999  # so packing happened, and what agrees above is not one model twice


def test_texts_differ_enough_for_agreement_to_mean_something(tiny: Path) -> None:
    vectors = load_encoder(str(tiny)).encode_passages(TEXTS)
    cosines = vectors @ vectors.T
    assert cosines[~np.eye(len(TEXTS), dtype=bool)].max() < 0.95


def test_weights_that_lie_on_the_grid_of_four_bits_lose_nothing(tmp_path: Path) -> None:
    folder = save_tiny_model(tmp_path / "grid", on_grid=True)
    assert main([str(folder), str(tmp_path / "out"), "--bits", "4"]) == 0
    assert least_cosine(load_encoder(str(folder)), load_encoder(str(tmp_path / "out"))) > 0.99999


@pytest.mark.parametrize(("pooling", "unit"), [("cls", True), ("mean", False)])
def test_other_pooling_is_exported_too(tmp_path: Path, pooling: str, unit: bool) -> None:
    folder = save_tiny_model(tmp_path / "model", pooling=pooling, unit=unit)
    assert main([str(folder), str(tmp_path / "out"), "--bits", "32"]) == 0
    assert least_cosine(load_encoder(str(folder)), load_encoder(str(tmp_path / "out"))) > 0.999999


def test_the_config_says_what_the_model_needs(tiny: Path, tmp_path: Path) -> None:
    main([str(tiny), str(tmp_path / "out"), "--bits", "8", "--source", "the moon", "--licence", "MIT"])
    assert json.loads((tmp_path / "out" / "config.json").read_text(encoding="utf-8")) == {
        "width": WIDTH,
        "max_pieces": LONGEST,
        "prompts": {"question": "query: ", "passage": "passage: "},
        "bits": 8,
        "source": "the moon",
        "licence": "MIT",
    }


def test_a_model_without_prompts_gets_none(tmp_path: Path) -> None:
    folder = save_tiny_model(tmp_path / "bare", prompts={})
    main([str(folder), str(tmp_path / "out"), "--bits", "32"])
    config = json.loads((tmp_path / "out" / "config.json").read_text(encoding="utf-8"))
    assert config["prompts"] == {"question": "", "passage": ""}
    assert config["source"] == "bare"


def test_an_export_that_went_wrong_fails(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scripts.train.export_encoder.least_cosine", lambda *_: 0.89)
    assert main([str(tiny), str(tmp_path / "out"), "--bits", "4"]) == 1
    assert "less than the 0.9 that 4 bits need" in capsys.readouterr().err


def test_the_tokenizer_is_exported_without_cutting_or_padding(tiny: Path, tmp_path: Path) -> None:
    main([str(tiny), str(tmp_path / "out"), "--bits", "32"])
    saved = json.loads((tmp_path / "out" / "tokenizer.json").read_text(encoding="utf-8"))
    assert (saved["truncation"], saved["padding"]) == (None, None)
    encoder = OnnxEncoder(tmp_path / "out", "out")
    assert encoder.pieces("kokous " * 100).tolist() == [2, *[encoder.pieces("kokous")[1]] * (LONGEST - 2), 3]


def test_blocks_by_hand() -> None:
    row = np.zeros((1, 2 * BLOCK), np.float32)
    row[0, :4] = [-8, 7, 3.4, -3.6]
    row[0, BLOCK : BLOCK + 2] = [1, -0.5]
    codes, scales = to_blocks(row, 4)
    # The largest of a block gets code 0, so the second block's scale is negative.
    assert scales.tolist() == [[1, -0.125]]
    assert codes[0, :5].tolist() == [0, 15, 11, 4, 8]
    assert codes[0, BLOCK : BLOCK + 3].tolist() == [0, 12, 8]


@given(arrays(np.float32, (2, 2 * BLOCK), elements=st.floats(-4, 4, width=16)), st.sampled_from([4, 8]))
def test_a_weight_moves_by_no_more_than_a_step(rows: Floats, bits: int) -> None:
    _, scales = to_blocks(rows, bits)
    steps = np.abs(np.repeat(scales, BLOCK, axis=1))
    moved = on_the_grid(rows, bits)
    # Half a step by rounding; a whole one for a weight opposite to the largest, whose code is one too many.
    assert (np.abs(moved - rows) <= steps * 1.001).all()
    np.testing.assert_allclose(on_the_grid(moved, bits), moved)


@pytest.mark.parametrize("bits", [4, 8])
def test_packed_operators_compute_with_the_unpacked_weights(tmp_path: Path, bits: int) -> None:
    generator = np.random.default_rng(3)
    table = generator.standard_normal((5, BLOCK)).astype(np.float32)
    matrix = generator.standard_normal((BLOCK, 3)).astype(np.float32)
    odd = generator.standard_normal((3, 2)).astype(np.float32)
    constants = {"table": table, "matrix": matrix, "odd": odd}
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "rows"], ["gathered"]),
            helper.make_node("MatMul", ["gathered", "matrix"], ["multiplied"]),
            helper.make_node("MatMul", ["multiplied", "odd"], ["out"]),
        ],
        "toy",
        [helper.make_tensor_value_info("rows", TensorProto.INT64, ["n"])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["n", 2])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    pack_weights(model, bits)
    assert [node.op_type for node in model.graph.node] == ["GatherBlockQuantized", "MatMulNBits", "MatMul"]
    path = tmp_path / "packed.onnx"
    onnx.save(model, str(path))
    session = silent_onnxruntime().InferenceSession(str(path), providers=["CPUExecutionProvider"])
    rows = np.array([4, 0, 2, 2])
    (found,) = session.run(None, {"rows": rows})
    expected = on_the_grid(table, bits)[rows] @ on_the_grid(matrix.T, bits).T @ odd
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)

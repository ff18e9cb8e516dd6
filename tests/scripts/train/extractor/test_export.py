"""Exporting the extractor: it reads as the network of torch does, and its folder says what it is."""

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from scripts.train.extractor.export import bits_of, difference, export, main
from scripts.train.extractor.model import Extractor, load_base, sizes_of
from scripts.train.extractor.recipe import Recipe
from scripts.train.extractor.train import BASE, averaged, new_run, save
from scripts.train.pack_weights import from_blocks, to_blocks
from tests.support.toys.tiny_extractor import LAYERS, POSITIONS, WIDTH, tiny_bert, weights_of


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run after which the upper layers have left the grid of 4 bits."""
    recipe = Recipe(layers=LAYERS, frozen=1)
    weights = weights_of(tiny_bert())
    net = Extractor(sizes_of(weights, LAYERS), frozen=1)
    load_base(net, weights)
    with torch.no_grad():
        for weight in net.parameters():
            if weight.requires_grad:
                weight.add_(0.01 * torch.randn_like(weight))
    run = new_run(net, recipe)
    run.seen = 1234
    folder = tmp_path_factory.mktemp("run")
    save(run, recipe, folder)
    return folder / "latest.pt"


# Random weights are the hardest to pack: a trained network moves less.
@pytest.mark.parametrize(("bits", "most"), [(32, 1e-4), (8, 0.1), (4, 1.5)])
def test_the_export_reads_as_torch_does(checkpoint: Path, tmp_path: Path, bits: int, most: float) -> None:
    net = averaged(checkpoint)
    export(net, BASE / "tokenizer.json", tmp_path, bits, 1234)
    assert difference(net, tmp_path / "model.onnx") < most
    model = onnx.load(str(tmp_path / "model.onnx"))
    assert [(node.name, node.type.tensor_type.elem_type) for node in model.graph.output] == [
        (name, onnx.TensorProto.FLOAT) for name in ("start", "end", "answerable")
    ]
    assert json.loads((tmp_path / "config.json").read_text()) == {
        "layers": LAYERS,
        "max_pieces": 180,
        "max_question_pieces": 40,
        "prompts": {"question": "query: ", "passage": "passage: "},
        "bits": bits,
        "examples": 1234,
        "source": "the base encoder (multilingual-e5-small, MIT), trained on SQuAD 2.0, "
        "Natural Questions and Finlex",
        "licence": "CC BY-SA 4.0",
    }
    assert (tmp_path / "tokenizer.json").read_bytes() == (BASE / "tokenizer.json").read_bytes()


def test_what_did_not_learn_is_packed_in_4_bits_and_the_rest_in_8(checkpoint: Path, tmp_path: Path) -> None:
    export(averaged(checkpoint), BASE / "tokenizer.json", tmp_path, 8, 0)
    model = onnx.load(str(tmp_path / "model.onnx"))
    packed = {
        node.name.split("/")[1]: [attribute.i for attribute in node.attribute if attribute.name == "bits"]
        for node in model.graph.node
        if node.op_type == "MatMulNBits"
    }
    assert packed["layers.0"] == [4]
    assert packed["layers.1"] == packed["layers.2"] == packed["ends"] == [8]
    kinds = {tensor.name: tensor.data_type for tensor in model.graph.initializer}
    assert kinds["pieces.weight_codes"] == onnx.TensorProto.INT4
    assert kinds["positions.weight_codes"] == onnx.TensorProto.UINT8  # the kind's vector was added to them


def test_bits_of_rows() -> None:
    rows = np.random.default_rng(0).normal(size=(3, 64)).astype(np.float32)
    on_grid = from_blocks(*to_blocks(rows, 4), 4)
    assert bits_of(rows, 8) == 8
    assert bits_of(on_grid, 8) == 4
    np.testing.assert_array_equal(from_blocks(*to_blocks(on_grid, 4), 4), on_grid)
    assert np.abs(from_blocks(*to_blocks(rows, 8), 8) - rows).max() < np.abs(rows).max() / 128


def test_the_command_exports_and_compares(
    checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main([str(checkpoint), str(tmp_path / "out"), "--bits", "8"]) == 0
    assert "largest difference of a score to torch 0.0" in capsys.readouterr().out
    assert json.loads((tmp_path / "out" / "config.json").read_text())["examples"] == 1234
    monkeypatch.setattr("scripts.train.extractor.export.LARGEST", {4: 0.0, 8: 0.0, 32: 0.0})
    assert main([str(checkpoint), str(tmp_path / "out"), "--last"]) == 1
    assert "that is more than the 0.0 of 8 bits" in capsys.readouterr().err


def test_the_difference_is_that_of_another_network(checkpoint: Path, tmp_path: Path) -> None:
    net = averaged(checkpoint)
    export(net, BASE / "tokenizer.json", tmp_path, 32, 0)
    with torch.no_grad():
        net.answerable.bias.add_(2.5)
    assert difference(net, tmp_path / "model.onnx") == pytest.approx(2.5, abs=1e-3)


def test_the_tiny_network_has_room_for_what_is_compared() -> None:
    assert POSITIONS >= 180
    assert WIDTH % 32 == 0

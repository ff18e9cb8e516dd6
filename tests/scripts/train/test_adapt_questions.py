"""The addition that only questions pass through, put into an exported model."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from corpus.errors import EncoderError
from index.encoders.onnx import OnnxEncoder
from index.encoders.sentence_transformers_encoder import load_model
from scripts.train.adapt_questions import Adapter, adapt_questions
from scripts.train.export_encoder import export
from tests.support.toys.tiny_model import WIDTH, save_tiny_model

TEXTS = ["Kokous.", "", "query: kokous", "Kuka esitteli asian? " * 5, "Vem var föredragande?"]


def thin(inputs: int, outputs: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Two thin matrices of numbers that 16 bits hold exactly."""
    generator = np.random.default_rng(seed)
    shapes = ((inputs, 3), (3, outputs))
    down, up = (generator.integers(-8, 9, shape).astype(np.float32) / 16 for shape in shapes)
    return down, up


ADAPTER: Adapter = {
    "1/attention/self/value": thin(WIDTH, WIDTH, 1),
    "1/output/dense": thin(2 * WIDTH, WIDTH, 2),
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """The tiny model, its export, and the export with the adapter."""
    root = tmp_path_factory.mktemp("adapt")
    tiny = save_tiny_model(root / "tiny")
    for name in ("plain", "adapted"):
        export(tiny, root / name, 8, "tiny", "MIT")
    asked = int(OnnxEncoder(root / "plain", "plain").pieces("query: ")[1])
    model = onnx.load(str(root / "adapted" / "model.onnx"))
    adapt_questions(model, ADAPTER, asked)
    onnx.save(model, str(root / "adapted" / "model.onnx"))
    return tiny, root / "plain", root / "adapted"


def test_passages_keep_their_vectors_to_the_last_bit(folders: tuple[Path, Path, Path]) -> None:
    _, plain, adapted = folders
    before, after = OnnxEncoder(plain, "plain"), OnnxEncoder(adapted, "adapted")
    np.testing.assert_array_equal(after.encode_passages(TEXTS), before.encode_passages(TEXTS))
    assert after.digest != before.digest


def test_questions_get_the_vectors_of_the_model_with_its_weights_added(
    folders: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    tiny, plain, adapted = folders
    model = load_model(tiny)
    with torch.no_grad():
        for name, (down, up) in ADAPTER.items():
            layer, place = name.split("/", 1)
            linear = model[0].auto_model.encoder.layer[int(layer)].get_submodule(place.replace("/", "."))
            linear.weight += torch.from_numpy((down @ up).T)
    model.save(str(tmp_path / "added"))
    export(tmp_path / "added", tmp_path / "expected", 32, "tiny", "MIT")
    expected = OnnxEncoder(tmp_path / "expected", "expected").encode_questions(TEXTS)
    before = OnnxEncoder(plain, "plain").encode_questions(TEXTS)
    after = OnnxEncoder(adapted, "adapted").encode_questions(TEXTS)
    assert np.sum(after * expected, axis=1).min() > 0.999  # 8 bits against 32
    assert np.sum(before * expected, axis=1).max() < 0.99  # so that the addition adds something


def test_questions_and_passages_can_be_encoded_together(folders: tuple[Path, Path, Path]) -> None:
    adapted = OnnxEncoder(folders[2], "adapted")
    texts = ["query: kokous", "passage: kokous"]
    pieces = [adapted.pieces(text) for text in texts]
    together = adapted._run(adapted._session, pieces)
    alone = [adapted.encode_questions(["kokous"]), adapted.encode_passages(["kokous"])]
    np.testing.assert_allclose(together, np.concatenate(alone), atol=1e-5)


def test_a_matrix_that_is_not_there_is_an_error(folders: tuple[Path, Path, Path]) -> None:
    model = onnx.load(str(folders[1] / "model.onnx"))
    with pytest.raises(EncoderError, match="no matrix 7/output/dense"):
        adapt_questions(model, {"7/output/dense": thin(2 * WIDTH, WIDTH, 2)}, 5)

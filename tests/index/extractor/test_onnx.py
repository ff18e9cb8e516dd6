"""The shipped extractor, exported ones that are made by hand, and damaged ones."""

import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from corpus.document import Span
from corpus.errors import EncoderError
from index.extractor import load_extractor
from index.extractor.onnx import OnnxExtractor
from index.passages import Passage
from tests.support.toys.toy_extractor_model import CONFIG, PIECES, save_toy_extractor

MODELS = Path(__file__).parents[3] / "index" / "models"
TEXT = "Lautakunta kokoontui. Avustus on 500 euroa. Asia pantiin pöydälle."


def passage(text: str) -> Passage:
    return Passage("a.md", 0, Span(0, len(text)), text, text)


def table(score: float = 0.0) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.full((PIECES, 2), score, np.float32)


def piece(word: str) -> int:
    (number,) = (
        Tokenizer.from_file(str(MODELS / "base" / "tokenizer.json"))
        .encode(word, add_special_tokens=False)
        .ids
    )
    return number


def test_the_shipped_extractor_reads_an_amount_and_a_day() -> None:
    extractor = load_extractor()
    texts = [passage(TEXT), passage("Kokous pidettiin 12.9.2022. Paikalla oli kaksi jäsentä.")]
    amount = extractor.read("Paljonko avustus on?", texts)[0].spans[0]
    assert "500" in amount.span.of(texts[0].text)
    day = extractor.read("Milloin kokous pidettiin?", texts)[1].spans[0]
    assert "12.9.2022" in day.span.of(texts[1].text)
    assert load_extractor() is extractor


def test_scores_of_the_model_are_spans_of_the_text(tmp_path: Path) -> None:
    scores = table()
    scores[piece("500"), 0] = scores[piece("euroa"), 1] = 9.0
    scores[0, 0] = -1.5  # the piece that every text begins with
    (found,) = OnnxExtractor(save_toy_extractor(tmp_path, scores)).read("Paljonko?", [passage(TEXT)])
    assert found.spans[0].span.of(TEXT) == "500 euroa"
    assert found.answerable == -1.5


def test_the_digest_is_of_model_and_settings(tmp_path: Path) -> None:
    one = OnnxExtractor(save_toy_extractor(tmp_path / "one", table()))
    same = OnnxExtractor(save_toy_extractor(tmp_path / "same", table()))
    model = OnnxExtractor(save_toy_extractor(tmp_path / "model", table(1.0)))
    config = OnnxExtractor(save_toy_extractor(tmp_path / "config", table(), max_pieces=170))
    assert one.digest == same.digest
    assert len({one.digest, model.digest, config.digest}) == 3


@pytest.mark.parametrize("file", ["model.onnx", "config.json"])
def test_load_missing_file(tmp_path: Path, file: str) -> None:
    (save_toy_extractor(tmp_path, table()) / file).unlink()
    with pytest.raises(EncoderError, match=f"{file}: the file is missing"):
        OnnxExtractor(tmp_path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "cannot be read"),
        ("[]", "cannot be read"),
        (json.dumps({k: v for k, v in CONFIG.items() if k != "max_pieces"}), "lacks the key 'max_pieces'"),
        (json.dumps(CONFIG | {"max_pieces": 0}), "“max_pieces” is 0, not a whole number"),
        (json.dumps(CONFIG | {"max_question_pieces": True}), "“max_question_pieces” is True"),
        (json.dumps(CONFIG | {"max_pieces": 120}), "leaves no room beside a question of 40"),
        (json.dumps(CONFIG | {"prompts": {"question": 1, "passage": ""}}), "the prompt “question” is 1"),
    ],
)
def test_load_damaged_config(tmp_path: Path, content: str, why: str) -> None:
    (save_toy_extractor(tmp_path, table()) / "config.json").write_text(content, encoding="utf-8")
    with pytest.raises(EncoderError, match=why):
        OnnxExtractor(tmp_path)


def test_damaged_model(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (save_toy_extractor(tmp_path, table()) / "model.onnx").write_bytes(b"no model")
    with pytest.raises(EncoderError, match="not a usable ONNX model"):
        OnnxExtractor(tmp_path).read("Paljonko?", [passage(TEXT)])
    assert capfd.readouterr().err == ""


def test_damaged_tokenizer(tmp_path: Path) -> None:
    (save_toy_extractor(tmp_path, table()) / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EncoderError, match="not a tokenizer"):
        OnnxExtractor(tmp_path).read("Paljonko?", [passage(TEXT)])


def test_model_of_another_kind(tmp_path: Path) -> None:
    (save_toy_extractor(tmp_path, table()) / "model.onnx").write_bytes(
        (MODELS / "base" / "model.onnx").read_bytes()
    )
    with pytest.raises(EncoderError, match="does not run"):
        OnnxExtractor(tmp_path).read("Paljonko?", [passage(TEXT)])


def test_scores_that_are_not_finite(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="not finite"):
        OnnxExtractor(save_toy_extractor(tmp_path, table(np.nan))).read("Paljonko?", [passage(TEXT)])


def test_fewer_pieces_than_the_tokenizer_has(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="does not run"):
        OnnxExtractor(save_toy_extractor(tmp_path, table()[:100])).read("Paljonko?", [passage(TEXT)])

"""The shipped encoder by known answers, and exported models that are damaged."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import EncoderError
from index.encoders import Encoder, load_encoder, shipped
from index.encoders.onnx import OnnxEncoder, batches
from tests.support.toys.tiny_model import tiny_tokenizer
from tests.support.toys.toy_model import TABLE_WIDTH, save_toy

PASSAGES = [
    "Kaupunginhallitus hyväksyi kansainvälisen toiminnan linjaukset 12.9.2022.",
    "Kirjaston aukioloajat muuttuvat kesäkuussa: kirjasto on auki arkisin kello 10–18.",
    "Päätökseen ei saa hakea muutosta valittamalla.",
]
QUESTIONS = {
    "fi": [
        "Milloin kansainvälisen toiminnan linjaukset hyväksyttiin?",
        "Milloin kirjasto on auki?",
        "Voiko päätöksestä valittaa?",
    ],
    "sv": [
        "När godkändes riktlinjerna för den internationella verksamheten?",
        "När är biblioteket öppet?",
        "Kan man överklaga beslutet?",
    ],
    "en": [
        "When were the guidelines for international activities approved?",
        "When is the library open?",
        "Can the decision be appealed?",
    ],
}


@pytest.fixture(scope="module")
def base() -> OnnxEncoder:
    encoder = load_encoder()
    assert isinstance(encoder, OnnxEncoder)
    return encoder


def test_the_shipped_encoder_has_a_name_a_width_and_a_digest(base: OnnxEncoder) -> None:
    again: Encoder = load_encoder("base")
    assert shipped() == ("base", "static")
    assert (base.name, base.width) == ("base", 384)
    assert base.digest == again.digest
    assert base.digest == "6b040a7b502f6a3e191038e39c8cbc7f95e5dff4a5cb4683d398079fd8c82459"


def test_pieces_of_a_finnish_sentence(base: OnnxEncoder) -> None:
    # ▁que ry : ▁Kaupungin hallitus ▁pää tti ▁myöntää ▁av u stuksen ▁12 .9. 2022 .
    pieces = [41, 1005, 12, 50480, 49185, 3821, 2450, 49730, 176, 34, 28230, 379, 15890, 41807, 5]
    found = base.pieces("query: Kaupunginhallitus päätti myöntää avustuksen 12.9.2022.")
    assert found.tolist() == [0, *pieces, 2]


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_question_scores_most_with_the_passage_that_answers_it(base: OnnxEncoder, language: str) -> None:
    scores = base.encode_questions(QUESTIONS[language]) @ base.encode_passages(PASSAGES).T
    assert scores.argmax(axis=1).tolist() == [0, 1, 2]
    assert scores.argmax(axis=0).tolist() == [0, 1, 2]


def test_a_known_score(base: OnnxEncoder) -> None:
    score = base.encode_questions(QUESTIONS["fi"][1:2]) @ base.encode_passages(PASSAGES[1:2]).T
    assert score[0, 0] == pytest.approx(0.882, abs=0.002)


def test_questions_and_passages_have_prompts_of_their_own(base: OnnxEncoder) -> None:
    text = ["Kirjasto on auki."]
    assert float((base.encode_questions(text) @ base.encode_passages(text).T)[0, 0]) < 0.99


def test_many_texts_together_are_encoded_as_one_by_one_in_the_order_given(base: OnnxEncoder) -> None:
    texts = [
        " ".join(PASSAGES[: 1 + number % 3] * (1 + number * 7 % 5)) + str(number) for number in range(12)
    ]
    together = base.encode_passages(texts)
    alone = np.concatenate([base.encode_passages([text]) for text in texts])
    assert together.shape == (12, 384)
    assert together.dtype.name == "float32"
    np.testing.assert_allclose(together, alone, atol=1e-4)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-6)


def test_more_texts_than_are_cut_into_pieces_at_a_time(
    monkeypatch: pytest.MonkeyPatch, base: OnnxEncoder
) -> None:
    texts = ["yksi", "kaksi kissaa", "kolme", "neljä pientä kissaa", "viisi"]
    expected = base.encode_passages(texts)
    monkeypatch.setattr("index.encoders.onnx._WINDOW", 2)
    seen: list[int] = []
    np.testing.assert_allclose(base.encode_passages(texts, seen.append), expected, atol=1e-4)
    assert seen == [2, 4, 5]


def test_progress_rises_to_the_number_of_passages(base: OnnxEncoder) -> None:
    seen: list[int] = []
    base.encode_passages(["sana " * length for length in (400, 1, 300, 2, 3)], seen.append)
    assert seen == [1, 2, 5]


def test_an_error_in_progress_stops_the_encoding(base: OnnxEncoder) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        base.encode_passages(["yksi", "kaksi"], stop)


def test_no_text_at_all_gives_no_rows(base: OnnxEncoder) -> None:
    assert base.encode_questions([]).shape == (0, 384)
    assert base.encode_passages([]).shape == (0, 384)


def test_an_empty_text_has_a_vector(base: OnnxEncoder) -> None:
    vectors = base.encode_questions(["", "kissa"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_a_text_of_ten_thousand_words_is_cut_and_closed(base: OnnxEncoder) -> None:
    text = "kissa " * 10_000
    pieces = base.pieces(text)
    assert (len(pieces), pieces[0], pieces[-1]) == (512, 0, 2)
    shorter = base.encode_passages([text[: len(text) // 2]])
    np.testing.assert_allclose(base.encode_passages([text]), shorter, atol=1e-6)


@given(st.lists(st.integers(0, 600), max_size=60), st.integers(1, 700))
def test_batches_hold_each_text_once_and_no_more_than_fits(lengths: list[int], most: int) -> None:
    found = batches(lengths, most)
    order = [row for batch in found for row in batch]
    assert sorted(order) == list(range(len(lengths)))
    assert [lengths[row] for row in order] == sorted(lengths, reverse=True)
    assert all(len(batch) == 1 or len(batch) * lengths[batch[0]] <= most for batch in found)


def test_batches_are_filled() -> None:
    assert batches([2, 5, 3, 3, 1, 9], 6) == [[5], [1], [2, 3], [0, 4]]


def test_a_vector_of_zeros_stays_zero(tmp_path: Path) -> None:
    rows = tiny_tokenizer().get_vocab_size()
    encoder = load_encoder(str(save_toy(tmp_path / "zeros", np.zeros((rows, TABLE_WIDTH), np.float32))))
    assert encoder.encode_passages(["kokous"]).tolist() == [[0, 0, 0, 0]]


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json", "config.json"])
def test_load_missing_file(tmp_path: Path, file: str) -> None:
    (save_toy(tmp_path / "malli") / file).unlink()
    with pytest.raises(EncoderError, match=f"{file}: the file is missing"):
        load_encoder(str(tmp_path / "malli"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "cannot be read"),
        ("{", "cannot be read"),
        ("[]", "cannot be read"),
        ("{}", "lacks the key 'width'"),
        ('{"width": 4}', "lacks the key 'max_pieces'"),
        ('{"width": 4, "max_pieces": 8, "prompts": {"question": ""}}', "lacks the key 'passage'"),
        ('{"width": 4, "max_pieces": 8, "prompts": []}', "cannot be read"),
        ('{"width": "4", "max_pieces": 8, "prompts": {"question": "", "passage": ""}}', "“width” is '4'"),
        ('{"width": true, "max_pieces": 8, "prompts": {"question": "", "passage": ""}}', "“width” is True"),
        ('{"width": 4, "max_pieces": 0, "prompts": {"question": "", "passage": ""}}', "“max_pieces” is 0"),
        ('{"width": 4, "max_pieces": 8, "prompts": {"question": "", "passage": 1}}', "“passage” is 1"),
    ],
)
def test_load_damaged_config(tmp_path: Path, content: str, why: str) -> None:
    (save_toy(tmp_path / "malli") / "config.json").write_text(content)
    with pytest.raises(EncoderError, match=f"config.json: .*{why}"):
        load_encoder(str(tmp_path / "malli"))


@pytest.mark.parametrize("content", [b"", b"\x08", b"not a model", b"\0" * 1000])
def test_damaged_model(tmp_path: Path, content: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    (save_toy(tmp_path / "malli") / "model.onnx").write_bytes(content)
    with pytest.raises(EncoderError, match="model.onnx: "):
        load_encoder(str(tmp_path / "malli")).encode_questions(["a"])
    assert capfd.readouterr().err == ""


def test_truncated_model(tmp_path: Path) -> None:
    file = save_toy(tmp_path / "malli") / "model.onnx"
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(EncoderError, match="model.onnx: "):
        load_encoder(str(tmp_path / "malli")).encode_questions(["a"])


def test_model_of_another_kind(tmp_path: Path) -> None:
    file = save_toy(tmp_path / "malli") / "model.onnx"
    model = onnx.load(str(file))
    model.graph.input[1].name = "token_type_ids"
    model.graph.node[1].input[0] = "token_type_ids"
    onnx.save(model, str(file))
    with pytest.raises(EncoderError, match=r"takes \['input_ids', 'token_type_ids'\] and gives \['vector'\]"):
        load_encoder(str(tmp_path / "malli")).encode_questions(["a"])


@pytest.mark.parametrize("content", ["", "{}", "[1, 2]", '{"version": "1.0", "model": {}}', "\ud800"])
def test_damaged_tokenizer(tmp_path: Path, content: str) -> None:
    file = save_toy(tmp_path / "malli") / "tokenizer.json"
    file.write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(EncoderError, match=r"tokenizer.json: not a tokenizer"):
        load_encoder(str(tmp_path / "malli")).encode_questions(["a"])


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_vectors_that_are_not_finite(tmp_path: Path, number: float) -> None:
    table = np.full((tiny_tokenizer().get_vocab_size(), TABLE_WIDTH), number, np.float32)
    encoder = load_encoder(str(save_toy(tmp_path / "malli", table)))
    with pytest.raises(EncoderError, match="not finite"):
        encoder.encode_passages(["a"])


def test_tokenizer_of_another_model(tmp_path: Path) -> None:
    encoder = load_encoder(str(save_toy(tmp_path / "malli", np.eye(4, TABLE_WIDTH, dtype=np.float32))))
    with pytest.raises(EncoderError, match="model.onnx: does not run"):
        encoder.encode_questions(["a"])


def test_config_of_another_width(tmp_path: Path) -> None:
    encoder = load_encoder(str(save_toy(tmp_path / "malli", width=5)))
    with pytest.raises(EncoderError, match=r"shape \(4,\) where config.json says 5"):
        encoder.encode_questions(["a"])

"""Encoders: how one is found by its name, what all do alike, and that they keep to themselves."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import EncoderError
from index.encoders import load_encoder
from index.encoders.common import cores, files_digest, unit_vectors
from tests.support.toys.tiny_model import tiny_tokenizer
from tests.support.toys.toy_model import TABLE_WIDTH, save_toy

ROOT = Path(__file__).parent.parent.parent.parent


def run(code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run Python code from the repository, with no variables but the path and those given."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", ""), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )


def test_a_question_imports_no_torch_writes_no_word_and_leaves_no_file(tmp_path: Path) -> None:
    # onnxruntime reports its use unless told not to, and begins by writing who it reports about.
    code = """
import sys
from index.encoders import load_encoder
load_encoder().encode_questions(["Kuka esitteli asian?"])
heavy = {"torch", "transformers", "sentence_transformers", "huggingface_hub"}
print(sorted(heavy & sys.modules.keys()))
"""
    done = run(code, HOME=str(tmp_path))
    assert (done.stdout, done.stderr) == ("[]\n", "")
    assert list(tmp_path.rglob("*")) == []


def test_importing_encoders_imports_nothing_that_runs_them() -> None:
    code = "import index.encoders, sys; print({'onnxruntime', 'tokenizers', 'torch'} & sys.modules.keys())"
    assert run(code).stdout == "set()\n"


def test_a_folder_is_an_encoder_named_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = save_toy(tmp_path / "malli")
    monkeypatch.chdir(tmp_path)
    encoder = load_encoder("malli")
    assert encoder.name == str(folder.resolve())
    assert load_encoder(encoder.name).digest == encoder.digest
    # [CLS] a [SEP] are pieces 2, 4 and 3; only the first four have rows that are not zero.
    half = 0.5**0.5
    assert encoder.encode_questions(["a"])[0].tolist() == pytest.approx([0, 0, half, half])


def test_a_shipped_name_goes_before_a_folder_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = save_toy(tmp_path / "base")
    monkeypatch.chdir(tmp_path)
    assert load_encoder("base").width == 384
    assert load_encoder("./base").name == str(folder.resolve())


def test_the_digest_follows_what_decides_the_vectors(tmp_path: Path) -> None:
    plain = load_encoder(str(save_toy(tmp_path / "plain")))
    noted = load_encoder(str(save_toy(tmp_path / "noted", licence="MIT")))
    prompted = load_encoder(str(save_toy(tmp_path / "prompted", prompts={"question": "?", "passage": ""})))
    other_table = np.ones((tiny_tokenizer().get_vocab_size(), TABLE_WIDTH), np.float32)
    weighted = load_encoder(str(save_toy(tmp_path / "weighted", other_table)))
    assert plain.digest == noted.digest
    assert len({plain.digest, prompted.digest, weighted.digest}) == 3


@pytest.mark.parametrize(
    "name", ["no-such-model", "some-one/no-such-model", "/no/such/folder", "a/b/c", "", "-", "..x", "ä\0"]
)
def test_an_unknown_name_is_refused_without_the_network(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("went to the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(EncoderError, match=r"\(base, static\), no folder.*never downloads") as caught:
        load_encoder(name)
    assert f"“{name}”" in str(caught.value)


def test_unit_vectors_by_hand() -> None:
    found = unit_vectors([[3, 4], [0, 0], [0, -2]], "toy")
    assert found.dtype.name == "float32"
    assert found.ravel().tolist() == pytest.approx([0.6, 0.8, 0, 0, 0, -1])


def test_a_digest_depends_on_names_bytes_and_settings(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    whole = files_digest(tmp_path, [first, second])
    assert whole == files_digest(tmp_path, [second, first])
    assert whole != files_digest(tmp_path, [first, second], "settings")
    first.write_bytes(b"2")
    second.write_bytes(b"1")
    assert whole != files_digest(tmp_path, [first, second])


def test_a_digest_of_a_file_that_went_away(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="gone: cannot be read"):
        files_digest(tmp_path, [tmp_path / "gone"])


def test_cores_where_the_system_does_not_say_which_may_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
    assert cores() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert cores() == 7
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores() == 1

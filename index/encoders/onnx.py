"""The encoder of an exported model: a folder of three small things, run by onnxruntime."""

import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from corpus.errors import EncoderError
from index.encoders.common import Vectors, cores, files_digest, unit_vectors

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_BATCH_PIECES = 512  # measured: larger batches leave the processor's cache and are slower
_WINDOW = 2048  # texts cut into pieces at a time: sorting them pads little, holding all would fill memory
_AGAIN = "install Pykälä again, or export the model again"

Pieces = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ExportedConfig:
    """What an exported model's ``config.json`` says that decides its vectors.

    ``width`` of a vector, the most pieces of a text that are read, and what stands before a question
    and before a passage.
    """

    width: int
    max_pieces: int
    question: str
    passage: str


class OnnxEncoder:
    """The encoder of a folder with ``model.onnx``, ``tokenizer.json`` and ``config.json``.

    The model takes ``input_ids`` and ``attention_mask`` (int64, texts x pieces) and gives the texts'
    vectors (float32, texts x width, of any length). It is opened when the first text is encoded.
    A text longer than the model reads loses its end.

    Raises:
        EncoderError: a file is missing, or ``config.json`` is damaged.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._folder = folder
        for file in (folder / "config.json", self._model_path, self._tokenizer_path):
            if not file.is_file():
                raise EncoderError(
                    f"{file}: the file is missing; the folder of an encoder holds model.onnx, "
                    f"tokenizer.json and config.json, or modules.json and what that names; {_AGAIN}"
                )
        self._config = read_config(folder / "config.json")
        self.width = self._config.width

    @property
    def _model_path(self) -> Path:
        return self._folder / "model.onnx"

    @property
    def _tokenizer_path(self) -> Path:
        return self._folder / "tokenizer.json"

    @cached_property
    def digest(self) -> str:
        """The SHA-256 over model, tokenizer and what the config says of them; reads both files."""
        return files_digest(self._folder, (self._model_path, self._tokenizer_path), repr(self._config))

    def pieces(self, text: str) -> Pieces:
        """The numbers of a text's pieces with the special ones, no more than the model reads."""
        return np.array(self._tokenizer.encode(text).ids, np.int64)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """A row of unit length for each question, as ``Encoder`` says."""
        return self._encode(self._config.question, texts, threads=1)

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """A row of unit length for each passage, as ``Encoder`` says."""
        return self._encode(self._config.passage, texts, cores(), progress)

    def _encode(
        self,
        prompt: str,
        texts: Sequence[str],
        threads: int,
        progress: Callable[[int], None] | None = None,
    ) -> Vectors:
        session = self._session
        vectors = np.zeros((len(texts), self.width), np.float32)
        done = 0
        pool = ThreadPoolExecutor(threads)
        try:
            for start in range(0, len(texts), _WINDOW):
                pieces = [self.pieces(prompt + text) for text in texts[start : start + _WINDOW]]
                plan = batches([len(found) for found in pieces], _BATCH_PIECES)
                inputs = ([pieces[row] for row in rows] for rows in plan)
                for rows, found in zip(plan, pool.map(partial(self._run, session), inputs), strict=True):
                    vectors[[start + row for row in rows]] = found
                    done += len(rows)
                    if progress:
                        progress(done)
        finally:
            pool.shutdown(cancel_futures=True)
        return vectors

    def _run(self, session: Any, texts: Sequence[Pieces]) -> Vectors:
        ids = np.zeros((len(texts), max(map(len, texts))), np.int64)
        mask = np.zeros_like(ids)
        for row, pieces in enumerate(texts):
            ids[row, : len(pieces)] = pieces
            mask[row, : len(pieces)] = 1
        try:
            (raw,) = session.run(None, {"input_ids": ids, "attention_mask": mask})
        except Exception as error:  # onnxruntime's errors have no class of their own
            raise EncoderError(f"{self._model_path}: does not run ({error}); {_AGAIN}") from None
        if raw.shape != (len(texts), self.width):
            raise EncoderError(
                f"{self._model_path}: gives vectors of shape {raw.shape[1:]} where config.json says "
                f"{self.width}; {_AGAIN}"
            )
        return unit_vectors(raw, self.name)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        tokenizer = read_tokenizer(self._tokenizer_path)
        tokenizer.enable_truncation(self._config.max_pieces)
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        path = self._model_path
        # One thread in a batch and a batch in each: a fifth faster than one batch on all cores, and far
        # faster where other programs take some of them. So the cores do not change the vectors either.
        session = open_session(path)
        inputs = {node.name for node in session.get_inputs()}
        outputs = [node.name for node in session.get_outputs()]
        if inputs != {"input_ids", "attention_mask"} or len(outputs) != 1:
            raise EncoderError(
                f"{path}: takes {sorted(inputs)} and gives {outputs}, where an encoder takes input_ids and "
                f"attention_mask and gives one thing; {_AGAIN}"
            )
        return session


def open_session(path: Path) -> Any:
    """The session of an exported model, which runs on one thread.

    Raises:
        EncoderError: it is no usable ONNX model.
    """
    onnxruntime = silent_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4  # what goes wrong is raised; its log would go to standard error
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no class of their own
        raise EncoderError(f"{path}: not a usable ONNX model ({error}); {_AGAIN}") from None


def read_tokenizer(path: Path) -> "Tokenizer":
    """The tokenizer of a ``tokenizer.json``; it neither pads nor cuts.

    Raises:
        EncoderError: the file is no tokenizer.
    """
    from tokenizers import Tokenizer  # only a model in use needs it

    try:
        tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    except Exception as error:  # tokenizers raises bare Exception
        raise EncoderError(f"{path}: not a tokenizer ({error}); {_AGAIN}") from None
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def silent_onnxruntime() -> Any:
    """The module onnxruntime, imported so that it reports nothing about its use to its makers.

    From 1.29 on its builds do so unless a variable of the environment is set before the import.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # what the variable does not reach on Windows
    return onnxruntime


def batches(lengths: Sequence[int], most: int) -> list[list[int]]:
    """The numbers of texts of these lengths in batches, the longest first, each number once.

    A batch holds no more than ``most`` pieces, padding counted; a text longer than that stands alone.
    """
    found: list[list[int]] = []
    room = 0
    for row in sorted(range(len(lengths)), key=lambda row: (-lengths[row], row)):
        if room < 1:
            found.append([])
            room = most // max(lengths[row], 1)
        found[-1].append(row)
        room -= 1
    return found


def read_config(path: Path) -> ExportedConfig:
    """What an exported model's ``config.json`` says.

    Raises:
        EncoderError: the file is no JSON object, lacks a key, or holds a wrong value there.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        width, most, prompts = found["width"], found["max_pieces"], found["prompts"]
        question, passage = prompts["question"], prompts["passage"]
    except KeyError as error:
        raise EncoderError(f"{path}: lacks the key {error}; {_AGAIN}") from None
    except (OSError, ValueError, TypeError) as error:
        raise EncoderError(f"{path}: cannot be read ({error}); {_AGAIN}") from None
    for key, number in (("width", width), ("max_pieces", most)):
        if type(number) is not int or number < 1:
            raise EncoderError(f"{path}: “{key}” is {number!r}, not a whole number from 1; {_AGAIN}")
    for key, prompt in (("question", question), ("passage", passage)):
        if not isinstance(prompt, str):
            raise EncoderError(f"{path}: the prompt “{key}” is {prompt!r}, not a text; {_AGAIN}")
    return ExportedConfig(width, most, question, passage)

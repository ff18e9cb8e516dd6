"""The extractor of an exported model, run by onnxruntime."""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from corpus.errors import EncoderError
from index.encoders.common import files_digest
from index.encoders.onnx import open_session, read_tokenizer
from index.extractor.windows import OVERLAP, Reach, Reading, Scores, read
from index.passages import Passage

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_BASE = Path(__file__).parent.parent / "models" / "base"
_OUTPUTS = ["start", "end", "answerable"]
_AGAIN = "install Pykälä again, or export the model again"


class OnnxExtractor:
    """The extractor of a folder with ``model.onnx``, ``config.json`` and ``tokenizer.json``.

    Where the folder has no ``tokenizer.json``, it is that of the encoder ``base``. The model takes
    ``input_ids`` and ``attention_mask`` (int64, texts x pieces) and gives ``start`` and ``end`` (float32,
    texts x pieces) and ``answerable`` (float32, texts). It is opened when the first passage is read.

    Raises:
        EncoderError: a file is missing, or ``config.json`` is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._model = folder / "model.onnx"
        own = folder / "tokenizer.json"
        self._tokenizer_path = own if own.is_file() else _BASE / "tokenizer.json"
        for file in (self._model, folder / "config.json", self._tokenizer_path):
            if not file.is_file():
                raise EncoderError(
                    f"{file}: the file is missing; the folder of an extractor holds model.onnx and "
                    f"config.json; {_AGAIN}"
                )
        self._reach = read_reach(folder / "config.json")

    @cached_property
    def digest(self) -> str:
        """The SHA-256 over the model and what the config says of it; reads the model."""
        return files_digest(self._model.parent, (self._model,), repr(self._reach))

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """What is read of the question in each passage's text, in their order, as ``Extractor`` says."""
        texts = [passage.text for passage in passages]
        return read(self._run, self._tokenizer, self._reach, question, texts)

    def _run(self, ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]) -> Scores:
        session = self._session
        try:
            first, last, answerable = session.run(_OUTPUTS, {"input_ids": ids, "attention_mask": mask})
        except Exception as error:  # onnxruntime's errors have no class of their own
            raise EncoderError(f"{self._model}: does not run ({error}); {_AGAIN}") from None
        if first.shape != ids.shape or last.shape != ids.shape or answerable.shape != ids.shape[:1]:
            raise EncoderError(
                f"{self._model}: gives scores of shapes {first.shape}, {last.shape} and "
                f"{answerable.shape} for pieces of shape {ids.shape}; {_AGAIN}"
            )
        if not all(np.isfinite(scores).all() for scores in (first, last, answerable)):
            raise EncoderError(f"{self._model}: gives scores that are not finite; {_AGAIN}")
        return first, last, answerable

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        return read_tokenizer(self._tokenizer_path)

    @cached_property
    def _session(self) -> Any:
        return open_session(self._model)


def read_reach(path: Path) -> Reach:
    """What the ``config.json`` of an extractor says that decides its readings.

    Raises:
        EncoderError: the file is no JSON object, lacks a key, or holds a wrong value there.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        most, asked, prompts = found["max_pieces"], found["max_question_pieces"], found["prompts"]
        question, passage = prompts["question"], prompts["passage"]
    except KeyError as error:
        raise EncoderError(f"{path}: lacks the key {error}; {_AGAIN}") from None
    except (OSError, ValueError, TypeError) as error:
        raise EncoderError(f"{path}: cannot be read ({error}); {_AGAIN}") from None
    for key, number in (("max_pieces", most), ("max_question_pieces", asked)):
        if type(number) is not int or number < 1:
            raise EncoderError(f"{path}: “{key}” is {number!r}, not a whole number from 1; {_AGAIN}")
    for key, prompt in (("question", question), ("passage", passage)):
        if not isinstance(prompt, str):
            raise EncoderError(f"{path}: the prompt “{key}” is {prompt!r}, not a text; {_AGAIN}")
    if most < asked + 2 * OVERLAP:
        raise EncoderError(
            f"{path}: “max_pieces” is {most}, which leaves no room beside a question of {asked}; {_AGAIN}"
        )
    return Reach(most, asked, question, passage)

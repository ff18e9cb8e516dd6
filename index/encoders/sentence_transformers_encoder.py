"""The encoder of any sentence-transformers model; only this file imports torch."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import EncoderError, ExtraError
from index.encoders.common import Vectors, cores, files_digest, unit_vectors

_BATCH = 16  # texts that go through the model together
_SLICE = 64  # texts between two reports of progress
_QUESTION_PROMPTS = ("query",)
_PASSAGE_PROMPTS = ("document", "passage", "corpus")


class SentenceEncoder:
    """The encoder of a sentence-transformers folder.

    ``question_prompt`` is the model's prompt named ``query``, ``passage_prompt`` the first of ``document``,
    ``passage`` and ``corpus`` that is not empty; None where there is none. Prompts are those of the model's
    ``config_sentence_transformers.json``; none is guessed from a name, so an E5 model that comes
    without needs ``{"prompts": {"query": "query: ", "passage": "passage: "}}`` put there.

    Raises:
        EncoderError: sentence-transformers cannot load the folder or encode with it.
        ExtraError: it is not installed.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._folder = folder
        self._model = load_model(folder)
        self.question_prompt = _prompt(self._model.prompts, _QUESTION_PROMPTS)
        self.passage_prompt = _prompt(self._model.prompts, _PASSAGE_PROMPTS)
        self.width = self._encode(self._model.encode_query, None, [""]).shape[1]

    @cached_property
    def digest(self) -> str:
        """The SHA-256 over the folder's files but for its documentation and hidden files; reads them all."""
        files = [
            path
            for path in self._folder.rglob("*")
            if path.is_file()
            and path.suffix != ".md"
            and not any(part.startswith(".") for part in path.relative_to(self._folder).parts)
        ]
        return files_digest(self._folder, files)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """A row of unit length for each question, as ``Encoder`` says."""
        with _threads(1):
            return self._in_slices(self._model.encode_query, self.question_prompt, texts, None)

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """A row of unit length for each passage, as ``Encoder`` says."""
        with _threads(cores()):
            return self._in_slices(self._model.encode_document, self.passage_prompt, texts, progress)

    def _in_slices(
        self,
        encode: Callable[..., Any],
        prompt: str | None,
        texts: Sequence[str],
        progress: Callable[[int], None] | None,
    ) -> Vectors:
        vectors = np.zeros((len(texts), self.width), np.float32)
        order = sorted(range(len(texts)), key=lambda row: (-len(texts[row]), row))
        for start in range(0, len(order), _SLICE):
            rows = order[start : start + _SLICE]
            vectors[rows] = self._encode(encode, prompt, [texts[row] for row in rows])
            if progress:
                progress(start + len(rows))
        return vectors

    def _encode(self, encode: Callable[..., Any], prompt: str | None, texts: list[str]) -> Vectors:
        try:
            raw = encode(texts, prompt=prompt, batch_size=_BATCH, show_progress_bar=False)
        except Exception as error:  # a model of any kind may fail in any way
            raise EncoderError(
                f"{self._folder}: the model does not encode ({error}); use another one"
            ) from error
        return unit_vectors(raw, self.name)


def cached_folder(name: str) -> Path | None:
    """The folder of a model in this computer's model cache, None where it is not there; no network."""
    _stay_offline()
    from huggingface_hub import snapshot_download  # only a name of no folder needs it

    cache = os.environ.get("SENTENCE_TRANSFORMERS_HOME")
    for candidate in (name, f"sentence-transformers/{name}") if "/" not in name else (name,):
        try:
            return Path(snapshot_download(candidate, cache_dir=cache, local_files_only=True))
        except (OSError, ValueError):
            continue
    return None


def load_model(folder: Path, **settings: Any) -> Any:
    """The ``SentenceTransformer`` of a folder, loaded with no network and no word on standard error.

    Raises:
        EncoderError: it cannot be loaded.
        ExtraError: sentence-transformers is not installed.
    """
    _stay_offline()
    try:
        from sentence_transformers import SentenceTransformer  # seconds
    except ModuleNotFoundError as error:
        raise ExtraError(
            f"{folder}: this model needs the package {error.name}, which is not installed; install it with: "
            "pip install sentence-transformers torch"
        ) from None
    try:
        with _quiet():
            return SentenceTransformer(str(folder), device="cpu", local_files_only=True, **settings)
    except Exception as error:  # a folder of any kind may fail in any way
        raise EncoderError(
            f"{folder}: sentence-transformers cannot load the model ({error}); check that the folder is whole"
        ) from error


def _stay_offline() -> None:
    os.environ["HF_HUB_OFFLINE"] = "1"


@contextmanager
def _quiet() -> Iterator[None]:
    """Loading writes no bars and no reports to standard error for as long as the context lasts."""
    from transformers.utils import logging

    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def _prompt(prompts: dict[str, str], names: Sequence[str]) -> str | None:
    return next((prompts[name] for name in names if prompts.get(name)), None)


@contextmanager
def _threads(count: int) -> Iterator[None]:
    """Torch computes on so many threads for as long as the context lasts."""
    import torch  # a second

    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)

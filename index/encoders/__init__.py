"""Encoders: what turns questions and passages into vectors, and how one is found by its name.

The files in reading order, after this one:

common.py                         vectors of unit length, the digest of a model's files, the cores to use
onnx.py                           an exported model, run by onnxruntime
static.py                         a text's vector is the mean of its pieces' vectors
sentence_transformers_encoder.py  any sentence-transformers model; only this file imports torch
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from corpus.errors import EncoderError
from index.encoders.common import Vectors
from index.encoders.onnx import OnnxEncoder
from index.encoders.sentence_transformers_encoder import SentenceEncoder, cached_folder
from index.encoders.static import VECTORS, StaticEncoder

_MODELS = Path(__file__).parent.parent / "models"
_HUB_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?")


class Encoder(Protocol):
    """Texts to vectors of unit length; the inner product of a question's and a passage's is their score.

    ``name`` is what ``load_encoder`` finds it by. ``digest`` is the SHA-256, in hexadecimal, over what
    decides the vectors: equal digests, equal vectors. ``width`` is the length of a vector.
    """

    @property
    def name(self) -> str:
        """The name or folder it was loaded by, a folder as an absolute path."""
        ...

    @property
    def digest(self) -> str:
        """What tells its vectors from those of another encoder, 64 hexadecimal digits."""
        ...

    @property
    def width(self) -> int:
        """The length of a vector."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """A row of unit length for each question, in their order: float32 ``(n, width)``. One thread.

        Raises:
            EncoderError: the model is damaged.
        """
        ...

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """A row of unit length for each passage, in their order: float32 ``(n, width)``. All cores.

        ``progress`` is called with the number of passages encoded so far, rising, the last time with all.

        Raises:
            EncoderError: the model is damaged.
        """
        ...


def shipped() -> tuple[str, ...]:
    """The names of the encoders that come with Pykälä, sorted."""
    folders = (path.parent for path in _MODELS.glob("*/tokenizer.json"))  # the extractor takes base's
    return tuple(sorted(folder.name for folder in folders))


def load_encoder(name_or_folder: str = "base") -> Encoder:
    """The encoder of a name or a folder; nothing is ever downloaded.

    A name of ``shipped()`` goes first (write ``./base`` for a folder of that name). A folder holds an
    exported model (``model.onnx``, ``tokenizer.json``, ``config.json``, made by
    ``scripts/train/export_encoder.py``), a static one (``vectors.npz`` in place of ``model.onnx``, made by
    ``scripts/train/static/train.py``), or a sentence-transformers model (``modules.json``). Any other
    name is looked for among the sentence-transformers models that this computer already has in its
    model cache. Only these last two import torch.

    Raises:
        EncoderError: there is no such encoder, or a file of it is missing or damaged. What is wrong
            inside an exported model's larger files shows when the first text is encoded.
        ExtraError: it is a sentence-transformers model, and what that needs is not installed.
    """
    if name_or_folder in shipped():
        return _exported(_MODELS / name_or_folder, name_or_folder)
    folder = Path(name_or_folder).expanduser()
    if name_or_folder and folder.is_dir():
        folder = folder.resolve()
        if (folder / "modules.json").is_file():
            return SentenceEncoder(folder, str(folder))
        return _exported(folder, str(folder))
    cached = cached_folder(name_or_folder) if _HUB_NAME.fullmatch(name_or_folder) else None
    if cached is None:
        raise EncoderError(
            f"there is no encoder “{name_or_folder}”: it is none of those that come with Pykälä "
            f"({', '.join(shipped())}), no folder, and not in this computer's model cache; "
            "Pykälä never downloads a model, so get its folder and give the path of that"
        )
    return SentenceEncoder(cached, name_or_folder)


def recorded_encoder(name: str) -> Encoder:
    """The encoder that an index says it was made with, if it is one that comes with Pykälä.

    A model is a program: what a file of the index names is not loaded from anywhere else.

    Raises:
        EncoderError: it is none of those; or it is damaged.
    """
    if name not in shipped():
        raise EncoderError(
            f"the index was made with the encoder “{name}”, which does not come with Pykälä; if you trust "
            f"it, name it: --encoder {name}"
        )
    return load_encoder(name)


def _exported(folder: Path, name: str) -> Encoder:
    """The encoder of a folder that one of our scripts wrote."""
    return (StaticEncoder if (folder / VECTORS).is_file() else OnnxEncoder)(folder, name)

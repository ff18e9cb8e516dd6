"""What all encoders do alike: vectors of unit length, the digest of a model's files, the cores to use."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import EncoderError

Vectors = npt.NDArray[np.float32]
"""Float32, a vector a row."""


def unit_vectors(raw: npt.ArrayLike, name: str) -> Vectors:
    """The rows at unit length, float32 ``(n, width)``; a row of zeros stays as it is.

    Raises:
        EncoderError: a number is not finite.
    """
    vectors = np.asarray(raw, np.float32)
    if not np.isfinite(vectors).all():
        raise EncoderError(
            f"encoder “{name}”: a vector holds numbers that are not finite; the model is damaged, "
            "use another one"
        )
    lengths = np.sqrt(np.square(vectors).sum(axis=1, keepdims=True))
    unit: Vectors = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    return unit


def files_digest(folder: Path, files: Iterable[Path], settings: str = "") -> str:
    """The SHA-256, in hexadecimal, over the files' places in the folder, their bytes, and the settings.

    Raises:
        EncoderError: a file cannot be read.
    """
    found = hashlib.sha256(settings.encode())
    for path in sorted(files):
        try:
            with path.open("rb") as file:
                part = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise EncoderError(f"{path}: cannot be read ({error}); put the model there again") from None
        found.update(f"\n{path.relative_to(folder).as_posix()} {part}".encode())
    return found.hexdigest()


def cores() -> int:
    """How many processor cores this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

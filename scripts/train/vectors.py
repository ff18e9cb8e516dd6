"""Vectors kept between runs: an encoder that remembers on disk what it has encoded."""

import argparse
import hashlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import platformdirs

from index.encoders import Encoder
from index.encoders.common import Vectors

_SLICE = 512


def add_cache(parser: argparse.ArgumentParser, kept: str = "vectors") -> None:
    """Give a program the option ``--cache``: the folder for what is kept, by default one of the user."""
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(platformdirs.user_cache_dir("pykala", appauthor=False)),
        metavar="DIR",
        help=f"folder for {kept} (default: %(default)s)",
    )


class KeptEncoder:
    """An encoder like the one it is given, which takes from a folder what was encoded before.

    The vectors of an encoder lie in one file named by its digest, keyed by a digest of the text, so
    that what one encoder made is never another's. ``save`` writes what is new.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self.name = encoder.name
        self.digest = encoder.digest
        self.width = encoder.width
        self._encoder = encoder
        self._path = folder / f"{encoder.digest[:32]}.npz"
        self._vectors = self._kept()
        self._new = 0

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """A row for each question, as ``Encoder`` says."""
        return self._through("question", texts, self._encoder.encode_questions)

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """A row for each passage, as ``Encoder`` says; new ones are written slice by slice."""
        unknown = list(dict.fromkeys(text for text in texts if _key("passage", text) not in self._vectors))
        unknown.sort(key=len)
        for start in range(0, len(unknown), _SLICE):
            self._through("passage", unknown[start : start + _SLICE], self._encoder.encode_passages)
            self.save()
            if progress:
                progress(len(texts) - len(unknown) + min(start + _SLICE, len(unknown)))
        return self._through("passage", texts, self._encoder.encode_passages)

    def save(self) -> None:
        """Write all vectors, if any is new; the file is replaced at once.

        Raises:
            OSError: the folder cannot be written to.
        """
        if not self._new:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        keys = np.frombuffer(b"".join(self._vectors), np.uint8).reshape(-1, 16)
        with tempfile.NamedTemporaryFile(dir=self._path.parent, suffix=".npz", delete=False) as file:
            np.savez(file, keys=keys, vectors=np.stack(list(self._vectors.values())))
        Path(file.name).replace(self._path)
        self._new = 0

    def _kept(self) -> dict[bytes, Vectors]:
        if not self._path.is_file():
            return {}
        with np.load(self._path, allow_pickle=False) as kept:
            vectors: Vectors = kept["vectors"]
            return {key.tobytes(): vector for key, vector in zip(kept["keys"], vectors, strict=True)}

    def _through(
        self, kind: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]
    ) -> Vectors:
        keys = [_key(kind, text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._vectors}
        if new:
            self._vectors |= zip(new, encode(list(new.values())), strict=True)
            self._new += len(new)
        return np.array([self._vectors[key] for key in keys], np.float32).reshape(len(texts), self.width)


def _key(kind: str, text: str) -> bytes:
    return hashlib.blake2b(f"{kind}\n{text}".encode(), digest_size=16).digest()

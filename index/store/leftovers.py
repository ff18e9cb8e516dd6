"""Leftovers: vectors that a build encoded before it was cut off, kept in the store for the next one.

STORE/leftovers/ENCODER/NAME.npz   digests of passages, uint8 (n, 16), and their vectors, float32 (n, width)

They depend on the encoder and on the encoded text alone, by whose digests they are told apart. Call all of
this inside ``index.store.store.writing``.
"""

import shutil
import uuid
import zipfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.store.store import EncoderMark

Vectors = npt.NDArray[np.float32]

_UNFINISHED = ".part"
_DAMAGE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


def keep(store: Path, encoder: EncoderMark, digests: Sequence[bytes], vectors: Vectors) -> None:
    """Keep the vectors of passages, ``(n, width)`` in the order of their digests; raises OSError."""
    folder = _folder(store, encoder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.npz"
    unfinished = path.with_suffix(_UNFINISHED)
    with unfinished.open("wb") as file:
        rows = np.frombuffer(b"".join(digests), np.uint8).reshape(-1, 16)
        np.savez(file, digests=rows, vectors=np.asarray(vectors, np.float32))
    unfinished.replace(path)


def recall(store: Path, encoder: EncoderMark, wanted: Collection[bytes]) -> Mapping[bytes, Vectors]:
    """The vectors that are left of the passages of these digests, by digest.

    What no longer serves is removed: other encoders' vectors, damaged files, and files that hold nothing
    wanted.
    """
    folder = _folder(store, encoder)
    for other in _inside(folder.parent):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    found: dict[bytes, Vectors] = {}
    for path in _inside(folder):
        held = _read(path, encoder.width) if path.suffix == ".npz" else {}
        serves = {digest: vector for digest, vector in held.items() if digest in wanted}
        if not serves:
            path.unlink(missing_ok=True)
        found |= serves
    return found


def forget(store: Path) -> None:
    """Remove all that is left: it has been published."""
    shutil.rmtree(store / "leftovers", ignore_errors=True)


def _folder(store: Path, encoder: EncoderMark) -> Path:
    return store / "leftovers" / encoder.digest[:32]


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _read(path: Path, width: int) -> dict[bytes, Vectors]:
    """The vectors of a file by digest; none where it is damaged, as they can be made again."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            digests, vectors = held["digests"], held["vectors"]
    except _DAMAGE:
        return {}
    fits = digests.dtype == np.uint8 and vectors.dtype == np.float32
    if not fits or digests.shape[1:] != (16,) or vectors.shape != (len(digests), width):
        return {}
    if not np.isfinite(vectors).all():
        return {}
    return {digest.tobytes(): vector for digest, vector in zip(digests, vectors, strict=True)}

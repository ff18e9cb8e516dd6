"""Leftovers: vectors that no generation holds and that may be needed again, so as not to encode them anew.

STORE/leftovers/ENCODER/cut-off-NAME         encoded by a build that was cut off
STORE/leftovers/ENCODER/removed-DAY-NAME     of passages that were removed on that day, kept for a week

A file is the SHA-256 of all that follows in it, 32 bytes; then the digests of passages, 16 bytes each; then
their vectors, float32, in the same order. They depend on the encoder and on the encoded text alone, by whose
digests they are told apart. Call all of this inside ``index.store.store.writing``.
"""

import datetime
import hashlib
import uuid
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.store.disk import new_file, new_folder, remove_all
from index.store.generation import EncoderMark

Vectors = npt.NDArray[np.float32]

KEPT_DAYS = 7
"""For how long the vectors of what was removed are kept."""

_UNFINISHED = ".part"
_CUT_OFF, _REMOVED = "cut-off", "removed"
_CHECKSUM, _DIGEST, _FLOAT = 32, 16, 4  # bytes


def keep(store: Path, encoder: EncoderMark, digests: Sequence[bytes], vectors: Vectors) -> None:
    """Keep what was encoded until now, ``(n, width)`` in the order of its digests; raises OSError."""
    _keep(store, encoder, f"{_CUT_OFF}-{uuid.uuid4().hex}", digests, vectors)


def keep_removed(
    store: Path, encoder: EncoderMark, digests: Sequence[bytes], vectors: Vectors, today: datetime.date
) -> None:
    """Keep the vectors of passages that are removed, for a week; raises OSError."""
    if digests:
        _keep(store, encoder, f"{_REMOVED}-{today:%Y%m%d}-{uuid.uuid4().hex}", digests, vectors)


def recall(
    store: Path, encoder: EncoderMark, wanted: Collection[bytes], today: datetime.date
) -> Mapping[bytes, Vectors]:
    """The vectors that are left of the passages of these digests, by digest.

    What no longer serves is removed: other encoders' vectors, damaged files, what a build that was cut off
    encoded and nobody wants, and what was removed more than a week ago.
    """
    folder = _folder(store, encoder)
    for other in _inside(folder.parent):
        if other != folder:
            remove_all(other)
    found: dict[bytes, Vectors] = {}
    for path in _inside(folder):
        held = {} if path.suffix == _UNFINISHED or _is_old(path, today) else _read(path, encoder.width)
        serves = {digest: vector for digest, vector in held.items() if digest in wanted}
        if not held or (path.name.startswith(_CUT_OFF) and not serves):
            remove_all(path)
        found |= serves
    return found


def forget(store: Path) -> None:
    """Remove what builds that were cut off had encoded: it has been published."""
    for folder in _inside(store / "leftovers"):
        for path in _inside(folder):
            if not path.name.startswith(_REMOVED):
                remove_all(path)
        if folder.is_dir() and not _inside(folder):
            folder.rmdir()
    if not _inside(store / "leftovers"):
        remove_all(store / "leftovers")


def _keep(store: Path, encoder: EncoderMark, name: str, digests: Sequence[bytes], vectors: Vectors) -> None:
    folder = _folder(store, encoder)
    new_folder(folder.parent)
    new_folder(folder)
    path = folder / name
    content = b"".join(digests) + np.ascontiguousarray(vectors, "<f4").tobytes()
    unfinished = path.with_name(name + _UNFINISHED)
    with new_file(unfinished) as file:
        file.write(hashlib.sha256(content).digest())
        file.write(content)
    unfinished.replace(path)


def _folder(store: Path, encoder: EncoderMark) -> Path:
    return store / "leftovers" / encoder.digest[:32]


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _is_old(path: Path, today: datetime.date) -> bool:
    """Whether what a file holds was removed more than a week ago, or on no day at all."""
    kind, _, rest = path.name.partition("-")
    if kind != _REMOVED:
        return False
    try:
        day = datetime.datetime.strptime(rest.partition("-")[0], "%Y%m%d").date()  # noqa: DTZ007 - a day only
    except ValueError:
        return True
    return not 0 <= (today - day).days <= KEPT_DAYS


def _read(path: Path, width: int) -> dict[bytes, Vectors]:
    """The vectors of a file by digest; none where it is damaged, as they can be made again."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    content = data[_CHECKSUM:]
    count, rest = divmod(len(content), _DIGEST + _FLOAT * width)
    if rest or hashlib.sha256(content).digest() != data[:_CHECKSUM]:
        return {}
    vectors = np.frombuffer(content, "<f4", offset=count * _DIGEST).reshape(count, width)
    digests = (content[at * _DIGEST : (at + 1) * _DIGEST] for at in range(count))
    return dict(zip(digests, vectors.astype(np.float32), strict=True))

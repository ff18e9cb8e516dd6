"""The static encoder: a text's vector is the mean of its pieces' vectors. No network runs, so it is fast."""

import json
import zipfile
from array import array
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from corpus.errors import EncoderError
from index.encoders.common import Vectors, files_digest, unit_vectors

if TYPE_CHECKING:
    from tokenizers import Tokenizer

VECTORS = "vectors.npz"
"""The file that tells the folder of a static encoder from others."""

FILES = (VECTORS, "tokenizer.json", "config.json")
"""What the folder of a static encoder holds."""

_KEPT_WORDS = 200_000
"""So many words are kept at hand with their pieces, and so many that came before them."""

_AT_ONCE = 256
_AGAIN = "install Pykälä again, or train the model again"

Numbers = npt.NDArray[np.int32]


class Pieces:
    """Cuts texts into the numbers of their pieces, word by word in lower case.

    What a word is cut into does not depend on its neighbours, so the words that come again are looked up.
    """

    def __init__(self, tokenizer: "Tokenizer") -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, bytes] = {}
        self._before: dict[str, bytes] = {}

    @property
    def size(self) -> int:
        """How many pieces there are."""
        return self._tokenizer.get_vocab_size()

    def of(self, texts: Sequence[str]) -> list[Numbers]:
        """For each text the numbers of its pieces in their order, int32."""
        cut, known, before = [text.lower().split() for text in texts], self._known, self._before
        for word in set[str]().union(*cut).difference(known):
            known[word] = before.get(word) or self._cut(word)
        found = [np.frombuffer(b"".join(map(known.__getitem__, words)), np.int32) for words in cut]
        if len(known) > _KEPT_WORDS:  # words that come again are soon there again
            self._known, self._before = {}, known
        return found

    def _cut(self, word: str) -> bytes:
        """The numbers of a word's pieces, int32."""
        # One by one: for many at once the tokenizer takes all cores, and twice the time of one.
        return array("i", self._tokenizer.encode(word, add_special_tokens=False).ids).tobytes()


class StaticEncoder:
    """The encoder of a folder with ``vectors.npz``, ``tokenizer.json`` and ``config.json``.

    A question is encoded as a passage is. The files are read when the first text is encoded.

    Raises:
        EncoderError: a file is missing, or ``config.json`` is damaged.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._folder = folder
        for file in FILES:
            if not (folder / file).is_file():
                raise EncoderError(f"{folder / file}: the file is missing; {_AGAIN}")
        self.width = _width(folder / "config.json")

    @cached_property
    def digest(self) -> str:
        """The SHA-256 over vectors and tokenizer."""
        return files_digest(self._folder, [self._folder / name for name in FILES[:2]])

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """A row of unit length for each question, as ``Encoder`` says."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """A row of unit length for each passage, as ``Encoder`` says, but on one thread."""
        table, pieces = self._table, self._pieces
        vectors = np.zeros((len(texts), self.width), np.float32)
        for start in range(0, len(texts), _AT_ONCE):
            some = pieces.of(texts[start : start + _AT_ONCE])
            for row, numbers in enumerate(some, start):
                # A product with ones adds the rows up several times as fast as a sum does.
                np.dot(np.ones(len(numbers), np.float32), table.take(numbers, axis=0), out=vectors[row])
            if progress:
                progress(start + len(some))
        return unit_vectors(vectors, self.name)

    @cached_property
    def _pieces(self) -> Pieces:
        from tokenizers import Tokenizer  # only an encoder in use needs it

        path = self._folder / "tokenizer.json"
        try:
            return Pieces(Tokenizer.from_str(path.read_text(encoding="utf-8")))
        except Exception as error:  # tokenizers raises bare Exception
            raise EncoderError(f"{path}: not a tokenizer ({error}); {_AGAIN}") from None

    @cached_property
    def _table(self) -> Vectors:
        """The vectors of the pieces, float32 (pieces, width); one that no piece has is zero."""
        path = self._folder / VECTORS
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
                codes, scales = found["codes"], found["scales"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise EncoderError(f"{path}: cannot be read ({error}); {_AGAIN}") from None
        if codes.dtype != np.int8 or codes.ndim != 2 or codes.shape[1] != self.width:
            raise EncoderError(
                f"{path}: holds {codes.dtype} of shape {codes.shape} where config.json says int8 and a width "
                f"of {self.width}; {_AGAIN}"
            )
        if scales.shape != codes.shape[:1] or self._pieces.size > len(codes):
            raise EncoderError(f"{path}: does not fit its scales or its tokenizer; {_AGAIN}")
        return unpacked(codes, scales)


def packed(vectors: Vectors) -> tuple[npt.NDArray[np.int8], Vectors]:
    """Vectors in 8 bits: codes from -127 to 127 in their shape, and a scale for each row.

    A number is its code times its row's scale, rounded to the nearest; a row's largest is exact.
    """
    scales = np.abs(vectors).max(axis=1) / np.float32(127)
    codes = np.rint(vectors / np.where(scales == 0, 1, scales)[:, None])
    return codes.astype(np.int8), scales.astype(np.float32)


def unpacked(codes: npt.NDArray[np.int8], scales: Vectors) -> Vectors:
    """What ``packed`` packed, float32."""
    vectors: Vectors = codes * scales.astype(np.float32)[:, None]
    return vectors


def _width(path: Path) -> int:
    try:
        width = json.loads(path.read_text(encoding="utf-8"))["width"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(f"{path}: cannot be read ({error}); {_AGAIN}") from None
    if type(width) is not int or width < 1:
        raise EncoderError(f"{path}: “width” is {width!r}, not a whole number from 1; {_AGAIN}")
    return width

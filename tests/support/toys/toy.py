"""A toy encoder whose neighbours the eye can see, and small documents to index with it."""

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

TOPICS = ("kissa", "koira", "talo", "vene", "omena", "juna", "kirja", "")


class ToyEncoder:
    """Counts topics: axis ``i`` is how often ``TOPICS[i]`` begins a word of the text; the last axis is 0.1.

    ``encoded`` are the passages that it was asked to encode, in order.
    """

    name = "toy"
    width = len(TOPICS)

    def __init__(self, salt: str = "") -> None:
        self.digest = hashlib.sha256(f"toy{salt}".encode()).hexdigest()
        self.encoded: list[str] = []

    def encode_questions(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.array([self._vector(text) for text in texts], np.float32).reshape(-1, self.width)

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> npt.NDArray[np.float32]:
        self.encoded += texts
        if progress:
            progress(len(texts))
        return self.encode_questions(texts)

    def _vector(self, text: str) -> npt.NDArray[np.float32]:
        words = text.lower().split()
        counts = [float(sum(word.startswith(topic) for word in words)) for topic in TOPICS[:-1]]
        vector = np.array([*counts, 0.1], np.float32)
        # In half precision, so that an index keeps it as it is.
        return (vector / np.linalg.norm(vector)).astype(np.float16).astype(np.float32)

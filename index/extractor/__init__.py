"""The extractor: a question and a passage read together; which words answer, and whether any do.

The files in reading order, after this one:

windows.py  a question and a text in the pieces that the model reads, and its scores as spans of the text
onnx.py     an exported model, run by onnxruntime
reading.py  the first candidates of a search read with the question, and what that changes in their order
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from index.extractor.onnx import OnnxExtractor
from index.extractor.windows import Reading
from index.passages import Passage

_SHIPPED = Path(__file__).parent.parent / "models" / "extractor"


class Extractor(Protocol):
    """Reads a question with passages.

    ``digest`` is the SHA-256, in hexadecimal, over what decides the readings: equal digests, equal readings.
    """

    @property
    def digest(self) -> str:
        """The SHA-256, in hexadecimal, over what decides the readings."""
        ...

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """What is read of the question in each passage's text, in their order. One thread.

        Raises:
            EncoderError: the model is damaged.
        """
        ...


@cache
def load_extractor(folder: Path = _SHIPPED) -> Extractor:
    """The extractor of a folder, that which ships where none is given; one object for all who ask.

    Raises:
        EncoderError: a file of it is missing or damaged. What is wrong inside the model shows when the
            first passage is read.
    """
    return OnnxExtractor(folder)

"""A file of any kind that is another as soon as it has been read once."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import docx
import pytest

from tests.support.pdfs import lines, made

FIRST, SECOND = "Kissa istuu matolla.", "Koira nukkuu lattialla."
"""The text that the file holds until it has been read, and the text that it holds from then on."""


def word(text: str) -> bytes:
    """A Word document of one paragraph."""
    data = BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(data)
    return data.getvalue()


FILES: dict[str, Callable[[str], bytes]] = {
    ".md": str.encode,
    ".markdown": str.encode,
    ".txt": str.encode,
    ".html": lambda text: f"<p>{text}</p>".encode(),
    ".htm": lambda text: f"<p>{text}</p>".encode(),
    ".docx": word,
    ".pdf": lambda text: made([lines(57, 100, text)]),
}
"""For each suffix, the bytes of a file of one sentence."""


class ChangingFile:
    """A file of ``FIRST`` that says how often it was opened, and holds ``SECOND`` after the first time."""

    def __init__(self, folder: Path, suffix: str, patch: pytest.MonkeyPatch) -> None:
        self.path = folder / f"asia{suffix}"
        self.first, self.second = (FILES[suffix](text) for text in (FIRST, SECOND))
        self.count = 0
        self.path.write_bytes(self.first)
        self._open = Path.open

        def opened(path: Path, mode: str = "r", *more: Any, **named: Any) -> IO[Any]:
            return self._read() if path == self.path else self._open(path, mode, *more, **named)

        patch.setattr(Path, "open", opened)

    def _read(self) -> IO[bytes]:
        self.count += 1
        with self._open(self.path, "rb") as file:
            data = file.read()
        with self._open(self.path, "wb") as file:
            file.write(self.second)
        return BytesIO(data)

"""What a terminal would obey, shown as it is written: file names and documents steer no terminal."""

import json
import logging
import re
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls (UAX 9)
    "\u2028\u2029]"  # line and paragraph separators
)


class EscapingConsole(Console):
    """A console on which texts show control characters instead of sending them to the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of what is printed."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(escaped(segment.text), segment.style)


class EscapingHandler(logging.StreamHandler[TextIO]):
    """Writes warnings and errors that are logged to standard error, as this console prints."""

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__(stream)
        self.setLevel(logging.WARNING)  # of a library that sets its own logger to DEBUG, too

    def format(self, record: logging.LogRecord) -> str:
        """The message of a record, and what was raised."""
        return escaped(super().format(record))


def escaped(text: str) -> str:
    r"""A text in which control characters are written ``\\x1b`` or ``\\u202e``."""
    return _OBEYED.sub(lambda found: _written(found[0]), text)


def json_text(value: object, indent: int | None = None) -> str:
    """A value as JSON, in which control characters are escaped as JSON has it, and other letters are not."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _written(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"

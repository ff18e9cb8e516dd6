"""What a terminal would obey is shown as it is written."""

import io
import json
import logging

import pytest
from rich.padding import Padding
from rich.text import Text

from app.commands.escaped import EscapingConsole, EscapingHandler, escaped, json_text

CASES = [
    ("a\x1b[31mb", "a\\x1b[31mb"),
    ("\x9b2J\x85", "\\x9b2J\\x85"),
    ("\x00\x7f\r", "\\x00\\x7f\\x0d"),
    ("fi\u202efdp.exe\u2069", "fi\\u202efdp.exe\\u2069"),
    ("\u2028", "\\u2028"),
    ("rivi\n\tä – “§”", "rivi\n\tä – “§”"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_control_characters_are_written_out(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_console_escapes_what_it_prints_and_not_its_own_colours() -> None:
    out = io.StringIO()
    console = EscapingConsole(
        file=out, force_terminal=True, color_system="standard", width=60, highlight=False
    )
    for shown in (Text("\x1b[2Jpunainen", "red"), Padding(Text("\u202eb"), (0, 0, 0, 2))):
        console.print(shown)
    assert out.getvalue().replace(" ", "") == "\x1b[31m\\x1b[2Jpunainen\x1b[0m\n\\u202eb\n"


def test_what_is_logged_is_escaped() -> None:
    out = io.StringIO()
    handler = EscapingHandler(out)
    logger = logging.Logger("talkative", logging.DEBUG)
    logger.addHandler(handler)
    logger.debug("nothing for people")
    logger.warning("%s: cut", "a\x1b[2J.md")
    assert out.getvalue() == "a\\x1b[2J.md: cut\n"


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_json_is_escaped_as_json_is(text: str, shown: str) -> None:
    written = json_text({"q": text})
    assert json.loads(written) == {"q": text}
    assert escaped(written) == written
    assert ("\\" in written) == (shown != text or "\n" in text)

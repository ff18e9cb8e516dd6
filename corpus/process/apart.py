"""Reading in another process: what a file would cost beyond measure costs that process only."""

import json
from pathlib import Path
from typing import Any

from corpus import errors
from corpus.process.workers import answered

_PATIENCE = 15.0  # seconds of processor time
_PER_BYTE = 2e-5
_PROGRAM = Path(__file__).with_name("reading_program.py")


def read_apart(path: Path, data: bytes, asked: dict[str, str], program: Path | None = None) -> Any:
    """What ``corpus.process.reading_program`` answers about a file's bytes; ``asked`` is told it with them.

    Another ``program`` may be given that is asked and answers in the same way.
    It may take 1 GiB of memory, and of processor time 15 s and 20 s for each megabyte.

    Raises:
        DamagedFileError: it took more than that, or came to an end that nobody planned.
        PykalaError: as it says.
    """
    head = json.dumps({"path": str(path), **asked, "size": len(data)}).encode("ascii")
    answer = _answer(answered(program or _PROGRAM, head + b"\n" + data, _PATIENCE + len(data) * _PER_BYTE))
    if answer is None:
        raise errors.DamagedFileError(
            f"{path}: reading took more time or memory than a document should, or came to a sudden end; "
            "open the file in the program that made it and save it anew, in parts if it is large"
        )
    if "error" in answer:
        name, message = answer["error"]
        raise getattr(errors, name)(message)
    return answer["answer"]


def _answer(line: bytes) -> dict[str, Any] | None:
    """What a line of the program says, None where it was cut off."""
    try:
        answer = json.loads(line)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None

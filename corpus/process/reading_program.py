"""Run as a program, in a process of its own: files' documents, as records, or their source texts.

Standard input is for each file a line of JSON, ``{"path", "digest", "id", "wanted": "document" or "source",
"size"}``, and then so many bytes, the file's as they were prepared. For each a line is written,
``{"answer": ...}`` or ``{"error": [class, message]}``. The program ends where there are no more files or none
came for half a minute, and when it has grown: what it keeps is none of the next file's.
"""

import gc
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PATIENCE = 30.0  # seconds on the clock
_LONGEST = 60.0  # seconds of processor time
_GROWN = 1 << 28  # bytes
_LOOKED_THROUGH = 100_000  # new objects, before those are looked for that only hold each other: few do


def main() -> None:
    """Answers each file on standard input."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    serve(_made)


def serve(made: Callable[[dict[str, Any], bytes], Any]) -> None:
    """Answers each file on standard input by what is made of what is asked and of its bytes."""
    from corpus.process.bounded import limit_memory

    limit_memory()
    gc.set_threshold(_LOOKED_THROUGH, 50, 100)
    given, waiting = sys.stdin.buffer, _Waiting()
    while head := waiting.line(given):
        asked = json.loads(head)
        data = given.read(asked["size"])
        if len(data) < asked["size"]:
            return
        sys.stdout.write(json.dumps(_answer(made, asked, data)) + "\n")
        sys.stdout.flush()
        del data
        if time.process_time() > _LONGEST or _memory() > _GROWN:
            return


class _Waiting:
    """Ends this process where no line comes for long."""

    def __init__(self) -> None:
        self._since: float | None = None
        threading.Thread(target=self._watch, daemon=True).start()

    def line(self, given: Any) -> bytes:
        """The next line."""
        self._since = time.monotonic()
        line = bytes(given.readline())
        self._since = None
        return line

    def _watch(self) -> None:
        while True:
            time.sleep(1)
            since = self._since
            if since is not None and time.monotonic() - since > _PATIENCE:
                os._exit(0)


def _memory() -> int:
    """The memory that this process takes, in bytes, 0 where the system does not tell."""
    try:
        resident = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(resident) * os.sysconf("SC_PAGE_SIZE")


def _answer(
    made: Callable[[dict[str, Any], bytes], Any], asked: dict[str, Any], data: bytes
) -> dict[str, Any]:
    from corpus.errors import PykalaError

    try:
        return {"answer": made(asked, data)}
    except PykalaError as error:
        return {"error": [type(error).__name__, str(error)]}


def _made(asked: dict[str, Any], data: bytes) -> Any:
    from corpus.readers import document_here, source_here
    from corpus.records import to_record

    path = Path(asked["path"])
    if asked["wanted"] == "source":
        return source_here(path, data)
    return to_record(document_here(path, data, asked["digest"], asked["id"]))


if __name__ == "__main__":
    main()

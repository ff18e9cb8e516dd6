"""Processes that last: many small files read beside each other, so that all processors have work."""

import contextlib
import json
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from corpus import errors

_PROGRAM = Path(__file__).with_name("lasting_program.py")
_AHEAD = 8
"""For each process so many files are at work or done before they are asked for."""

Item = TypeVar("Item")
Found = TypeVar("Found")


class Reader:
    """A process that reads small files, one after another, until it is closed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def line(self, path: Path, data: bytes, digest: str, document_id: str) -> bytes | None:
        """The line of a file's document; None where the process has come to an end.

        Raises:
            ReadError: as the reader says.
        """
        told = {"path": str(path), "digest": digest, "id": document_id, "size": len(data)}
        given, answers = self._process.stdin, self._process.stdout
        if given is None or answers is None:
            return None
        with contextlib.suppress(OSError, ValueError):
            given.write(json.dumps(told).encode("ascii") + b"\n" + data)
            given.flush()
            line = answers.readline()
            if line.startswith(b"["):
                name, message = json.loads(line)
                raise getattr(errors, name)(message)
            return line if line.endswith(b"\n") else None
        return None


def beside_each_other(
    items: Iterable[Item], work: Callable[[Item, Reader], Found], count: int
) -> Iterator[Found]:
    """What ``work`` makes of each item with a reader of its own, in the order of the items.

    ``count`` are at work at a time. What ``work`` raises is raised in the item's turn.
    """
    readers: list[Reader] = []
    own = threading.local()

    def done(item: Item) -> Found:
        if not hasattr(own, "reader"):
            own.reader = Reader()
            readers.append(own.reader)
        return work(item, own.reader)

    waiting: deque[Future[Found]] = deque()
    with ThreadPoolExecutor(count) as threads:
        try:
            for item in items:
                waiting.append(threads.submit(done, item))
                if len(waiting) >= _AHEAD * count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            for reader in readers:
                reader.close()

"""Programs in processes of their own, within limits of time and memory: what reads files that may harm."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, cast

_SLACK = 8  # times as long on the clock, for a busy machine
_MEMORY = 1 << 30
_LONGEST = 600  # seconds of processor time


def said(
    command: Sequence[str], data: bytes, seconds: float, each: float = 0.0, most: float = 0.0
) -> Iterator[bytes]:
    """The whole lines that a program writes which is given some bytes, as long as it keeps to its time.

    It may take so many ``seconds`` of processor time, and ``each`` more for each line that it writes, but no
    more than ``most`` for all of them. On a busy machine the clock may run eight times as long; where no one
    tells a process's own time, the clock's counts. What it says as an error is thrown away.
    """
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    with (
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=null) as process,  # noqa: S603
        _watched(process, seconds, each, most) as more_time,
    ):
        given, process.stdin = process.stdin, None  # closed by who gives: at the end both might
        threading.Thread(target=_given, args=(given, data), daemon=True).start()
        for line in process.stdout or ():
            more_time()
            if not line.endswith(b"\n"):
                return
            yield line


def limit_memory(seconds: int | None = _LONGEST) -> None:
    """Holds this process to a gibibyte and so many seconds of processor time, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        if seconds is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _given(pipe: IO[bytes] | None, data: bytes) -> None:
    """Gives a process its bytes; it may end before it has all."""
    with suppress(OSError), cast("IO[bytes]", pipe) as given:
        given.write(data)


@contextmanager
def _watched(
    process: "subprocess.Popen[bytes]", seconds: float, each: float, most: float
) -> Iterator[Callable[[], None]]:
    """Kills a process that is past its time; what it gives is called for each line, and lends some more."""
    start = time.monotonic()
    lent = 0.0
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            passed = time.monotonic() - start
            if max(used(process.pid, passed), passed / _SLACK) > seconds + lent:
                process.kill()
                return

    def more_time() -> None:
        nonlocal lent
        lent = min(lent + each, most)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield more_time
    finally:
        done.set()
        process.kill()


def used(pid: int, passed: float) -> float:
    """The processor time of a process in seconds where Linux tells it, else the seconds that have passed."""
    if sys.platform != "linux":
        return passed
    try:
        return time.clock_gettime(~pid << 3 | 2)  # the clock of a process, as clock_getcpuclockid(3) makes it
    except OSError:
        return 0.0  # it has ended

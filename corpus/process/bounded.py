"""Programs in processes of their own, within limits of time and memory: what reads files that may harm."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, cast

_SLACK = 8  # times as long on the clock, for a busy machine
_MEMORY = 1 << 30
_LONGEST = 600  # seconds of processor time


@dataclass(slots=True)
class Watch:
    """How long a process may take: so many seconds of processor time.

    For each line that it writes it has ``each`` more, in all no more than ``most``. ``late`` says that it
    took longer and was killed.
    """

    seconds: float
    each: float = 0.0
    most: float = 0.0
    late: bool = False

    def more_time(self) -> None:
        """Lends the process some more, for it has written a line."""
        lent = min(self.each, self.most)
        self.seconds += lent
        self.most -= lent


def said(
    command: Sequence[str], data: bytes, seconds: float, each: float = 0.0, most: float = 0.0
) -> Iterator[bytes]:
    """The whole lines that a program writes which is given some bytes, as long as it keeps to its time.

    It may take so many ``seconds`` of processor time, and ``each`` more for each line that it writes, but no
    more than ``most`` for all of them. On a busy machine the clock may run eight times as long; where no one
    tells a process's own time, the clock's counts. What it says as an error is thrown away.
    """
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    watch = Watch(seconds, each, most)
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=null) as process:  # noqa: S603
        try:
            with watched(process, watch):
                given, process.stdin = process.stdin, None  # closed by who gives: at the end both might
                threading.Thread(target=_given, args=(given, data), daemon=True).start()
                for line in process.stdout or ():
                    watch.more_time()
                    if not line.endswith(b"\n"):
                        return
                    yield line
        finally:
            process.kill()


def limit_memory() -> None:
    """Holds this process to a gibibyte and ten minutes of processor time, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST, _LONGEST))


def _given(pipe: IO[bytes] | None, data: bytes) -> None:
    """Gives a process its bytes; it may end before it has all."""
    with suppress(OSError), cast("IO[bytes]", pipe) as given:
        given.write(data)


@contextmanager
def watched(process: "subprocess.Popen[bytes]", watch: Watch) -> Iterator[None]:
    """Kills a process that takes longer from now on than it may."""
    start = time.monotonic()
    before = used(process.pid, 0.0)
    done = threading.Event()

    def keep_watch() -> None:
        while not done.wait(0.1):
            passed = time.monotonic() - start
            if max(used(process.pid, passed) - before, passed / _SLACK) > watch.seconds:
                watch.late = True
                process.kill()
                return

    threading.Thread(target=keep_watch, daemon=True).start()
    try:
        yield
    finally:
        done.set()


def used(pid: int, passed: float) -> float:
    """The processor time of a process in seconds where Linux tells it, else the seconds that have passed."""
    if sys.platform != "linux":
        return passed
    try:
        return time.clock_gettime(~pid << 3 | 2)  # the clock of a process, as clock_getcpuclockid(3) makes it
    except OSError:
        return 0.0  # it has ended

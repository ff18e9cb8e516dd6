"""Programs in processes of their own, within limits of time and memory: what reads files that may harm."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
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
    begun = _Guarded(process, watch, time.monotonic(), used(process.pid, 0.0))
    with _changed:
        if not _guarded:
            _changed.notify()
        _guarded.add(begun)
    _watchman()
    try:
        yield
    finally:
        with _changed:
            _guarded.discard(begun)


@dataclass(frozen=True, slots=True, eq=False)
class _Guarded:
    """A process, what it may take, and the clock and its processor time when that began."""

    process: "subprocess.Popen[bytes]"
    watch: Watch
    start: float
    before: float

    def is_late(self) -> bool:
        """Whether it has taken longer than it may."""
        passed = time.monotonic() - self.start
        return max(used(self.process.pid, passed) - self.before, passed / _SLACK) > self.watch.seconds


_guarded: set[_Guarded] = set()
_changed = threading.Condition()


@cache
def _watchman() -> threading.Thread:
    """The one thread that watches all: to start one for each file takes longer than some files do."""

    def keep_watch() -> None:
        while True:
            with _changed:
                while not _guarded:
                    _changed.wait()
                late = [one for one in _guarded if one.is_late()]
                for one in late:
                    one.watch.late = True
                    one.process.kill()
                    _guarded.discard(one)
            time.sleep(0.1)

    thread = threading.Thread(target=keep_watch, daemon=True)
    thread.start()
    return thread


def used(pid: int, passed: float) -> float:
    """The processor time of a process in seconds where Linux tells it, else the seconds that have passed."""
    if sys.platform != "linux":
        return passed
    try:
        return time.clock_gettime(~pid << 3 | 2)  # the clock of a process, as clock_getcpuclockid(3) makes it
    except OSError:
        return 0.0  # it has ended

"""Workers: processes that read one file after the other, each within limits, for starting one takes long."""

import atexit
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.process.bounded import Watch, watched

_MOST_IDLE = 2
_LONGEST = 1 << 29  # bytes of an answer


@dataclass(slots=True, eq=False)
class Worker:
    """A process that runs a program, and whether it has answered already."""

    program: Path
    process: "subprocess.Popen[bytes]"
    used: bool = False


_idle: list[Worker] = []
_lock = threading.Lock()


def answered(program: Path, asked: bytes, seconds: float) -> bytes:
    """The line that a worker answers to some bytes, cut short or empty where it ended too soon.

    It may take so many ``seconds`` of processor time. One that came to an end with its second file or a later
    one may have done so for what it had read before: the file is given to a new one.
    """
    for new in (False, True):
        worker, watch, line = _taken(program, new=new), Watch(seconds), b""
        try:
            with watched(worker.process, watch):
                line = _asked(worker.process, asked)
        finally:
            again = worker.used and not watch.late and not line.endswith(b"\n")
            if line.endswith(b"\n"):
                _give_back(worker)
            else:
                _end(worker)
        if not again:
            break
    return line


def _asked(process: "subprocess.Popen[bytes]", asked: bytes) -> bytes:
    """What a process answers; nothing where it has ended."""
    if process.stdin is None or process.stdout is None:
        return b""
    with suppress(OSError):  # a pipe that nobody reads from any more
        process.stdin.write(asked)
        process.stdin.flush()
    return process.stdout.readline(_LONGEST)


def _taken(program: Path, *, new: bool) -> Worker:
    """A worker that runs a program: one that waits, unless there is none or a ``new`` one is wanted."""
    with _lock:
        worker = None if new else next((each for each in _idle if each.program == program), None)
        if worker:
            _idle.remove(worker)
    return worker or _started(program)


def _started(program: Path) -> Worker:
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    command = [sys.executable, "-P", str(program)]
    return Worker(program, subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=null))  # noqa: S603


def _give_back(worker: Worker) -> None:
    worker.used = True
    with _lock:
        kept = len(_idle) < _MOST_IDLE
        if kept:
            _idle.append(worker)
    if not kept:
        _end(worker)


def _end(worker: Worker) -> None:
    worker.process.kill()
    with suppress(OSError), worker.process:  # closes its pipes, and waits for its end
        pass


def waiting() -> list[int]:
    """The numbers of the processes that wait for a file."""
    with _lock:
        return [worker.process.pid for worker in _idle]


@atexit.register
def end_workers() -> None:
    """Ends the workers that wait for a file."""
    with _lock:
        workers = list(_idle)
        _idle.clear()
    for worker in workers:
        _end(worker)

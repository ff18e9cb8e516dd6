"""Progress: how far a long piece of work has come, on standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app.commands.escaped import EscapingConsole

EVERY = 10.0
"""The seconds from one line to the next where there is no terminal to draw bars on."""

_STAGES = {"read": "Reading", "scan": "Reading scans", "encode": "Encoding", "ask": "Asking"}


class Shown:
    """Called with what is being done, how much of it is done and how much there is, it shows that."""

    def __init__(
        self, tell: Callable[[str, int, int], None], asking: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._tell = tell
        self.asking = asking
        """For as long as the context lasts nothing is drawn, so that a person can be asked something."""

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show it; ``resume`` as what is done tells how much an earlier run did."""
        if what == "resume":
            sys.stderr.write(f"{done} of {total} passages are encoded by an earlier run\n")
        else:
            self._tell(what, done, total)


@contextmanager
def progress(clock: Callable[[], float] = time.monotonic) -> Iterator[Shown]:
    """What shows progress: bars on a terminal, else a line every ten seconds."""
    console = EscapingConsole(stderr=True)
    if not console.is_terminal:
        yield Shown(_lines(clock), nullcontext)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks = {name: bars.add_task(label, total=None, visible=False) for name, label in _STAGES.items()}

        @contextmanager
        def asking() -> Iterator[None]:
            bars.stop()
            yield
            bars.start()

        yield Shown(lambda what, done, total: _update(bars, tasks[what], done, total), asking)


def _update(bars: Progress, task: object, done: int, total: int) -> None:
    bars.update(task, completed=done, total=total, visible=True)  # type: ignore[arg-type]


def _lines(clock: Callable[[], float]) -> Callable[[str, int, int], None]:
    last = clock()

    def tell(what: str, done: int, total: int) -> None:
        nonlocal last
        if clock() - last >= EVERY:
            last = clock()
            sys.stderr.write(f"{_STAGES[what].lower()}: {done} of {total}\n")
            sys.stderr.flush()

    return tell

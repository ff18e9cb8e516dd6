"""Waiting: told early where encoding will take long, with what would not."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.building.vectors import Progress

LONG = 3600.0
"""The seconds of encoding from which on another encoder is offered."""

_SURE = 10.0


def offering(
    tell: "Progress", say: Callable[[str], None], clock: Callable[[], float] = time.monotonic
) -> "Progress":
    """A progress that passes all on, and says once how long encoding will take where that is over an hour.

    It says so after ten seconds, from the passages that were encoded in them.
    """
    first: tuple[float, int] | None = None
    said = False

    def watch(what: str, done: int, total: int) -> None:
        nonlocal first, said
        tell(what, done, total)
        if what != "encode" or said:
            return
        if first is None:
            first = (clock(), done)
            return
        passed, encoded = clock() - first[0], done - first[1]
        if passed < _SURE or encoded < 1:
            return
        said = True
        left = (total - done) * passed / encoded
        if left > LONG:
            say(
                f"encoding {total - done} passages will take about {left / 3600:.1f} hours; the encoder "
                "“static” takes minutes and finds somewhat less: stop with Ctrl-C and add --encoder static"
            )

    return watch

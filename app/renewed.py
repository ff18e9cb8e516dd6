"""What is made of a library's documents: kept while they stay, made anew with each generation."""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")
Source = TypeVar("Source")


class Renewed(Generic[Made]):
    """What ``make`` makes of the documents, or of what is known of them, when it is first asked for.

    ``source`` gives the same object as long as the generation is the same. Several threads may ask at
    once; those that come while it is being made wait for it.
    """

    def __init__(self, source: Callable[[], Source], make: Callable[[Source], Made]) -> None:
        self._source: Callable[[], Any] = source
        self._make: Callable[[Any], Made] = make
        self._lock = threading.Lock()
        self._kept: tuple[Any, Made] | None = None

    def current(self) -> Made:
        """What is made of the documents as they are; raises what ``make`` and the library raise."""
        with self._lock:
            source = self._source()
            if self._kept is None or self._kept[0] is not source:
                self._kept = source, self._make(source)
            return self._kept[1]

"""What is made of a library's documents: kept while they stay, made anew with each generation."""

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from corpus.document import Document

Made = TypeVar("Made")


class Renewed(Generic[Made]):
    """What ``make`` makes of the documents, when it is first asked for.

    ``documents`` gives the same sequence as long as the generation is the same. Several threads may ask at
    once; those that come while it is being made wait for it.
    """

    def __init__(
        self, documents: Callable[[], Sequence[Document]], make: Callable[[Sequence[Document]], Made]
    ) -> None:
        self._documents, self._make = documents, make
        self._lock = threading.Lock()
        self._kept: tuple[Sequence[Document], Made] | None = None

    def current(self) -> Made:
        """What is made of the documents as they are; raises what ``make`` and the library raise."""
        with self._lock:
            documents = self._documents()
            if self._kept is None or self._kept[0] is not documents:
                self._kept = documents, self._make(documents)
            return self._kept[1]

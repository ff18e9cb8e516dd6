"""The postings of terms, fetched by need, those of a question at once, and kept at hand for a while."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from psycopg import sql

from corpus.errors import GoneGenerationError
from index.lexical import Lexical, Posting
from index.postgres.connections import Connection, Connections

KEPT_BYTES = 128_000_000
"""The bytes of postings that are kept at hand."""


class Postings:
    """The postings in the table of a generation, by the number of the term; several threads may ask."""

    def __init__(self, connections: Connections, table: str, mark: str) -> None:
        """The postings of a table; ``mark`` is the SHA-256 of what was written to it."""
        self._connections, self.table, self.mark = connections, table, mark
        self._kept: OrderedDict[int, Posting] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def of(self, terms: Iterable[int]) -> dict[int, Posting]:
        """The rows and scores of terms, by their numbers; raises StoreError."""
        asked = list(dict.fromkeys(terms))
        with self._lock:
            found = {term: self._kept[term] for term in asked if term in self._kept}
            for term in found:
                self._kept.move_to_end(term)
        missing = [term for term in asked if term not in found]
        if missing:
            fetched = dict(self.fetched(missing))
            if len(fetched) != len(missing):
                raise GoneGenerationError(f"{self.table}: postings of this index are not there any more")
            self._keep(fetched)
            found |= fetched
        return found

    def fetched(self, terms: list[int]) -> Iterator[tuple[int, Posting]]:
        """The postings of terms as the table has them now."""
        query = sql.SQL("SELECT term, rows, scores FROM {} WHERE term = ANY(%s)").format(
            sql.Identifier(self.table)
        )

        def fetch(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(query, (terms,), binary=True).fetchall()

        for term, rows, scores in self._connections.run(fetch):
            yield term, (np.frombuffer(rows, "<i4"), np.frombuffer(scores, "<f4"))

    def _keep(self, fetched: dict[int, Posting]) -> None:
        with self._lock:
            for term, (rows, scores) in fetched.items():
                if term not in self._kept:
                    self._kept[term] = rows, scores
                    self._size += rows.nbytes + scores.nbytes
            while self._size > KEPT_BYTES:
                _, (rows, scores) = self._kept.popitem(last=False)
                self._size -= rows.nbytes + scores.nbytes


class StoredLexical(Lexical):
    """The postings of a generation's passages, which ``held`` fetches."""

    def __init__(
        self, size: int, terms: npt.NDArray[np.str_], occurs: npt.NDArray[np.int32], held: Postings
    ) -> None:
        self.size, self.terms, self.occurs, self.held = size, terms, occurs, held

    def postings(self, numbers: npt.NDArray[np.intp]) -> Iterator[Posting]:
        found = self.held.of(numbers.tolist())
        return (found[number] for number in numbers.tolist())

"""The postings of terms, fetched by need, those of a question at once, and kept at hand for a while."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from psycopg import sql

from corpus.errors import DamagedStoreError, GoneGenerationError
from index.lexical import Posting
from index.postgres.connections import Connection, Connections
from index.words.postings.segments import Moved, Places

KEPT_BYTES = 128_000_000
"""The bytes of postings that are kept at hand."""

_AT_ONCE = 2_000

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings, or codes, of so many passages, as they were written once: their table, and their SHA-256."""

    table: str
    passages: int
    mark: str


class Postings:
    """The postings in the segments of a generation, by term; several threads may ask."""

    def __init__(self, connections: Connections, segments: Sequence[tuple[Segment, Ints]]) -> None:
        """Segments, each with the rows of its passages in the generation: -1 for those that it has not."""
        self._connections, self.segments = connections, tuple(segments)
        self._kept: OrderedDict[str, Posting] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    @property
    def rows(self) -> Sequence[Ints]:
        """The rows of the passages of each segment in the generation, -1 for those that it has not."""
        return [rows for _, rows in self.segments]

    def going_on(self, moved: Moved) -> "Postings":
        """The postings in those segments that stay."""
        kept = zip(moved.kept, moved.rows, strict=True)
        return Postings(self._connections, [(self.segments[number][0], rows) for number, rows in kept])

    def of(self, terms: Sequence[str], made: Callable[[str, Places], Posting]) -> Iterator[Posting]:
        """The postings of terms in their order, each ``made`` where it is not at hand; raises StoreError."""
        with self._lock:
            found = {term: self._kept[term] for term in terms if term in self._kept}
            for term in found:
                self._kept.move_to_end(term)
        missing = [term for term in terms if term not in found]
        if missing:
            fetched = self._fetched(missing)
            fresh = {term: made(term, fetched.get(term, ())) for term in missing}
            self._keep(fresh)
            found |= fresh
        return (found[term] for term in terms)

    def see_that_all_are_there(self, term: str, found: int, occurs: int) -> None:
        """See that a term was found in as many passages as it occurs in; raises GoneGenerationError."""
        if found != occurs:
            raise GoneGenerationError(
                f"{', '.join(one.table for one, _ in self.segments)}: of “{term}” {found} passages are there "
                f"in place of {occurs}: postings of this index are not there any more"
            )

    def _fetched(self, terms: list[str]) -> dict[str, list[Posting]]:
        """What the segments have of terms, with rows of -1 for passages that are gone, and counts of 0."""
        if not self.segments:
            return {}
        query = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {}, term, gaps, counts FROM {} WHERE term = ANY(%(terms)s)").format(
                sql.Literal(number), sql.Identifier(one.table)
            )
            for number, (one, _) in enumerate(self.segments)
        )

        def fetch(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(query, {"terms": terms}, binary=True).fetchall()

        found: dict[str, list[Posting]] = {}
        for number, term, gaps, counts in self._connections.run(fetch):
            one, rows = self.segments[number]
            if len(gaps) != 2 * len(counts):
                raise _damaged(one, term)
            own = np.cumsum(np.frombuffer(gaps, "<u2"), dtype=np.int64)
            if len(own) and own[-1] >= len(rows):
                raise _damaged(one, term)
            found.setdefault(term, []).append((rows[own], np.frombuffer(counts, np.uint8)))
        return found

    def altered(self) -> Iterator[str]:
        """The tables of those segments that do not hold what was written."""
        for one, _ in self.segments:
            if self._connections.run(partial(mark_of, table=one.table)) != one.mark:
                yield one.table

    def _keep(self, fetched: dict[str, Posting]) -> None:
        with self._lock:
            for term, (rows, counts) in fetched.items():
                if term not in self._kept:
                    self._kept[term] = rows, counts
                    self._size += rows.nbytes + counts.nbytes
            while self._size > KEPT_BYTES:
                _, (rows, counts) = self._kept.popitem(last=False)
                self._size -= rows.nbytes + counts.nbytes


def _damaged(one: Segment, term: str) -> DamagedStoreError:
    return DamagedStoreError(
        f"{one.table}: the postings of “{term}” are not what was written; have the database restored"
    )


def mark_of(connection: Connection, table: str) -> str:
    """The SHA-256, in hexadecimal, of what a segment's table holds; raises psycopg.Error."""
    query = sql.SQL("SELECT term, gaps, counts FROM {} WHERE term > %s ORDER BY term LIMIT %s").format(
        sql.Identifier(table)
    )
    digest, last = hashlib.sha256(), ""
    while found := connection.execute(query, (last, _AT_ONCE), binary=True).fetchall():
        for term, gaps, counts in found:
            add_to_mark(digest, term, gaps, counts)
        last = found[-1][0]
    return digest.hexdigest()


def add_to_mark(digest: Any, term: str, gaps: bytes, counts: bytes) -> None:
    """Add what a segment has of a term to the SHA-256 of the segment."""
    for part in (term.encode("utf-8"), gaps, counts):
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)

"""The dense side in PostgreSQL: the nearest passages by codes or by HNSW, scored exactly here."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import numpy as np
from psycopg import sql

from index.dense import Dense, Rows, Vectors, best_of, scores_of
from index.near import nearest
from index.postgres.connections import MOST, Connection
from index.postgres.digests import Digests
from index.postgres.held.codes import Codes
from index.postgres.held.passages import FETCHED, Passages
from index.postgres.tables import EXACT

_MORE = 20
"""The passages that are fetched beyond those that are asked for: in half precision the last may be others."""

_NARROW = 8
"""Without codes, a filter that leaves less than one passage of so many has all scored that it leaves."""

_FEW = 1000
"""A filter that leaves at most so many passages has all of them scored: to pass over the codes of all others
takes longer than to fetch these."""

_NEAR = "SELECT {fetched} FROM {table} WHERE {where} ORDER BY {score} LIMIT %(limit)s"
_BY_HNSW, _BY_ALL = "half <#> %(vector)s::halfvec", "(half <#> %(vector)s::halfvec) + 0"


class StoredDense(Dense):
    """The vectors of a generation; rows and scores are as ``Dense`` gives them, to the last bit.

    Codes, which are searched here, may miss a row among many, as ``Near`` says. Where there are none,
    the database finds by HNSW, which may, too; up to ``EXACT`` passages, and behind a narrow filter, none is
    missed.
    """

    def __init__(
        self, passages: Passages, number: int, parts: Sequence[str], codes: Sequence[Codes] = ()
    ) -> None:
        """The passages of the generation of a number, whose table has these partitions."""
        super().__init__(None)
        self.passages, self._number, self._parts = passages, number, tuple(parts) or (passages.table,)
        self.codes = tuple(codes)
        # Each partition is asked over a connection of its own, all at once.
        self._threads = ThreadPoolExecutor(len(self._parts)) if len(self._parts) > 1 else None
        self._beside = ThreadPoolExecutor(MOST)

    def __len__(self) -> int:
        return len(self.passages)

    @property
    def width(self) -> int:
        return self.passages.width

    def search(
        self, question: Vectors, k: int, among: Rows | None = None, *, exact: bool = False
    ) -> tuple[Rows, Vectors]:
        count = len(self) if among is None else len(among)
        if min(k, count) < 1:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if self.codes and not exact:
            rows = self._by_codes(question, k, among)
            return best_of(rows, self.scores(question, rows), k)
        share = count / len(self)
        exactly = exact or len(self) <= EXACT or share * _NARROW < 1
        wanted = k + _MORE if exactly else int((k + _MORE) / share)
        rows = self._near(question, wanted, among, exactly=exactly)
        if not exactly and len(rows) < min(k, count):
            rows = self._near(question, k + _MORE, among, exactly=True)
        found, scores = best_of(rows, self.scores(question, rows), k)
        return found, scores

    def _by_codes(self, question: Vectors, k: int, among: Rows | None) -> Rows:
        """The rows to be scored, by the codes."""
        wanted = None
        if among is not None:
            if len(among) <= _FEW:
                return among
            wanted = np.zeros(len(self), np.bool_)
            wanted[among] = True
        return nearest([one.near for one in self.codes], question, k, wanted)

    def begun(
        self, question: Vectors, k: int, among: Rows | None = None, *, exact: bool = False
    ) -> Callable[[Rows], tuple[Rows, Vectors]]:
        if exact or not self.codes:
            found = self._beside.submit(self.search, question, k, among, exact=exact)
            return lambda _next: found.result()
        near = self._beside.submit(self._by_codes, question, k, among)

        def scored(more: Rows) -> tuple[Rows, Vectors]:
            rows = near.result()
            self.passages.fetch(np.union1d(rows, more))  # all that is needed in one journey
            return best_of(rows, self.scores(question, rows), k)

        return scored

    def scores(self, question: Vectors, rows: Sequence[int] | Rows) -> Vectors:
        return scores_of(self.vectors(rows), question)

    def vectors(self, rows: Sequence[int] | Rows) -> Vectors:
        return self.passages.vectors(rows)

    def joined(self, known: Rows, fresh: Vectors) -> "JoinedDense":
        """The vectors of other passages: those of rows here, and where there is none, -1, of the new ones."""
        return JoinedDense(self, known, fresh)

    def _near(self, question: Vectors, limit: int, among: Rows | None, *, exactly: bool) -> Rows:
        """Rows near a question, so many from each partition, fetched with what they are scored by."""
        where = "first <= %(number)s AND (last IS NULL OR last >= %(number)s)"
        values: dict[str, Any] = {
            "vector": "[" + ",".join(map(repr, question.ravel().tolist())) + "]",
            "number": self._number,
        }
        if exactly and among is not None and len(among) < len(self):
            where = "digest = ANY(%(digests)s)"
            values["digests"] = Digests.of(self.passages.digests_of(among))
        score = _BY_ALL if exactly else _BY_HNSW

        def ask(part: str) -> list[tuple[bytes, str, bytes]]:
            query = sql.SQL(_NEAR).format(
                fetched=sql.SQL(FETCHED),
                table=sql.Identifier(part),
                where=sql.SQL(where),
                score=sql.SQL(score),
            )

            def fetch(connection: Connection) -> list[tuple[Any, ...]]:
                return connection.execute(query, values, binary=True).fetchall()

            return [(bytes(a), b, bytes(c)) for a, b, c in self.passages.connections.run(fetch)]

        spare = 0
        while True:
            values["limit"] = limit + spare
            found = map(ask, self._parts) if self._threads is None else self._threads.map(ask, self._parts)
            rows, strangers = self.passages.take(chain.from_iterable(found))
            if strangers <= spare:
                break
            spare = 2 * strangers  # they took the places of passages of this generation
        return rows if among is None or len(among) == len(self) else np.intersect1d(rows, among)


class JoinedDense(Dense):
    """Vectors of which some are stored, by their rows there, int64 ``(n,)``; the others, -1, are new."""

    def __init__(self, stored: StoredDense, known: Rows, fresh: Vectors) -> None:
        """``fresh`` are the new ones, in their order, float32."""
        super().__init__(None)
        self.stored, self._places, self._fresh = stored, known, fresh
        self._numbers = np.cumsum(known < 0) - 1

    def __len__(self) -> int:
        return len(self._places)

    @property
    def width(self) -> int:
        return self.stored.width

    def search(
        self, question: Vectors, k: int, among: Rows | None = None, *, exact: bool = False
    ) -> tuple[Rows, Vectors]:
        return Dense.build(self.vectors(np.arange(len(self)))).search(question, k, among, exact=exact)

    def scores(self, question: Vectors, rows: Sequence[int] | Rows) -> Vectors:
        return scores_of(self.vectors(rows), question)

    def vectors(self, rows: Sequence[int] | Rows) -> Vectors:
        asked = np.asarray(rows, np.int64)
        known, found = self._places[asked], np.empty((len(asked), self.width), np.float32)
        there = known >= 0
        found[~there] = self._fresh[self._numbers[asked[~there]]]
        if there.any():
            found[there] = self.stored.vectors(known[there])
        return found

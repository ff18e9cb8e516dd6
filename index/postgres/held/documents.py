"""The documents of a generation, fetched by need; those that were read last are kept at hand."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import Any

from psycopg import sql

from corpus.document import Document
from corpus.errors import DamagedStoreError, GoneGenerationError
from index.postgres.connections import Connection, Connections
from index.postgres.digests import Digests
from index.store.held.documents import document_of_line
from index.store.held.records import ByNumber

_KEPT = 256
_AT_ONCE = 100
_QUERY = sql.SQL("SELECT digest, line FROM document WHERE digest = ANY(%s)")


class StoredDocuments(ByNumber[Document]):
    """Documents by the digests of what stands there of them; several threads may read at once."""

    def __init__(self, connections: Connections, digests: Sequence[bytes], texts: Sequence[bytes]) -> None:
        """``texts`` are the marks of their texts, as ``text_mark`` makes them."""
        self._connections, self.digests, self.texts = connections, digests, texts
        # Not a method of this: it would hold itself, and its connections would stay open for long.
        self._of = lru_cache(_KEPT)(partial(_fetched, connections))

    def __len__(self) -> int:
        return len(self.digests)

    def at(self, number: int) -> Document:
        return self._of(self.digests[number])

    def text_mark(self, number: int) -> bytes:
        """What tells the text of a document from others."""
        return self.texts[number]

    def __iter__(self) -> Iterator[Document]:
        """All documents, many in one journey; none of them is kept at hand for that."""
        for start in range(0, len(self), _AT_ONCE):
            some = self.digests[start : start + _AT_ONCE]
            found = _lines(self._connections, some)
            yield from (_document(found[digest]) for digest in some)


def _fetched(connections: Connections, digest: bytes) -> Document:
    return _document(_lines(connections, [digest])[digest])


def _lines(connections: Connections, digests: Sequence[bytes]) -> dict[bytes, bytes]:
    def fetch(connection: Connection) -> list[tuple[Any, ...]]:
        return connection.execute(_QUERY, (Digests.of(digests),), binary=True).fetchall()

    found = {bytes(digest): bytes(line) for digest, line in connections.run(fetch)}
    altered = [digest for digest, line in found.items() if document_digest(line) != digest]
    if altered:
        raise DamagedStoreError(f"document {altered[0].hex()} is not what was written; index again")
    if len(found) != len(set(digests)):
        raise GoneGenerationError("documents of this index are not there any more; ask again")
    return found


def document_digest(line: bytes) -> bytes:
    """Sixteen bytes that tell what stands of a document (BLAKE2b)."""
    return hashlib.blake2b(line, digest_size=16).digest()


def _document(line: bytes) -> Document:
    return document_of_line(line, "a document in the database", "index again")

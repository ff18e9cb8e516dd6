"""Publishing: a generation into rows, in one transaction, so that others see all of it or nothing.

Documents and passages that an earlier generation has are not written again. A generation that nobody needs
any more is removed: neither the published one nor the one before, and read by nobody.
"""

import hashlib
import io
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from pgvector import HalfVector
from pgvector.psycopg import register_vector
from psycopg import sql
from psycopg.types.json import Jsonb

from corpus.errors import StoreError
from corpus.records import document_line, line_of
from index.lexical import Lexical
from index.postgres.address import Address
from index.postgres.connections import Connection, key
from index.postgres.documents import document_digest
from index.postgres.opening import published_manifest
from index.postgres.tables import (
    EXACT,
    FORMAT,
    make_nearness,
    make_passages,
    make_postings,
    posting_table,
)
from index.store.generation import Generation

_PIECE = 8_000_000  # bytes
_AT_ONCE = 2_000


def write(connection: Connection, address: Address, generation: Generation) -> str:
    """Write a generation and make it the published one; its name.

    Raises:
        StoreError: what the database holds is not what was written; nothing has changed then.
        psycopg.Error: it cannot be written; nothing has changed then.
    """
    name = uuid.uuid4().hex[:16]
    register_vector(connection)
    with connection.transaction():
        before = published_manifest(connection)
        lines = [document_line(document) for document in generation.documents]
        held = [document_digest(line) for line in lines]
        parts = dict(_parts(generation, held))
        marks = {part: hashlib.sha256(data).hexdigest() for part, data in parts.items()}
        marks["postings"] = postings_mark(each for _, *each in _postings(generation.lexical))
        number = _insert(connection, name, generation, marks)
        gone = before.number if before else 0
        _write_documents(connection, number, gone, dict(zip(held, lines, strict=True)))
        table = make_passages(connection, generation.encoder, address.partitions)
        _write_passages(connection, table, number, gone, generation)
        if len(generation.places) > EXACT:
            make_nearness(connection, table)
        _write_postings(connection, number, generation.lexical)
        _write_parts(connection, number, parts)
        _see_that_it_is_whole(connection, address, number, generation, marks)
        connection.execute(
            "INSERT INTO current (generation) VALUES (%s) "
            "ON CONFLICT (single) DO UPDATE SET generation = excluded.generation",
            (number,),
        )
    return name


def tidy(connection: Connection, address: Address) -> None:
    """Remove what nobody needs: generations older than the one before the published that nobody reads.

    Raises:
        psycopg.Error: it cannot be removed; it will be by the next build.
    """
    found = connection.execute("SELECT number FROM generation ORDER BY number DESC OFFSET 2").fetchall()
    for (number,) in found:
        with connection.transaction():
            free = connection.execute(
                "SELECT pg_try_advisory_xact_lock(%s, %s)", (key(address), number)
            ).fetchone()
            if free is None or not free[0]:
                continue
            table = sql.Identifier(posting_table(number))
            connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
            connection.execute("DELETE FROM generation WHERE number = %s", (number,))
    if found:
        with connection.transaction():
            for table_name in ("document", *_passage_tables(connection)):
                connection.execute(
                    sql.SQL("DELETE FROM {} WHERE last < (SELECT min(number) FROM generation)").format(
                        sql.Identifier(table_name)
                    )
                )


def _passage_tables(connection: Connection) -> list[str]:
    found = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'p' "
        "AND relname LIKE 'passage\\_%'"
    )
    return [name for (name,) in found]


def postings_mark(postings: Iterable[Iterable[Any]]) -> str:
    """The SHA-256, in hexadecimal, of the rows and scores of all terms in their order."""
    digest = hashlib.sha256()
    for posting in postings:
        for array in posting:
            digest.update(array)
    return digest.hexdigest()


def _insert(connection: Connection, name: str, generation: Generation, marks: dict[str, str]) -> int:
    mark = generation.encoder
    found = connection.execute(
        "INSERT INTO generation (name, format, encoder, digest, width, analyzer, reading, documents, "
        "passages, marks) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING number",
        (
            *(name, FORMAT, mark.name, mark.digest, mark.width, generation.analyzer, generation.reading),
            *(len(generation.documents), len(generation.places), Jsonb(marks)),
        ),
    ).fetchone()
    return int(found[0]) if found else 0


def _parts(generation: Generation, documents: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    heads, lexical = generation.heads, generation.lexical
    yield "heads", line_of(heads.to_record())
    yield "sources", json.dumps(generation.sources, ensure_ascii=False).encode("utf-8", "surrogatepass")
    yield "documents", b"".join(documents)
    arrays: dict[str, npt.NDArray[Any]] = {
        "sections": heads.sections.facts,
        "titles": heads.sections.titles,
        "places": generation.places,
        "digests": generation.digests,
        "languages": generation.languages,
        "terms": lexical.terms,
        "occurs": lexical.occurs,
    }
    for name, array in arrays.items():
        file = io.BytesIO()
        np.save(file, array, allow_pickle=False)
        yield name, file.getvalue()


def _write_parts(connection: Connection, number: int, parts: dict[str, bytes]) -> None:
    with connection.cursor() as cursor:
        statement = "COPY part (generation, name, place, bytes) FROM STDIN (FORMAT binary)"
        with cursor.copy(statement) as copy:
            copy.set_types(["int4", "text", "int4", "bytea"])
            for name, data in parts.items():
                for place, start in enumerate(range(0, len(data), _PIECE)):
                    copy.write_row((number, name, place, data[start : start + _PIECE]))


def _write_documents(connection: Connection, number: int, before: int, lines: dict[bytes, bytes]) -> None:
    fresh = _turn_over(connection, "document", before, set(lines))
    with connection.cursor() as cursor:
        statement = "COPY document (digest, line, first) FROM STDIN (FORMAT binary)"
        with cursor.copy(statement) as copy:
            copy.set_types(["bytea", "bytea", "int4"])
            for digest in fresh:
                copy.write_row((digest, lines[digest], number))


def _write_passages(
    connection: Connection, table: str, number: int, before: int, generation: Generation
) -> None:
    rows = {digest.tobytes(): row for row, digest in enumerate(generation.digests)}
    fresh = [rows[digest] for digest in _turn_over(connection, table, before, set(rows))]
    statement = sql.SQL("COPY {} (digest, context, exact, half, first) FROM STDIN (FORMAT binary)")
    with connection.cursor() as cursor, cursor.copy(statement.format(sql.Identifier(table))) as copy:
        copy.set_types(["bytea", "text", "bytea", "halfvec", "int4"])
        for start in range(0, len(fresh), _AT_ONCE):
            some = fresh[start : start + _AT_ONCE]
            for row, vector in zip(some, generation.dense.vectors(some), strict=True):
                exact = np.ascontiguousarray(vector, "<f4").tobytes()
                digest = generation.digests[row].tobytes()
                copy.write_row((digest, generation.contexts[row], exact, HalfVector(vector), number))


def _turn_over(connection: Connection, table: str, before: int, wanted: set[bytes]) -> list[bytes]:
    """Say of the rows of a table which are of the new generation; the digests that are not there."""
    name = sql.Identifier(table)
    query = sql.SQL("SELECT digest, last FROM {}").format(name)
    held = {bytes(digest): last for digest, last in connection.execute(query, binary=True)}
    gone = [digest for digest, last in held.items() if last is None and digest not in wanted]
    back = [digest for digest, last in held.items() if last is not None and digest in wanted]
    update = sql.SQL("UPDATE {} SET last = %s WHERE digest = ANY(%s)").format(name)
    for digests, last in ((gone, before), (back, None)):
        for start in range(0, len(digests), _AT_ONCE):
            connection.execute(update, (last, digests[start : start + _AT_ONCE]))
    return sorted(wanted - held.keys())


def _postings(lexical: Lexical) -> Iterator[tuple[int, npt.NDArray[np.int32], npt.NDArray[np.float32]]]:
    for term, (rows, scores) in enumerate(lexical.postings(np.arange(len(lexical.terms)))):
        there = scores > 0
        yield term, rows[there].astype("<i4"), scores[there].astype("<f4")


def _write_postings(connection: Connection, number: int, lexical: Lexical) -> None:
    table = sql.Identifier(make_postings(connection, number))
    statement = sql.SQL("COPY {} (term, rows, scores) FROM STDIN (FORMAT binary, FREEZE)").format(table)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(["int4", "bytea", "bytea"])
        for term, rows, scores in _postings(lexical):
            copy.write_row((term, rows.tobytes(), scores.tobytes()))
    connection.execute(sql.SQL("ALTER TABLE {} ADD PRIMARY KEY (term)").format(table))


def _see_that_it_is_whole(
    connection: Connection, address: Address, number: int, generation: Generation, marks: dict[str, str]
) -> None:
    """Compare what the database holds with what was meant; raises StoreError."""
    found: dict[str, str] = dict(
        connection.execute(
            "SELECT name, encode(sha256(string_agg(bytes, ''::bytea ORDER BY place)), 'hex') FROM part "
            "WHERE generation = %s GROUP BY name",
            (number,),
        ).fetchall()
    )
    wrong = [name for name, mark in marks.items() if name != "postings" and found.get(name, "") != mark]
    wrong = [name for name in wrong if found.get(name) or marks[name] != hashlib.sha256(b"").hexdigest()]
    counted = connection.execute(
        sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(posting_table(number)))
    ).fetchone()
    if counted is None or counted[0] != len(generation.lexical.terms):
        wrong.append("postings")
    if wrong:
        raise StoreError(
            f"{address}: {', '.join(wrong)}: the database does not hold what was written to it just "
            "now; what was indexed before stays"
        )

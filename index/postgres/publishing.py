"""Publishing: a generation into rows, in one transaction, so that others see all of it or nothing.

Documents and passages that an earlier generation has are not written again. A generation that nobody needs
any more is removed: neither the published one nor the one before, and read by nobody.
"""

import hashlib
import io
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pgvector import HalfVector
from pgvector.psycopg import register_vector
from psycopg import sql
from psycopg.types.json import Jsonb

from corpus.errors import DamagedStoreError, StoreError
from corpus.records import document_line, line_of
from index.lexical import Lexical
from index.postgres.address import Address
from index.postgres.connections import Connection
from index.postgres.digests import Digests
from index.postgres.held.documents import StoredDocuments, document_digest
from index.postgres.held.postings import Ints, Segment, add_to_mark
from index.postgres.held.segments import StoredLexical
from index.postgres.nearness import write_nearness
from index.postgres.opening import Manifest, published_manifest
from index.postgres.tables import (
    FORMAT,
    make_passages,
    make_postings,
)
from index.store.generation import Generation
from index.store.held.documents import text_mark
from index.store.held.joined import Joined, Run
from index.words.postings.coded import Coded, Counts, Gaps, Part, encoded
from index.words.postings.segments import SegmentedLexical

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
        gone = before.number if before else 0
        number = _insert(connection, name, generation)
        documents = _documents_of(generation)
        _write_documents(connection, number, gone, documents)
        table = make_passages(connection, generation.encoder, address.partitions)
        _write_passages(connection, table, number, gone, generation)
        codes = write_nearness(connection, address, table, number, generation)
        segments = _write_segments(connection, address, number, before, generation.lexical)
        parts = dict(_parts(generation, documents, segments, codes))
        _write_parts(connection, number, parts)
        marks = {part: hashlib.sha256(data).hexdigest() for part, data in parts.items()}
        _see_that_they_are_whole(connection, address, number, marks)
        marks |= {one.table: one.mark for one, _ in (*segments, *codes)}
        connection.execute("UPDATE generation SET marks = %s WHERE number = %s", (Jsonb(marks), number))
        connection.execute(
            "INSERT INTO current (generation) VALUES (%s) "
            "ON CONFLICT (single) DO UPDATE SET generation = excluded.generation",
            (number,),
        )
    return name


def _insert(connection: Connection, name: str, generation: Generation) -> int:
    mark = generation.encoder
    found = connection.execute(
        "INSERT INTO generation (name, format, encoder, digest, width, analyzer, reading, documents, "
        "passages, marks) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, '{}') RETURNING number",
        (
            *(name, FORMAT, mark.name, mark.digest, mark.width, generation.analyzer, generation.reading),
            *(len(generation.documents), len(generation.places)),
        ),
    ).fetchone()
    return int(found[0]) if found else 0


@dataclass(frozen=True, slots=True)
class _Documents:
    """Documents in their order: the digest of each and the mark of its text, and the lines of new ones."""

    digests: list[bytes]
    texts: list[bytes]
    lines: dict[bytes, bytes]


def _documents_of(generation: Generation) -> _Documents:
    """The documents of a generation; those that are stored are not read for that."""
    found = _Documents([], [], {})
    documents = generation.documents
    runs = documents.runs if isinstance(documents, Joined) else (Run(documents, 0, len(documents)),)
    for run in runs:
        if isinstance(run.held, StoredDocuments):
            found.digests.extend(run.held.digests[run.start : run.end])
            found.texts.extend(run.held.texts[run.start : run.end])
            continue
        for number in range(run.start, run.end):
            document = run.held[number]
            line = document_line(document)
            digest = document_digest(line)
            found.digests.append(digest)
            found.texts.append(text_mark(document.text.encode("utf-8")))
            found.lines[digest] = line
    return found


def _parts(
    generation: Generation,
    documents: _Documents,
    segments: Sequence[tuple[Segment, Ints]],
    codes: Sequence[tuple[Segment, Ints]],
) -> Iterator[tuple[str, bytes]]:
    heads, lexical = generation.heads, generation.lexical
    yield "heads", line_of(heads.to_record())
    yield "sources", json.dumps(generation.sources, ensure_ascii=False).encode("utf-8", "surrogatepass")
    yield "documents", b"".join(documents.digests)
    yield "texts", b"".join(documents.texts)
    yield "segments", line_of([[one.table, one.passages] for one, _ in segments])
    yield "codes", line_of([[one.table, one.passages] for one, _ in codes])
    arrays: dict[str, npt.NDArray[Any]] = {
        "sections": heads.sections.facts,
        "titles": heads.sections.titles,
        "places": generation.places,
        "digests": generation.digests,
        "languages": generation.languages,
        "terms": lexical.terms,
        "occurs": lexical.occurs,
        "lengths": lexical.lengths,
        "rows": np.concatenate([np.zeros(0, np.int32), *(rows for _, rows in segments)]),
        "placed": np.concatenate([np.zeros(0, np.int32), *(places for _, places in codes)]),
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


def _write_documents(connection: Connection, number: int, before: int, documents: _Documents) -> None:
    fresh = _turn_over(connection, "document", before, set(documents.digests))
    lost = [digest for digest in fresh if digest not in documents.lines]
    if lost:
        raise DamagedStoreError(f"document {lost[0].hex()} is not there any more; have the database restored")
    with connection.cursor() as cursor:
        statement = "COPY document (digest, line, first) FROM STDIN (FORMAT binary)"
        with cursor.copy(statement) as copy:
            copy.set_types(["bytea", "bytea", "int4"])
            for digest in fresh:
                copy.write_row((digest, documents.lines[digest], number))


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
            connection.execute(update, (last, Digests.of(digests[start : start + _AT_ONCE])))
    return sorted(wanted - held.keys())


def _write_segments(
    connection: Connection, address: Address, number: int, before: Manifest | None, lexical: Lexical
) -> list[tuple[Segment, Ints]]:
    """Write what is new of the postings; the segments of the generation, each with its passages' rows."""
    segments: list[tuple[Segment, Ints]] = []
    rows = np.arange(len(lexical), dtype=np.int32)
    if isinstance(lexical, StoredLexical):
        segments = list(lexical.held.segments)
        marks = before.marks if before else {}
        if any(marks.get(one.table) != one.mark for one, _ in segments):
            raise StoreError(f"{address}: these postings are not those of what is published; index again")
        if lexical.fresh is None:
            return segments
        rows, postings = lexical.fresh.rows, _postings_in(lexical.fresh.coded)
    elif isinstance(lexical, SegmentedLexical):
        postings = _postings_together(lexical)
    else:
        postings = _postings_in(lexical.coded)
    table = make_postings(connection, number)
    segments.append((Segment(table, len(rows), _write_postings(connection, address, table, postings)), rows))
    return segments


def _postings_in(coded: Coded) -> Iterator[tuple[str, Gaps, Counts]]:
    """Each term with the distances and the counts of its postings."""
    for number, term in enumerate(coded.terms.tolist()):
        part = slice(int(coded.starts[number]), int(coded.starts[number + 1]))
        yield term, coded.gaps[part], coded.counts[part]


def _postings_together(lexical: Lexical) -> Iterator[tuple[str, Gaps, Counts]]:
    """The same of postings that lie in several parts of files."""
    every = lexical.postings(np.arange(len(lexical.terms)))
    for term, (rows, counts) in zip(lexical.terms.tolist(), every, strict=True):
        order = np.argsort(rows)
        part = Part(np.zeros(len(rows), np.int32), rows[order].astype(np.int64), counts[order])
        yield term, *encoded(part)[1:]


def _write_postings(
    connection: Connection, address: Address, table: str, postings: Iterable[tuple[str, Gaps, Counts]]
) -> str:
    """Write postings into an empty table, and see that they are there; their SHA-256."""
    name, digest, written = sql.Identifier(table), hashlib.sha256(), 0
    statement = sql.SQL("COPY {} (term, gaps, counts) FROM STDIN (FORMAT binary, FREEZE)").format(name)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(["text", "bytea", "bytea"])
        for term, gaps, counts in postings:
            row = term, np.ascontiguousarray(gaps, "<u2").tobytes(), counts.tobytes()
            add_to_mark(digest, *row)
            copy.write_row(row)
            written += 1
    connection.execute(sql.SQL("ALTER TABLE {} ADD PRIMARY KEY (term)").format(name))
    counted = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(name)).fetchone()
    if counted is None or counted[0] != written:
        raise StoreError(_NOT_HELD.format(address=address, what=table))
    return digest.hexdigest()


_NOT_HELD = (
    "{address}: {what}: the database does not hold what was written to it just now; what was indexed before "
    "stays"
)


def _see_that_they_are_whole(
    connection: Connection, address: Address, number: int, marks: dict[str, str]
) -> None:
    """Compare the parts that the database holds with what was meant; raises StoreError."""
    found: dict[str, str] = dict(
        connection.execute(
            "SELECT name, encode(sha256(string_agg(bytes, ''::bytea ORDER BY place)), 'hex') FROM part "
            "WHERE generation = %s GROUP BY name",
            (number,),
        ).fetchall()
    )
    nothing = hashlib.sha256(b"").hexdigest()
    wrong = [name for name, mark in marks.items() if found.get(name, nothing) != mark]
    if wrong:
        raise StoreError(_NOT_HELD.format(address=address, what=", ".join(wrong)))

"""Opening a generation: its parts are compared with their digests, all else is fetched by need."""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStoreError, EmptyStoreError, OutdatedStoreError, StoreError
from index.heads import Heads, sections_of
from index.postgres.address import Address
from index.postgres.connections import Connection, Connections
from index.postgres.held.codes import Codes
from index.postgres.held.dense import StoredDense
from index.postgres.held.documents import StoredDocuments
from index.postgres.held.passages import Passages, StoredContexts
from index.postgres.held.postings import Postings, Segment
from index.postgres.held.segments import StoredLexical
from index.postgres.tables import FORMAT, partitions, passage_table
from index.store.generation import EncoderMark, Generation
from index.store.opening import check_rows

_AGAIN = "index again with “pykala index”, or have the database restored"
_CURRENT = """
SELECT number, name, format, encoder, digest, width, analyzer, reading, documents, passages, marks
FROM generation WHERE number = (SELECT generation FROM current)
"""
_DIGEST = 16
_TABLES = ("posting", "codes_")  # what has marks, and is no part
_NONE = -1  # the number of no generation
_OPENING = 2.0
"""The seconds that opening waits for a server: whoever starts a program is told soon."""

_UNFIT = (KeyError, TypeError, ValueError, IndexError, EOFError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one generation says of itself; ``marks`` has the SHA-256 of each of its parts and segments."""

    number: int
    name: str
    format: int
    encoder: EncoderMark
    analyzer: str
    reading: str
    documents: int
    passages: int
    marks: Mapping[str, str]


def published_manifest(connection: Connection) -> Manifest | None:
    """What the published generation says of itself, None where nothing is published.

    Raises:
        psycopg.Error: it cannot be asked.
    """
    found = connection.execute(
        "SELECT to_regclass(format('%I.current', current_setting('pykala.schema')))"
    ).fetchone()
    if found is None or found[0] is None:
        return None
    row = connection.execute(_CURRENT).fetchone()
    if row is None:
        return None
    number, name, written, encoder, digest, width, *rest = row
    return Manifest(number, name, written, EncoderMark(encoder, digest, width), *rest)


def check_format(address: Address, manifest: Manifest) -> None:
    """See that this version reads what another may have written.

    Raises:
        OutdatedStoreError: an earlier version of Pykälä wrote it.
        StoreError: a later one did.
    """
    if manifest.format < FORMAT:
        raise OutdatedStoreError(
            f"{address}: an earlier version of Pykälä wrote this index (format {manifest.format}, now "
            f"{FORMAT}); run “pykala index” again with the folders that you had indexed"
        )
    if manifest.format > FORMAT:
        raise StoreError(
            f"{address}: format {manifest.format} is not {FORMAT}, which this version reads; "
            "use a newer Pykälä"
        )


def open_published(address: Address) -> Generation:
    """The published generation.

    Raises:
        EmptyStoreError: nothing has been indexed yet.
        DamagedStoreError: a part of it is not what was written.
        StoreError: it cannot be read.
    """
    manifest = Connections(address, _NONE).run(published_manifest, _OPENING)
    if manifest is None:
        raise EmptyStoreError(f"{address}: nothing is indexed here yet; run “pykala index” first")
    return opened(address, manifest)


def opened(address: Address, manifest: Manifest) -> Generation:
    """The generation of a manifest; raises what ``open_published`` raises."""
    check_format(address, manifest)
    connections = Connections(address, manifest.number, manifest.name)
    parts = _checked_parts(address, connections, manifest)
    try:
        generation = _generation(manifest, connections, parts)
    except _UNFIT as error:
        raise DamagedStoreError(f"{address}: cannot be read ({error}); {_AGAIN}") from None
    check_rows(str(address), generation)
    return generation


def vectors_of(address: Address, manifest: Manifest) -> tuple[npt.NDArray[np.uint8], StoredDense]:
    """The digests of a generation's passages and their vectors, of an earlier format, too.

    Raises:
        DamagedStoreError: they are not what was written.
        StoreError: they cannot be read.
    """
    connections = Connections(address, manifest.number, manifest.name)
    parts = _checked_parts(address, connections, manifest)
    try:
        return _vectors(manifest, connections, parts)
    except _UNFIT as error:
        raise DamagedStoreError(f"{address}: cannot be read ({error}); {_AGAIN}") from None


def _checked_parts(address: Address, connections: Connections, manifest: Manifest) -> dict[str, bytes]:
    """The parts of a generation, each compared with its digest."""
    parts = connections.run(lambda connection: parts_of(connection, manifest.number))
    for name, mark in manifest.marks.items():
        if not name.startswith(_TABLES) and hashlib.sha256(parts.get(name, b"")).hexdigest() != mark:
            raise DamagedStoreError(f"{address}: {name} is not what was written; {_AGAIN}")
    return parts


def _vectors(
    manifest: Manifest, connections: Connections, parts: Mapping[str, bytes]
) -> tuple[npt.NDArray[np.uint8], StoredDense]:
    table, digests = passage_table(manifest.encoder), _array(parts["digests"])
    tables = connections.run(lambda connection: partitions(connection, table))
    passages = Passages(connections, table, digests, manifest.encoder.width)
    return digests, StoredDense(passages, manifest.number, tables, _codes(manifest, connections, parts))


def _codes(manifest: Manifest, connections: Connections, parts: Mapping[str, bytes]) -> list[Codes]:
    """The codes of a generation, each with the rows of its vectors; those of an earlier format has none."""
    if "codes" not in parts:
        return []
    named, rows = json.loads(parts["codes"]), _array(parts["placed"])
    each = np.split(rows, np.cumsum([vectors for _, vectors in named])[:-1]) if named else []
    width = manifest.encoder.width
    return [
        Codes(connections, Segment(table, vectors, manifest.marks[table]), placed, width)
        for (table, vectors), placed in zip(named, each, strict=True)
    ]


def parts_of(connection: Connection, number: int) -> dict[str, bytes]:
    """The parts of the generation of a number, by name; raises psycopg.Error."""
    query = "SELECT name, bytes FROM part WHERE generation = %s ORDER BY name, place"
    found: dict[str, bytearray] = {}
    for name, piece in connection.execute(query, (number,), binary=True):
        found.setdefault(name, bytearray()).extend(piece)
    return {name: bytes(held) for name, held in found.items()}


def _generation(manifest: Manifest, connections: Connections, parts: Mapping[str, bytes]) -> Generation:
    record = json.loads(parts["heads"])
    sections = sections_of(
        record["documents"]["sections"], _array(parts["sections"]), _array(parts["titles"]), record["numbers"]
    )
    digests, dense = _vectors(manifest, connections, parts)
    documents, texts = (
        [parts[name][at : at + _DIGEST] for at in range(0, len(parts[name]), _DIGEST)]
        for name in ("documents", "texts")
    )
    return Generation(
        encoder=manifest.encoder,
        analyzer=manifest.analyzer,
        reading=manifest.reading,
        documents=StoredDocuments(connections, documents, texts),
        heads=Heads(record["documents"], record["items"], sections),
        contexts=StoredContexts(dense.passages),
        places=_array(parts["places"]),
        digests=digests,
        languages=_array(parts["languages"]),
        dense=dense,
        lexical=StoredLexical(
            _array(parts["terms"]),
            _array(parts["occurs"]),
            _array(parts["lengths"]),
            Postings(connections, _segments(manifest, parts)),
        ),
        sources=tuple(json.loads(parts["sources"])),
        name=manifest.name,
    )


def _segments(manifest: Manifest, parts: Mapping[str, bytes]) -> list[tuple[Segment, npt.NDArray[np.int32]]]:
    """The segments of a generation, each with the rows of its passages."""
    rows, found, done = _array(parts["rows"]), [], 0
    for table, passages in json.loads(parts["segments"]):
        found.append((Segment(table, passages, manifest.marks[table]), rows[done : done + passages]))
        done += passages
    if done != len(rows):
        raise ValueError("not the rows of the segments")
    return found


def _array(data: bytes) -> npt.NDArray[Any]:
    found: npt.NDArray[Any] = np.load(io.BytesIO(data), allow_pickle=False)
    return found

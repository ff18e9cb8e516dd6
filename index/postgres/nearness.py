"""What finds the nearest passages, written: codes, or HNSW where the address asks for it."""

import hashlib
import io

import numpy as np
import numpy.typing as npt
from psycopg import sql

from corpus.errors import StoreError
from index.dense import Dense
from index.near import Near, Places
from index.postgres.address import Address
from index.postgres.connections import Connection
from index.postgres.held.codes import kept
from index.postgres.held.dense import JoinedDense
from index.postgres.held.postings import Segment
from index.postgres.tables import EXACT, make_codes, make_hnsw
from index.store.generation import Generation

_PIECE = 8_000_000  # bytes


def write_nearness(
    connection: Connection, address: Address, table: str, number: int, generation: Generation
) -> list[tuple[Segment, Places]]:
    """Write what finds the nearest of a generation's passages, which stand in a table.

    The codes of the generation, each with the rows of its vectors; none where there is HNSW.

    Raises:
        StoreError: the database does not hold what was written.
        psycopg.Error: it cannot be written.
    """
    count = len(generation.places)
    make_hnsw(connection, table, wanted=address.hnsw and count > EXACT)
    if address.hnsw:
        return []
    dense, found = generation.dense, list[tuple[Segment, Places]]()
    if isinstance(dense, JoinedDense):
        found = kept(dense.stored.codes, dense.stored.passages.digests, generation.digests)
    fresh = np.ones(count, np.bool_)
    for _, places in found:
        fresh[places[places >= 0]] = False
    rows = np.flatnonzero(fresh)
    if len(rows):
        written = _write_codes(connection, address, number, _near(dense, rows))
        found.append((written, rows.astype(np.int32)))
    return found


def _near(dense: Dense, rows: npt.NDArray[np.intp]) -> Near:
    """Codes of the vectors of some rows: those that there are of all, else new ones."""
    if len(rows) == len(dense) and dense.near is not None and dense.near.places is None:
        return dense.near
    return Near.build(dense.vectors(rows))


def _write_codes(connection: Connection, address: Address, number: int, near: Near) -> Segment:
    """Write codes into a table of their own, and see that they are there."""
    file = io.BytesIO()
    near.save(file)
    data, table = file.getbuffer(), make_codes(connection, number)
    pieces = [bytes(data[start : start + _PIECE]) for start in range(0, len(data), _PIECE)]
    name = sql.Identifier(table)
    with connection.cursor() as cursor:
        statement = sql.SQL("COPY {} (place, bytes) FROM STDIN (FORMAT binary)").format(name)
        with cursor.copy(statement) as copy:
            copy.set_types(["int4", "bytea"])
            for place, piece in enumerate(pieces):
                copy.write_row((place, piece))
    query = sql.SQL("SELECT encode(sha256(bytes), 'hex') FROM {} ORDER BY place").format(name)
    if [mark for (mark,) in connection.execute(query)] != [hashlib.sha256(one).hexdigest() for one in pieces]:
        raise StoreError(
            f"{address}: {table}: the database does not hold what was written to it just now; what was "
            "indexed before stays"
        )
    return Segment(table, len(near), hashlib.sha256(data).hexdigest())

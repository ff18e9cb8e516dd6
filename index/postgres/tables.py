"""The tables of a store.

SCHEMA.generation         a generation a row: what it was made from, and size and SHA-256 of its parts
SCHEMA.current            one row, which tells the published generation
SCHEMA.part               what is known of a generation without reading a document, as arrays in pieces
SCHEMA.document           a document a row, by the digest of what stands there
SCHEMA.passage_ENCODER    a passage a row, by the digest of its context: context, vector, vector in half
                          precision, with HNSW where the address asks for it; partitioned by that digest
SCHEMA.codes_NUMBER       codes of vectors that the generation of a number wrote, in pieces
SCHEMA.posting_NUMBER     a segment: postings that the generation of a number wrote, a term a row
SCHEMA.leftover           vectors that no generation holds and that may be needed again
SCHEMA.history            what was added and removed, and when

Documents and passages are of several generations at once: ``first`` and ``last`` tell of which, ``last`` is
null as long as they are of the newest.
"""

import psycopg
from psycopg import sql

from corpus.errors import StoreError
from index.postgres.address import Address
from index.postgres.connections import Connection
from index.store.generation import EncoderMark

FORMAT = 4
"""The version of what the tables hold: to be raised whenever an older program could not read it."""

FIRST_TAKEN_OVER = 2
"""The version from which on the vectors are taken over."""

EXACT = 10_000
"""The passages up to which no HNSW is made, and all are scored where there are no codes."""

OLDEST = (0, 8)
"""The pgvector from which on scans go on until enough is found."""

_WIDEST = 4000
_GRAPH = "m = 24, ef_construction = 200"
"""With 16 and 100 a build spent 7 s of processor time on the vectors of 20,420 passages of law, in place of
17, and 48 of 150 questions missed one or more of the hundred nearest, in place of 24."""

_TABLES = """
CREATE TABLE IF NOT EXISTS generation (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE,
    format integer NOT NULL, created timestamptz NOT NULL DEFAULT now(), encoder text NOT NULL,
    digest text NOT NULL, width integer NOT NULL, analyzer text NOT NULL, reading text NOT NULL,
    documents integer NOT NULL, passages integer NOT NULL, marks jsonb NOT NULL
);
CREATE TABLE IF NOT EXISTS current (
    single boolean PRIMARY KEY DEFAULT true CHECK (single), generation integer NOT NULL REFERENCES generation
);
CREATE TABLE IF NOT EXISTS part (
    generation integer NOT NULL REFERENCES generation ON DELETE CASCADE, name text NOT NULL,
    place integer NOT NULL, bytes bytea STORAGE EXTERNAL NOT NULL, PRIMARY KEY (generation, name, place)
);
CREATE TABLE IF NOT EXISTS document (
    digest bytea PRIMARY KEY, line bytea NOT NULL, first integer NOT NULL, last integer
);
CREATE INDEX IF NOT EXISTS document_gone ON document (last) WHERE last IS NOT NULL;
CREATE TABLE IF NOT EXISTS leftover (
    encoder text NOT NULL, digest bytea NOT NULL, removed date, vector bytea NOT NULL,
    PRIMARY KEY (encoder, digest)
);
CREATE TABLE IF NOT EXISTS history (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(),
    added text[] NOT NULL, changed text[] NOT NULL, removed text[] NOT NULL, counts integer[] NOT NULL
);
"""
_PASSAGES = """
CREATE TABLE IF NOT EXISTS {table} (
    digest bytea NOT NULL, context text NOT NULL, exact bytea STORAGE EXTERNAL NOT NULL,
    half halfvec({width}) NOT NULL, first integer NOT NULL, last integer, PRIMARY KEY (digest)
) PARTITION BY HASH (digest)
"""
_PARTITION = """
CREATE TABLE IF NOT EXISTS {part} PARTITION OF {table} FOR VALUES WITH (MODULUS {count}, REMAINDER {number})
WITH (toast_tuple_target = 8160)
"""
"""A passage stands in one place: a question's 300 cost the server a third less than with vectors apart."""
_POSTINGS = """
CREATE TABLE {table} (
    term text COLLATE "C" NOT NULL, gaps bytea STORAGE EXTERNAL NOT NULL,
    counts bytea STORAGE EXTERNAL NOT NULL
)
"""


_CODES = """
CREATE TABLE {table} (place integer PRIMARY KEY, bytes bytea STORAGE EXTERNAL NOT NULL)
"""


def make_schema(connection: Connection, address: Address) -> None:
    """Make the schema and its tables, where they are not there.

    Raises:
        StoreError: the server is too old, or has no pgvector.
        psycopg.Error: the user may not.
    """
    schema = sql.Identifier(address.schema)
    found = connection.execute(
        "SELECT to_regnamespace(%s) IS NOT NULL, "
        "to_regclass(format('%%I.history', current_setting('pykala.schema'))) IS NOT NULL, "
        "(SELECT extversion FROM pg_extension WHERE extname = 'vector')",
        (f'"{address.schema}"',),
    ).fetchone()
    has_schema, has_tables, version = found or (False, False, None)
    with connection.transaction():
        if version is None:
            version = _make_extension(connection, address)
        if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
            raise StoreError(
                f"{address}: pgvector {version} is too old, this needs 0.8 or newer; have it updated with "
                "ALTER EXTENSION vector UPDATE"
            )
        if not has_schema:
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
        if not has_tables:
            connection.execute(_TABLES)


def _make_extension(connection: Connection, address: Address) -> str:
    try:
        with connection.transaction():
            connection.execute("CREATE EXTENSION vector WITH SCHEMA public")
    except psycopg.Error as error:
        raise StoreError(
            f"{address}: the database has no pgvector ({address.without_secrets(str(error))}); have it "
            "installed on the server, then run CREATE EXTENSION vector there"
        ) from None
    found = connection.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'").fetchone()
    return str(found[0]) if found else ""


def passage_table(encoder: EncoderMark) -> str:
    """The name of the table of the passages that an encoder has encoded."""
    return f"passage_{encoder.digest[:16]}_{encoder.width}"


def make_passages(connection: Connection, encoder: EncoderMark, count: int) -> str:
    """Make the table of an encoder's passages in so many partitions, where it is not there; its name.

    Raises:
        StoreError: its vectors are wider than HNSW takes.
    """
    if encoder.width > _WIDEST:
        raise StoreError(
            f"vectors of {encoder.width} are wider than PostgreSQL searches ({_WIDEST}); "
            "take another --encoder"
        )
    name = passage_table(encoder)
    if partitions(connection, name):
        return name
    table = sql.Identifier(name)
    connection.execute(sql.SQL(_PASSAGES).format(table=table, width=sql.Literal(encoder.width)))
    gone = sql.SQL("CREATE INDEX {} ON {} (last) WHERE last IS NOT NULL")
    connection.execute(gone.format(sql.Identifier(f"{name}_gone"), table))
    for number in range(count):
        part = sql.Identifier(f"{name}_{number}")
        values = {"count": sql.Literal(count), "number": sql.Literal(number)}
        connection.execute(sql.SQL(_PARTITION).format(part=part, table=table, **values))
    return name


def partitions(connection: Connection, table: str) -> tuple[str, ...]:
    """The names of the partitions of a table of passages; none where it is not there."""
    found = connection.execute(
        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
        "WHERE i.inhparent = to_regclass(%s) ORDER BY 1",
        (table,),
    )
    return tuple(name for (name,) in found)


def make_hnsw(connection: Connection, table: str, *, wanted: bool) -> None:
    """Make the HNSW of each partition of a table of passages, where it is not there; remove it unwanted."""
    for part in partitions(connection, table):
        if not wanted:
            gone = sql.SQL("DROP INDEX IF EXISTS {}").format(sql.Identifier(f"{part}_near"))
            connection.execute(gone)
            continue
        connection.execute(
            sql.SQL(
                "CREATE INDEX IF NOT EXISTS {index} ON {part} USING hnsw (half halfvec_ip_ops) "
                f"WITH ({_GRAPH})"
            ).format(index=sql.Identifier(f"{part}_near"), part=sql.Identifier(part))
        )


def make_postings(connection: Connection, number: int) -> str:
    """Make the table of a segment that a generation writes; its name. Its key is made once it is filled."""
    name = posting_table(number)
    connection.execute(sql.SQL(_POSTINGS).format(table=sql.Identifier(name)))
    return name


def make_codes(connection: Connection, number: int) -> str:
    """Make the table of the codes that a generation writes; its name."""
    name = code_table(number)
    connection.execute(sql.SQL(_CODES).format(table=sql.Identifier(name)))
    return name


def code_table(number: int) -> str:
    """The name of the table of the codes that the generation of a number writes."""
    return f"codes_{number}"


def posting_table(number: int) -> str:
    """The name of the table of the segment that the generation of a number writes."""
    return f"posting_{number}"

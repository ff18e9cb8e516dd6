"""Tidying: what no generation needs any more is removed."""

from itertools import chain

from psycopg import sql

from index.postgres.address import Address
from index.postgres.connections import Connection, key
from index.postgres.tables import code_table, posting_table


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
            connection.execute("DELETE FROM generation WHERE number = %s", (number,))
            _remove_segments(connection)
    if found:
        with connection.transaction():
            for table in ("document", *_tables(connection, "p", "passage\\_%")):
                connection.execute(
                    sql.SQL("DELETE FROM {} WHERE last < (SELECT min(number) FROM generation)").format(
                        sql.Identifier(table)
                    )
                )


def _remove_segments(connection: Connection) -> None:
    """Remove the segments, of postings and of codes, that no generation has."""
    needed: set[str] = set()
    for number, marks in connection.execute("SELECT number, marks FROM generation").fetchall():
        needed |= {posting_table(number), code_table(number), *marks}
    held = (_tables(connection, "r", f"{kind}\\_%") for kind in ("posting", "codes"))
    for table in chain.from_iterable(held):
        if table not in needed:
            connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(table)))


def _tables(connection: Connection, kind: str, like: str) -> list[str]:
    found = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = %s "
        "AND relname LIKE %s",
        (kind, like),
    )
    return [name for (name,) in found]

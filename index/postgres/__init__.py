"""What PostgreSQL holds: the same generations as in files, for many readers (needs ``pykala[postgres]``).

The files in reading order:

address.py      where the database is, told without the password
dark.py         servers that went dark: whether one answers at all
digests.py      digests as they are sent
connections.py  connections, kept open, tried again when the server goes away
tables.py       the tables, made where they are not there
held/           passages, postings and documents, fetched by need
opening.py      a generation from its rows, compared with its digests
nearness.py     what finds the nearest of its passages, written
publishing.py   a generation into rows, seen by all at once or not at all
tidying.py      what no generation needs any more, removed
leftovers.py    vectors that no generation holds and that may be needed again
earlier.py      what a build may take over
check.py        whether the database holds what was written
store.py        the store of an address
"""

from corpus.errors import ExtraError

try:
    import pgvector  # noqa: F401 - asked for here, before any file of this folder needs them
    import psycopg  # noqa: F401
except ImportError as error:  # psycopg without libpq raises it too
    raise ExtraError(
        f"a store in PostgreSQL needs the extra “postgres” ({error}): pip install 'pykala[postgres]'"
    ) from None

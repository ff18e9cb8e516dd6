"""Leftovers: vectors that no generation holds and that may be needed again, kept as rows.

What a build that was cut off had encoded stays until it is published; the vectors of what was removed stay
for a week. Each call is a transaction of its own, so that a build that is killed loses nothing of them.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from index.postgres.connections import Connection
from index.store.generation import EncoderMark
from index.store.leftovers import KEPT_DAYS, Vectors

_AT_ONCE = 2_000


def keep(
    connection: Connection,
    encoder: EncoderMark,
    digests: Sequence[bytes],
    vectors: Vectors,
    removed: datetime.date | None = None,
) -> None:
    """Keep vectors, ``(n, width)`` in the order of their digests; of what was removed, with the day."""
    rows = [
        (encoder.digest, digest, removed, np.ascontiguousarray(vector, "<f4").tobytes())
        for digest, vector in zip(digests, vectors, strict=True)
    ]
    with connection.transaction(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO leftover (encoder, digest, removed, vector) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (encoder, digest) DO UPDATE "
            "SET removed = excluded.removed, vector = excluded.vector",
            rows,
        )


def recall(
    connection: Connection, encoder: EncoderMark, wanted: Collection[bytes], today: datetime.date
) -> Mapping[bytes, Vectors]:
    """The vectors that are left of the passages of these digests, by digest.

    What no longer serves is removed: other encoders' vectors, and what was removed more than a week ago.
    """
    since = today - datetime.timedelta(days=KEPT_DAYS)
    connection.execute(
        "DELETE FROM leftover WHERE encoder <> %s OR removed < %s OR removed > %s",
        (encoder.digest, since, today),
    )
    found: dict[bytes, Vectors] = {}
    asked = list(wanted)
    for start in range(0, len(asked), _AT_ONCE):
        query = "SELECT digest, vector FROM leftover WHERE encoder = %s AND digest = ANY(%s)"
        some = (encoder.digest, asked[start : start + _AT_ONCE])
        for digest, vector in connection.execute(query, some, binary=True):
            held = np.frombuffer(vector, "<f4").astype(np.float32)
            if len(held) == encoder.width:
                found[bytes(digest)] = held
    return found


def forget(connection: Connection) -> None:
    """Remove what builds that were cut off had encoded: it has been published."""
    connection.execute("DELETE FROM leftover WHERE removed IS NULL")

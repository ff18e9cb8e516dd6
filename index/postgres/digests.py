"""Digests as they are sent to a database: an array in the binary form of PostgreSQL, made in one go."""

import struct
from collections.abc import Sequence

import numpy as np
from psycopg import adapters
from psycopg.adapt import Dumper
from psycopg.pq import Format

_WIDE = 16  # bytes of a digest
_BYTEA, _BYTEAS = 17, 1001  # the types of PostgreSQL
_HEAD = struct.Struct("!iiIii")  # dimensions, whether there are NULLs, type, how many, the first's number
_EACH = np.dtype([("size", ">i4"), ("digest", f"V{_WIDE}")])


class Digests(bytes):
    """Digests for a ``bytea[]`` of a statement; psycopg's own way with a list takes as long as the answer."""

    __slots__ = ()

    @classmethod
    def of(cls, digests: Sequence[bytes]) -> "Digests":
        """Digests of 16 bytes each."""
        each = np.empty(len(digests), _EACH)
        each["size"], each["digest"] = _WIDE, np.frombuffer(b"".join(digests), f"V{_WIDE}")
        return cls(_HEAD.pack(1, 0, _BYTEA, len(digests), 1) + each.tobytes())


class _AsTheyAre(Dumper):
    oid = _BYTEAS
    format = Format.BINARY

    def dump(self, obj: Digests) -> bytes:
        return bytes(obj)


adapters.register_dumper(Digests, _AsTheyAre)

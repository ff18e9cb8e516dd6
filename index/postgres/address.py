"""Where a database is: an address as libpq takes it, and as it may be told to anybody."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

import platformdirs
from psycopg import conninfo

from corpus.errors import StoreError

_SECRET = {"password", "sslpassword", "passfile", "oauth_client_secret"}
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,40}")
_MOST_PARTITIONS = 64
_NEAREST = ("codes", "hnsw")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is; as text, without what is secret.

    ``target`` is for libpq alone. ``schema`` holds the tables; ``partitions`` is how many parts the passages
    are made in, where they are made; ``hnsw`` is whether a build makes HNSW in place of codes. ``secrets``
    must not be told.
    """

    told: str
    schema: str
    partitions: int
    hnsw: bool
    target: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        return self.told

    @staticmethod
    def of(written: str) -> "Address":
        """The address that a person wrote: ``postgresql://user@host/database?schema=pykala&partitions=1``.

        All other options go to libpq as they are: ``sslmode``, ``sslrootcert``, several hosts and the rest.

        Raises:
            StoreError: it cannot be read; what is wrong is told without the address.
        """
        try:
            parts = urlsplit(written)
            options = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        except ValueError:
            raise StoreError(_UNREADABLE) from None
        given = dict(options)
        schema, count = given.pop("schema", "pykala"), given.pop("partitions", "1")
        nearest = given.pop("nearest", _NEAREST[0])
        if not _SCHEMA.fullmatch(schema):
            raise StoreError(
                f"schema={schema}: not a name of small letters, digits and _; write schema=pykala"
            )
        if not count.isdecimal() or not 1 <= int(count) <= _MOST_PARTITIONS:
            raise StoreError(f"partitions={count}: not a number from 1 to {_MOST_PARTITIONS}")
        if nearest not in _NEAREST:
            raise StoreError(f"nearest={nearest}: write nearest={' or nearest='.join(_NEAREST)}")
        login, at, hosts = parts.netloc.rpartition("@")
        user, _, password = login.partition(":")
        secrets = {password, unquote(password)} | {given[name] for name in _SECRET & given.keys()}
        shown = {name: value for name, value in given.items() if name not in _SECRET}
        if schema != "pykala":
            shown["schema"] = schema
        told = urlunsplit((parts.scheme, f"{user}{at}{hosts}", parts.path, _query(shown), ""))
        target = urlunsplit((parts.scheme, parts.netloc, parts.path, _query(given), ""))
        ordered = sorted(secrets - {""}, key=len, reverse=True)
        return Address(told, schema, int(count), nearest == "hnsw", target, tuple(ordered))

    def without_secrets(self, text: str) -> str:
        """A text in one line, with dots where it holds what is secret."""
        for secret in self.secrets:
            text = text.replace(secret, "…")
        return " ".join(text.split())

    @property
    def has_others(self) -> bool:
        """Whether it names several servers."""
        return "," in str(conninfo.conninfo_to_dict(self.target).get("host", ""))

    @property
    def folder(self) -> Path:
        """The folder on this machine of what is kept beside an index at this address."""
        name = hashlib.sha256(f"{self.told}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return Path(platformdirs.user_data_dir("pykala", appauthor=False)) / "postgresql" / name


_UNREADABLE = (
    "the address of the database cannot be read; write it as postgresql://user@host:5432/database, and give "
    "the password by PGPASSWORD or a password file"
)


def _query(options: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(value, safe='/,:')}" for name, value in options.items())

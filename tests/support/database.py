"""A PostgreSQL server of the tests' own, started once, and stores in it, each in a schema of its own."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scripts.measure.load.servers import server as servers

_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens on a socket in its folder."""

    held: servers.Server

    def address(self, user: str = "postgres", schema: str = "", **options: object) -> str:
        """The address of a store, in a schema that nobody else has where none is named."""
        return self.held.address(user, schema=schema or f"store_{next(_numbers)}", **options)

    def execute(self, query: str) -> list[tuple[Any, ...]]:
        """What a query of the superuser finds."""
        return self.held.execute(query)


@pytest.fixture(scope="session")
def database() -> Iterator[Server]:
    """A server, with a new and empty database, until the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="pykala-pg-"))
    server = servers.Server(folder / "held", servers.programs(folder), options=_QUICK)
    try:
        folder.chmod(0o755)
        server.make()
        server.start()
        server.execute("CREATE EXTENSION IF NOT EXISTS vector")
        yield Server(server)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)

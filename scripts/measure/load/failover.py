"""Lose a server under load: ``python -m scripts.measure.load.failover FILE QUESTIONS``.

On this machine a primary and a streaming replica are started, and three chat servers (``pykala chat``), whose
addresses name both: one asks the primary first, one the replica first, one a replica where there is any. Each
is asked over HTTP by clients, one question after another, while a builder publishes into the primary, now
with some documents, now without. Then each process of the primary is killed (SIGKILL), the replica is
promoted, and the builder goes on with it. With ``--stopped`` the primary or the replica is stopped instead
(SIGSTOP): it takes connections and answers nothing, as a machine that hangs. With ``--dropped`` one of them
stands behind a link of its own, which only root may lay, and its packets are dropped in the midst of
questions: all of them, as when a cable is cut, or ``--percent`` of them, each way. A replica that is cut off
is reached again after as long a time. The primary is replaced by its replica only where it is lost.

FILE and QUESTIONS are as ``scripts/measure/load/database.py`` takes them. An answer is right where it is, key
by key, that of files for one of the two states. Told are, for each server, the answers before and after the
kill, wrong ones, other replies, the longest answer and the longest time without any; the slow answers of each
client after the kill, those that took longer than ``--slow`` seconds and than any before it; how far the
replica was behind; and how long after the kill the replica was promoted, and the first generation published
there.
"""

import argparse
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from app.answer.json_answer import answer_json
from app.api.public import public
from app.library import Library
from corpus.errors import StoreError
from index.building.build import build
from index.encoders import load_encoder
from index.store.stores import store_at
from scripts.measure.evaluate import commit, write
from scripts.measure.load.benchmark import machine
from scripts.measure.load.scale import write_documents
from scripts.measure.load.servers.answers import Run, ask, client, of_server
from scripts.measure.load.servers.link import Link
from scripts.measure.load.servers.server import Server, programs

_RESULTS = Path(__file__).parents[2] / "results"
_TOGGLED = 5
_READERS = (
    ("primary first", "any", False),
    ("replica first", "any", True),
    ("a replica", "prefer-standby", False),
)


@contextmanager
def chat(address: str) -> Iterator[int]:
    """A chat server of a store, until it is no longer needed; its port."""
    command = [sys.executable, "-m", "app.commands.main", "chat", "--port", "0", "--no-browser"]
    with subprocess.Popen([*command, "--store", address], stdout=subprocess.PIPE, text=True) as served:  # noqa: S603
        try:
            line = next((line for line in served.stdout or () if "http://" in line), "")
            yield int(re.findall(r":(\d+)/", line)[0])
        finally:
            served.terminate()


class Toggled:
    """A folder of documents, some of which come and go."""

    def __init__(self, folder: Path, some: Sequence[str]) -> None:
        self._folder, self._aside = folder, folder.parent / "aside"
        self._some = tuple(some)
        self._aside.mkdir(exist_ok=True)

    def turn(self) -> None:
        """Take them away where they are there, else bring them back."""
        for name in self._some:
            here, aside = self._folder / name, self._aside / name
            source, target = (here, aside) if here.exists() else (aside, here)
            source.rename(target)


def builder(run: Run, address: str, folder: Path, toggled: Toggled) -> None:
    """Publish one state after the other; where the database does not let it, try again."""
    encoder, store = load_encoder("static"), store_at(address)
    while not run.ends.is_set():
        toggled.turn()
        while not run.ends.is_set():
            try:
                build(store, [folder], encoder)
                run.published.append(time.monotonic())
                break
            except StoreError:
                run.refused.append(time.monotonic())
                run.ends.wait(0.1)
        run.ends.wait(1.0)


def watcher(run: Run, primary: Server) -> None:
    """Note again and again how far the replica is behind: bytes, and milliseconds until it has replayed."""
    query = (
        "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::int8, "
        "coalesce(extract(epoch FROM replay_lag), 0)::float8 FROM pg_stat_replication"
    )
    while not run.ends.is_set():
        with suppress(psycopg.Error):
            run.behind += [(int(size), 1000 * float(lag)) for size, lag in primary.execute(query)]
        run.ends.wait(0.2)


def answers(store: Path, questions: Sequence[str]) -> list[Any]:
    """What the interface for programs answers from files."""
    library = Library(store, load_encoder("static"))
    return [json.loads(json.dumps(public(answer_json(library.ask(question))))) for question in questions]


def expectations(base: Path, folder: Path, questions: Sequence[str]) -> tuple[dict[str, list[Any]], Toggled]:
    """The right answers of both states, and the documents that make the difference, there again."""
    encoder = load_encoder("static")
    build(base / "with", [folder], encoder)
    first = answers(base / "with", questions)
    named = [each["passages"][0]["document"]["path"] for each in first if each["passages"]]
    toggled = Toggled(folder, list(dict.fromkeys(Path(path).name for path in named))[:_TOGGLED])
    toggled.turn()
    build(base / "without", [folder], encoder)
    second = answers(base / "without", questions)
    toggled.turn()
    differ = sum(one != other for one, other in zip(first, second, strict=True))
    if not differ:
        raise ValueError("the questions have the same answers in both states")
    return dict(zip(questions, map(list, zip(first, second, strict=True)), strict=True)), toggled


def lose(primary: Server, replica: Server, given: argparse.Namespace) -> str:
    """Lose what is to be lost, and have the replica take over where that is the primary; what was lost."""
    which = given.dropped or given.stopped or "primary"
    server = replica if which == "replica" else primary
    if server.link:
        server.link.drop(given.percent)
        told = f"{given.percent} % of the packets of the {which}"
    elif given.stopped:
        server.pause()
        told = f"{which} stopped"
    else:
        server.kill()
        told = "primary killed"
    if which == "primary" and not 0 < given.percent < 100:
        replica.promote()
    return told


def find_again(primary: Server, replica: Server) -> None:
    """Have what was lost answer again, where it was not killed."""
    for server in (primary, replica):
        if server.link:
            server.link.drop(0)
        with suppress(ProcessLookupError):
            server.resume()


def laid(given: argparse.Namespace, stack: ExitStack) -> Link | None:
    """The link whose packets will be dropped, if any, until the measurement ends."""
    if not given.dropped:
        return None
    link = Link(os.getpid() % 250)
    stack.callback(link.remove)
    link.make()
    return link


def measured(base: Path, folder: Path, questions: Sequence[str], given: argparse.Namespace) -> dict[str, Any]:
    """All of it, with servers whose data lie in a folder."""
    expected, toggled = expectations(base, folder, questions)
    found, run = programs(base), Run()
    with ExitStack() as stack:
        link = laid(given, stack)
        primary, replica = (
            Server(base / name, found, _free(), link=link if name == given.dropped else None)
            for name in ("primary", "replica")
        )
        hosts = [f"{server.host}:{server.port}" for server in (primary, replica)]
        primary.make()
        stack.callback(primary.stop)
        primary.start()
        replica.copy(primary)
        stack.callback(replica.stop)
        replica.start()
        writing = f"postgresql://postgres@{','.join(hosts)}/postgres?target_session_attrs=read-write"
        build(store_at(writing), [folder], load_encoder("static"))
        time.sleep(1)  # the replica has it, too
        threads = [
            threading.Thread(target=builder, args=(run, writing, folder, toggled)),
            threading.Thread(target=watcher, args=(run, primary)),
        ]
        for name, wanted, turned in _READERS:
            listed = ",".join(hosts[::-1] if turned else hosts)
            address = f"postgresql://postgres@{listed}/postgres?target_session_attrs={wanted}"
            port, run.told[name] = stack.enter_context(chat(address)), []
            ask(port, questions[0])  # the encoder is loaded by now
            threads += [
                threading.Thread(target=client, args=(run, name, number, port, expected))
                for number in range(given.clients)
            ]
        for thread in threads:
            thread.start()
        time.sleep(given.seconds)
        killed = time.monotonic()
        what = lose(primary, replica, given)
        promoted = time.monotonic()
        time.sleep(given.seconds)
        if given.dropped == "replica":
            find_again(primary, replica)
            time.sleep(given.seconds)
        run.ends.set()
        find_again(primary, replica)
        for thread in threads:
            thread.join()
    later = [moment for moment in run.published if moment > promoted]
    return {
        "lost": what,
        "load": round(os.getloadavg()[0], 1),
        "clients_of_each_server": given.clients,
        "slow_is_s": given.slow,
        "servers": {name: of_server(told, killed, given.slow) for name, told in run.told.items()},
        "published_before": sum(moment <= killed for moment in run.published),
        "published_after": len(later),
        "refused_builds": len(run.refused),
        "promoted_after_s": round(promoted - killed, 2),
        "first_published_after_s": round(later[0] - killed, 2) if later else None,
        "replica_behind_bytes_p50_max": _middle_and_most([size for size, _ in run.behind]),
        "replica_lag_ms_p50_max": _middle_and_most([lag for _, lag in run.behind]),
    }


def _middle_and_most(values: Sequence[float]) -> list[float]:
    return [round(statistics.median(values), 1), round(max(values), 1)] if values else []


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, metavar="FILE", help="documents as JSON lines")
    parser.add_argument("questions", type=Path, metavar="QUESTIONS", help="a question a line")
    parser.add_argument("--passages", type=int, default=1_000, help="default: %(default)s")
    parser.add_argument("--asked", type=int, default=20, help="questions (default: %(default)s)")
    parser.add_argument("--clients", type=int, default=2, help="of each server (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=20.0, help="before and after (default: %(default)s)")
    parser.add_argument("--slow", type=float, default=1.0, help="seconds (default: %(default)s)")
    parser.add_argument("--stopped", choices=["primary", "replica"], help="stopped, and not killed")
    parser.add_argument("--to", type=Path, help="default: in scripts/results")
    parser.add_argument("--dropped", choices=["primary", "replica"], help="its packets are (root only)")
    parser.add_argument("--percent", type=int, default=100, help="of the packets (default: %(default)s)")
    given = parser.parse_args()
    if not 0 < given.percent <= 100:
        parser.error(f"--percent {given.percent}: not from 1 to 100")
    if given.dropped and given.stopped:
        parser.error("--stopped or --dropped, not both")
    if given.dropped:
        try:
            with ExitStack() as stack:
                laid(given, stack)
        except (OSError, subprocess.CalledProcessError) as error:
            parser.error(f"--dropped: {getattr(error, 'stderr', None) or error}")
    questions = given.questions.read_text(encoding="utf-8").splitlines()[: given.asked]
    result = {
        "commit": commit(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
    }
    base = Path(tempfile.mkdtemp(prefix="pykala-failover-"))
    try:
        folder = base / "documents"
        folder.mkdir()
        write_documents(given.documents, folder, given.passages)
        result |= measured(base, folder, questions, given)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    print(json.dumps(result, indent=1))
    how = given.stopped or (f"{given.dropped}-{given.percent}" if given.dropped else "")
    name = "-".join(filter(None, ("failover", how, str(result["commit"]))))
    write(result, given.to or _RESULTS / f"{name}.json")


if __name__ == "__main__":
    main()

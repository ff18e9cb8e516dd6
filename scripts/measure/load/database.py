"""Measure the same archive in files and in PostgreSQL: are the answers equal, and how long do they take.

    python -m scripts.measure.load.database FILE QUESTIONS --passages 100000

FILE is as ``scripts/measure/load/scale.py`` takes it, or the folder of an index in files that is there
already; QUESTIONS has a text a line. The index is built in files, and its generation published in the
database: of a server of this machine's own that is started for
it, or of ``--store``. Both are then asked with the encoder of the archive, by one client and by several at
once, as threads of one process, and by the most of them in two processes.

Each figure has the processor time of a question: that of the program, and of the server where it runs here.
Program, server and clients share the machine's cores, so a question that takes a whole core for one client
cannot be answered more often than cores allow: ``most_per_second`` is what these times would permit.
"""

import argparse
import multiprocessing
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.building.build import build
from index.building.change import add, remove
from index.encoders import load_encoder
from index.postgres.address import Address
from index.postgres.connections import connect
from index.search import Index
from index.store.stores import store_at
from scripts.measure.evaluate import commit, write
from scripts.measure.load.benchmark import machine
from scripts.measure.load.scale import write_documents
from scripts.measure.load.servers.server import Server, programs
from scripts.measure.spent import processor_seconds

_RESULTS = Path(__file__).parents[3] / "scripts" / "results"
_CLIENTS = (1, 8, 32)
_PROCESSES = 2
_TOP = 5
_OPTIONS = ("shared_buffers=1GB", "maintenance_work_mem=2GB", "max_wal_size=4GB", "max_connections=60")

Spent = Callable[[], float]
"""The processor seconds of the server up to now; 0 where it runs elsewhere."""


@contextmanager
def own_server() -> Iterator[Server]:
    """A server of this machine's own, with what ``_OPTIONS`` says and else as it comes."""
    folder = Path(tempfile.mkdtemp(prefix="pykala-pg-"))
    server = Server(folder / "held", programs(folder), options=_OPTIONS)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def asked(place: str, questions: Sequence[str], clients: int) -> tuple[list[float], float, float]:
    """What ``timed`` tells of a store that is opened here, asked as soon as the other processes are ready."""
    index = _opened(place)
    _meeting[0].wait()
    began = time.perf_counter()
    return *timed(index, questions, clients), time.perf_counter() - began


_meeting: list[Any] = []
"""In a process of several: the barrier at which they meet."""


def _meet(barrier: Any) -> None:
    _meeting.append(barrier)


def _opened(place: str) -> Index:
    """The index of a store, which has answered one question."""
    index = Index.open(store_at(place), load_encoder("static"))
    index.search("Mikä laki?", top=_TOP)
    return index


def timed(index: Index, questions: Sequence[str], clients: int) -> tuple[list[float], float]:
    """The seconds of each question, and the processor seconds of this process for all of them."""

    def ask(question: str) -> float:
        began = time.perf_counter()
        index.search(question, top=_TOP)
        return time.perf_counter() - began

    before = time.process_time()
    with ThreadPoolExecutor(clients) as threads:
        return list(threads.map(ask, questions)), time.process_time() - before


def told(seconds: Sequence[float], passed: float, own: float, of_server: float) -> dict[str, Any]:
    """What clients were told: milliseconds, questions a second, processor time of a question."""
    cuts, count = statistics.quantiles(seconds, n=20), len(seconds)
    spent = 1000 * (own + of_server) / count
    return {
        "p50_ms": round(1000 * cuts[9], 1),
        "p95_ms": round(1000 * cuts[18], 1),
        "questions_per_second": round(count / passed, 1),
        "program_ms": round(1000 * own / count, 1),
        "server_ms": round(1000 * of_server / count, 1),
        "most_per_second": round(1000 * (os.cpu_count() or 1) / spent, 1),
        "load": round(os.getloadavg()[0], 1),
    }


def speeds(place: str, questions: Sequence[str], spent: Spent) -> Iterator[dict[str, Any]]:
    """What one client, and several at once, were told by the index of a store, each time opened anew."""
    for clients in _CLIENTS:
        index = _opened(place)
        before, began = spent(), time.perf_counter()
        seconds, own = timed(index, questions, clients)
        passed = time.perf_counter() - began
        yield {"processes": 1, "clients": clients, **told(seconds, passed, own, spent() - before)}
    shares = [questions[number::_PROCESSES] for number in range(_PROCESSES)]
    each, context = _CLIENTS[-1] // _PROCESSES, multiprocessing.get_context("spawn")
    meeting, before = context.Barrier(_PROCESSES), spent()
    with ProcessPoolExecutor(_PROCESSES, context, _meet, (meeting,)) as processes:
        found = list(processes.map(asked, [place] * _PROCESSES, shares, [each] * _PROCESSES))
    every = [one for seconds, _, _ in found for one in seconds]
    own, passed = sum(own for _, own, _ in found), max(passed for _, _, passed in found)
    yield {"processes": _PROCESSES, "clients": _CLIENTS[-1], **told(every, passed, own, spent() - before)}


def equal(one: Index, other: Index, questions: Sequence[str]) -> Iterator[tuple[bool, bool]]:
    """Of each question whether both find the same first passages in the same order, and the same set."""
    for question in questions:
        first, second = (
            [(hit.passage.id, round(hit.score, 5)) for hit in index.search(question, top=_TOP).hits]
            for index in (one, other)
        )
        yield first == second, {name for name, _ in first} == {name for name, _ in second}


def sizes(address: Address) -> dict[str, int]:
    """The megabytes of the tables and indexes of a store, by what they hold."""
    query = (
        "SELECT CASE WHEN relname LIKE '%%near' THEN 'hnsw' ELSE split_part(relname, '_', 1) END, "
        "sum(CASE WHEN relkind = 'r' THEN pg_table_size(oid) ELSE pg_relation_size(oid) END) "
        "FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'i') GROUP BY 1"
    )
    connection = connect(address)
    try:
        found = connection.execute(query, (address.schema,)).fetchall()
    finally:
        connection.close()
    return {str(name): round(int(size) / 1e6) for name, size in found if size >= 1_000_000}


def adding(place: str, spent: Spent) -> dict[str, float]:
    """What it costs to add a document of two passages to a store, which is as it was after that."""
    store, encoder = store_at(place), load_encoder("static")
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "one-more.md"
        file.write_text(
            "# Lisäys\n\n## Uusi laki\n\nTuomari kuuli.\n\n## Voimaan\n\nHeti.\n", encoding="utf-8"
        )
        before, took = spent(), _clock()
        add(store, [file], encoder)
        told = {**took(), "server_s": round(spent() - before, 1)}
        remove(store, [file.name], encoder)
    return told


def measured(files: Path, place: str, questions: Sequence[str], spent: Spent) -> dict[str, Any]:
    """All of it, of an archive that stands in files and is published in the database here."""
    encoder, database = load_encoder("static"), store_at(place)
    local = Index.open(files, encoder)
    before, took = spent(), _clock()
    with database.writing():
        database.publish(local.generation)
    publishing = {**took(), "server_s": round(spent() - before, 1)}
    began = time.perf_counter()
    remote = Index.open(database, encoder)
    opening = time.perf_counter() - began
    same = list(equal(local, remote, questions))
    return {
        "passages": len(local.generation.places),
        "documents": len(local.generation.heads),
        "questions": len(questions),
        "publishing": publishing,
        "adding_one": adding(place, spent),
        "opening_s": round(opening, 3),
        "files_mb": round(sum(path.stat().st_size for path in files.rglob("*") if path.is_file()) / 1e6),
        "postgresql_mb": sizes(Address.of(place)),
        "same_top5": sum(one for one, _ in same),
        "same_top5_as_a_set": sum(other for _, other in same),
        "files": list(speeds(str(files), questions, lambda: 0.0)),
        "postgresql": list(speeds(place, questions, spent)),
    }


def _clock() -> Callable[[], dict[str, float]]:
    """What tells how long it is since now: seconds, and processor seconds of this program."""
    began, before = time.perf_counter(), processor_seconds()
    return lambda: {
        "seconds": round(time.perf_counter() - began, 1),
        "program_s": round(processor_seconds() - before, 1),
    }


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, metavar="FILE", help="documents as JSON lines, or an index")
    parser.add_argument("questions", type=Path, metavar="QUESTIONS", help="a question a line")
    parser.add_argument("--store", metavar="URL", help="a schema that may be filled, on a server of yours")
    parser.add_argument("--passages", type=int, default=20_000, help="default: %(default)s")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: in scripts/results")
    args = parser.parse_args()
    questions = args.questions.read_text(encoding="utf-8").splitlines()
    made = datetime.now(UTC).isoformat(timespec="seconds")
    result: dict[str, Any] = {"commit": commit(), "made": made, "machine": machine()}
    with tempfile.TemporaryDirectory() as name:
        files = args.documents
        if not files.is_dir():
            folder, files = Path(name) / "documents", Path(name) / "store"
            folder.mkdir()
            write_documents(args.documents, folder, args.passages)
            took = _clock()
            build(store_at(files), [folder], load_encoder("static"))
            result["building"] = took()
        if args.store:
            result |= measured(files, args.store, questions, lambda: 0.0)
        else:
            with own_server() as server:
                result |= measured(files, server.address(), questions, server.processor_seconds)
    print(result)
    write(result, args.out or _RESULTS / f"database-{result['passages'] // 1000}k-{result['commit']}.json")


if __name__ == "__main__":
    main()

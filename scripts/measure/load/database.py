"""Measure the same archive in files and in PostgreSQL: are the answers equal, and how long do they take.

    python -m scripts.measure.load.database FILE QUESTIONS --store postgresql://user@host/database

FILE is as ``scripts/measure/load/scale.py`` takes it; QUESTIONS has a text a line. The index is built in
files, and its generation published in the database under a schema of its own. Then both are asked, by
one client and by several at once, in one process and with the encoder of the archive.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.building.build import build
from index.encoders import load_encoder
from index.search import Index
from index.store.stores import Store, store_at
from scripts.measure.evaluate import commit, write
from scripts.measure.load.benchmark import machine
from scripts.measure.load.scale import write_documents

_RESULTS = Path(__file__).parents[3] / "scripts" / "results"
_CLIENTS = (1, 8, 32)
_TOP = 5


def latencies(index: Index, questions: Sequence[str], clients: int) -> dict[str, Any]:
    """Milliseconds of a question at the median and the 95th percentile, and questions a second."""

    def ask(question: str) -> float:
        began = time.perf_counter()
        index.search(question, top=_TOP)
        return time.perf_counter() - began

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as threads:
        times = list(threads.map(ask, questions))
    cuts = statistics.quantiles(times, n=20)
    return {
        "clients": clients,
        "p50_ms": round(1000 * cuts[9], 1),
        "p95_ms": round(1000 * cuts[18], 1),
        "questions_per_second": round(len(questions) / (time.perf_counter() - began), 1),
    }


def equal(one: Index, other: Index, questions: Sequence[str]) -> Iterator[tuple[bool, bool]]:
    """Of each question whether both find the same first passages in the same order, and the same set."""
    for question in questions:
        first, second = (
            [(hit.passage.id, round(hit.score, 5)) for hit in index.search(question, top=_TOP).hits]
            for index in (one, other)
        )
        yield first == second, {name for name, _ in first} == {name for name, _ in second}


def measured(files: Store, database: Store, questions: Sequence[str]) -> dict[str, Any]:
    """All of it, of an archive that stands in files and is published in the database here."""
    encoder = load_encoder("static")
    local = Index.open(files, encoder)
    began = time.perf_counter()
    with database.writing():
        database.publish(local.generation)
    published = time.perf_counter() - began
    began = time.perf_counter()
    remote = Index.open(database, encoder)
    opening = time.perf_counter() - began
    same = list(equal(local, remote, questions))
    return {
        "passages": len(local.generation.places),
        "documents": len(local.generation.heads),
        "questions": len(questions),
        "publishing_s": round(published, 1),
        "opening_s": round(opening, 3),
        "same_top5": sum(one for one, _ in same),
        "same_top5_as_a_set": sum(other for _, other in same),
        "files": [latencies(local, questions, clients) for clients in _CLIENTS],
        "postgresql": [latencies(remote, questions, clients) for clients in _CLIENTS],
    }


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, metavar="FILE", help="documents as JSON lines")
    parser.add_argument("questions", type=Path, metavar="QUESTIONS", help="a question a line")
    parser.add_argument("--store", required=True, metavar="URL", help="a schema that may be filled")
    parser.add_argument("--passages", type=int, default=20_000, help="default: %(default)s")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: in scripts/results")
    args = parser.parse_args()
    questions = args.questions.read_text(encoding="utf-8").splitlines()
    made = datetime.now(UTC).isoformat(timespec="seconds")
    result: dict[str, Any] = {"commit": commit(), "made": made, "machine": machine()}
    with tempfile.TemporaryDirectory() as name:
        folder, files = Path(name) / "documents", store_at(Path(name) / "store")
        folder.mkdir()
        write_documents(args.documents, folder, args.passages)
        build(files, [folder], load_encoder("static"))
        result |= measured(files, store_at(args.store), questions)
    print(result)
    write(result, args.out or _RESULTS / f"database-{result['commit']}.json")


if __name__ == "__main__":
    main()

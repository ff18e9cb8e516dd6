"""Kill builds into PostgreSQL at random moments: ``python -m scripts.measure.load.kills``.

A process builds one of two states of a small archive into a store that holds the other, and is killed
(SIGKILL): half of the times at any moment, half while it publishes. After each kill

- what is published is one of the two states as a whole: its answers, and no damage that a check finds;
- no generation stands in the database without its parts and segments, and no segment without a generation;
- the next build succeeds, and leaves no table behind that no generation needs.

Told is how often each was so, and the longest that the next build had to wait for the server to see that the
killed one is gone.
"""

import argparse
import json
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from corpus.errors import StoreError
from corpus.process import workers
from index.building.build import build
from index.postgres import publishing
from index.postgres.address import Address
from index.search import Index
from index.store.stores import store_at
from scripts.measure.evaluate import commit
from scripts.measure.load.benchmark import machine
from scripts.measure.load.database import own_server
from scripts.measure.load.servers.server import Server
from scripts.measure.load.store_faults import TopicEncoder

_RESULTS = Path(__file__).parents[2] / "results"
_WORDS = ("kissa", "talo", "vene", "juna", "katu", "puisto", "silta", "koulu", "satama", "tori")
_DOCUMENTS, _CHANGED = 30, 5
_PATIENCE = 20.0

Answers = list[list[tuple[str, str, float]]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the archive of both states lies, and the store."""

    address: str
    folder: Path

    def write(self, state: int) -> None:
        """Make the folder hold a state: some documents are others, some are there in one state only."""
        for number in range(_DOCUMENTS):
            path = self.folder / f"{number}.md"
            if number < 2 and number % 2 == state:
                path.unlink(missing_ok=True)
                continue
            words = random.Random(number + (1000 * state if number < _CHANGED else 0))
            sections = (f"## Osa {part}\n\n{' '.join(words.choices(_WORDS, k=40))}\n" for part in range(4))
            path.write_text(f"# Asiakirja {number}\n\n" + "\n".join(sections), encoding="utf-8")

    def build(self) -> None:
        """Build what the folder holds; raises what ``build`` raises."""
        build(store_at(self.address), [self.folder], TopicEncoder())

    def answers(self) -> Answers:
        """What the first questions find in what is published now."""
        index = Index.open(store_at(self.address), TopicEncoder())
        found = (
            index.search(f"{one} ja {other}").hits for one, other in zip(_WORDS, _WORDS[3:], strict=False)
        )
        return [[(hit.passage.id, hit.passage.text, hit.score) for hit in hits] for hits in found]


def killed(work: Callable[[int], None], wait: float, *, told: bool) -> bool:
    """Fork a process that does some work, and kill it after so many seconds; whether it was still at work.

    ``work`` gets a file to write to; with ``told`` the seconds count from what it writes first.
    """
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        workers._idle.clear()  # those read for the process that was forked
        try:
            work(writing)
        finally:
            os._exit(0)
    os.close(writing)
    if told:
        os.read(reading, 1)
    time.sleep(wait)
    os.kill(process, signal.SIGKILL)
    os.close(reading)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


def whole(server: Server, schema: str) -> bool:
    """Whether each generation that is there has its parts, postings and codes, and nothing is beside them."""
    generations = {number for (number,) in server.execute(f"SELECT number FROM {schema}.generation")}  # noqa: S608
    parts = {number for (number,) in server.execute(f"SELECT DISTINCT generation FROM {schema}.part")}  # noqa: S608
    tables = server.execute(
        f"SELECT relname FROM pg_class WHERE relnamespace = '{schema}'::regnamespace "  # noqa: S608
        "AND relkind = 'r' AND relname ~ '^(posting|codes)_'"
    )
    marks = server.execute(f"SELECT DISTINCT jsonb_object_keys(marks) FROM {schema}.generation")  # noqa: S608
    needed = {name for (name,) in marks if name.startswith(("posting_", "codes_"))}
    return generations == parts and needed == {name for (name,) in tables}


def measured(server: Server, place: Place, kills: int, minutes: float) -> dict[str, Any]:
    """What became of so many builds that were killed, fewer where time is up, and of those after them."""
    until = time.monotonic() + 60 * minutes
    moments, schema = random.Random(24), Address.of(place.address).schema
    states: list[Answers] = []
    took: list[float] = []
    for state in (0, 1):
        place.write(state)
        began = time.monotonic()
        place.build()
        took.append(time.monotonic() - began)
        states.append(place.answers())
    assert states[0] != states[1]  # noqa: S101 - else nothing would be seen
    publish, begun = publishing.write, [0.0]

    def at_work(pipe: int) -> None:
        def telling(*given: Any) -> str:
            os.write(pipe, b"p")
            return publish(*given)

        with mock.patch.object(publishing, "write", telling):
            place.build()

    def timing(*given: Any) -> str:
        began = time.monotonic()
        name = publish(*given)
        begun[0] = time.monotonic() - began
        return name

    counted = {"at_work": 0, "old": 0, "new": 0, "neither": 0, "damaged": 0, "partial": 0, "failed": 0}
    longest, now = 0.0, 1
    for number in range(kills):
        if time.monotonic() > until:
            break
        wanted = 1 - now
        place.write(wanted)
        publishes = number % 2 == 1
        wait = moments.uniform(0, begun[0] * 1.1 if publishes else took[-1] * 1.1)
        counted["at_work"] += killed(at_work, wait, told=publishes)
        found = place.answers()
        kind = "old" if found == states[now] else "new" if found == states[wanted] else "neither"
        counted[kind] += 1
        counted["damaged"] += bool(list(store_at(place.address).problems()))
        counted["partial"] += not whole(server, schema)
        place.write(now if kind == "new" else wanted)  # so that there is something to build
        began = time.monotonic()
        with mock.patch.object(publishing, "write", timing):
            while True:
                try:
                    place.build()
                    break
                except StoreError:
                    if time.monotonic() - began > _PATIENCE:
                        raise
                    time.sleep(0.02)
        longest, took = max(longest, time.monotonic() - began), [*took[-9:], time.monotonic() - began]
        now = now if kind == "new" else wanted
        counted["failed"] += place.answers() != states[now] or not whole(server, schema)
        print(f"{number + 1}: {kind}", flush=True)
    return {
        "kills": counted["old"] + counted["new"] + counted["neither"],
        **counted,
        "longest_next_build_s": round(longest, 2),
    }


def main(given: Sequence[str] | None = None) -> None:
    """Read the arguments, kill, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200, help="default: %(default)s")
    parser.add_argument("--minutes", type=float, default=60.0, help="at most (default: %(default)s)")
    parser.add_argument("--to", type=Path, default=_RESULTS / f"kills-{commit()}.json")
    arguments = parser.parse_args(given)
    result = {
        "commit": commit(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
    }
    with own_server() as server:
        folder = Path(tempfile.mkdtemp(prefix="pykala-kills-"))
        try:
            result |= measured(server, Place(server.address(), folder), arguments.kills, arguments.minutes)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    print(result)
    arguments.to.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

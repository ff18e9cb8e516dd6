"""Measure speed and memory of what people wait for; print a table, and write the figures as JSON.

    python -m scripts.measure.load.benchmark --minutes FOLDER
    python -m scripts.measure.load.benchmark --table

Each figure has the time that passed and the processor time that was spent, which says more where a
machine is shared. Commands run in processes of their own, on a store in a temporary folder. A result is
named by the first 12 digits of the commit.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.answer.answer import answer
from app.evaluation.questions import read_questions
from corpus.readers import read, shipped_reports
from index.encoders import load_encoder
from index.passages import split
from index.search import Index
from scripts.measure.evaluate import commit, write
from scripts.measure.spent import processor_seconds

_ROOT = Path(__file__).parents[3]
_RESULTS = _ROOT / "scripts" / "results"
_QUESTIONS = _ROOT / "tests" / "data" / "report_questions.jsonl"
_TIMES = 5
_ENCODED = 200
_ADDRESS = "http://"


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured: seconds that passed, and of processor time, for so many of a unit.

    ``megabytes`` is the most memory that a process of its own held, None for work done in this one.
    """

    what: str
    seconds: float
    processor: float
    count: int = 1
    unit: str = ""
    megabytes: int | None = None


def command(what: str, arguments: Sequence[str], times: int = _TIMES) -> Speed:
    """A command of ``pykala`` in a process of its own; the median of so many runs.

    Raises:
        CalledProcessError: it failed.
    """
    runs = [_run(arguments) for _ in range(times)]
    seconds, processor, megabytes = (statistics.median(run[at] for run in runs) for at in range(3))
    return Speed(what, seconds, processor, megabytes=round(megabytes))


def page(what: str, store: Path) -> Speed:
    """From the command to the first answer of the page's server, which is then stopped.

    Raises:
        CalledProcessError: it ended before it said where the page is.
    """
    started = time.perf_counter()
    process = _started(["chat", "--no-browser", "--port", "0", "--store", str(store)])
    told = next((line for line in process.stdout or () if _ADDRESS in line), None)
    if told is not None:
        with urllib.request.urlopen(_ADDRESS + told.split(_ADDRESS)[1].split()[0]) as answered:  # noqa: S310
            answered.read()
    seconds = time.perf_counter() - started
    if told is not None:
        process.terminate()  # of one that has ended it would take the status, which ``_ended`` waits for
    processor, megabytes, status = _ended(process)
    if told is None:
        raise subprocess.CalledProcessError(status, process.args)
    return Speed(what, seconds, processor, megabytes=megabytes)


def here(what: str, work: Callable[[], object], count: int = 1, unit: str = "", times: int = _TIMES) -> Speed:
    """A piece of work done by this process and those that it starts; the median of so many times."""
    passed: list[float] = []
    spent: list[float] = []
    for _ in range(times):
        wall, processor = time.perf_counter(), processor_seconds()
        work()
        passed.append(time.perf_counter() - wall)
        spent.append(processor_seconds() - processor)
    return Speed(what, statistics.median(passed), statistics.median(spent), count, unit)


def speeds(folder: Path, minutes: Path | None, encoder_name: str = "base") -> Iterator[Speed]:
    """All that is measured, one after another, on a store in a folder."""
    store = folder / "store"
    asked = [question.text for question in read_questions(_QUESTIONS)]
    at = ["--store", str(store)]
    yield command("`pykala index`, the report", ["index", "--encoder", encoder_name, *at], times=1)
    yield command("`pykala ask`, cold", ["ask", asked[0], *at])
    yield page("`pykala chat`, until the page answers", store)
    yield here("opening the index", lambda: Index.open(store))
    index = Index.open(store)
    index.warm()
    each = [here("", lambda text=text: answer(index, text), times=1) for text in asked]  # type: ignore[misc]
    yield Speed(
        "a warm question, median",
        statistics.median(one.seconds for one in each),
        statistics.median(one.processor for one in each),
    )
    encoder = load_encoder(encoder_name)
    files = [*shipped_reports(), *(sorted(minutes.glob("*.md")) if minutes else ())]
    texts = [passage.context for path in files for passage in split(read(path))][:_ENCODED]
    yield here("encoding", lambda: encoder.encode_passages(texts), len(texts), "passages", times=1)
    pdfs = sorted(minutes.glob("*.pdf")) if minutes else []
    if pdfs:
        pages = sum(len(read(path).pages) for path in pdfs)
        yield here("reading PDF", lambda: [read(path) for path in pdfs], pages, "pages", times=1)


def table(result: dict[str, Any]) -> Iterator[str]:
    """The lines of the README's table."""
    yield "| | time | processor time | memory |"
    yield "|---|---|---|---|"
    for row in result["speeds"]:
        count, unit = row["count"], row["unit"]
        times = [
            f"{count / row[name]:.0f} {unit}/s" if unit else _time(row[name])
            for name in ("seconds", "processor")
        ]
        memory = "" if row["megabytes"] is None else f"{row['megabytes']} MB"
        yield f"| {row['what']} | {times[0]} | {times[1]} | {memory} |"


def newest(folder: Path, kind: str = "speed") -> dict[str, Any]:
    """What was measured last of a kind, by which the files' names begin.

    Raises:
        FileNotFoundError: there are none.
    """
    found: list[dict[str, Any]] = [
        json.loads(path.read_text(encoding="utf-8")) for path in folder.glob(f"{kind}-*.json")
    ]
    if not found:
        raise FileNotFoundError(f"{folder}: no {kind}-*.json; measure that first")
    return max(found, key=lambda result: str(result["made"]))


def machine() -> dict[str, Any]:
    """What it was measured on, and how busy it was."""
    models = [
        line.split(":", 1)[1].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    return {
        "processor": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"


def _run(arguments: Sequence[str]) -> tuple[float, float, int]:
    started = time.perf_counter()
    process = _started(arguments)
    for _ in process.stdout or ():
        pass
    processor, megabytes, status = _ended(process)
    if status:
        raise subprocess.CalledProcessError(status, process.args)
    return time.perf_counter() - started, processor, megabytes


def _started(arguments: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "app.commands.main", *arguments],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def _ended(process: subprocess.Popen[str]) -> tuple[float, int, int]:
    """The processor seconds, the megabytes at most and the status of a process, once it has ended."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stdout:
        process.stdout.close()
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, process.returncode


def recorded(measured: Iterable[Speed]) -> list[dict[str, Any]]:
    """Speeds as a result file holds them, in their order, seconds to the tenth of a millisecond."""
    return [
        {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(one).items()}
        for one in measured
    ]


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=Path, metavar="FOLDER", help="minutes as Markdown and PDF")
    parser.add_argument("--encoder", default="base", help="name or folder (default: %(default)s)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: in scripts/results")
    parser.add_argument("--table", action="store_true", help="print the README's table of the newest result")
    args = parser.parse_args()
    if args.table:
        print("\n".join(table(newest(_RESULTS))))
        return
    made = datetime.now(UTC).isoformat(timespec="seconds")
    result: dict[str, Any] = {"commit": commit(), "made": made, "machine": machine()}
    with tempfile.TemporaryDirectory() as folder:
        result["speeds"] = recorded(speeds(Path(folder), args.minutes, args.encoder))
    print("\n".join(table(result)))
    write(result, args.out or _RESULTS / f"speed-{result['commit']}.json")


if __name__ == "__main__":
    main()

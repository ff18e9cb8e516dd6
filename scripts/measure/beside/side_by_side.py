"""Pykälä beside what others would build of the same passages: quality, time, memory, size on disk.

    python -m scripts.measure.beside.side_by_side FILE --passages 100000 [--questions 400]
    python -m scripts.measure.beside.side_by_side --table

FILE is as ``scale.py`` takes it. Its documents are indexed under their titles, their sections by number only;
a question is the heading of a section that no other has, and right is any passage of that section. Others
are given the passages as we cut them, and encode them with the same encoder; we read and cut as well. Each
indexes and answers in processes of its own, on all cores, one after another. Needs lancedb, sqlite-vec with
apsw, txtai, bm25s and PyStemmer; a system that is not installed is left out, and told.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.readers import document_of, source_file
from index.building.build import build
from index.encoders import load_encoder
from index.passages import split
from index.search import Index
from scripts.measure.beside.other_systems import SYSTEMS, TOP, read_passages
from scripts.measure.evaluate import commit, write
from scripts.measure.load.benchmark import machine, newest
from scripts.measure.load.scale import first_documents, markdown
from scripts.measure.spent import processor_seconds

_RESULTS = Path(__file__).parents[3] / "scripts" / "results"
_MODULE = "scripts.measure.beside.side_by_side"
_OURS = "Pykälä"
_ENCODER = "static"
_FEWEST_WORDS = 3
"""Words of a heading that is asked for: *Voimaantulo* says too little."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a system took to index and to answer, and how well it did.

    Times are in seconds, ``indexing`` and ``processor`` of the whole index, ``reading`` of processor time for
    what only ours does of it, reading and cutting, measured once more by itself, ``median`` and ``slow`` (the
    95th percentile) of processor time a question; ``waited`` is the median of time that passed.
    ``reciprocal_rank`` is the mean over all questions, of the first ten passages.
    """

    system: str
    indexing: float
    processor: float
    megabytes: int
    disk: int
    opening: float
    median: float
    slow: float
    waited: float
    reciprocal_rank: float
    reading: float | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """The files that all systems work on, in one folder."""

    folder: Path

    @property
    def documents(self) -> Path:
        """The documents as Markdown."""
        return self.folder / "documents"

    @property
    def passages(self) -> Path:
        """The passages, a JSON string a line."""
        return self.folder / "passages.jsonl"

    @property
    def questions(self) -> Path:
        """The questions: ``{"q", "right": [rows]}``, a line each."""
        return self.folder / "questions.jsonl"

    def index(self, system: str) -> Path:
        """The folder of a system's index."""
        return self.folder / f"index-{[_OURS, *SYSTEMS].index(system)}"


def write_documents(source: Path, work: Work, passages: int) -> dict[tuple[str, int], str]:
    """Write documents with so many passages; the headings by document and number of the section."""
    work.documents.mkdir()
    headings: dict[tuple[str, int], str] = {}
    for document in first_documents(source, passages):
        for number, section in enumerate(document["sections"], start=1):
            headings[document["id"], number] = section["heading"]
            section["heading"] = str(number)
        (work.documents / f"{document['id']}.md").write_text(markdown(document), encoding="utf-8")
    return headings


def write_passages(work: Work, headings: dict[tuple[str, int], str], count: int) -> int:
    """Write the passages of our index, and questions drawn by chance; how many passages there are."""
    index = Index.open(work.index(_OURS))
    rows: dict[tuple[str, int], list[int]] = {}
    with work.passages.open("w", encoding="utf-8") as file:
        for row in range(len(index.generation.places)):
            passage = index.generation.passage(row)
            file.write(json.dumps(passage.context, ensure_ascii=False) + "\n")
            title = index.document(passage.document_id).sections[passage.section].title
            if title.isdigit():
                rows.setdefault((Path(passage.document_id).stem, int(title)), []).append(row)
    times = Counter(headings.values())
    fit = [
        key
        for key, heading in sorted(headings.items())
        if times[heading] == 1 and len(heading.split()) >= _FEWEST_WORDS and key in rows
    ]
    chosen = random.Random(1).sample(fit, min(count, len(fit)))
    asked = ({"q": headings[key], "right": rows[key]} for key in chosen)
    lines = [json.dumps(question, ensure_ascii=False) for question in asked]
    work.questions.write_text("\n".join(lines), encoding="utf-8")
    return len(index.generation.places)


def index(system: str, work: Work) -> dict[str, float]:
    """Make a system's index in this process, and measure that."""
    folder = work.index(system)
    folder.mkdir()
    encoder = load_encoder(_ENCODER)
    passages = read_passages(work.passages) if system != _OURS else []
    started, spent = time.perf_counter(), processor_seconds()
    if system == _OURS:
        build(folder, [work.documents], encoder)
    else:
        SYSTEMS[system]().build(passages, encoder, folder)
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "indexing": time.perf_counter() - started,
        "processor": processor_seconds() - spent,
        "megabytes": round(most * 1024 / 1e6),
        "disk": round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6),
    }


def read(_: str, work: Work) -> dict[str, float]:
    """Read and cut the documents once more, as our index does before all else, and measure that."""
    spent = processor_seconds()
    for path in sorted(work.documents.iterdir()):
        split(document_of(source_file(path)))
    return {"reading": processor_seconds() - spent}


def ask(system: str, work: Work) -> dict[str, float]:
    """Open a system's index in this process, ask all questions, and measure that."""
    encoder = load_encoder(_ENCODER)
    encoder.encode_questions(["lämmin"])
    started = time.perf_counter()
    search = _searching(system, work, encoder)
    opening = time.perf_counter() - started
    search("lämmin kysymys")
    spent, waited, ranks = [], [], []
    for line in work.questions.read_text("utf-8").splitlines():
        question = json.loads(line)
        began, used = time.perf_counter(), processor_seconds()
        found = search(question["q"])[:TOP]
        spent.append(processor_seconds() - used)
        waited.append(time.perf_counter() - began)
        right = set(question["right"])
        ranks.append(next((1 / rank for rank, row in enumerate(found, start=1) if row in right), 0.0))
    return {
        "opening": opening,
        "median": statistics.median(spent),
        "slow": statistics.quantiles(spent, n=20)[-1],
        "waited": statistics.median(waited),
        "reciprocal_rank": statistics.mean(ranks),
    }


def _searching(system: str, work: Work, encoder: Any) -> Callable[[str], Sequence[int]]:
    if system != _OURS:
        other = SYSTEMS[system]()
        other.open(work.index(system), encoder)
        return other.search
    ours = Index.open(work.index(system), encoder)
    rows = {tuple(place): row for row, place in enumerate(ours.generation.places.tolist())}
    numbers = {name: number for number, name in enumerate(ours.heads.ids)}

    def search(question: str) -> Sequence[int]:
        hits = (hit.passage for hit in ours.search(question, TOP).hits)
        return [rows[numbers[hit.document_id], hit.section, hit.span.start, hit.span.end] for hit in hits]

    return search


def measured(system: str, work: Work) -> Measured:
    """What a system took, each step in a process of its own.

    Raises:
        CalledProcessError: it failed, or is not installed.
    """
    steps = [_step("index", system, work), _step("ask", system, work)]
    return Measured(system=system, **steps[0], **steps[1])


def _step(what: str, system: str, work: Work) -> dict[str, Any]:
    program = [sys.executable, "-m", _MODULE, "--step", what, system, str(work.folder)]
    done = subprocess.run(program, check=False, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    done.check_returncode()
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def table(result: dict[str, Any]) -> Iterator[str]:
    """The lines of a table of a result, after what was measured on."""
    yield f"{result['passages']:,} passages, {result['questions']} questions, encoder `{result['encoder']}`:"
    yield ""
    heads = (
        "reciprocal rank",
        "indexing: s, processor s",
        "most memory, MB",
        "disk, MB",
        "opening, s",
        "question: processor ms, 95 %",
        "waited, ms",
    )
    yield f"| | {' | '.join(heads)} |"
    yield "|---" * (len(heads) + 1) + "|"
    for row in result["systems"]:
        cells = (
            f"{row['reciprocal_rank']:.3f}",
            f"{row['indexing']:.0f}, {row['processor']:.0f}{_of_it_reading(row)}",
            f"{row['megabytes']:,}",
            f"{row['disk']:,}",
            f"{row['opening']:.2f}",
            f"{1000 * row['median']:.0f}, {1000 * row['slow']:.0f}",
            f"{1000 * row['waited']:.0f}",
        )
        yield f"| {row['system']} | {' | '.join(cells)} |"


def _of_it_reading(row: dict[str, Any]) -> str:
    return f" ({row['reading']:.0f} of them for reading and cutting)" if row.get("reading") else ""


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, nargs="?", metavar="FILE", help="documents as JSON lines")
    parser.add_argument("--passages", type=int, default=100_000, help="default: %(default)s")
    parser.add_argument("--questions", type=int, default=400, help="default: %(default)s")
    parser.add_argument("--systems", nargs="+", default=[_OURS, *SYSTEMS], help="default: all")
    parser.add_argument("--folder", type=Path, help="a folder to work in, which is kept")
    parser.add_argument("--step", nargs=3, metavar=("STEP", "SYSTEM", "FOLDER"), help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: in scripts/results")
    parser.add_argument("--table", action="store_true", help="print the table of the newest result")
    args = parser.parse_args()
    if args.table:
        print("\n".join(table(newest(_RESULTS, "side-by-side"))))
        return
    if args.step:
        what, system, folder = args.step
        steps = {"index": index, "read": read, "ask": ask}
        print(json.dumps(steps[what](system, Work(Path(folder)))))
        return
    if args.documents is None:
        parser.error("a FILE of documents is needed")
    measured_commit = commit()
    with tempfile.TemporaryDirectory() as name:
        work = Work(args.folder or Path(name))
        headings = write_documents(args.documents, work, args.passages)
        ours = {**_step("index", _OURS, work), **_step("read", _OURS, work)}
        passages = write_passages(work, headings, args.questions)
        found = [Measured(system=_OURS, **ours, **_step("ask", _OURS, work))]
        for system in args.systems:
            if system != _OURS:
                try:
                    found.append(measured(system, work))
                except subprocess.CalledProcessError as error:
                    print(f"{system}: left out ({error})", file=sys.stderr)
        asked = len(work.questions.read_text("utf-8").splitlines())
    result = {
        "commit": measured_commit,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "encoder": _ENCODER,
        "passages": passages,
        "questions": asked,
        "systems": [asdict(one) for one in found],
    }
    print("\n".join(table(result)))
    write(result, args.out or _RESULTS / f"side-by-side-{result['commit']}.json")


if __name__ == "__main__":
    main()

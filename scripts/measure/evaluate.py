"""Measure rankings, quotes and verdicts; print tables, and write them with a row for each question.

    python -m scripts.measure.evaluate --report --squad squad_dev.jsonl.xz --minutes FOLDER
    python -m scripts.measure.evaluate --table

Rankings are of labels: the passage, the section of the report, the item of the minutes. Vectors are
kept in the cache folder by the encoder's digest, so that a second run is soon done. A result is named
by what was measured and by the first 12 digits of the commit.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from corpus.parsers import PARSERS
from corpus.readers import shipped_reports
from index.encoders import Encoder, load_encoder
from scripts.measure import benchmarks
from scripts.measure.benchmarks import Benchmark
from scripts.measure.measuring import BEST, Record, quotes, rankings, told_apart, verdicts
from scripts.measure.systems import SYSTEMS, Opened, load_minilm
from scripts.measure.tables import answers_table, compared, plain, rankings_table
from scripts.train.vectors import KeptEncoder, add_cache

_HERE = Path(__file__).parent.parent
_DATA = _HERE.parent / "tests" / "data"
_RESULTS = _HERE / "results"
_ROW = re.compile(r"\[[^][{}]*\]")


def evaluate(
    found: Sequence[Benchmark], encoder: Encoder, systems: Sequence[str], minilm: Encoder | None = None
) -> Record:
    """All that is measured on the benchmarks, as a JSON object.

    The verdicts on the report's and the minutes' questions come together, too, as ``documents``; of a
    question that is asked of both Markdown and PDF, the first counts there.
    """
    results: Record = {
        "encoder": {"name": Path(encoder.name).name, "digest": encoder.digest},
        "systems": list(systems),
        "rankings": [],
        "verdicts": [],
        "quotes": [],
    }
    opened: Opened | None = None
    together: dict[str, dict[str, Sequence[object]]] = {}
    for benchmark in found:
        if opened is None or opened.collection is not benchmark.collection:
            opened = Opened(benchmark.collection, encoder, minilm)  # one at a time in memory
        started = time.monotonic()
        results["rankings"] += rankings(benchmark, opened, systems)
        if BEST in systems and not benchmark.encoders:
            told = list(verdicts(benchmark, opened))
            results["verdicts"] += told
            if benchmark.collection.documents:
                results["quotes"] += quotes(benchmark, opened)
                for record in told:
                    for row in record["rows"]:
                        together.setdefault(record["language"], {}).setdefault(row[0], row)
        print(f"{benchmark.name}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    results["verdicts"] += [
        told_apart("documents", language, list(rows.values())) for language, rows in together.items()
    ]
    return results


def newest(folder: Path, encoder: str = "base") -> Record:
    """The evaluation of an encoder that was made last, with the newest figures of what it left out.

    Other figures in the folder are passed over.

    Raises:
        FileNotFoundError: there is none.
    """
    every = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    found: list[Record] = [
        result for result in every if "rankings" in result and result["encoder"]["name"] == encoder
    ]
    if not found:
        raise FileNotFoundError(f"{folder}: no results of {encoder}; run an evaluation first")
    found.sort(key=lambda result: str(result["made"]))
    together = {
        kind: {
            (record["benchmark"], record["language"]): record for result in found for record in result[kind]
        }
        for kind in ("rankings", "verdicts", "quotes")
    }
    systems = list(dict.fromkeys(system for result in found for system in result["systems"]))
    return found[-1] | {kind: list(of.values()) for kind, of in together.items()} | {"systems": systems}


def write(results: Record, path: Path) -> None:
    """Write a result as JSON, each question's row on a line of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(results, ensure_ascii=False, indent=1)
    path.write_text(
        _ROW.sub(lambda row: f"[{' '.join(row[0][1:-1].split())}]", text) + "\n", encoding="utf-8"
    )


def commit() -> str:
    """The first 12 digits of the commit that is checked out.

    Raises:
        CalledProcessError: this is no Git repository.
    """
    asked = ["git", "rev-parse", "--short=12", "HEAD"]
    return subprocess.run(asked, cwd=_HERE, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603


def _benchmarks(args: argparse.Namespace) -> Iterator[Benchmark]:
    if args.report:
        yield benchmarks.report(shipped_reports()[0], _DATA / "report_questions.jsonl")
    for suffix in (".md", ".pdf"):
        if args.minutes and suffix in PARSERS and any(args.minutes.glob(f"*{suffix}")):
            yield from benchmarks.minutes(args.minutes, _DATA / "minutes_questions.jsonl", suffix)
            yield benchmarks.headings(args.minutes, suffix)
    if args.squad:
        yield benchmarks.squad(args.squad, args.questions)
    if args.nq:
        yield benchmarks.nq(args.nq, args.questions)
    if args.flores:
        yield from benchmarks.flores(args.flores)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--report", action="store_true", help="the questions on the report that ships")
    for name, what in (
        ("squad", "SQuAD dev, questions in three languages"),
        ("nq", "NQ dev, Finnish search questions"),
        ("flores", "FLORES, sentences in three languages"),
    ):
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", help=f"{what}: JSON lines, plain or .xz")
    parser.add_argument("--minutes", type=Path, metavar="FOLDER", help="the minutes that are asked about")
    parser.add_argument("--questions", type=int, metavar="N", help="of each language at most (default: all)")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS), metavar="NAME")
    parser.add_argument("--encoder", default="base", help="name or folder (default: %(default)s)")
    add_cache(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: in scripts/results")
    parser.add_argument("--against", type=Path, metavar="FILE", help="an earlier result to compare with")
    parser.add_argument(
        "--table", action="store_true", help="print the README's tables of the newest results"
    )
    return parser


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = _parser()
    args = parser.parse_args()
    if args.table:
        newest_result = newest(_RESULTS)
        static = newest(_RESULTS, "static")
        print("\n".join((*rankings_table(newest_result, static), "", *answers_table(newest_result))))
        return
    chosen = [name for name in ("report", "minutes", "squad", "nq", "flores") if getattr(args, name)]
    if not chosen:
        parser.error("nothing to measure: give --report, --minutes, --squad, --nq or --flores")
    encoder = KeptEncoder(load_encoder(args.encoder), args.cache)
    minilm = KeptEncoder(load_minilm(), args.cache) if "minilm" in args.systems else None
    results = evaluate(list(_benchmarks(args)), encoder, args.systems, minilm)
    for kept in (encoder, minilm):
        if kept:
            kept.save()
    print("\n".join(plain(results)))
    if args.against:
        print("\n".join(compared(results, json.loads(args.against.read_text(encoding="utf-8")))))
    what = {"commit": commit(), "made": datetime.now(UTC).isoformat(timespec="seconds")}
    write(what | results, args.out or _RESULTS / f"{'+'.join(chosen)}-{what['commit']}.json")


if __name__ == "__main__":
    main()

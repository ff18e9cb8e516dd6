"""Measure follow-ups: what second turns find with the question before them, and who is taken for one.

    python -m scripts.measure.answers.followups --store STORE --squad squad_dev.jsonl.xz

The store is an index of the shipped report, alone or among other documents. The right place is the section
of the report; ``alone`` asks the second question by itself, ``joined`` puts both into one text, and
``before`` is what the product does. Questions of the report, the minutes and SQuAD stand alone: how many
of them are taken for follow-ups is counted by language.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from app.evaluation.measures import estimate
from corpus.readers import shipped_reports
from index.search import Index
from index.words.followup import stands_alone
from scripts.measure.benchmarks import LANGUAGES, squad
from scripts.measure.evaluate import commit, write
from scripts.measure.measuring import Record

_HERE = Path(__file__).parents[2]
_DATA = _HERE.parent / "tests" / "data"
_TOP = 100
_DIGITS = 4

Pair = dict[str, Any]
Ask = Callable[[Pair], tuple[str, str | None]]

WAYS: dict[str, Ask] = {
    "alone": lambda pair: (pair["q"], None),
    "joined": lambda pair: (f"{pair['first']} {pair['q']}", None),
    "before": lambda pair: (pair["q"], pair["first"]),
}
"""What is asked for a pair, and the question that it goes on from."""


def ranked(index: Index, report: str, pairs: Sequence[Pair]) -> list[Record]:
    """For each language, and for all, what each way reaches: RR with bounds, and the share within three."""
    ranks = {
        way: [_rank(index, report, *ask(pair), pair["sections"]) for pair in pairs]
        for way, ask in WAYS.items()
    }
    found = []
    for language in ("all", *LANGUAGES):
        chosen = [at for at, pair in enumerate(pairs) if language in {"all", pair["language"]}]
        if chosen:
            reached = {way: _reached([ranks[way][at] for at in chosen]) for way in WAYS}
            found.append({"language": language, "pairs": len(chosen), "ways": reached})
    return found


def taken(name: str, language: str, questions: Iterable[str]) -> Record:
    """How many questions that stand alone are taken for follow-ups, and which."""
    asked = list(questions)
    wrong = [question for question in asked if not stands_alone(question)]
    return {"benchmark": name, "language": language, "questions": len(asked), "taken": wrong}


def _rank(index: Index, report: str, question: str, before: str | None, sections: Sequence[str]) -> int:
    """The place of the first right section among those found, from 1; 0 where there is none."""
    places = dict.fromkeys(
        (passage.document_id, index.document(passage.document_id).sections[passage.section].title)
        for hit in index.search(question, _TOP, before=before).hits
        for passage in (hit.passage, *hit.twins)
    )
    right = {(report, section) for section in sections}
    return next((rank for rank, place in enumerate(places, start=1) if place in right), 0)


def _reached(ranks: Sequence[int]) -> Record:
    told = estimate(np.array([1 / rank if rank else 0.0 for rank in ranks]))
    return {
        "RR": [round(value, _DIGITS) for value in (told.mean, told.low, told.high)],
        "within 3": round(sum(0 < rank <= 3 for rank in ranks) / len(ranks), _DIGITS),
        "ranks": list(ranks),
    }


def _rows(name: str) -> list[Pair]:
    return [json.loads(line) for line in (_DATA / name).read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", type=Path, required=True, help="an index that holds the shipped report")
    parser.add_argument("--squad", type=Path, metavar="FILE", help="SQuAD dev: JSON lines, plain or .xz")
    parser.add_argument("--questions", type=int, default=500, metavar="N", help="of SQuAD, of each language")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: in scripts/results")
    args = parser.parse_args()
    index = Index.open(args.store)
    pairs = _rows("followup_questions.jsonl")
    alone = {name: _rows(f"{name}_questions.jsonl") for name in ("report", "minutes")}
    counted = [
        taken(name, language, (row["q"] for row in rows if row["language"] == language))
        for name, rows in alone.items()
        for language in LANGUAGES
    ]
    if args.squad:
        asked = squad(args.squad, args.questions).questions
        counted += [
            taken("squad", language, (q.text for q in asked if q.language == language))
            for language in LANGUAGES
        ]
    results: Record = {
        "commit": commit(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "encoder": index.generation.encoder.name,
        "documents": len(index.heads),
        "followups": ranked(index, shipped_reports()[0].name, pairs),
        "taken": counted,
    }
    for record in results["followups"]:
        told = "  ".join(
            f"{way} {value['RR'][0]:.3f} ({value['within 3']:.2f} within 3)"
            for way, value in record["ways"].items()
        )
        sys.stdout.write(f"{record['language']:>3} {record['pairs']:3} pairs  {told}\n")
    for record in counted:
        share = len(record["taken"]) / max(record["questions"], 1)
        sys.stdout.write(
            f"{record['benchmark']} {record['language']}: {len(record['taken'])} of {record['questions']} "
            f"taken for follow-ups ({100 * share:.1f} %)\n"
        )
    name = f"followups-{results['documents']}-{results['commit']}.json"
    write(results, args.out or _HERE / "results" / name)


if __name__ == "__main__":
    main()

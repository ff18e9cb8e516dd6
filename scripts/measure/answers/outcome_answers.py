"""How well questions about outcomes are answered: the right item, the text in force, and nothing that lost.

    python -m scripts.measure.answers.outcome_answers FOLDER [--encoder NAME] [--use tune|held]

FOLDER holds the minutes that ``tests/data/outcome_questions.jsonl`` asks of, as Markdown; the report that
ships is indexed beside them. A question counts as answered where its item is the first (of a list: where all
are listed) and one of its answers stands in what is shown as decided: the item's text in force, its vote, or
the quote of the first passage. It is answered wrongly where words that lost, or are of an earlier meeting,
stand there. The result is kept in ``scripts/results``.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.answer.answer import Answer, answer
from app.evaluation.judge import says
from corpus.readers import shipped_reports
from index.building.build import build
from index.encoders import load_encoder
from index.search import Index
from scripts.measure.evaluate import commit

_ROOT = Path(__file__).parents[3]
_QUESTIONS = _ROOT / "tests" / "data" / "outcome_questions.jsonl"
_RESULTS = _ROOT / "scripts" / "results"


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one question: whether its item was right, its answer shown, and words that lost shown."""

    question: str
    kind: str
    item: bool
    shown: bool
    wrong: bool
    verdict: str


def judged(row: Mapping[str, Any], found: Answer) -> Judged:
    """What came of a question of the file, by its row."""
    places = [row, *row.get("also", ())]
    right = [
        item
        for item in found.items
        if any(item.document.id.startswith(p["document"]) and item.number == p["item"] for p in places)
    ]
    listing = row["kind"] == "date list"
    first = bool(found.items) and found.items[0] in right
    texts = [_decided(found, at) for at in (range(len(found.items)) if listing else range(1))]
    answers = [row["answer"]] if isinstance(row["answer"], str) else list(row["answer"])
    if row["kind"] == "vote":  # the card tells the figures
        answers += [" ".join(re.findall(r"\d+", answer)) for answer in answers]
    said = [any(says(text, answer) for text in texts) for answer in answers]
    return Judged(
        question=row["q"],
        kind=row["kind"],
        item=len(right) == len(places) if listing else first,
        shown=all(said) if listing else any(said),
        wrong=any(says(text, wrong) for text in texts for wrong in row["wrong"]),
        verdict=found.verdict,
    )


def _decided(found: Answer, at: int) -> str:
    """What an answer shows as decided of its item at a place."""
    if at >= len(found.items):
        return ""
    item = found.items[at]
    parts = [text.text for text in item.in_force]
    if item.outcome.vote is not None:
        parts.append(f"{item.outcome.vote.for_} {item.outcome.vote.against}")
    if at == 0 and found.passages:
        best = found.passages[0]
        parts.append(best.quote.of(best.text))
    return "\n".join(parts)


def shares(rows: Sequence[Judged]) -> dict[str, float | int]:
    """How many there are, and which share has its item, its answer and nothing that lost."""
    count = len(rows)
    return {
        "questions": count,
        "item": round(sum(row.item for row in rows) / count, 4),
        "shown": round(sum(row.shown for row in rows) / count, 4),
        "wrong": sum(row.wrong for row in rows),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as the arguments say; the exit status."""
    parser = argparse.ArgumentParser(
        prog="outcome_answers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--encoder", default="base", metavar="NAME")
    parser.add_argument("--use", choices=("tune", "held"), help="only these questions")
    parser.add_argument("--store", type=Path, help="an index that is kept for the next run")
    given = parser.parse_args(arguments)
    rows = [json.loads(line) for line in _QUESTIONS.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if given.use in {None, row["use"]}]
    with tempfile.TemporaryDirectory() as scratch:
        store = given.store or Path(scratch)
        build(store, [*shipped_reports(), *sorted(given.folder.glob("*.md"))], load_encoder(given.encoder))
        index = Index.open(store)
        found = [judged(row, answer(index, row["q"])) for row in rows]
    for one in found:
        if not (one.item and one.shown) or one.wrong:
            state = [name for name, failed in (("item", not one.item), ("text", not one.shown)) if failed]
            print(f"{one.kind:10} {'+'.join(state) or '-':9} {'LOST' if one.wrong else '':5} {one.question}")
    used = {
        use: [one for one, row in zip(found, rows, strict=True) if row["use"] == use]
        for use in ("tune", "held")
    }
    result = {
        "encoder": given.encoder,
        "all": shares(found),
        **{use: shares(of) for use, of in used.items() if of},
    }
    print(json.dumps(result, indent=2))
    if given.use is None:
        path = _RESULTS / f"outcome-answers-{given.encoder}-{commit()}.json"
        path.write_text(json.dumps({"commit": commit(), **result}, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

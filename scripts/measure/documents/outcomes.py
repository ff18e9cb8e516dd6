"""How well the outcomes of items are told: against what was read by hand, meeting by meeting.

``python -m scripts.measure.documents.outcomes FOLDER`` reads ``NAME.md`` and ``NAME.pdf`` of each meeting
that ``--gold`` (by default ``tests/data/outcomes.jsonl``; ``outcomes.md`` says how it was written) has,
and counts for each form

- items whose kind is the one written down (``kind``), or one of those that a careful reader might name
  instead (``kind or also``);
- items whose vote is as printed, or that rightly have none;
- items whose text in force holds the first and the last words that were written down, and their core, and
  nothing of what lost (``in force``), or that rightly have none;
- items in whose text in force something stands that lost (``lost in force``);
- the most milliseconds of processor time that the outcomes of one meeting took, the best of five.

White space and marks count for nothing. The figures go to ``--to`` too, by default
``scripts/results/outcomes-COMMIT.json``.
"""

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.minutes.outcomes.outcome import Outcome, outcomes
from corpus.readers import read
from scripts.measure.evaluate import commit

_RESULTS = Path(__file__).parents[2] / "results"
_GOLD = Path(__file__).parents[3] / "tests" / "data" / "outcomes.jsonl"
_TIMES = 5


def main() -> None:
    """Prints and writes the figures of the meetings of a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", type=Path, default=_GOLD)
    parser.add_argument("--to", type=Path, default=_RESULTS / f"outcomes-{commit()}.json")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").splitlines()]
    figures = {form: measured(arguments.folder, rows, form) for form in (".md", ".pdf")}
    for form, counts in figures.items():
        for name, value in counts.items():
            print(f"{form:<6}{name:<20}{value:>10}")
    arguments.to.parent.mkdir(exist_ok=True)
    arguments.to.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def measured(folder: Path, rows: list[dict[str, Any]], form: str) -> dict[str, float]:
    """The counts of one form of the meetings; those that the folder lacks are left out, and named."""
    counts: Counter[str] = Counter()
    slowest = 0.0
    for name in dict.fromkeys(row["document"] for row in rows):
        path = folder / f"{name}{form}"
        if not path.exists():
            print(f"{path}: not there, left out")
            continue
        document = read(path)
        slowest = max(slowest, min(_seconds(document) for _ in range(_TIMES)))
        found = outcomes(document)
        for row in (each for each in rows if each["document"] == name):
            at = next((at for at in found if document.sections[at].item == row["item"]), None)
            counts["items"] += 1
            counts["items found"] += at is not None
            if at is not None:
                counts += Counter(judged(document, found[at], row))
    names = ("items", "items found", "kind", "kind or also", "vote", "in force", "lost in force")
    return {**{name: counts[name] for name in names}, "milliseconds": round(slowest * 1000, 1)}


def judged(document: Document, outcome: Outcome, row: dict[str, Any]) -> list[str]:
    """What of one outcome is as it was written down by hand."""
    vote = None
    if outcome.vote is not None:
        vote = {"for": outcome.vote.for_, "against": outcome.vote.against, "blank": outcome.vote.blank}
    given = _bare(" ".join(span.of(document.text) for stretch in outcome.in_force for span in stretch.spans))
    lost = any(_bare(words) in given for words in row["losing"])
    wanted = row["in_force"]
    if wanted is None:
        right = not given
    else:
        right = not lost and all(_bare(wanted.get(key, "")) in given for key in ("begins", "ends", "core"))
    found = {
        "kind": outcome.kind == row["kind"],
        "kind or also": outcome.kind in {row["kind"], *row.get("also_kind", [])},
        "vote": vote == row["vote"],
        "in force": right,
        "lost in force": lost,
    }
    return [name for name, is_so in found.items() if is_so]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _seconds(document: Document) -> float:
    start = time.process_time()
    outcomes(document)
    return time.process_time() - start


if __name__ == "__main__":
    main()

"""What is read of documents: a line for each, so that trouble is seen at a glance.

``python -m scripts.measure.documents.reading PATH ...`` reads each document under the paths, and tells
for each its date, its body, its items (§, or * for one without), the case numbers that its items have,
its parts by role, what became of its items, how many sections and paragraphs it has, and its title. The
same goes to ``--to``, by default ``scripts/results/reading-COMMIT.json``. Paths are told from the folder
given on.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.errors import PykalaError
from corpus.folder import walk
from corpus.minutes.outcomes.outcome import outcomes
from corpus.parsers import PARSERS
from corpus.readers import read
from scripts.measure.evaluate import commit

_RESULTS = Path(__file__).parents[2] / "results"


def main() -> None:
    """Prints and writes what is read of the documents under some paths."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--to", type=Path, default=_RESULTS / f"reading-{commit()}.json")
    arguments = parser.parse_args()
    rows = []
    for root in arguments.paths:
        for path in walk(root, PARSERS.keys()):
            name = str(path.relative_to(root)) if root.is_dir() else path.name
            try:
                row = {"document": name, **facts(read(path))}
            except PykalaError as error:
                row = {"document": name, "error": type(error).__name__}
            rows.append(row)
            for key, value in row.items():
                print(f"{'' if key == 'document' else '  '}{key:<12}{_shown(value)}")
    arguments.to.parent.mkdir(exist_ok=True)
    arguments.to.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def facts(document: Document) -> dict[str, Any]:
    """What was read of a document: its identity, and its sections counted by what they are."""
    sections = document.sections
    items = [section for section in sections if section.kind == "item"]
    return {
        "title": document.title,
        "date": document.date and document.date.isoformat(),
        "body": document.body,
        "items": [section.item or "*" for section in items],
        "cases": list(dict.fromkeys(section.case for section in items if section.case)),
        "parts": dict(Counter(section.role for section in sections if section.kind == "part")),
        "outcomes": dict(Counter(outcome.kind for outcome in outcomes(document).values())),
        "headings": sum(section.kind == "heading" for section in sections),
        "paragraphs": sum(len(section.paragraphs) for section in sections),
    }


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {count}" for key, count in value.items()) or "-"
    return ", ".join(value) or "-" if isinstance(value, list) else str(value if value is not None else "-")


if __name__ == "__main__":
    main()

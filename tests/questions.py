"""The questions about the shipped report, with the sections that answer them."""

import json
from pathlib import Path
from typing import Any


def report_questions() -> list[dict[str, Any]]:
    """The sixty questions; ``section`` is missing in those that the report cannot answer."""
    path = Path(__file__).parent / "data" / "report_questions.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

"""The questions about the shipped report, with the sections that answer them."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"


def report_questions() -> list[dict[str, Any]]:
    """The sixty questions; ``sections`` is empty for those that the report cannot answer."""
    return rows("report_questions.jsonl")


def followup_questions() -> list[dict[str, Any]]:
    """The thirty questions ``q`` that go on from one asked ``first``."""
    return rows("followup_questions.jsonl")


def rows(name: str) -> list[dict[str, Any]]:
    """The lines of a file of questions."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]

"""Measuring follow-ups: ranks counted by hand, and whole questions that are taken for follow-ups."""

from pathlib import Path

import pytest

from index.building.build import build
from index.search import Index
from index.store.store import load
from scripts.measure.answers.followups import ranked, taken
from tests.support.toys.toy import ToyEncoder

REPORT = """\
# Kissatalo

## Ruoka

Kissa syö omenaa talossa.

## Vene

Koira on veneessä.

## Talo

Kissa asuu talossa ja koira ulkona.
"""


@pytest.fixture
def index(tmp_path: Path) -> Index:
    file = tmp_path / "talo.md"
    file.write_text(REPORT, encoding="utf-8")
    build(tmp_path / "store", [file], ToyEncoder())
    return Index(load(tmp_path / "store"), ToyEncoder())


def test_ranks_of_each_way_by_language(index: Index) -> None:
    pairs = [
        {"first": "Mitä kissa syö?", "q": "Entä missä?", "language": "fi", "sections": ["Ruoka"]},
        {"first": "Missä koira on?", "q": "Entä vene?", "language": "fi", "sections": ["Vene"]},
        {"first": "Where is it?", "q": "And the boat?", "language": "en", "sections": ["Poissa"]},
    ]
    every, finnish, english = ranked(index, "talo.md", pairs)
    assert [(r["language"], r["pairs"]) for r in (every, finnish, english)] == [
        ("all", 3),
        ("fi", 2),
        ("en", 1),
    ]
    assert finnish["ways"]["before"]["ranks"] == [1, 1]
    assert finnish["ways"]["before"]["RR"] == [1.0, 1.0, 1.0]
    assert english["ways"]["before"] == {"RR": [0.0, 0.0, 0.0], "within 3": 0.0, "ranks": [0]}
    assert every["ways"]["before"]["within 3"] == 0.6667
    assert ranked(index, "other.md", pairs)[1]["ways"]["before"]["ranks"] == [0, 0]


def test_whole_questions_that_are_taken_for_follow_ups() -> None:
    counted = taken("squad", "en", ["Where did he teach?", "Who was Anna?"])
    assert counted == {
        "benchmark": "squad",
        "language": "en",
        "questions": 2,
        "taken": ["Where did he teach?"],
    }

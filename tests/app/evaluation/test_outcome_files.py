"""The form of the outcomes read by hand (``data/outcomes.md`` says how they were read).

The minutes do not ship with the project, so that of their words the form alone is checked; those of the
report are looked up in it.
"""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus.readers import read
from tests.support.questions import rows

ROOT = Path(__file__).parent.parent.parent.parent
REPORT = ROOT / "corpus" / "reports" / "helsinki-elinkeinojaosto-2024-12-02-31.md"
ITEMS = {
    "lapua-hyvinvointilautakunta-2024-11-14": (136, 149),
    "lapua-hyvinvointilautakunta-2025-06-17": (75, 91),
    "lapua-sivistyslautakunta-2024-11-21": (117, 130),
    "lapua-sivistyslautakunta-2025-01-15": (1, 11),
    "lapua-sivistyslautakunta-2025-10-08": (122, 133),
    "lapua-tarkastuslautakunta-2025-05-08": (29, 38),
    "lapua-tekninen-lautakunta-2024-12-11": (167, 183),
    "lapua-tekninen-lautakunta-2025-03-25": (39, 54),
    "lapua-tekninen-lautakunta-2025-05-20": (74, 95),
    "lapua-tekninen-lautakunta-2025-10-14": (136, 145),
    "lapua-ymparistolautakunta-2024-04-16": (9, 21),
    "lapua-ymparistolautakunta-2025-06-10": (33, 44),
    "helsinki-elinkeinojaosto-2024-12-02-31": (31, 31),
}
KINDS = {
    "accepted",
    "amended",
    "rejected",
    "returned",
    "tabled",
    "noted",
    "elected",
    "withdrawn",
    "unknown",
}
OUTCOMES = rows("outcomes.jsonl")


def stretches(row: dict[str, Any]) -> list[dict[str, str]]:
    """Every stretch in force of an item, the chief one first; none where nothing was decided."""
    chief: dict[str, str] | None = row["in_force"]
    others: list[dict[str, str]] = row.get("in_force_too", [])
    return ([chief] if chief else []) + others


def place(row: dict[str, Any]) -> tuple[str, str]:
    return row["document"], row["item"]


def test_every_item_of_every_meeting_has_one_outcome() -> None:
    found: dict[str, list[str]] = {}
    for document, item in map(place, OUTCOMES):
        found.setdefault(document, []).append(item)
    assert found == {
        document: [f"§ {number}" for number in range(first, last + 1)]
        for document, (first, last) in ITEMS.items()
    }


def test_outcomes_have_their_fields() -> None:
    needed = {"document", "item", "title", "kind", "vote", "in_force", "losing"}
    allowed = needed | {"also_kind", "printed", "in_force_too", "note"}
    assert [place(row) for row in OUTCOMES if not needed <= set(row) <= allowed] == []
    assert {tuple(f) for row in OUTCOMES for f in stretches(row)} == {
        ("part", "begins", "ends"),
        ("part", "begins", "ends", "core"),
    }
    parts = {f["part"] for row in OUTCOMES for f in stretches(row)}
    assert parts == {"decision", "proposal", "counterproposal"}


def test_kinds_are_counted() -> None:
    assert Counter(row["kind"] for row in OUTCOMES) == {
        "accepted": 87,
        "noted": 42,
        "unknown": 14,
        "elected": 13,
        "amended": 9,
        "rejected": 2,
        "returned": 2,
    }
    assert {kind for row in OUTCOMES for kind in row.get("also_kind", [])} <= KINDS
    assert [place(row) for row in OUTCOMES if row["kind"] in row.get("also_kind", [])] == []


def test_only_an_unknown_outcome_has_no_text_in_force() -> None:
    assert [place(row) for row in OUTCOMES if (row["kind"] == "unknown") != (row["in_force"] is None)] == []


def test_a_vote_is_the_last_that_was_printed() -> None:
    votes = {place(row): row["vote"] for row in OUTCOMES if row["vote"]}
    assert votes == {
        ("lapua-sivistyslautakunta-2024-11-21", "§ 128"): {"for": 6, "against": 2, "blank": 0},
        ("lapua-sivistyslautakunta-2025-01-15", "§ 5"): {"for": 7, "against": 2, "blank": 0},
        ("lapua-tekninen-lautakunta-2024-12-11", "§ 174"): {"for": 0, "against": 9, "blank": 0},
        ("lapua-tekninen-lautakunta-2025-05-20", "§ 84"): {"for": 0, "against": 8, "blank": 0},
    }
    for row in OUTCOMES:
        last = [side["votes"] for side in row.get("printed", [])][-2:]
        assert last == ([row["vote"]["for"], row["vote"]["against"]] if row["vote"] else [])


def test_a_counterproposal_in_force_won_a_vote() -> None:
    for row in OUTCOMES:
        if any(stretch["part"] == "counterproposal" for stretch in stretches(row)):
            first, second = row["printed"][-2:]
            assert max(first, second, key=lambda side: side["votes"])["side"] == "counterproposal"


def test_words_are_said_once_and_trimmed() -> None:
    said = [text for row in OUTCOMES for f in stretches(row) for key, text in f.items() if key != "part"]
    said += [text for row in OUTCOMES for text in (row["title"], row.get("note", "-"), *row["losing"])]
    assert [text for text in said if text != " ".join(text.split()) or not text] == []
    assert [place(row) for row in OUTCOMES if len(set(row["losing"])) != len(row["losing"])] == []


def test_what_lost_is_no_text_in_force() -> None:
    for row in OUTCOMES:
        for stretch in stretches(row):
            held = [stretch[key] for key in ("begins", "ends", "core") if key in stretch]
            assert [(place(row), lost) for lost in row["losing"] for text in held if lost in text] == []


def test_an_item_that_was_rejected_amended_or_returned_says_what_lost() -> None:
    turned = [row for row in OUTCOMES if row["kind"] in ("rejected", "amended", "returned")]
    assert [place(row) for row in turned if not row["losing"]] == []


def test_words_in_force_of_the_report_stand_in_its_decision_in_order() -> None:
    document = read(REPORT)
    (decision,) = (section for section in document.sections if section.title == "Päätös")
    text = " ".join(" ".join(span.of(document.text) for span in decision.paragraphs).split())
    (row,) = (row for row in OUTCOMES if row["document"] == REPORT.stem)
    chief = row["in_force"]
    assert chief["part"] == "decision"
    assert text.startswith(chief["begins"])
    assert text.rstrip().endswith(chief["ends"])


def test_lines_are_as_json_writes_them() -> None:
    text = (ROOT / "tests" / "data" / "outcomes.jsonl").read_text(encoding="utf-8")
    assert text == "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in OUTCOMES)
    numbers = [int(re.fullmatch(r"§ (\d+)", row["item"]).group(1)) for row in OUTCOMES]  # type: ignore[union-attr]
    documents = [row["document"] for row in OUTCOMES]
    steps = pairwise(zip(documents, numbers, strict=True))
    assert all(b[1] == a[1] + 1 for a, b in steps if a[0] == b[0])

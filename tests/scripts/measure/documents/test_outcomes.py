"""Measuring outcomes: what counts as right, by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.measure.documents.outcomes import measured

MEETING = """\
# Pöytäkirja

## § 1 Katto

### Ehdotus

Lautakunta päättää korjata katon keväällä.

### Päätös

Hyväksyttiin.

## § 2 Talo

### Ehdotus

Lautakunta päättää ostaa talon.

### Päätös

Lautakunta päätti vuokrata talon kymmeneksi vuodeksi äänin 5–2.

## § 3 Muut asiat
"""
BEGINS = {"begins": "Lautakunta päättää korjata", "ends": "katon keväällä."}
ROWS: list[dict[str, Any]] = [
    {"item": "§ 1", "kind": "accepted", "vote": None, "in_force": BEGINS, "losing": []},
    {
        "item": "§ 2",
        "kind": "rejected",
        "also_kind": ["amended"],
        "vote": {"for": 5, "against": 2, "blank": 0},
        "in_force": {"begins": "Lautakunta päätti vuokrata", "ends": "äänin 5–2."},
        "losing": ["vuokrata talon"],
    },
    {"item": "§ 3", "kind": "unknown", "vote": None, "in_force": None, "losing": []},
    {"item": "§ 4", "kind": "accepted", "vote": None, "in_force": BEGINS, "losing": []},
]


def test_what_is_counted_as_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kokous-2025-05-20.md").write_text(MEETING, encoding="utf-8")
    rows = [{"document": "kokous-2025-05-20", **row} for row in ROWS]
    rows.append({**rows[0], "document": "poissa"})
    counts = measured(tmp_path, json.loads(json.dumps(rows)), ".md")
    assert counts.pop("milliseconds") > 0
    assert counts == {
        "items": 4,
        "items found": 3,
        "kind": 2,
        "kind or also": 3,
        "vote": 3,
        "in force": 2,
        "lost in force": 1,
    }
    assert capsys.readouterr().out == f"{tmp_path / 'poissa.md'}: not there, left out\n"

"""Benchmarks that the eye can follow, as files; the fixtures are handed out by ``conftest.py``."""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

SQUAD: list[dict[str, Any]] = [
    {
        "id": "s0",
        "text": "Kissa nukkuu sohvalla koko päivän.",
        "questions": [
            {"fi": "Missä kissa nukkuu?", "en": "Where does the cat sleep?", "sv": "Var sover katten?"},
            {"fi": "Montako kissaa haukkuu?", "en": "How many cats bark?", "answerable": False},
        ],
    },
    {
        "id": "s1",
        "text": "Vene kulkee järvellä, ja kissa on rannalla.",
        "questions": [{"fi": "Missä vene kulkee?", "en": "Where does the boat sail?", "answerable": True}],
    },
    {"id": "s2", "text": "Juna lähtee asemalta.", "questions": []},
]

MINUTES = """\
# Kokous

Läsnä olivat kaikki.

## § 1

## Kissojen ruokinta

#### Päätös

Kissa saa kalaa joka aamu. Koira ei saa mitään.

## § 2

## Ilmoitusasiat

Ei ollut mitään ilmoitettavaa tällä kertaa.

## § 3

## Veneiden talvisäilytys

#### Päätös

Vene nostetaan maalle lokakuussa.
"""


def lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if path.suffix == ".xz":
        path.write_bytes(lzma.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    return lines(tmp_path / "squad.jsonl.xz", SQUAD)


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "kokous-a.md").write_text(MINUTES, encoding="utf-8")
    (folder / "kokous-b.md").write_text(MINUTES.replace("Kissojen", "Koirien"), encoding="utf-8")
    return folder


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    answered = {"q": "Mitä kissa saa?", "document": "kokous-a", "item": "§ 1", "answer": "kalaa joka aamu"}
    stranger = {"q": "Mikä juna?", "answerable": False, "kind": "near"}
    reported = {"q": "Minne vene?", "document": "kokous-b", "item": "§ 3", "answer": "maalle"}
    rows: list[dict[str, Any]] = [
        answered | {"also": [{"document": "kokous-b", "item": "§ 1"}], "use": "tune"},
        stranger | {"use": "tune"},
        reported | {"use": "report"},
    ]
    return lines(tmp_path / "questions.jsonl", [row | {"language": "fi"} for row in rows])

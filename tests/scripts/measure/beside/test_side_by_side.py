"""Side by side: what all systems are given, and what is measured of the product and of the plain script."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from scripts.measure.beside import side_by_side
from scripts.measure.beside.other_systems import Plain, by_ranks, read_passages
from scripts.measure.beside.side_by_side import (
    Measured,
    Work,
    ask,
    index,
    read,
    table,
    write_documents,
    write_passages,
)
from tests.support.toys.toy import ToyEncoder

DOCUMENTS = [
    {
        "id": "a1",
        "title": "Asetus eläimistä",
        "sections": [
            {"heading": "Kissojen pito talossa", "text": "Kissa saa asua talossa. Kissa nukkuu katolla."},
            {"heading": "Voimaantulo", "text": "Asetus tulee voimaan heti."},
            {"heading": "Kissojen pito talossa ja muualla", "text": "Koira saa asua veneessä omenan kanssa."},
        ],
    },
    {
        "id": "a2",
        "title": "Laki junista",
        "sections": [
            {"heading": "Junan kulku radalla", "text": "Juna kulkee radalla."},
            {"heading": "Kissojen pito talossa", "text": "Junassa on kissa."},
        ],
    },
]


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.setattr(side_by_side, "load_encoder", lambda _: ToyEncoder())
    source = tmp_path / "laws.jsonl"
    source.write_text("".join(json.dumps(document) + "\n" for document in DOCUMENTS), encoding="utf-8")
    work = Work(tmp_path)
    headings = write_documents(source, work, 7)
    assert index("Pykälä", work)["disk"] >= 0
    assert write_passages(work, headings, 10) == len(read_passages(work.passages))
    return work


def test_the_passages_do_not_hold_their_headings(work: Work) -> None:
    passages = read_passages(work.passages)
    assert [passage for passage in passages if "pito" in passage or "kulku" in passage] == []
    assert "Juna kulkee radalla." in "".join(passages)


def test_questions_are_headings_that_no_other_section_has(work: Work) -> None:
    passages = read_passages(work.passages)
    asked = [json.loads(line) for line in work.questions.read_text("utf-8").splitlines()]
    right = {question["q"]: [passages[row] for row in question["right"]] for question in asked}
    assert sorted(right) == ["Junan kulku radalla", "Kissojen pito talossa ja muualla"]
    assert ["Juna kulkee radalla." in text for text in right["Junan kulku radalla"]] == [True]


@pytest.mark.parametrize("system", ["Pykälä", "FAISS, bm25s"])
def test_a_system_is_measured(work: Work, system: str) -> None:
    if system != "Pykälä":
        index(system, work)
    found = ask(system, work)
    assert found["reciprocal_rank"] > 0
    assert found["median"] <= found["slow"]


def test_the_plain_script_sums_both_sides(work: Work) -> None:
    index("FAISS, bm25s", work)
    plain = Plain()
    plain.open(work.index("FAISS, bm25s"), ToyEncoder())
    passages = read_passages(work.passages)
    assert "Juna kulkee radalla." in passages[plain.search("juna kulkee radalla")[0]]


def test_ranks_are_fused() -> None:
    # 1/61 + 1/63 of row 7 is more than 2/62 of row 8, and both are found twice.
    assert by_ranks([[7, 8, 1], [2, 8, 7]]) == [7, 8, 2, 1]


def test_table() -> None:
    measured = Measured("Pykälä", 12.4, 20.6, 909, 342, 0.07, 0.0144, 0.0316, 0.0234, 0.5417)
    result = {"passages": 102_082, "questions": 400, "encoder": "static", "systems": [asdict(measured)]}
    lines = list(table(result))
    assert lines[0] == "102,082 passages, 400 questions, encoder `static`:"
    assert lines[-1] == "| Pykälä | 0.542 | 12, 21 | 909 | 342 | 0.07 | 14, 32 | 23 |"
    assert {line.count("|") for line in lines[2:]} == {9}
    result["systems"] = [{**asdict(measured), "reading": 12.3}]
    told = list(table(result))[-1].split(" | ")[2]
    assert told == "12, 21 (12 of them for reading and cutting)"


def test_reading_is_measured_by_itself(work: Work) -> None:
    assert read("Pykälä", work)["reading"] > 0

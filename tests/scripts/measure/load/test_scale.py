"""Scale: the archive that is written, what is measured of it, and the table."""

import json
import lzma
import sys
from pathlib import Path

import pytest

from corpus.readers import read
from index.building.build import build
from scripts.measure.load import scale
from scripts.measure.load.benchmark import Speed, newest
from scripts.measure.load.scale import Size, markdown, scale_table, size, speeds, write_documents
from tests.support.toys.toy import ToyEncoder

LONG = " ".join("Kissa istuu talon katolla ja katsoo venettä." for _ in range(60))
DOCUMENTS = [
    {"id": "a1", "title": "Asetus kissoista", "sections": [{"heading": "Soveltamisala", "text": "Kissa."}]},
    {
        "id": "a2",
        "title": "Laki veneistä",
        "sections": [{"heading": "Katto", "text": LONG}, {"heading": "Aine", "text": "Vene on puinen."}],
    },
    {"id": "a3", "title": "Laki junista", "sections": [{"heading": "Liikenne", "text": "Juna kulkee."}]},
]


@pytest.fixture(params=[".jsonl", ".jsonl.xz"])
def source(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / f"laws{request.param}"
    text = "".join(json.dumps(document) + "\n" for document in DOCUMENTS).encode()
    path.write_bytes(lzma.compress(text) if path.suffix == ".xz" else text)
    return path


@pytest.mark.parametrize(("passages", "written"), [(1, 1), (2, 1), (3, 2), (8, 2), (9, 3)])
def test_so_many_documents_are_written_as_make_so_many_passages(
    source: Path, tmp_path: Path, passages: int, written: int
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    assert write_documents(source, folder, passages) == written
    found = [read(path) for path in sorted(folder.iterdir())]
    assert [document.title for document in found] == [each["title"] for each in DOCUMENTS[:written]]


def test_source_that_is_too_small_is_told(source: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="makes 10 passages, where 11 were asked for"):
        write_documents(source, tmp_path, 11)


def test_document_as_markdown() -> None:
    assert markdown(DOCUMENTS[0]) == "# Asetus kissoista\n\n## Soveltamisala\n\nKissa.\n"


def test_size_of_a_store(tmp_path: Path) -> None:
    path = tmp_path / "a1.md"
    path.write_text(markdown(DOCUMENTS[0]), encoding="utf-8")
    build(tmp_path / "store", [path], ToyEncoder())
    assert size(tmp_path / "store") == Size(1, 1, len(read(path).text), 0)


def test_index_and_questions_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def command(what: str, arguments: list[str], **_: int) -> Speed:
        ran.append(arguments[0])
        return Speed(what, 1.0, 1.0, megabytes=9)

    path = tmp_path / "a1.md"
    path.write_text(markdown(DOCUMENTS[0]), encoding="utf-8")
    encoder = ToyEncoder()
    build(tmp_path / "store", [path], encoder)
    monkeypatch.setattr(scale, "command", command)
    monkeypatch.setattr("index.search.recorded_encoder", lambda _: encoder)
    found = list(speeds(tmp_path / "store", path))
    assert ran == ["index", "index", "add", "ask"]
    assert [speed.what for speed in found][4:] == [
        "opening the index",
        "the first question",
        "a warm question, median",
        "a warm question, 95th percentile",
    ]
    assert 0 < found[-2].seconds <= found[-1].seconds


def test_the_command_measures_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "laws.jsonl"
    source.write_text(json.dumps(DOCUMENTS[0]), encoding="utf-8")
    monkeypatch.setattr(scale, "commit", lambda: "0123456789ab")
    monkeypatch.setattr(scale, "_RESULTS", tmp_path)
    monkeypatch.setattr(scale, "speeds", lambda *_: [Speed("`pykala index`", 61.26, 60, megabytes=900)])
    monkeypatch.setattr(scale, "size", lambda _: Size(11112, 113436, 95_400_000, 480))
    monkeypatch.setattr(sys, "argv", ["scale", str(source), "--passages", "1"])
    scale.main()
    shown = capsys.readouterr().out
    assert "11,112 documents, 113,436 passages, 95 million characters, 480 MB of index:" in shown
    assert "| `pykala index` | 61.3 s | 60.0 s | 900 MB |" in shown
    assert "\n".join(scale_table(newest(tmp_path, "scale"))) in shown
    monkeypatch.setattr(sys, "argv", ["scale", "--table"])
    scale.main()
    assert capsys.readouterr().out == shown
    monkeypatch.setattr(sys, "argv", ["scale"])
    with pytest.raises(SystemExit):
        scale.main()


def test_an_index_that_is_there_is_measured_without_making_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scale, "commit", lambda: "0123456789ab")
    monkeypatch.setattr(scale, "_RESULTS", tmp_path)
    monkeypatch.setattr(scale, "changing", lambda *given: [Speed(f"`{given[1].name}`", 1, 1)])
    monkeypatch.setattr(scale, "size", lambda _: Size(1, 2, 3_000_000, 4))
    monkeypatch.setattr(
        sys, "argv", ["scale", "--changing", str(tmp_path / "store"), str(tmp_path / "texts")]
    )
    scale.main()
    assert "| `texts` |" in capsys.readouterr().out
    assert newest(tmp_path, "changing")["scale"]["passages"] == 2

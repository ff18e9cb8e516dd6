"""Speed: what is measured on a small store, and the table that it makes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.measure.load import benchmark
from scripts.measure.load.benchmark import Speed, command, here, newest, page, table


def test_work_done_here_is_timed_in_both_ways() -> None:
    found = here("counting", lambda: sum(range(300_000)), 3, "pages", times=3)
    assert (found.what, found.count, found.unit, found.megabytes) == ("counting", 3, "pages", None)
    assert found.seconds > 0
    assert found.processor >= 0
    busy = here(
        "a process",
        lambda: subprocess.run([sys.executable, "-c", "sum(range(3_000_000))"], check=True),
        times=1,
    )
    assert busy.processor > found.processor  # what it started counts too


def test_a_command_is_measured_and_one_that_fails_is_told(tmp_path: Path) -> None:
    found = command("help", ["--help"], times=1)
    assert found.seconds > 0
    assert found.processor > 0
    assert 10 < (found.megabytes or 0) < 2000
    with pytest.raises(subprocess.CalledProcessError):
        command("no index", ["ask", "Kuka?", "--store", str(tmp_path / "none")], times=1)
    store = tmp_path / "file"
    store.write_text("", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        page("no store", store)


def test_the_table_says_times_rates_and_memory() -> None:
    rows = [
        {"what": "ask", "seconds": 1.26, "processor": 0.7, "count": 1, "unit": "", "megabytes": 210},
        {
            "what": "encoding",
            "seconds": 10.0,
            "processor": 20.0,
            "count": 200,
            "unit": "passages",
            "megabytes": None,
        },
    ]
    assert list(table({"speeds": rows}))[2:] == [
        "| ask | 1.3 s | 700 ms | 210 MB |",
        "| encoding | 20 passages/s | 10 passages/s |  |",
    ]


def test_the_command_measures_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmark, "commit", lambda: "0123456789ab")
    monkeypatch.setattr(benchmark, "_RESULTS", tmp_path)
    monkeypatch.setattr(benchmark, "speeds", lambda *_: [Speed("ask", 0.120041, 0.05)])
    monkeypatch.setattr(sys, "argv", ["benchmark"])
    with pytest.raises(FileNotFoundError, match=r"no speed-\*\.json"):
        newest(tmp_path)
    benchmark.main()
    assert "| ask | 120 ms | 50 ms |  |" in capsys.readouterr().out
    written = json.loads((tmp_path / "speed-0123456789ab.json").read_text(encoding="utf-8"))
    assert written["speeds"][0]["seconds"] == 0.12
    assert written["machine"]["cores"] >= 1
    assert newest(tmp_path) == written
    monkeypatch.setattr(sys, "argv", ["benchmark", "--table"])
    benchmark.main()
    assert capsys.readouterr().out.splitlines()[2:] == ["| ask | 120 ms | 50 ms |  |"]

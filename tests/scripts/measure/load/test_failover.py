"""What is told of servers whose primary was killed, and of builds that were."""

import os
import time
from pathlib import Path

from scripts.measure.load.failover import Toggled
from scripts.measure.load.kills import killed
from scripts.measure.load.servers.answers import Told, of_server


def test_what_a_server_said_before_and_after() -> None:
    told = [
        Told(0, 0.0, 1.0, 200, True),
        Told(1, 0.5, 2.5, 200, True),
        Told(0, 1.0, 6.0, 200, True),  # under way when the primary was killed
        Told(1, 6.0, 6.5, 503, False),
        Told(1, 6.5, 9.0, 200, False),
        Told(0, 6.0, 9.5, 200, True),
    ]
    assert of_server(told, killed=3.0, slow=1.0) == {
        "answers_before": 2,
        "answers_after": 3,
        "wrong": 1,
        "other_replies": [503],
        "p50_before_ms": 1500,
        "longest_before_ms": 2000,
        "longest_after_ms": 5000,
        "slow_of_each_client": [2, 1],  # longer than 2 seconds, the longest before
        "longest_without_answers_before_s": 1.5,
        "longest_without_answers_after_s": 3.5,
    }


def test_documents_come_and_go(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("a.md", "b.md"):
        (folder / name).write_text(name, encoding="utf-8")
    toggled = Toggled(folder, ["a.md"])
    toggled.turn()
    assert [path.name for path in folder.iterdir()] == ["b.md"]
    toggled.turn()
    assert sorted(path.read_text(encoding="utf-8") for path in folder.iterdir()) == ["a.md", "b.md"]


def test_a_process_is_killed_at_work_or_has_ended() -> None:
    def long(pipe: int) -> None:
        os.write(pipe, b"p")
        time.sleep(30)

    assert killed(long, 0.0, told=True)
    assert not killed(lambda _: None, 2.0, told=False)

"""What servers say that are asked one question after another while one of them is lost."""

import http.client
import json
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: its client, when it was asked and had come, its status, and whether it was right."""

    client: int
    asked: float
    came: float
    status: int
    right: bool


@dataclass(slots=True)
class Run:
    """What happened, in seconds of the monotonic clock; several threads note it."""

    ends: threading.Event = field(default_factory=threading.Event)
    told: dict[str, list[Told]] = field(default_factory=dict)
    published: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    behind: list[tuple[int, float]] = field(default_factory=list)


def ask(port: int, question: str) -> tuple[int, Any]:
    """The status and the JSON of what a chat server answers; 0 and None where it does not."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", f"/api/ask?q={quote(question)}")
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read())
    except (OSError, ValueError, http.client.HTTPException):
        return 0, None
    finally:
        connection.close()


def client(run: Run, name: str, number: int, port: int, expected: dict[str, list[Any]]) -> None:
    """Ask a server one question after another, and note what it says."""
    questions = list(expected)
    at = number
    while not run.ends.is_set():
        question, began = questions[at % len(questions)], time.monotonic()
        status, found = ask(port, question)
        run.told[name].append(Told(number, began, time.monotonic(), status, found in expected[question]))
        at += 1
        run.ends.wait(0.05)


def of_server(told: Sequence[Told], killed: float, slow: float) -> dict[str, Any]:
    """What one server said before the primary was killed and after it."""
    before = [one.came - one.asked for one in told if one.came <= killed and one.status == 200]
    after, slow = [one for one in told if one.came > killed], max([slow, *before])
    moments = [one.came for one in told if one.status == 200]
    gaps = [(later - sooner, later) for sooner, later in pairwise(moments)]
    clients = sorted({one.client for one in told})
    return {
        "answers_before": len(before),
        "answers_after": sum(one.status == 200 for one in after),
        "wrong": sum(one.status == 200 and not one.right for one in told),
        "other_replies": [one.status for one in told if one.status != 200],
        "p50_before_ms": round(1000 * statistics.median(before)),
        "longest_before_ms": round(1000 * max(before)),
        "longest_after_ms": round(1000 * max(one.came - one.asked for one in after)),
        "slow_of_each_client": [
            sum(one.came - one.asked > slow for one in after if one.client == each) for each in clients
        ],
        "longest_without_answers_before_s": round(
            max((gap for gap, at in gaps if at <= killed), default=0.0), 2
        ),
        "longest_without_answers_after_s": round(
            max((gap for gap, at in gaps if at > killed), default=0.0), 2
        ),
    }

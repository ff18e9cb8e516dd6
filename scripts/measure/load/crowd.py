"""A crowd at the server: ``python -m scripts.measure.load.crowd`` (Linux; 127.0.0.0/8 are the clients).

``pykala chat`` serves the report that ships, and is asked over HTTP

- by one client, again and again;
- by one while others hold ``--half`` half requests open;
- by ``--clients`` at once for ``--seconds``, each of which asks again as soon as it is answered, and after
  half a second where it was refused.

Told are the seconds until an answer and until a refusal, and the memory of the server (resident, megabytes)
before the crowd and after it. The figures go to ``scripts/results/crowd-COMMIT.json``, too.
"""

import argparse
import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from scripts.measure.evaluate import commit

_RESULTS = Path(__file__).parents[2] / "results"
_QUESTION = "Minkä Ukrainan kaupungin kanssa on allekirjoitettu asiakirja?"

Asked = tuple[int, float]
"""The status of an answer, 0 where there was none, and the seconds until it had come."""


async def ask(port: int, client: int) -> Asked:
    """Ask the question from the address of a client."""
    body = json.dumps({"q": _QUESTION}).encode()
    head = f"POST /api/ask HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n"
    head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    began = time.monotonic()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(address(client), 0))
        writer.write(head.encode() + body)
        line = await reader.readline()
        await reader.read()
        writer.close()
        return int(line.split()[1]), time.monotonic() - began
    except (OSError, IndexError):
        return 0, time.monotonic() - began


def address(client: int) -> str:
    """The address that a client asks from."""
    return f"127.0.{1 + client // 200}.{1 + client % 200}"


async def crowd(port: int, clients: int, seconds: float) -> list[Asked]:
    """What so many clients get who ask on and on."""
    until = time.monotonic() + seconds
    found: list[Asked] = []

    async def one(client: int) -> None:
        while time.monotonic() < until:
            found.append(await ask(port, client))
            if found[-1][0] != 200:
                await asyncio.sleep(0.5)

    await asyncio.gather(*(one(client) for client in range(clients)))
    return found


def half_requests(port: int, number: int) -> list[socket.socket]:
    """Connections on which half a request was sent."""
    held = []
    for client in range(number):
        one = socket.create_connection(("127.0.0.1", port), 5, (address(1000 + client), 0))
        one.sendall(b"GET / HT")
        held.append(one)
    return held


def told(asked: list[Asked]) -> dict[str, Any]:
    """How many were answered, refused and neither, and the seconds that it took."""
    answered = [seconds for status, seconds in asked if status == 200]
    refused = [seconds for status, seconds in asked if status == 503]
    return {
        "answered": len(answered),
        "answered_p50_p95": _seconds(answered),
        "refused": len(refused),
        "refused_p50_p95": _seconds(refused),
        "neither": len(asked) - len(answered) - len(refused),
    }


def _seconds(values: list[float]) -> list[float]:
    return [round(float(value), 3) for value in np.percentile(values, [50, 95])] if values else []


def _memory(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) // 1024


async def measured(port: int, process: int, half: int, clients: int, seconds: float) -> dict[str, Any]:
    """All of it."""
    alone = [await ask(port, 0) for _ in range(20)]
    before = _memory(process)
    held = half_requests(port, half)
    beside = [await ask(port, 0) for _ in range(20)]
    for one in held:
        one.close()
    many = await crowd(port, clients, seconds)
    return {
        "load": round(os.getloadavg()[0], 1),
        "alone": told(alone[1:]),
        f"beside {half} half requests": told(beside),
        f"{clients} clients": told(many),
        "memory": [before, _memory(process)],
    }


def main() -> None:
    """Prints and writes the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", type=int, default=1100)
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--to", type=Path, default=_RESULTS / f"crowd-{commit()}.json")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as store:
        command = [sys.executable, "-m", "app.commands.main", "chat", "--port", "0", "--no-browser"]
        with subprocess.Popen([*command, "--store", store], stdout=subprocess.PIPE, text=True) as served:  # noqa: S603
            try:
                line = served.stdout.readline() if served.stdout else ""
                port = int(re.findall(r":(\d+)/", line)[0])
                given = (arguments.half, arguments.clients, arguments.seconds)
                figures = asyncio.run(measured(port, served.pid, *given))
            finally:
                served.terminate()
    for name, value in figures.items():
        print(f"{name}: {value}")
    arguments.to.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Connections: whoever is slow is cut off, whoever holds too many gets no more, all others are answered."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn

from app import connections
from app.connections import Connections, most_connections

WHOLE = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        return
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body", False):
            break
    if message["type"] == "http.request":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., int]]:
    """What serves the application with so many connections, and tells the port."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.4)
    monkeypatch.setattr(connections, "BODY_SECONDS", 0.4)
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def serve(most: int, of_one: int | None) -> int:
        listening = socket.create_server(("127.0.0.1", 0))
        protocol: Any = Connections(most, of_one).protocol
        config = uvicorn.Config(application, http=protocol, ws="none", log_level="critical", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        servers.append((server, thread))
        while not server.started:
            time.sleep(0.01)
        return int(listening.getsockname()[1])

    yield serve
    for server, thread in servers:
        server.should_exit = True
        thread.join(30)


def opened(port: int, sent: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(sent)
    return connection


def told(connection: socket.socket) -> bytes:
    """The first line that comes; empty where the connection is closed without a word."""
    try:
        return connection.recv(1000).partition(b"\r\n")[0]
    except ConnectionError:
        return b""


@pytest.mark.parametrize(
    "half", [b"", b"GET / HT", WHOLE[:-2], b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nab"]
)
def test_who_sends_half_a_request_is_cut_off(
    serving: Callable[..., int], monkeypatch: pytest.MonkeyPatch, half: bytes
) -> None:
    port = serving(10, None)
    with opened(port, half) as slow:
        assert told(slow) in {b"HTTP/1.1 408 Request Timeout", b""}
        monkeypatch.setattr(connections, "HEAD_SECONDS", 60.0)  # a busy machine is slow, not wrong
        with opened(port, WHOLE) as other:
            assert told(other) == b"HTTP/1.1 200 OK"


def test_sending_in_small_pieces_prolongs_nothing(serving: Callable[..., int]) -> None:
    port = serving(10, None)
    with opened(port) as slow, pytest.raises(ConnectionError):
        send_slowly(slow, WHOLE.replace(b"\n", b"x") * 4)


def send_slowly(connection: socket.socket, sent: bytes) -> None:
    """Send a byte every tenth of a second."""
    for number in range(len(sent)):
        connection.sendall(sent[number : number + 1])
        time.sleep(0.1)


def test_one_address_holds_no_more_than_its_share(
    serving: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 60.0)
    port = serving(10, 2)
    with opened(port), opened(port), opened(port, WHOLE) as third:
        assert told(third) == b"HTTP/1.1 503 Service Unavailable"
    deadline = time.monotonic() + 20
    while True:  # those that are closed are counted no more
        with opened(port, WHOLE) as next_one:
            if told(next_one) == b"HTTP/1.1 200 OK":
                break
        assert time.monotonic() < deadline


def test_where_there_are_too_many_the_one_that_waited_longest_goes(
    serving: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 60.0)
    port = serving(3, None)
    held = [opened(port, b"GET / HT") for _ in range(3)]
    for number in range(3):
        with opened(port, WHOLE) as one:
            assert told(one) == b"HTTP/1.1 200 OK"
            held.append(opened(port, b"GET / HT"))
        assert told(held[number]) in {b"HTTP/1.1 503 Service Unavailable", b""}
    for connection in held:
        connection.close()


def test_a_connection_takes_one_request_after_another(serving: Callable[..., int]) -> None:
    port = serving(3, 1)
    with opened(port) as one:
        for _ in range(3):
            one.sendall(WHOLE)
            answer = one.recv(1000)
            while not answer.endswith(b"ok"):
                answer += one.recv(1000)
            assert answer.startswith(b"HTTP/1.1 200 OK")


def test_no_more_than_half_of_the_files_that_may_be_open() -> None:
    assert 16 <= most_connections() <= 512

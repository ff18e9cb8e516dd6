"""Servers that are dark: those that do not greet, and those on the way to which packets are lost."""

import socket
import threading
import time
from collections.abc import Iterator

import psycopg
import pytest

from index.postgres import connections, dark
from index.postgres.address import Address
from tests.support.database import Server


@pytest.fixture(autouse=True)
def none_is_dark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dark, "_dark", {})


@pytest.fixture
def greeting() -> Iterator[str]:
    """The port of who greets as PostgreSQL does without TLS."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            while True:
                try:
                    came, _ = listening.accept()
                except OSError:
                    return
                with came:
                    came.recv(8)
                    came.sendall(b"N")

        threading.Thread(target=greet, daemon=True).start()
        yield str(listening.getsockname()[1])


def test_who_greets_is_there(greeting: str) -> None:
    assert dark.answers("127.0.0.1", greeting)
    assert not dark.is_dark("127.0.0.1", greeting)


def test_who_refuses_is_not_there_and_not_dark() -> None:
    assert not dark.answers("127.0.0.1", "1")
    assert not dark.is_dark("127.0.0.1", "1")


def test_who_takes_connections_and_is_silent_is_dark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dark, "_GREETING", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = str(silent.getsockname()[1])
        assert not dark.answers("127.0.0.1", port)
        assert dark.is_dark("127.0.0.1", port)
        chosen = dark.lively({"host": "127.0.0.1,127.0.0.2", "port": f"{port},1", "user": "me"})
    assert chosen["host"] == "127.0.0.1,127.0.0.2"  # none answers, so that all are asked


def test_a_server_to_which_packets_are_sent_again_is_dark(
    greeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dark, "_sent_again", lambda *_given: 1)
    assert not dark.answers("127.0.0.1", greeting)
    assert dark.is_dark("127.0.0.1", greeting)


def test_what_a_socket_sent_again_is_read_where_linux_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Told:
        family = socket.AF_INET

        def getsockopt(self, level: int, name: int, size: int) -> bytes:
            assert (level, name, size) == (socket.IPPROTO_TCP, 11, 104)
            return b"\1\0\3" + bytes(97) + (7).to_bytes(4, "little")

    monkeypatch.setattr(dark, "_TCP_INFO", 11)
    assert dark._sent_again(Told(), dark._TIMES) == 3  # type: ignore[arg-type]
    assert dark._sent_again(Told(), dark._IN_ALL) == 7  # type: ignore[arg-type]
    monkeypatch.setattr(dark, "_TCP_INFO", None)
    assert dark._sent_again(Told(), dark._IN_ALL) == 0  # type: ignore[arg-type]


def test_a_question_is_given_up_where_its_own_packets_are_sent_again(
    database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = Address.of(database.address())
    connection = connections.connect(address, patience=0.2)
    server = dark.server_of(connection)
    monkeypatch.setattr(dark, "QUIET", 0.1)
    monkeypatch.setattr(dark, "_sent_again", lambda _used, counted: counted is dark._TIMES)
    with pytest.raises(psycopg.OperationalError, match="does not answer any more"):
        connection.execute("SELECT pg_sleep(5)")
    assert connection.closed
    assert dark.is_dark(*server)


def test_who_builds_asks_a_dark_server_where_no_other_will_do(
    database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A primary that was passed over left a build with its replica alone, which takes nothing."""
    folder = database.held.folder
    address = Address.of(f"postgresql://postgres@/postgres?host=/nowhere,{folder}")
    dark._dark[str(folder), "5432"] = time.monotonic()
    monkeypatch.setattr(dark, "answers", lambda host, _port: host == "/nowhere")
    with pytest.raises(psycopg.OperationalError, match="nowhere"):
        connections.connect_to_read(address)
    connection = connections.connect(address)
    assert connection.execute("SELECT 1").fetchone() == (1,)
    connection.close()

"""Servers that went dark: whether one answers at all, and which ones are passed over for a while.

A machine that is cut off, or stopped, neither answers nor says that it does not. A question that waits is no
proof of that, since a server may be busy; that it does not even greet is. So is that packets have to be sent
again, where some are lost on the way: a busy server's system takes them at once.
"""

import os
import socket
import struct
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import suppress
from typing import Any

import psycopg

QUIET = 0.75
"""The seconds without a sign of life after which it is seen whether a server answers at all."""

_GREETING = 0.5
"""The seconds that a server has to greet: its first process only starts another one for that."""

_PASSED_OVER = 30.0
"""The seconds that a dark server is not asked, where the address names another one."""

_GREET = struct.pack("!ii", 8, 80877103)  # SSLRequest: the one message that any server answers at once

_TCP_INFO = socket.TCP_INFO if sys.platform == "linux" else None
_TIMES, _IN_ALL = struct.Struct("2xB"), struct.Struct("=100xI")  # of its struct tcp_info

_dark: dict[tuple[str, str], float] = {}
"""When each server that is passed over was found to be dark, by its host and port."""


def answers(host: str, port: str) -> bool:
    """Whether a server greets who comes, and no packet had to be sent twice for that.

    The host may be a folder with its socket.
    """
    try:
        if host.startswith("/"):
            greeted = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            greeted.settimeout(_GREETING)
        else:
            greeted = socket.create_connection((host, int(port)), _GREETING)
        with greeted:
            if host.startswith("/"):
                greeted.connect(f"{host}/.s.PGSQL.{port}")
            greeted.sendall(_GREET)
            came = bool(greeted.recv(1))
            if came and _sent_again(greeted, _IN_ALL):
                raise TimeoutError
            return came
    except TimeoutError:
        _dark[host, port] = time.monotonic()
        return False
    except (OSError, ValueError):
        return False


def is_dark(host: str, port: str) -> bool:
    """Whether a server was found to be dark a short while ago."""
    return time.monotonic() - _dark.get((host, port), float("-inf")) < _PASSED_OVER


def lively(options: Mapping[str, Any]) -> dict[str, Any]:
    """Options of libpq with those of their hosts that answer now; all of them where none does."""
    split = {name: str(options.get(name) or "").split(",") for name in ("host", "port", "hostaddr")}
    count = len(split["host"])
    if count < 2:
        return dict(options)
    each = {name: values * count if len(values) == 1 else values for name, values in split.items()}
    there = [
        at
        for at, (host, port) in enumerate(zip(each["host"], each["port"], strict=True))
        if not is_dark(host, port or "5432") and answers(host, port or "5432")
    ]
    if not there:
        return dict(options)
    left = {name: ",".join(values[at] for at in there) for name, values in each.items() if any(values)}
    return {**options, **left}


def _sent_again(used: socket.socket, counted: struct.Struct) -> int:
    """How often a socket sent packets again, now or in all; 0 where the system does not tell."""
    if _TCP_INFO is None or used.family == socket.AF_UNIX:
        return 0
    (times,) = counted.unpack_from(used.getsockopt(socket.IPPROTO_TCP, _TCP_INFO, _IN_ALL.size))
    return int(times)


class Watched(psycopg.Connection[tuple[Any, ...]]):
    """A connection that gives up a server which is dark for ``patience`` seconds.

    What waits then ends in an OperationalError, and the connection is closed.
    """

    patience = float("inf")

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        return super().wait(self._watched(gen), *args, **kwargs)

    def _watched(self, gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        """What psycopg waits with; it is told again and again that nothing came."""
        seen = time.monotonic()
        look = seen + QUIET
        try:
            waits = next(gen)
            while True:
                ready = yield waits
                now = time.monotonic()
                if ready:
                    seen, look = now, now + QUIET
                elif now >= look:
                    if self._is_there():
                        seen = now
                    elif now - seen >= self.patience:
                        self.pgconn.finish()
                        raise psycopg.OperationalError("the server does not answer any more")
                    look = time.monotonic() + QUIET
                waits = gen.send(ready)
        except StopIteration as end:
            return end.value

    def _is_there(self) -> bool:
        host, port = server_of(self)
        with suppress(OSError), socket.socket(fileno=os.dup(self.fileno())) as own:
            if _sent_again(own, _TIMES):
                _dark[host, port] = time.monotonic()
                return False
        return answers(host, port)


def server_of(connection: "psycopg.Connection[Any]") -> tuple[str, str]:
    """Host and port of the server of a connection."""
    return connection.info.host, str(connection.info.port)

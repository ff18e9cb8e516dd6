"""Connections: bounded in number and in time, so that nobody makes the server deaf by holding them open.

Whoever is slow to send a request is cut off, and where there are too many connections, the one that has
waited longest for a request goes: this holds before the login, too.
"""

import asyncio
import os
from collections import Counter
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""Within this time the head of a request must have come, from the connection or the first byte of it on."""

BODY_SECONDS = 20.0
"""Within this time its body must have come."""

_MOST = 512
_SPARE = 2  # one of so many files that the process may open is a connection

_LATE = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 2\r\ncontent-length: 0\r\n\r\n"
)


class Connections:
    """The connections of a server that are open, and those of them that no request has come on.

    ``most`` are allowed in all, ``of_one`` from one address, all of them where that is None.
    """

    def __init__(self, most: int, of_one: int | None) -> None:
        self._most, self._of_one = most, of_one
        self._by_address: Counter[str] = Counter()
        self._waiting: dict[BoundedProtocol, None] = {}

    def protocol(self, *given: Any, **named: Any) -> "BoundedProtocol":
        """A protocol for one connection, as uvicorn makes them."""
        return BoundedProtocol(self, *given, **named)

    def enter(self, one: "BoundedProtocol") -> bool:
        """Count a connection; False where there is no place for it."""
        if self._of_one is not None and self._by_address[one.address] >= self._of_one:
            return False
        if self._by_address.total() >= self._most:
            oldest = next(iter(self._waiting), None)
            if oldest is None:
                return False
            oldest.cut(_FULL)
        self._by_address[one.address] += 1
        return True

    def wait(self, one: "BoundedProtocol") -> None:
        """It waits for a request."""
        self._waiting.setdefault(one)

    def serve(self, one: "BoundedProtocol") -> None:
        """A request has come on it."""
        self._waiting.pop(one, None)

    def leave(self, one: "BoundedProtocol") -> None:
        """Count it no more."""
        self._waiting.pop(one, None)
        self._by_address[one.address] -= 1
        self._by_address += Counter()  # what is zero goes


class BoundedProtocol(H11Protocol):
    """uvicorn's protocol of one connection, with time limits for what is sent on it."""

    def __init__(self, connections: Connections, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._open = connections
        self._timer: asyncio.TimerHandle | None = None
        self._counted = False

    @property
    def address(self) -> str:
        """The address at the other end."""
        return self.client[0] if self.client else ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or refuse it where there are too many."""
        super().connection_made(transport)
        self._counted = self._open.enter(self)
        if not self._counted:
            self.cut(_FULL)
            return
        self._open.wait(self)
        self._expect(HEAD_SECONDS)

    def data_received(self, data: bytes) -> None:
        """Take what is sent; the time for it is not prolonged by sending it in small pieces."""
        if self.transport.is_closing():
            return
        at = self.cycle
        super().data_received(data)
        if self.cycle is not at:
            self._open.serve(self)
            self._stop()
        if self.conn.their_state is h11.SEND_BODY:
            self._expect(BODY_SECONDS)
        elif self.conn.their_state is h11.IDLE:
            self._expect(HEAD_SECONDS)
        else:
            self._stop()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._stop()
        if self._counted and not self.transport.is_closing():
            self._open.wait(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of a connection."""
        self._stop()
        if self._counted:
            self._counted = False
            self._open.leave(self)
        super().connection_lost(exc)

    def cut(self, told: bytes) -> None:
        """Close the connection, and tell why where nothing has been answered yet."""
        if self.transport.is_closing():
            return
        if self.cycle is None or not self.cycle.response_started or self.cycle.response_complete:
            self.transport.write(told)
        self.transport.close()
        if self._counted:
            self._counted = False
            self._open.leave(self)

    def _expect(self, seconds: float) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(seconds, self.cut, _LATE)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def most_connections() -> int:
    """How many connections this process may hold: at most half of the files that it may open."""
    if os.name != "posix":
        return _MOST
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(_MOST, max(soft // _SPARE, 16)) if soft != resource.RLIM_INFINITY else _MOST

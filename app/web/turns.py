"""Turns: questions are answered a few at once, and all who ask come in turn, however much one asks."""

import asyncio
import contextlib
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextvars import ContextVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.asgi import path_of
from app.web.clients import client_of
from app.web.errors import problem

AT_ONCE = 4
"""The questions that are answered at the same time; more would only make each other wait."""

PATIENCE = 1.0
"""The seconds for which a question waits for its turn; one that would wait longer is refused at once."""

OF_ONE = 16
"""The questions of one client that wait, at most."""

refused: ContextVar[bool] = ContextVar("refused", default=False)
"""Whether a request came when there were too many; the page is answered all the same, and told so."""

_PAGE = "/gradio_api/component_server"
_ASKED = (_PAGE, "/api/ask", "/mcp")
_FIRST_GUESS = 0.2  # seconds that an answer takes
_NEWEST = 0.1  # the weight of the newest of them


class Queue:
    """Places for those who are answered, and a line of each client for those who wait."""

    def __init__(self, at_once: int = AT_ONCE, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once, self._clock = at_once, clock
        self._taken = 0
        self._lines: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self._seconds = _FIRST_GUESS

    def full(self, client: str) -> bool:
        """Whether one more question of a client would wait too long."""
        if self._taken < self._at_once:
            return False
        waiting = sum(len(line) for line in self._lines.values())
        return (
            len(self._lines.get(client, ())) >= OF_ONE
            or (waiting + 1) * self._seconds / self._at_once > PATIENCE
        )

    @contextlib.asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """Wait for a turn, and keep the place for as long as the context lasts."""
        await self._wait(client)
        began = self._clock()
        try:
            yield
        finally:
            self._seconds += _NEWEST * (self._clock() - began - self._seconds)
            self._next()

    async def _wait(self, client: str) -> None:
        if self._taken < self._at_once:
            self._taken += 1
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        line = self._lines.setdefault(client, deque())
        line.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._next()  # the turn came just when nobody wanted it any more
            else:
                line.remove(place)
                if not line:
                    self._lines.pop(client, None)
            raise

    def _next(self) -> None:
        """Give the place to the client whose turn it is: those who wait come one after the other."""
        while self._lines:
            client, line = self._lines.popitem(last=False)
            place = line.popleft()
            if line:
                self._lines[client] = line
            if not place.done():
                place.set_result(None)
                return
        self._taken -= 1


class Turns:
    """The ASGI layer by which questions wait for their turn; all else passes."""

    def __init__(self, inner: ASGIApp, queue: Queue | None = None) -> None:
        self._inner, self._queue = inner, queue or Queue()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, in its turn, or say that there are too many."""
        if scope["type"] != "http" or not path_of(scope).startswith(_ASKED):
            await self._inner(scope, receive, send)
            return
        client = client_of(scope)
        if self._queue.full(client) and path_of(scope).startswith(_PAGE):
            before = refused.set(True)
            try:
                await self._inner(scope, receive, send)
            finally:
                refused.reset(before)
            return
        if self._queue.full(client):  # told before anything is read
            reason = "many questions are being answered; ask again in a moment"
            await problem(503, "busy", reason, {"retry-after": "2"})(scope, receive, send)
            return
        body = [await receive()]
        while body[-1].get("more_body", False):
            body.append(await receive())
        gone = asyncio.ensure_future(receive())  # after its body a client sends nothing but that it goes
        try:
            async with self._queue.turn(client):
                if not gone.done():
                    await self._inner(scope, _replayed(body, gone), send)
        finally:
            gone.cancel()


def _replayed(body: Sequence[Message], then: asyncio.Future[Message]) -> Receive:
    """A body that was received before, and what comes after it."""
    left = deque(body)

    async def receive() -> Message:
        return left.popleft() if left else await asyncio.shield(then)

    return receive

"""Turns: a few at once, all clients one after the other, and too many told at once."""

import asyncio
from typing import Any

from app.web.turns import OF_ONE, Queue, Turns, refused
from tests.support.site.asgi import get


def test_all_come_in_turn_however_much_one_asks() -> None:
    order: list[str] = []

    async def one(queue: Queue, client: str, name: str) -> None:
        async with queue.turn(client):
            order.append(name)
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        queue = Queue(at_once=1)
        asked = [("a", f"a{n}") for n in range(4)] + [("b", "b0"), ("b", "b1"), ("c", "c0")]
        await asyncio.gather(*(one(queue, *each) for each in asked))

    asyncio.run(all_of_them())
    assert order == ["a0", "a1", "b0", "c0", "a2", "b1", "a3"]


def test_no_more_than_so_many_at_once_and_places_come_back() -> None:
    most = now = 0

    async def one(queue: Queue, number: int) -> None:
        nonlocal most, now
        async with queue.turn(str(number % 3)):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0)
            now -= 1
            if number == 5:
                raise ValueError(number)

    async def all_of_them() -> None:
        queue = Queue(at_once=4)
        asked = [asyncio.ensure_future(one(queue, number)) for number in range(30)]
        await asyncio.sleep(0)
        asked[9].cancel()  # it waits
        await asyncio.gather(*asked, return_exceptions=True)
        assert not queue.full("a")
        await asyncio.gather(*(one(queue, number) for number in range(10, 20)))

    asyncio.run(all_of_them())
    assert (most, now) == (4, 0)


def test_one_that_would_wait_too_long_is_refused_and_one_client_has_its_share() -> None:
    async def filled() -> None:
        queue = Queue(at_once=1, clock=lambda: 0.0)
        queue._seconds = 0.01
        places = [asyncio.ensure_future(queue.turn("a").__aenter__()) for _ in range(OF_ONE + 1)]
        await asyncio.sleep(0)
        assert (queue.full("a"), queue.full("b")) == (True, False)
        queue._seconds = 0.1  # an eighteenth would wait for 1.7 seconds
        assert (queue.full("a"), queue.full("b")) == (True, True)
        for place in places:
            place.cancel()
        await asyncio.gather(*places, return_exceptions=True)

    asyncio.run(filled())


def test_only_questions_wait_and_what_is_refused_is_told() -> None:
    asked: list[str] = []

    async def inner(_scope: Any, receive: Any, send: Any) -> None:
        asked.append("refused" if refused.get() else (await receive())["body"].decode())
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"inner"})

    class Full(Queue):
        def full(self, client: str) -> bool:
            return client == "10.0.0.5"

    turns = Turns(inner, Full())
    assert get(turns, "/gradio_api/component_server/", method="POST", client="10.0.0.5")[2] == "inner"
    assert asked.pop() == "refused"
    for path in ("/api/ask", "/mcp"):
        assert get(turns, path, method="POST", body=b"question")[2] == "inner"
        status, headers, told = get(turns, path, method="POST", client="10.0.0.5")
        assert (status, headers["retry-after"], '"code": "busy"' in told) == (503, "2", True)
    assert get(turns, "/theme.css", client="10.0.0.5")[2] == "inner"
    assert asked == ["question"] * 2 + [""]


def test_who_has_gone_is_not_answered() -> None:
    async def inner(_scope: Any, _receive: Any, _send: Any) -> None:
        raise AssertionError("nobody is there")

    came = iter([{"type": "http.request", "body": b"x"}, {"type": "http.disconnect"}])

    async def receive() -> Any:
        return next(came)

    async def ask() -> None:
        queue = Queue(at_once=1)
        scope = {"type": "http", "path": "/api/ask", "client": ("10.0.0.5", 1)}
        async with queue.turn("b"):
            asked = asyncio.ensure_future(Turns(inner, queue)(scope, receive, _send))
            await asyncio.sleep(0.01)
        await asked

    async def _send(_: Any) -> None: ...

    asyncio.run(ask())

"""A pool: a few threads of its own, some who wait for one, and no more."""

import asyncio
import threading

from starlette.responses import PlainTextResponse, Response

from app.web.pool import Pool


def test_so_many_at_once_and_the_next_is_told_to_come_again() -> None:
    inside, most, lock, go_on = 0, 0, threading.Lock(), threading.Event()

    def answer() -> Response:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        assert go_on.wait(30)
        with lock:
            inside -= 1
        return PlainTextResponse("drawn")

    async def asked() -> list[int]:
        pool = Pool(2, 3)
        waiting = [asyncio.ensure_future(pool.run(answer)) for _ in range(6)]
        while inside < 2:
            await asyncio.sleep(0.01)
        # All other threads are free: what is soon answered does not wait for these.
        assert await asyncio.to_thread(lambda: "at once") == "at once"
        go_on.set()
        statuses = [(await one).status_code for one in waiting]
        return [*statuses, (await pool.run(answer)).status_code]

    assert asyncio.run(asked()) == [200] * 5 + [503, 200]
    assert most == 2

"""A pool: a few threads for what takes long, so that it takes none from what is soon answered."""

from collections.abc import Callable

import anyio.to_thread
from starlette.responses import PlainTextResponse, Response


class Pool:
    """So many threads of its own; ``waiting`` more may wait for one, and the next is told to come again."""

    def __init__(self, threads: int, waiting: int) -> None:
        self._threads, self._most = threads, threads + waiting
        self._limiter: anyio.CapacityLimiter | None = None
        self._inside = 0

    async def run(self, answer: Callable[[], Response]) -> Response:
        """What is answered, in a thread; 503 where there are too many already."""
        if self._inside >= self._most:
            return PlainTextResponse(
                "too many files are asked for; ask again in a moment", 503, {"retry-after": "2"}
            )
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self._threads)  # made where there is an event loop
        self._inside += 1
        try:
            return await anyio.to_thread.run_sync(answer, limiter=self._limiter)
        finally:
            self._inside -= 1

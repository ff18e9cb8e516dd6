"""Asking an ASGI application without a server."""

import asyncio
from typing import Any

from starlette.types import ASGIApp


def get(
    application: ASGIApp,
    path: str,
    *,
    method: str = "GET",
    root_path: str = "",
    scheme: str = "http",
    body: bytes = b"",
    client: str = "127.0.0.1",
    **headers: str,
) -> tuple[int, dict[str, str], str]:
    """Status, headers and body that an ASGI application answers with."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    given = {"host": "127.0.0.1:7860", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": scheme,
        "path": path.partition("?")[0],
        "raw_path": path.encode(),
        "query_string": path.partition("?")[2].encode(),
        "root_path": root_path,
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "client": (client, 50000),
        "server": ("127.0.0.1", 7860),
    }
    asyncio.run(application(scope, receive, send))  # type: ignore[arg-type]
    head = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], head, b"".join(m.get("body", b"") for m in sent[1:]).decode()

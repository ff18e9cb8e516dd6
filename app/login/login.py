"""The login: one password for all who share a machine, before everything that the server has."""

import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.login.gate import Gate, turned_away
from app.login.page import chosen
from app.texts import LANGUAGE_COOKIE
from app.web.asgi import path_of


class Login:
    """The ASGI layer that passes on nothing of those who have not given the password."""

    def __init__(self, inner: ASGIApp, password: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._inner, self._gate = inner, Gate(password, clock=clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or ask for the password."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        request = Request(scope, receive)
        answered = await self._answered(request)
        if answered is None and not self._gate.is_open(request):  # a program has shown the password
            headers = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
            scope = {**scope, "headers": headers}
        await (answered or self._inner)(scope, receive, send)

    async def _answered(self, request: Request) -> Response | None:
        """What is answered to who may not pass, or wants to log in or out; None where a request may pass."""
        path, asked = path_of(request.scope), request.method
        if path in {"/login", "/logout"} and asked in {"GET", "POST"}:
            return await self._gate.way(request, path[1:])
        if self._gate.is_open(request):
            return None
        if "authorization" in request.headers:
            return self._gate.refusal(request)
        if path == "/" and asked == "GET":
            return self._asked(request)
        return turned_away("log in first; a program sends the password as a bearer token")

    def _asked(self, request: Request) -> Response:
        """The login page, which keeps the language that was chosen on it."""
        response = self._gate.ask(request)
        language, _ = chosen(request.url.query)
        if language and response.status_code == 401:
            response.set_cookie(LANGUAGE_COOKIE, language, max_age=31_536_000, samesite="strict")
        return response

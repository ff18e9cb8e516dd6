"""The login: one password for all who share a machine, before everything that the server has.

People give it once, on a page of ours, and get a session by cookie; programs give it with each request.
Sessions and wrong tries are kept in memory only: a restart forgets both.
"""

import hashlib
import hmac
import json
import secrets
import time
from base64 import b64decode
from collections import deque
from collections.abc import Callable
from urllib.parse import parse_qs

from app.login.page import again_page, chosen, login_page
from app.texts import LANGUAGE_COOKIE
from app.web.asgi import (
    HTML,
    JSON,
    App,
    Headers,
    Message,
    Receive,
    Send,
    asked_with,
    cookie,
    path_of,
    respond,
)
from app.web.clients import client_of
from app.web.visitor import visitor_language

COOKIE = "pykala-session"
_LASTS = 12 * 3600.0
_MOST_SESSIONS = 10_000
_TRIES, _WITHIN = 5, 300.0
_MOST_ADDRESSES = 10_000
_TRIES_OF_ALL = 100
_LONGEST_FORM = 4096


class Tries:
    """The wrong tries of each client in the last five minutes; after five it has to wait.

    After a hundred of all clients together all have to, so that many addresses guess no faster than a few;
    those who are logged in notice nothing of it.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, deque[float]] = {}
        self._of_all: deque[float] = deque(maxlen=_TRIES_OF_ALL)

    def wait(self, address: str) -> int:
        """The seconds that a client has to wait before it may try again, 0 where it may."""
        wrong = self._wrong.get(address)
        own = wrong[0] if wrong is not None and len(wrong) == _TRIES else None
        of_all = self._of_all[0] if len(self._of_all) == _TRIES_OF_ALL else None
        since = [at for at in (own, of_all) if at is not None]
        return max((max(0, int(at + _WITHIN - self._clock()) + 1) for at in since), default=0)

    def add(self, address: str) -> None:
        """Count a wrong try."""
        self._of_all.append(self._clock())
        while len(self._wrong) >= _MOST_ADDRESSES and address not in self._wrong:
            del self._wrong[next(iter(self._wrong))]
        self._wrong.setdefault(address, deque(maxlen=_TRIES)).append(self._clock())


class Sessions:
    """Those who gave the password: tokens, of which only the hashes are kept, each with its end."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ends: dict[str, float] = {}

    def begin(self) -> str:
        """A new session's token; it lasts twelve hours."""
        now = self._clock()
        self._ends = {name: end for name, end in self._ends.items() if end > now}
        while len(self._ends) >= _MOST_SESSIONS:
            del self._ends[next(iter(self._ends))]
        token = secrets.token_urlsafe(32)
        self._ends[_hashed(token)] = now + _LASTS
        return token

    def holds(self, token: str | None) -> bool:
        """Whether a token is one of a session that has not ended."""
        return token is not None and self._ends.get(_hashed(token), 0.0) > self._clock()

    def end(self, token: str | None) -> None:
        """Forget a session."""
        self._ends.pop(_hashed(token or ""), None)


class Login:
    """The ASGI layer that passes on nothing of those who have not given the password."""

    def __init__(self, inner: App, password: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._inner, self._password = inner, _hashed(password)
        self._sessions, self._tries = Sessions(clock), Tries(clock)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or ask for the password."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        path, token = path_of(scope), cookie(scope, COOKIE)
        if path == "/login" and scope["method"] == "POST":
            await self._log_in(scope, receive, send)
        elif path == "/logout" and scope["method"] == "POST":
            self._sessions.end(token)
            await self._go(scope, send, "", "", 0)
        elif path in {"/login", "/logout"} and scope["method"] == "GET":  # reloaded, or typed
            prefix = scope.get("root_path", "")
            await respond(send, 303, HTML, b"", [(b"location", f"{prefix}/".encode())])
        elif self._sessions.holds(token):
            await self._inner(scope, receive, send)
        elif b"authorization" in asked_with(scope):
            await self._program(scope, receive, send)
        elif path == "/" and scope["method"] == "GET":
            await self._ask(scope, send)
        else:
            await _turn_away(send, 401, "log in first; a program sends the password as a bearer token")

    async def _ask(self, scope: Message, send: Send) -> None:
        """The login page; a visitor whom another site's link led here is sent here again by ourselves.

        Of such a first request the browser withholds the session's cookie, which is SameSite=Strict.
        """
        if asked_with(scope).get(b"sec-fetch-site") == b"cross-site":
            await respond(send, 200, HTML, again_page(visitor_language(scope)).encode())
            return
        language, query = chosen(scope["query_string"].decode("latin-1"))
        kept = f"{LANGUAGE_COOKIE}={language}; Path=/; Max-Age=31536000; SameSite=Strict".encode()
        headers = [(b"set-cookie", kept)] if language else []
        await respond(
            send, 401, HTML, login_page(language or visitor_language(scope), query).encode(), headers
        )

    async def _log_in(self, scope: Message, receive: Receive, send: Send) -> None:
        form = parse_qs((await _body(receive)).decode("utf-8", "replace"), keep_blank_values=True)
        given, query = (form.get(name, [""])[0] for name in ("password", "query"))
        language, address = visitor_language(scope), client_of(scope)
        wait = self._tries.wait(address)
        if wait:
            page = login_page(language, query, wait=wait).encode()
            await respond(send, 429, HTML, page, [(b"retry-after", str(wait).encode())])
        elif self._fits(given):
            await self._go(scope, send, query, self._sessions.begin(), int(_LASTS))
        else:
            self._tries.add(address)
            await respond(send, 401, HTML, login_page(language, query, wrong=True).encode())

    async def _go(self, scope: Message, send: Send, query: str, token: str, lasts: int) -> None:
        """Send the visitor to the page, with a new session or none."""
        prefix = scope.get("root_path", "")
        secure = "; Secure" if scope["scheme"] == "https" else ""
        kept = f"{COOKIE}={token}; Path={prefix or '/'}; Max-Age={lasts}; HttpOnly; SameSite=Strict{secure}"
        place = f"{prefix}/?{query}" if query else f"{prefix}/"
        headers = [(b"location", _line(place)), (b"set-cookie", _line(kept))]
        await respond(send, 303, HTML, b"", headers)

    async def _program(self, scope: Message, receive: Receive, send: Send) -> None:
        """Let a request in that brings the password itself."""
        address = client_of(scope)
        wait = self._tries.wait(address)
        if wait:
            reason = "too many wrong passwords; wait"
            await _turn_away(send, 429, reason, [(b"retry-after", str(wait).encode())])
        elif self._fits(password_of(asked_with(scope)[b"authorization"])):
            headers = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
            await self._inner({**scope, "headers": headers}, receive, send)
        else:
            self._tries.add(address)
            await _turn_away(send, 401, "that is not the password")

    def _fits(self, given: str) -> bool:
        """Whether a password is the right one, in a time that does not tell how nearly."""
        return hmac.compare_digest(_hashed(given), self._password)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def password_of(header: bytes) -> str:
    """The password that a program gives, as a bearer token or with any name (RFC 6750, RFC 7617)."""
    scheme, _, value = header.decode("utf-8", "replace").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return b64decode(value).decode("utf-8", "replace").partition(":")[2]
        except ValueError:
            return ""
    return ""


def _line(text: str) -> bytes:
    """A header's value, in which nothing begins another header."""
    return text.encode("ascii", "ignore").translate(None, b"\r\n\0")


async def _body(receive: Receive) -> bytes:
    """The body of a form; what is longer than any password is not read."""
    body = b""
    while len(body) <= _LONGEST_FORM:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body", False):
            break
    return body[:_LONGEST_FORM]


async def _turn_away(send: Send, status: int, reason: str, headers: Headers = ()) -> None:
    """Tell a program what is wrong, in the API's own form."""
    body = json.dumps({"error": {"code": "not_logged_in", "message": reason}}).encode()
    headers = [*headers, (b"www-authenticate", b'Bearer realm="pykala"')]
    await respond(send, status, JSON, body, headers)

"""Gates: a password that opens a part of what the server has, who gave it, and who tried.

People give it once, on a page of ours, and get a session by cookie; programs give it with each request.
Sessions and wrong tries are kept in memory only: a restart forgets both.
"""

import hashlib
import hmac
import secrets
import time
from base64 import b64decode
from collections import deque
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

from app.login.page import MAIN, Door, again_page, chosen, login_page
from app.web.asgi import answer, moved
from app.web.clients import client_of
from app.web.errors import problem
from app.web.visitor import request_language

_LASTS = 12 * 3600
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


class Gate:
    """A door with its password: it answers what has to do with that, and knows who may pass."""

    def __init__(self, password: str, door: Door = MAIN, clock: Callable[[], float] = time.monotonic) -> None:
        self._password, self._door = _hashed(password), door
        self._sessions, self._tries = Sessions(clock), Tries(clock)

    def is_open(self, request: Request) -> bool:
        """Whether a request is of a session."""
        return self._sessions.holds(request.cookies.get(self._door.cookie))

    def refusal(self, request: Request) -> Response | None:
        """What is wrong with the password that a program's request brings; None where it is the right one."""
        if wait := self._tries.wait(client_of(request.scope)):
            return turned_away("too many wrong passwords; wait", 429, {"retry-after": str(wait)})
        right = self._fits(request, password_of(request.headers.get("authorization", "")))
        return None if right else turned_away("that is not the password")

    def ask(self, request: Request) -> Response:
        """The login page; a visitor whom another site's link led here is sent here again by ourselves.

        Of such a first request the browser withholds the session's cookie, which is SameSite=Strict.
        """
        language = request_language(request)
        if request.headers.get("sec-fetch-site") == "cross-site":
            return answer(again_page(language))
        return answer(login_page(language, request.url.query, self._door), 401)

    async def way(self, request: Request, path: str) -> Response:
        """What is answered at the path where one logs in or out; one that is reloaded or typed leads back."""
        if request.method != "POST":
            return moved(f"{request.scope.get('root_path', '')}/{self._door.page}")
        return await self._log_in(request) if path == self._door.log_in else self._log_out(request)

    async def _log_in(self, request: Request) -> Response:
        """What comes of the form of the login page: a session and the way to what was wanted, or the page."""
        form = parse_qs((await _body(request)).decode("utf-8", "replace"), keep_blank_values=True)
        given, query = (form.get(name, [""])[0] for name in ("password", "query"))
        language = chosen(query)[0] or request_language(request)
        if wait := self._tries.wait(client_of(request.scope)):
            page = login_page(language, query, self._door, wait=wait)
            return answer(page, 429, headers={"retry-after": str(wait)})
        if not self._fits(request, given):
            return answer(login_page(language, query, self._door, wrong=True), 401)
        return self._go(request, query, self._sessions.begin(), _LASTS)

    def _log_out(self, request: Request) -> Response:
        """End the session, and lead to the door."""
        self._sessions.end(request.cookies.get(self._door.cookie))
        return self._go(request, "", "", 0)

    def _fits(self, request: Request, given: str) -> bool:
        """Whether a password is the right one, in a time that tells not how nearly; a wrong one counts."""
        right = hmac.compare_digest(_hashed(given), self._password)
        if not right:
            self._tries.add(client_of(request.scope))
        return right

    def _go(self, request: Request, query: str, token: str, lasts: int) -> Response:
        """Send the visitor to what the door leads to, with a new session or none."""
        prefix = request.scope.get("root_path", "")
        response = moved(f"{prefix}/{self._door.page}{query and '?' + query}")
        response.set_cookie(
            self._door.cookie,
            token,
            max_age=lasts,
            path=prefix or "/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return response


def turned_away(reason: str, status: int = 401, headers: Mapping[str, str] | None = None) -> Response:
    """What a program is told that may not pass."""
    told = {"www-authenticate": 'Bearer realm="pykala"', **(headers or {})}
    return problem(status, "not_logged_in", reason, told)


def password_of(header: str) -> str:
    """The password that a program gives, as a bearer token or with any name (RFC 6750, RFC 7617)."""
    scheme, _, value = header.encode("latin-1").decode("utf-8", "replace").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return b64decode(value).decode("utf-8", "replace").partition(":")[2]
        except ValueError:
            return ""
    return ""


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


async def _body(request: Request) -> bytes:
    """The body of a form; what is longer than any password is not read."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST_FORM:
            break
    return body[:_LONGEST_FORM]
